"""Other wordings are offered, and nothing that was typed is lost."""

from datetime import date

import pytest
from django.http import QueryDict

from campaign.forms import LetterForm, offer_of
from campaign.models import Alternative, Paragraph
from tests import make_campaign
from tests.campaign.forms.filling import TODAY, editable, form

pytestmark = pytest.mark.slow


@pytest.fixture
def reworded(case):
    paragraph = editable(case)
    return Alternative.objects.create(
        paragraph=paragraph, text="{{ I am|We are }} from {{ sender_town }}."
    )


def test_other_wordings_are_offered_with_the_first_one_chosen(case, reworded):
    (part,) = [each for each in form(case, {}).parts() if each.alternatives]

    labels = [label for _key, label in part.alternatives.field.choices]
    assert labels == ["I write from [your town].", "I am from [your town]."]
    assert part.alternatives.field.initial in {None, ""}


def test_another_wording_is_taken_and_ones_own_goes_before_it(case, reworded):
    key = reworded.paragraph_id
    chosen = form(
        case, {f"a{key}": str(reworded.pk), f"p{key}": "I write from [your town]."}
    )
    own = form(case, {f"a{key}": str(reworded.pk), f"p{key}": "I cook."})

    assert chosen.is_valid(), chosen.errors
    assert chosen.choices.alternatives == {key: reworded.pk}
    assert chosen.choices.wording == {}
    assert own.is_valid()
    assert own.choices.wording == {key: "I cook."}


@pytest.mark.parametrize("chosen", ["999999", "x", "-1", "9" * 5000, "\x00"])
def test_a_wording_of_nowhere_is_refused(case, reworded, chosen):
    name = f"a{reworded.paragraph_id}"

    assert set(form(case, {name: chosen}).errors) == {name}


def test_the_sources_are_carried_with_the_letter(case, reworded):
    typed = {"with_sources": "on", f"a{reworded.paragraph_id}": str(reworded.pk)}
    first = form(case, typed)
    assert first.is_valid(), first.errors

    again = form(case, dict(first.carried()))

    assert again.is_valid(), again.errors
    assert again.choices == first.choices
    assert again.choices.with_sources


@pytest.fixture
def german(case):
    """The same letter in German; its free paragraph follows the English one."""
    made = make_campaign.model_letter(
        case,
        "ich protestiere.",
        {"text": "Ich schreibe.", "is_locked": False, "is_optional": True},
        language="de",
    )
    followed = Paragraph.objects.get(text__contains="sender_town")
    made.paragraphs.filter(is_optional=True).update(follows=followed)
    return made


def test_a_wording_that_does_not_fit_the_new_language_comes_back(case, german):
    english = Paragraph.objects.get(text__contains="sender_town")
    typed = {f"p{english.pk}": "I cook in Cork.", "language": "de"}

    checked = form(case, typed)

    assert not checked.is_valid()
    assert "paragraph you had reworded is not in this letter" in str(checked.errors)
    (aside,) = checked.set_aside
    assert (aside.text, aside.language) == ("I cook in Cork.", "en")
    # told once, it stops nobody, and travels on
    again = form(case, {aside.name: aside.text, "language": "de"})
    assert again.is_valid(), again.errors
    assert (aside.name, "I cook in Cork.") in again.carried()
    # and back in its own language it is where it was
    back = form(case, {aside.name: aside.text, "language": "en"})
    assert back.is_valid(), back.errors
    assert back.choices.wording == {english.pk: "I cook in Cork."}
    assert back.set_aside == []


def test_a_wording_the_writer_never_changed_is_not_set_aside(case, german):
    english = Paragraph.objects.get(text__contains="sender_town")
    words = "We write from [your town]."

    checked = form(case, {f"p{english.pk}": words, "language": "de"})

    assert checked.is_valid(), checked.errors
    assert checked.set_aside == []


def test_a_paragraph_left_out_stays_out_in_another_language(case, german):
    english = Paragraph.objects.get(text__contains="sender_town")

    checked = form(case, {"skip": [str(english.pk)], "language": "de"})

    assert checked.is_valid(), checked.errors
    assert checked.skipped == {german.paragraphs.get(is_optional=True).pk}


def test_a_wording_stays_where_the_next_version_says_the_same(case):
    old = editable(case)
    make_campaign.model_letter(
        case,
        "{{ I protest|We protest }} at more.",
        {"text": old.text, "is_locked": False},
        version=2,
        in_force_from=date(2026, 2, 1),
    )
    new = Paragraph.objects.filter(text=old.text).exclude(pk=old.pk).get()

    checked = form(case, {f"p{old.pk}": "I cook."})

    assert checked.is_valid(), checked.errors
    assert checked.choices.wording == {new.pk: "I cook."}


def test_words_for_another_campaigns_paragraph_are_nobodys(case):
    other = make_campaign.model_letter(make_campaign.campaign(), "Elsewhere.")

    checked = form(case, {f"p{other.paragraphs.get().pk}": "Mine."})

    assert checked.is_valid(), checked.errors
    assert checked.set_aside == []


@pytest.mark.parametrize("name", ["p", "p-1", "paside", "aside", "p" + "9" * 40, "p²"])
def test_what_is_no_paragraph_sets_nothing_aside(case, name):
    checked = form(case, {name: "x"})

    assert checked.is_valid()
    assert checked.set_aside == []


def test_what_is_typed_once_costs_no_further_query(case, django_assert_num_queries):
    data = QueryDict("from=GB&name=Ann&town=Cork")
    offer, _reasons = offer_of(case, data, TODAY)

    with django_assert_num_queries(0):
        LetterForm(data, offer=offer, kept=data)


def test_a_chosen_wording_that_is_not_in_the_new_language_is_said(
    case, reworded, german
):
    name = f"a{reworded.paragraph_id}"

    checked = form(case, {name: str(reworded.pk), "language": "de"})

    (said,) = checked.non_field_errors()
    assert said == "Another wording you had chosen is not in this letter."
    assert checked.notices == [said]


def test_words_and_a_choice_left_behind_are_said_in_one_sentence(
    case, reworded, german
):
    key = reworded.paragraph_id
    typed = {f"a{key}": str(reworded.pk), f"p{key}": "I cook.", "language": "de"}

    (said,) = form(case, typed).non_field_errors()

    assert "What you had reworded, and another wording you had chosen, is not" in said
    assert "kept below" in said


def test_a_chosen_wording_stays_where_the_next_version_has_it(case, reworded):
    old = reworded.paragraph
    make_campaign.model_letter(
        case,
        {"text": old.text, "is_locked": False},
        version=2,
        in_force_from=date(2026, 2, 1),
    )
    new = Paragraph.objects.filter(text=old.text).exclude(pk=old.pk).get()
    same = Alternative.objects.create(paragraph=new, text=reworded.text)

    checked = form(case, {f"a{old.pk}": str(reworded.pk)})

    assert checked.is_valid(), checked.errors
    assert checked.choices.alternatives == {new.pk: same.pk}


@pytest.mark.parametrize("chosen", ["", "999999", "x", "9" * 5000])
def test_no_choice_is_missed_where_none_was_made(case, reworded, german, chosen):
    name = f"a{reworded.paragraph_id}"

    checked = form(case, {name: chosen, "language": "de"})

    assert checked.is_valid(), checked.errors
    assert checked.notices == []

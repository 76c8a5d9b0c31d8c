"""What a visitor types: refused plainly or passed on as it is."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from campaign.forms import LetterForm, clean_line, finder, offer_of
from campaign.forms.fields import Words
from campaign.models import Alternative, Campaign, Paragraph, Recipient, Target
from tests import make_campaign

pytestmark = pytest.mark.slow

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "Ann\r\nBcc: all@example.org",
        "Ann\nNolan",
        "Ann\n",
        "Ann\u2028Nolan",
        "Ann\x00",
        "Ann\x1b[31m",
        "Ann\u202enaloN",
        "\u2066Ann",
        "Ann\ud800",
        "n" * 201,
        "n" * 5000,
    ],
)
def test_a_line_that_cannot_be_printed_is_refused(typed):
    with pytest.raises(ValidationError):
        clean_line(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "{{ name }} {% now %}",
        '#import "x"',
        "O\u2019Neill & Söhne",
        "هيفاء الحسن",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "=SUM(A1)",
        "n" * 200,
    ],
)
def test_a_line_that_can_be_printed_stays_as_it_is(typed):
    assert clean_line(typed) == typed


@given(st.text(max_size=250))
def test_a_line_is_refused_or_one_line(typed):
    try:
        line = clean_line(typed)
    except ValidationError:
        return

    assert len(line.splitlines()) <= 1
    assert clean_line(line) == line


def test_paragraphs_keep_their_line_breaks():
    assert (
        Words("Own words").clean("One.\r\n\r\nTwo.\rThree.") == "One.\n\nTwo.\nThree."
    )


@pytest.mark.parametrize("typed", ["w" * 3001, "a\x07b", "a\u202eb"])
def test_own_words_have_their_limits_too(typed):
    with pytest.raises(ValidationError):
        Words("Own words").clean(typed)


@pytest.mark.parametrize(
    ("country", "sentence"),
    [
        ("GB", "The embassy of Kazakhstan in London serves the United Kingdom."),
        (
            "IE",
            (
                "Kazakhstan has no embassy in Ireland that we know of; "
                "its embassy in London is accredited there."
            ),
        ),
        ("TO", "We know of no embassy of Kazakhstan that serves Tonga."),
    ],
)
@pytest.mark.django_db
def test_who_serves_a_country_is_said_in_a_sentence(country, sentence):
    london = make_campaign.recipient(accredited_to=["IE"])

    found = finder.serving([london], state="KZ", country=country)

    assert found.sentence == sentence
    assert found.recipient == (None if country == "TO" else london)


@pytest.mark.django_db
def test_an_embassy_to_the_holy_see_does_not_serve_italy():
    rome = make_campaign.recipient("kz-va", stands_in="IT", accredited_to=["VA"])

    assert finder.serving([rome], state="KZ", country="IT").recipient is None
    assert finder.serving([rome], state="KZ", country="VA").recipient == rome


@pytest.fixture
def case(db):
    made = make_campaign.campaign()
    make_campaign.recipient(campaign=made, accredited_to=["IE"])
    make_campaign.model_letter(
        made,
        "{{ I protest|We protest }} at it.",
        {
            "text": "{{ I write|We write }} from {{ sender_town }}.",
            "is_locked": False,
            "is_optional": True,
        },
    )
    return made


def form(case, typed):
    data = QueryDict(mutable=True)
    for name, value in ({"from": "GB", "name": "Ann", "town": "Cork"} | typed).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    offer, _reasons = offer_of(case, data, TODAY)
    return LetterForm(data, offer=offer, kept=data)


def editable(case):
    return case.model_letters.get().paragraphs.get(is_locked=False)


def test_country_and_name_are_enough(case):
    checked = form(case, {})

    assert checked.is_valid(), checked.errors
    assert checked.recipient.slug == "kz-gb"
    assert checked.written_on == TODAY


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "  "}, "name"),
        ({"as": "organisation", "name": "", "role": "secretary"}, "name"),
        ({"name": "Ann\n"}, "name"),
        ({"from": ""}, "to"),
        ({"from": "TO"}, "to"),
        ({"from": "Narnia"}, "from"),
        ({"to": "us-gb"}, "to"),
        ({"to": "kz-gb'--"}, "to"),
        ({"language": "tlh"}, "language"),
        ({"as": "robot"}, "as"),
        ({"town": "a\rb"}, "town"),
        ({"organisation": "o" * 201}, "organisation"),
        ({"role": "\u202e"}, "role"),
        ({"date": "soon"}, "date"),
        ({"date": "2026-02-30"}, "date"),
        ({"own_words": "w" * 3001}, "own_words"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(case, typed, field):
    checked = form(case, typed)

    assert set(checked.errors) == {field}


def test_signing_by_hand_needs_no_name(case):
    assert form(case, {"name": "", "sign_by_hand": "on"}).is_valid()


def test_an_organisation_may_sign_without_a_person(case):
    typed = {"as": "organisation", "name": "", "organisation": "A Union"}

    assert form(case, typed).is_valid()


def test_an_organisation_that_gives_one_name_gives_its_own(case):
    checked = form(case, {"as": "organisation", "name": "A Union"})

    assert checked.is_valid()
    assert (checked.sender.name, checked.sender.organisation) == ("", "A Union")


def test_the_campaigns_own_words_are_no_wording_of_the_writer(case):
    shown = next(part for part in form(case, {}).parts() if part.wording)
    typed = {f"p{shown.paragraph.pk}": shown.text + "\r\n", "as": "organisation"}

    checked = form(case, typed)

    assert checked.is_valid(), checked.errors
    assert checked.choices.wording == {}


def test_a_marker_left_in_ones_own_wording_is_refused(case):
    name = f"p{editable(case).pk}"

    checked = form(case, {name: "Greetings from [your town]!"})

    assert set(checked.errors) == {name}


def test_an_emptied_paragraph_is_refused_unless_left_out(case):
    key = editable(case).pk

    assert set(form(case, {f"p{key}": ""}).errors) == {f"p{key}"}
    assert form(case, {f"p{key}": "", "skip": [str(key)]}).is_valid()


@pytest.mark.parametrize("skip", ["x", "9" * 5000, "-1", "²", "\x00"])
def test_what_is_no_paragraph_cannot_be_left_out(case, skip):
    checked = form(case, {"skip": [skip]})

    assert checked.is_valid()
    assert checked.skipped == frozenset()


def test_a_locked_paragraph_cannot_be_reworded(case):
    locked = case.model_letters.get().paragraphs.get(is_locked=True)

    checked = form(case, {f"p{locked.pk}": "No protest."})

    assert checked.is_valid()
    assert checked.choices.wording == {}


def test_the_carried_fields_make_the_same_letter(case):
    typed = {"town": "Cork", "own_words": "One.\n\nTwo.", "sign_by_hand": "on"}
    typed |= {f"p{editable(case).pk}": "I cook.", "as": "organisation"}
    first = form(case, typed)
    assert first.is_valid(), first.errors

    again = form(case, dict(first.carried()))

    assert again.is_valid(), again.errors
    assert (again.sender, again.choices) == (first.sender, first.choices)
    assert (again.recipient, again.written_on) == (first.recipient, TODAY)


def test_whoever_gets_a_copy_or_support_gets_no_protest(db):
    made = make_campaign.campaign()
    make_campaign.model_letter(made)
    make_campaign.recipient(campaign=made, role="copy")
    make_campaign.recipient("kz-de", stands_in="DE")

    offer, _reasons = offer_of(made, QueryDict(), TODAY)

    assert [each.slug for each in offer.recipients] == ["kz-de"]


def test_the_language_of_the_host_country_is_proposed(case):
    english = case.model_letters.get()
    german = make_campaign.model_letter(case, language="de")
    berlin = make_campaign.recipient("kz-de", stands_in="DE", campaign=case)

    to_berlin, _none = offer_of(case, QueryDict(f"to={berlin.slug}"), TODAY)
    anywhere, _none = offer_of(case, QueryDict(), TODAY)

    assert [to_berlin.model_letter, anywhere.model_letter] == [german, english]


def test_a_name_of_invisible_signs_is_no_name(case):
    assert "name" in form(case, {"name": "\u200b\u200d"}).errors


# ------------------------------------------------------ frames and what they ask


BRANCH = {"as": "branch", "organisation": "A Branch", "resolved_on": "2026-02-27"}


@pytest.fixture
def frames(case):
    """A resolution and a representative's letter beside the letter; one in German."""
    make_campaign.model_letter(
        case, "We vote: {{ vote }}.", frame="branch", subject="Resolution"
    )
    make_campaign.model_letter(
        case, "As {{ sender_role }} I protest.", frame="representative"
    )
    make_campaign.model_letter(case, "ich protestiere.", language="de")
    return case


def test_only_frames_with_a_letter_in_the_language_are_offered(frames):
    english, german = form(frames, {}), form(frames, {"language": "de"})

    assert [key for key, _label in english.fields["as"].choices] == [
        "person",
        "organisation",
        "branch",
        "representative",
    ]
    assert [key for key, _label in german.fields["as"].choices] == [
        "person",
        "organisation",
    ]


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        (BRANCH | {"vote": "21 to 3"}, set()),
        (BRANCH, {"vote"}),
        (BRANCH | {"vote": "1", "resolved_on": ""}, {"resolved_on"}),
        (BRANCH | {"vote": "1", "resolved_on": "2026-03-02"}, {"resolved_on"}),
        (BRANCH | {"vote": "1", "resolved_on": "last week"}, {"resolved_on"}),
        (BRANCH | {"vote": "1\n2"}, {"vote"}),
        (BRANCH | {"vote": "1", "organisation": ""}, {"organisation"}),
        ({"as": "branch"}, {"organisation", "resolved_on", "vote"}),
        ({"as": "representative"}, {"role"}),
        ({"as": "representative", "role": "MP"}, set()),
        ({"town": ""}, {"town"}),  # the text says it
        ({"town": "", "skip": "optional"}, set()),
    ],
)
def test_a_frame_asks_for_what_it_says_and_for_nothing_else(frames, typed, fields):
    if typed.get("skip"):
        typed = typed | {"skip": str(optional(frames).pk)}

    assert set(form(frames, typed).errors) == fields


@pytest.mark.parametrize(
    ("acts_as", "needed"),
    [
        ("branch", {"organisation", "resolved_on", "vote"}),
        ("representative", {"role", "resolved_on", "vote"}),
        ("person", {"town", "resolved_on", "vote"}),  # the text says the town
    ],
)
def test_what_a_frame_needs_is_not_called_optional(frames, acts_as, needed):
    shown = form(frames, {"as": acts_as})
    asked = ("organisation", "role", "town", "resolved_on", "vote")

    assert {name for name in asked if shown[name].field.required} == needed


@pytest.mark.parametrize("acts_as", ["branch", "representative"])
def test_a_paragraph_of_a_frame_not_seen_before_comes_with_its_words(frames, acts_as):
    made = frames.model_letters.get(frame=acts_as)
    free = make_campaign.paragraph(made, 9, {"text": "We hope.", "is_locked": False})
    seen = editable_of_persons(frames)

    first = form(frames, {"as": acts_as, f"p{seen.pk}": "I write from [your town]."})
    again = form(frames, {"as": acts_as, f"p{free.pk}": first[f"p{free.pk}"].value()})

    assert not first.is_valid()
    assert first[f"p{free.pk}"].value() == "We hope."
    assert f"p{free.pk}" not in again.errors
    assert again.choices.wording == {}


def test_what_was_emptied_stays_empty(case):
    name = f"p{editable(case).pk}"

    assert form(case, {name: ""})[name].value() == ""


def editable_of_persons(case):
    return Paragraph.objects.get(
        model_letter__campaign=case, model_letter__frame="letter", is_locked=False
    )


def test_what_is_filled_in_stands_in_the_text_that_is_only_read(db):
    made = make_campaign.campaign()
    make_campaign.recipient(campaign=made)
    make_campaign.model_letter(
        made,
        "{{ sender_organisation }} resolved on {{ resolved_on }}, {{ vote }}.",
        {"text": "Sent by {{ sender_organisation }}.", "is_locked": False},
        frame="branch",
        subject="Resolution of {{ sender_organisation }}",
    )

    checked = form(made, BRANCH | {"organisation": "Branch {{ 7 }}", "name": "A\nB"})
    locked, free = checked.parts()

    assert not checked.is_valid()
    assert (
        locked.text == "Branch {{ 7 }} resolved on 27 February 2026, [how you voted]."
    )
    assert free.wording.value() == "Sent by [your organisation]."
    assert checked.subject == "Resolution of Branch {{ 7 }}"


def optional(case):
    return Paragraph.objects.get(model_letter__campaign=case, is_optional=True)


def test_everything_that_is_wrong_is_said_at_once(frames):
    checked = form(frames, {"as": "branch", "name": "", "date": "soon", "from": ""})

    assert set(checked.errors) == {
        *("name", "date", "to", "vote", "organisation", "resolved_on")
    }


def test_a_frame_the_language_has_not_is_refused_and_said(frames):
    checked = form(frames, BRANCH | {"language": "de", "vote": "1"})

    assert "no such letter in this language (Deutsch)" in str(checked.errors["as"])
    assert checked["vote"].is_hidden  # and still there
    assert checked["vote"].value() == "1"


def test_a_language_that_has_the_frame_is_proposed(frames):
    make_campaign.recipient("kz-de", stands_in="DE", campaign=frames)
    asked = QueryDict("to=kz-de&as=branch")

    offer, _reasons = offer_of(frames, asked, TODAY)

    assert (offer.model_letter.language, offer.model_letter.frame) == ("en", "branch")


def test_a_campaign_of_resolutions_only_offers_nothing_else(db):
    made = make_campaign.campaign()
    make_campaign.recipient(campaign=made)
    make_campaign.model_letter(made, "We protest.", frame="branch")

    checked = form(made, {"organisation": "A Branch", "resolved_on": "2026-02-01"})

    assert [key for key, _label in checked.fields["as"].choices] == ["branch"]
    assert checked.is_valid(), checked.errors
    assert checked.sender.acts_as == "branch"


def test_what_a_branch_typed_is_no_part_of_a_persons_letter(frames):
    checked = form(frames, BRANCH | {"as": "person", "vote": "21 to 3"})

    assert checked.is_valid(), checked.errors
    assert (checked.sender.vote, checked.sender.resolved_on) == ("", None)
    assert ("vote", "21 to 3") in checked.carried()


# -------------------------------------------------------------- other wordings


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


# ------------------------------------------------------- nothing typed is lost


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


# ------------------------------------------------------------------ the paused


@pytest.fixture
def paused(case):
    Target.objects.update(paused_because="It has answered, see the log.")
    return case


def test_a_paused_embassy_is_not_offered_and_no_other_in_its_place(paused):
    make_campaign.recipient("kz-de", stands_in="DE", campaign=paused)

    by_country, by_name = form(paused, {}), form(paused, {"to": "kz-gb"})

    for checked in (by_country, by_name):
        said = " ".join(checked.errors["to"])
        assert "Nobody is asked to write to the embassy in London for now" in said
        assert "It has answered, see the log." in said
        assert checked.recipient is None
    assert [each.slug for each in by_country.offer.recipients] == ["kz-de"]
    assert any("has answered" in each for each in by_country.notices)


def test_a_paused_embassys_page_offers_no_letter(paused):
    assert not Campaign.objects.protesting_to(Recipient.objects.get()).exists()


def test_where_nobody_else_was_chosen_the_paused_one_is_taken_out_of_all(paused):
    berlin = make_campaign.recipient("kz-de", stands_in="DE")

    offer, _reasons = offer_of(paused, QueryDict(), TODAY)

    assert list(offer.recipients) == [berlin]


def test_a_faulty_placeholder_in_a_published_text_breaks_no_page(case):
    Paragraph.objects.filter(is_locked=True).update(text="To {{ misson }}.")

    checked = form(case, {})

    assert next(part.text for part in checked.parts()) == "To {{ misson }}."

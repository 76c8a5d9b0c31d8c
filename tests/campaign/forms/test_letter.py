"""What a visitor types: refused plainly or passed on as it is."""

import pytest
from django.http import QueryDict

from campaign.forms import offer_of
from campaign.models import Campaign, Paragraph, Recipient, Target
from tests import make_campaign
from tests.campaign.forms.filling import TODAY, editable, form

pytestmark = pytest.mark.slow


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


def test_what_was_emptied_stays_empty(case):
    name = f"p{editable(case).pk}"

    assert form(case, {name: ""})[name].value() == ""


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

"""What a visitor types: refused plainly or passed on as it is."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from campaign.forms import LetterForm, clean_line, finder, offer_of
from campaign.forms.fields import Words
from tests import make_campaign

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
    for name, value in ({"from": "GB", "name": "Ann"} | typed).items():
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

"""Letters of the demonstration; golden cases are named as in the list of features."""

from dataclasses import replace
from datetime import date

import pytest

from campaign import letters, placeholders
from campaign.formats import text
from campaign.models import Address, Campaign, Holder, Recipient
from tests.campaign.letters.of_the_demo import (
    JUNE,
    PARTY,
    TODAY,
    WRITER,
    campaign,
    model_letter,
    written,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("demo"),
]
BRANCH = letters.Sender(
    acts_as="branch",
    organisation="Section Exemple",
    name="A. Sender",
    role="Secrétariat",
    town="Lyon",
    country="FR",
    resolved_on=date(2026, 2, 27),
    vote="21 voix pour, 3 contre",
)
ELECTED = {"acts_as": "representative", "role": "депутат городского совета"}


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("en.kz-gb.2011-06-16", {"on": JUNE, "sender": PARTY}),
        ("en.kz-gb.2026-03-01", {}),
        ("en.kz-fr.2026-03-01", {"to": "kz-fr"}),
        (
            "de.kz-de.2011-06-16",
            {"language": "de", "to": "kz-de", "on": JUNE, "sender": PARTY},
        ),
        (
            "de.kz-de.2026-03-01",
            {"language": "de", "to": "kz-de", "sender": replace(WRITER, country="DE")},
        ),
        ("fr.kz-fr.2026-03-01", {"language": "fr", "to": "kz-fr"}),
        ("es.kz-es.2026-03-01", {"language": "es", "to": "kz-es"}),
        ("ru.kz-ru.2026-03-01", {"language": "ru", "to": "kz-ru"}),
        ("fr.kz-fr.branch", {"language": "fr", "to": "kz-fr", "sender": BRANCH}),
        (
            "ru.kz-gb.representative",
            {"language": "ru", "sender": replace(WRITER, **ELECTED)},
        ),
        ("en.kz-gb.sources", {"with_sources": True}),
    ],
)
def test_the_letter_reads_as_the_golden_file(name, options, golden, settings):
    settings.SITE_URL = "https://letters.example.org"

    golden(
        f"stop-repression.{name}.txt",
        text.render(written(**options)).decode(),
    )


def test_a_the_seed_letter_can_be_written_for_its_day():
    letter = written(on=JUNE, sender=PARTY)
    body = " ".join(letter.paragraphs)

    assert letter.addressee[-3:] == ("33 Thurloe Square", "LONDON", "SW7 2SD")
    assert letter.signature == ("The Socialist Party of England and Wales",)
    for words in (
        "We would like to protest in the strongest possible terms",
        "riot police went on the rampage against women workers",
        "Aisula Amangeldieva",
        "up to seven years in prison",
        "We demand an end to all repression",
        "international solidarity",
    ):
        assert words in body
    assert 140 <= len(body.split()) <= 180


def test_a_as_printed_spellings_never_enter_a_letter():
    letter = text.render(written(on=JUNE, sender=PARTY)).decode()

    assert "Sokolova" in letter
    assert "KazMunaiGas" in letter
    assert "Sokolava" not in letter
    assert "KazMunauGaz" not in letter


@pytest.mark.parametrize(
    ("sender", "begins", "demands"),
    [
        (WRITER, "ich verurteile", "Ich fordere"),
        (PARTY, "wir verurteilen", "Wir fordern"),
    ],
)
def test_c_the_first_person_follows_the_sender(sender, begins, demands):
    letter = written(language="de", to="kz-de", sender=sender)

    assert letter.paragraphs[0].startswith(begins)
    assert any(each.startswith(demands) for each in letter.paragraphs)
    assert not any(mark in "".join(letter.paragraphs) for mark in "/{}|")


@pytest.mark.parametrize("language", ["en", "de"])
def test_e_an_office_is_addressed_when_nobody_knows_who_holds_it(language):
    letter = written(language=language)

    assert all(line.strip() for line in letter.addressee)
    assert letter.salutation
    assert letter.closing


def test_a_verified_holder_is_named_on_the_days_in_office_only():
    Holder.objects.create(
        recipient=Recipient.objects.get(slug="kz-gb"),
        name="A. Holder",
        gender="f",
        since=date(2020, 1, 1),
        until=date(2024, 1, 1),
        source_url="https://example.org/",
        is_verified=True,
    )

    assert "Her Excellency Ms A. Holder" in written(on=date(2021, 1, 1)).addressee
    assert "The Ambassador" in written(on=TODAY).addressee


@pytest.mark.parametrize(
    ("on", "street"),
    [
        (JUNE, "33 Thurloe Square"),
        (date(2012, 6, 1), "33 Thurloe Square"),
        (date(2014, 1, 1), "125 Pall Mall"),
        (TODAY, "125 Pall Mall"),
    ],
)
def test_the_address_is_that_of_the_day(on, street):
    assert street in written(on=on).addressee


def test_an_address_nobody_verified_is_a_line_to_fill_in():
    Address.objects.filter(medium="post").update(grade="imported")

    letter = written()

    assert letters.BLANK_LINE in letter.addressee
    assert not any("Pall Mall" in line for line in letter.addressee)
    assert letter.email_to == ""


def test_the_country_is_left_out_at_home_and_last_from_abroad():
    assert written(sender=PARTY).addressee[-1] == "SW1Y 5EA"
    assert written(sender=WRITER).addressee[-1] == "UNITED KINGDOM"


@pytest.mark.parametrize(
    ("language", "on", "version", "reason"),
    [
        ("xx", TODAY, None, "no letter in that language"),
        ("en", date(1, 1, 1), None, "first version is of"),
        ("en", date(2011, 6, 15), 1, "in force from"),
        ("en", TODAY, 7, "no such version"),
    ],
)
def test_no_letter_where_there_is_no_version(language, on, version, reason):
    with pytest.raises(letters.Refused, match=reason):
        written(language=language, on=on, version=version)


def test_a_letter_is_not_dated_years_ahead():
    with pytest.raises(letters.Refused, match="more than a year ahead"):
        letters.refuse_odd_day(date(9999, 12, 31), today=TODAY)


def test_a_letter_needs_somebody_who_signs_or_a_pen():
    with pytest.raises(letters.Refused, match="name of whoever signs"):
        written(sender=letters.Sender())

    by_hand = written(sender=letters.Sender(), signs_by_hand=True)
    assert by_hand.signature == (letters.BLANK_LINE,)


def test_own_words_stand_after_the_facts():
    letter = written(own_words="I am an oil worker.\n\nI have met her.")
    place = letter.paragraphs.index("I am an oil worker.")

    assert letter.paragraphs[place + 1] == "I have met her."
    assert "heavy prison sentence" in letter.paragraphs[place - 1]
    assert "I demand" in letter.paragraphs[place + 2]


def test_the_writer_may_reword_and_leave_out_what_is_free():
    last = model_letter().paragraphs.last()

    reworded = written(wording={last.pk: "I shall {{ tell }} others."})
    shorter = written(skipped=frozenset({last.pk}))

    assert reworded.paragraphs[-1] == "I shall {{ tell }} others."
    assert len(shorter.paragraphs) == len(reworded.paragraphs) - 1


def test_a_locked_paragraph_stays_as_it_is():
    first = model_letter().paragraphs.first()

    letter = written(wording={first.pk: "Nonsense."}, skipped=frozenset({first.pk}))

    assert letter.paragraphs[0].startswith("I would like to protest")


def test_the_same_inputs_give_the_same_letter():
    assert written() == written()


def test_a_hostile_name_is_only_a_name():
    name = '<script>{{ state }} #import "x" %s'

    letter = written(sender=replace(WRITER, name=name))

    assert letter.signature == (name,)
    assert letter.sender[0] == name


def test_a_placeholder_without_a_value_is_refused():
    paragraph = model_letter().paragraphs.last()
    paragraph.text = "We of {{ sender_organisation }} will tell others."
    paragraph.save()

    with pytest.raises(letters.Refused, match="organisation or branch"):
        written()


def test_every_placeholder_there_is_gets_a_value():
    paragraph = model_letter().paragraphs.last()
    paragraph.text = " ".join(f"{{{{ {name} }}}}" for name in placeholders.KNOWN)
    paragraph.save()

    branch = replace(
        WRITER,
        organisation="A Union",
        role="Secretary",
        vote="21 to 3",
        resolved_on=date(2026, 2, 27),
    )
    last = written(sender=branch).paragraphs[-1]

    assert "{" not in last
    for words in ("1 March 2026", "Republic of Kazakhstan", "A Union", "A. Sender"):
        assert words in last
    for words in ("Secretary", "21 to 3", "27 February 2026"):
        assert words in last


def test_a_draft_campaign_makes_drafts():
    Campaign.objects.update(state="draft")

    assert written().is_draft


def test_the_file_name_tells_the_letter_and_not_the_sender():
    assert letters.file_name(written(), "pdf") == "letter-kz-2011-1-2-en.pdf"


def test_taking_a_version_back_puts_the_one_before_in_force():
    letters.unpublish(model_letter(), by=None)

    found = letters.model_letter_for(campaign(), language="en", written_on=TODAY)

    assert found.version == 1


def test_a_letter_costs_no_query_once_loaded(django_assert_num_queries):
    loaded = letters.model_letter_for(campaign(), language="en", written_on=TODAY)
    recipient = Recipient.objects.with_reach().get(slug="kz-gb")
    list(loaded.campaign.targets.select_related("recipient"))

    with django_assert_num_queries(2):  # the copies, and whose name is protected
        letters.compose(loaded, recipient=recipient, sender=WRITER, written_on=TODAY)


@pytest.mark.parametrize("kind", ["ministry", "company", "body"])
def test_an_office_without_a_name_is_called_by_its_kind(kind):
    Recipient.objects.filter(slug="kz-gb").update(kind=kind, office="organisation")

    assert any(" KZ" in line for line in written().addressee)


def test_an_address_without_a_street_gets_a_ruled_line():
    Address.objects.filter(recipient__slug="kz-gb").update(street="")

    assert letters.BLANK_LINE in written().addressee

import io
import sys
from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from campaign.models import Campaign

# pages of the whole demonstration: left to make test
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("demo"),
]
SLUG = "stop-repression-of-striking-oil-and-gas-workers"
PARTY = {"organisation": "The Socialist Party of England and Wales", "country": "GB"}


@pytest.fixture
def letter(monkeypatch):
    def run(**options):
        out = io.TextIOWrapper(io.BytesIO())
        monkeypatch.setattr(sys, "stdout", out)
        call_command("letter", SLUG, **{"to": "kz-gb", **options})
        return out.buffer.getvalue()

    return run


def test_the_seed_letter_comes_from_the_command_line(letter):
    written = letter(**PARTY, date="2011-06-16").decode()

    assert "33 Thurloe Square" in written
    assert "We would like to protest" in written
    assert "up to seven years in prison" in written
    assert written.rstrip().endswith("The Socialist Party of England and Wales")


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("text", "txt"),
        ("html", "html"),
        ("pdf", "pdf"),
        ("docx", "docx"),
        ("eml", "eml"),
    ],
)
def test_page_and_command_give_the_same_bytes(letter, client, name, extension):
    day = "2026-03-01"
    fields = {"to": "kz-gb", "name": "A. Sender", "town": "Cork", "from": "IE"}

    answer = client.post(
        f"/campaigns/{SLUG}/letter.{extension}",
        {**fields, "language": "en", "as": "person", "date": day},
    )
    written = letter(name="A. Sender", town="Cork", country="ie", date=day, format=name)

    assert written == answer.content


def test_a_file_can_be_named(letter, tmp_path):
    letter(name="A. Sender", format="pdf", output=tmp_path / "a.pdf")

    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({}, "--name: Type the name that signs"),
        ({"name": "A\nB"}, "--name: This is one line"),
        ({"name": "A" * 5000}, "--name"),
        ({"name": "A", "to": "kz-xx"}, "--to: This campaign does not write"),
        ({"name": "A", "language": "xx"}, "--language: There is no letter"),
        ({"name": "A", "date": "0001-01-01"}, "first version is of"),
        ({"name": "A", "date": "9999-12-31"}, "more than a year ahead"),
        ({"name": "A", "date": "tomorrow"}, "--date: Write the day"),
        ({"name": "A", "date": "2011-06-16", "model_version": "7"}, "no such version"),
        (
            {"name": "A", "date": "2011-10-01", "model_version": "1"},
            "no longer holds: since 28 Sep 2011",
        ),
    ],
)
def test_what_is_wrong_is_said_with_the_option_it_concerns(letter, options, reason):
    with pytest.raises(CommandError, match=reason):
        letter(**options)


BRANCH = {
    "acts_as": "branch",
    "organisation": "A Branch",
    "resolved_on": "2026-02-27",
    "vote": "21 to 3",
}


@pytest.mark.parametrize(
    "options",
    [
        {"name": "A. Sender"},
        {"acts_as": "organisation", "organisation": "A Union"},
        {"organisation": "A Union"},
        BRANCH,
        {"acts_as": "representative", "name": "A. Sender"},
        {"sign_by_hand": True},
    ],
)
@pytest.mark.parametrize("name", ["text", "html", "eml"])
def test_a_role_is_printed_whoever_writes(letter, options, name):
    made = letter(role="Branch secretary", format=name, **options)

    assert b"Branch secretary" in made


def test_a_resolution_has_its_vote_and_its_day(letter):
    made = letter(**BRANCH, language="de").decode()

    assert "am 27. Februar 2026 haben wir, A Branch" in made
    assert "(Abstimmung: 21 to 3)" in made


def test_sources_are_printed_on_request(letter):
    plain, sourced = letter(name="A"), letter(name="A", sources=True)

    assert b"London embassy protest" not in plain
    assert "“Kazakhstan: London embassy protest”, 22 June 2011".encode() in sourced
    assert f"/e/{Campaign.objects.get().number}/en/".encode() in sourced


def test_another_wording_is_chosen_by_its_number(letter):
    made = letter(name="A", alternative=["1=2", "4=1"]).decode()

    assert "I am writing about the oil and gas workers on strike" in made
    assert "I demand an end" in made


def test_the_page_and_the_command_give_the_same_resolution(letter, client):
    day = "2026-03-01"
    fields = {"as": "branch", "to": "kz-gb", "language": "en", "date": day}
    typed = fields | {key: BRANCH[key] for key in BRANCH if key != "acts_as"}

    page = client.post(f"/campaigns/{SLUG}/letter.txt", typed | {"with_sources": "on"})

    assert page.content == letter(**BRANCH, date=day, sources=True)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"acts_as": "representative", "name": "A"}, "--role: Say which office"),
        (BRANCH | {"vote": ""}, "--vote: The letter says it"),
        (BRANCH | {"resolved_on": ""}, "--resolved-on: Say on which day"),
        (BRANCH | {"resolved_on": "soon"}, "--resolved-on: Write the day"),
        ({"name": "A", "alternative": ["9=1"]}, "--alternative 9=1: write a par"),
        ({"name": "A", "alternative": ["one"]}, "--alternative one: write a par"),
        ({"name": "A", "alternative": ["2=2"]}, "paragraph 2 has 1 wording"),
        ({"name": "A", "alternative": ["1=9"]}, "paragraph 1 has 2 wordings"),
    ],
)
def test_what_a_frame_lacks_is_said_with_its_option(letter, options, reason):
    with pytest.raises(CommandError, match=reason):
        letter(**options)


def test_an_unknown_campaign_and_a_closed_one_give_no_letter(letter):
    with pytest.raises(CommandError, match="There is no campaign"):
        call_command("letter", "nothing", to="kz-gb")
    Campaign.objects.update(state="closed")

    with pytest.raises(CommandError, match="takes no letters any more"):
        letter(name="A. Sender")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"opens_on": date(9999, 1, 1)}, "takes letters from 9999-01-01 on"),
        ({"state": "review"}, "takes no letters for now"),
        ({"state": "won"}, "takes no letters any more"),
    ],
)
def test_a_campaign_that_takes_no_letter_says_whether_it_will(letter, fields, reason):
    Campaign.objects.update(**fields)

    with pytest.raises(CommandError, match=reason):
        letter(name="A. Sender")


@pytest.mark.parametrize("option", [{"vote": "21 to 3"}, {"resolved_on": "2026-01-01"}])
def test_a_vote_is_never_dropped_in_silence(letter, option):
    with pytest.raises(CommandError, match="add --as branch"):
        letter(name="A. Sender", **option)


def test_the_country_alone_finds_the_embassy(letter):
    assert b"UNITED KINGDOM" in letter(name="A. Sender", to="", country="IE")

import io
import sys

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from campaign.models import Campaign

# pages of the whole demonstration: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SLUG = "stop-repression-of-striking-oil-and-gas-workers"
PARTY = {"organisation": "The Socialist Party of England and Wales", "country": "GB"}


@pytest.fixture(autouse=True)
def demo(demo_rows, db):
    """Every test here starts from the demonstration."""


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


def test_an_unknown_campaign_and_a_closed_one_give_no_letter(letter):
    with pytest.raises(CommandError, match="There is no campaign"):
        call_command("letter", "nothing", to="kz-gb")
    Campaign.objects.update(state="closed")

    with pytest.raises(CommandError, match="takes no letters any more"):
        letter(name="A. Sender")


def test_the_country_alone_finds_the_embassy(letter):
    assert b"UNITED KINGDOM" in letter(name="A. Sender", to="", country="IE")

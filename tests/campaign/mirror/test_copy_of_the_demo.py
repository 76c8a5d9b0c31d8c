"""A copy of the demonstration, file by file."""

from datetime import date

import pytest

from archive import curation
from archive.models import Document, Entity
from campaign import mirror
from campaign.models import Campaign
from tests.campaign.mirror.checking import broken, words_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow(20)]
DAY = date(2026, 3, 1)
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def demo(demo_rows, db):
    return Campaign.objects.get()


def test_every_link_leads_to_a_file_or_says_that_it_is_online(demo, tmp_path):
    copied = mirror.make(tmp_path / "copy", on=DAY)

    assert copied.missing == {}
    assert broken(tmp_path / "copy", SITE) == []
    pages = words_in(tmp_path / "copy")
    for each in Document.objects.published(on=DAY):
        assert f"reports/{each.slug}/index.html" in pages
    assert f"campaigns/{demo.slug}/feed.atom" in pages


def test_no_file_names_somebody_who_is_protected(demo, tmp_path):
    who = Entity.objects.get(slug="natalia-sokolova")
    curation.protect(who, "hidden", by=None)

    mirror.make(tmp_path / "copy", on=DAY)

    found = [
        name
        for name, words in words_in(tmp_path / "copy").items()
        if "sokolova" in f"{name} {words}".lower() or "соколова" in words.lower()
    ]
    assert found == []
    assert broken(tmp_path / "copy", SITE) == []

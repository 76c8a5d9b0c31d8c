from datetime import date

import pytest

from archive import claims, correcting
from archive.models import Claim
from campaign import citations
from campaign.models import Campaign, ModelLetter
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)


@pytest.fixture(autouse=True)
def demo(demo_rows, db):
    """Every test here starts from the demonstration."""


def test_version_one_is_overtaken_and_version_two_holds():
    first, second = (
        ModelLetter.objects.with_text().get(language="en", version=n) for n in (1, 2)
    )

    (failing,) = citations.failing(first, on=TODAY)

    assert failing.claim.slug == "natalia-sokolova-faces-up-to-seven-years"
    assert failing.replaced_by
    assert failing.replaced_by.slug == "heavy-sentence-of-natalia-sokolova"
    assert failing.since == date(2011, 9, 28)
    assert citations.failing(second, on=TODAY) == []


@pytest.mark.parametrize(
    ("day", "versions"),
    [
        (date(2011, 6, 15), []),
        (date(2011, 6, 16), [("en", 1), ("de", 1)]),
        (date(2011, 9, 27), [("en", 1), ("de", 1)]),
        (date(2011, 9, 28), [("en", 2), ("de", 2)]),
        (TODAY, [("en", 2), ("de", 2)]),
    ],
)
def test_the_day_decides_the_version(day, versions):
    found = citations.in_force(Campaign.objects.get(), on=day)

    assert [(each.language, each.version) for each in found] == versions


def test_every_version_in_force_holds_on_every_day_of_its_life():
    campaign = Campaign.objects.get()
    days = [date(2011, 6, 16), date(2011, 8, 1), date(2011, 9, 27), date(2011, 9, 28)]

    assert all(
        status.can_be_written
        for day in days
        for status in citations.statuses(campaign, on=day)
    )


def test_an_unconfirmed_claim_is_named_as_such():
    claim = make.claim("Something happened.")

    assert "has not been confirmed" in citations.why(claim, on=TODAY)


def test_a_claim_is_not_known_before_its_report():
    claim = Claim.objects.get(slug="arrest-of-strike-leaders")

    assert "not known before 28 Sep 2011" in citations.why(claim, on=date(2011, 6, 16))


def test_the_status_follows_the_archive_without_being_told():
    campaign = Campaign.objects.get()
    claims.dispute(
        Claim.objects.get(slug="murder-of-two-relatives-of-strikers"),
        reason="One of the two was a union member himself.",
        by=None,
    )

    english, german = citations.statuses(campaign, on=TODAY)

    assert not english.can_be_written
    assert not german.can_be_written
    assert "union member himself" in english.failing[0].why


def test_asking_costs_six_queries_whatever_the_length(django_assert_max_num_queries):
    campaign = Campaign.objects.get()

    with django_assert_max_num_queries(6):
        citations.statuses(campaign, on=TODAY)


def test_a_correction_that_takes_the_proof_away_stops_the_letter():
    letter = ModelLetter.objects.with_text().get(language="en", version=2)
    claim = citations.cited(letter)[0].claim
    for proof in claim.evidence.select_related("passage__revision__document"):
        document = proof.passage.revision.document
        text = document.current_revision.text.replace(proof.passage.quote, "…")
        correcting.correct(document, text, by=None, at=make.NOW, note="Not so.")

    again = ModelLetter.objects.with_text().get(language="en", version=2)

    assert claim in {failing.claim for failing in citations.failing(again, on=TODAY)}

from datetime import date, timedelta

import pytest

from archive import claims, correcting, curation
from archive.models import Claim, Document
from campaign import citations
from campaign.models import Alternative, Campaign, ModelLetter
from tests import make

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("demo"),
]
TODAY = date(2026, 3, 1)


def test_version_one_is_overtaken_and_version_two_holds():
    first, second = (
        ModelLetter.objects.with_text().get(language="en", frame="letter", version=n)
        for n in (1, 2)
    )

    (failing,) = citations.failing(first, on=TODAY)

    assert failing.claim.slug == "natalia-sokolova-faces-up-to-seven-years"
    assert failing.replaced_by
    assert failing.replaced_by.slug == "heavy-sentence-of-natalia-sokolova"
    assert failing.since == date(2011, 9, 28)
    assert citations.failing(second, on=TODAY) == []


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2011, 6, 15), None),
        (date(2011, 6, 16), 1),
        (date(2011, 9, 27), 1),
        (date(2011, 9, 28), 2),
        (TODAY, 2),
    ],
)
def test_the_day_decides_the_version(day, version):
    found = [
        each
        for each in citations.in_force(Campaign.objects.get(), on=day)
        if each.frame == "letter"
    ]

    languages = ["en", "de", "es", "fr", "ru"] if version else []
    assert [each.language for each in found] == languages
    assert {each.version for each in found} <= {version}


def test_letters_of_people_come_first_and_every_frame_is_there():
    found = citations.in_force(Campaign.objects.get(), on=TODAY)

    frames = [each.frame for each in found]
    assert frames == ["letter"] * 5 + ["branch"] * 5 + ["representative"] * 5


def test_a_campaign_with_resolutions_only_can_be_written_to():
    ModelLetter.objects.filter(frame="letter").update(is_published=False)
    asked = Campaign.objects.filter(citations.can_be_written(today=TODAY))

    assert asked.exists()
    ModelLetter.objects.exclude(frame="letter").update(is_published=False)
    assert not asked.exists()


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

    statuses = citations.statuses(campaign, on=TODAY)

    assert not any(each.can_be_written for each in statuses)
    assert "union member himself" in statuses[0].failing[0].why


def test_asking_costs_six_queries_whatever_the_length(django_assert_max_num_queries):
    campaign = Campaign.objects.get()

    with django_assert_max_num_queries(6):
        citations.statuses(campaign, on=TODAY)


def test_under_embargo_a_report_proves_nothing_yet():
    campaign = Campaign.objects.get()
    Document.objects.update(embargo_until=TODAY + timedelta(days=1))

    assert not citations.is_written_on(campaign, on=TODAY)
    assert citations.is_written_on(campaign, on=TODAY + timedelta(days=1))


def test_a_correction_that_takes_the_proof_away_stops_the_letter():
    letter = ModelLetter.objects.with_text().get(language="en", version=2)
    claim = citations.cited(letter)[0].claim
    for proof in claim.evidence.select_related("passage__revision__document"):
        document = proof.passage.revision.document
        text = document.current_revision.text.replace(proof.passage.quote, "…")
        correcting.correct(document, text, by=None, at=make.NOW, note="Not so.")

    again = ModelLetter.objects.with_text().get(language="en", version=2)

    assert claim in {failing.claim for failing in citations.failing(again, on=TODAY)}


def test_a_protected_name_in_another_wording_withholds_the_letter():
    person = make.person("Zorka Quill")
    curation.protect(person, "hidden", by=None)
    letter = ModelLetter.objects.with_text().get(language="en", version=2)
    paragraph = letter.paragraphs.get(order=1)
    Alternative.objects.create(
        paragraph=paragraph, order=9, text=f"We know {person.label}."
    )
    again = ModelLetter.objects.with_text().get(pk=letter.pk)

    assert citations.is_withheld(again, citations.screen_of([again.campaign]))

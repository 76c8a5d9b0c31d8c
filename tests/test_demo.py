"""What the demonstration says, from the outside of the models."""

from datetime import date

import pytest

from archive.models import Claim, Document, Entity, Mention
from campaign import letters
from campaign.models import Demand, ModelLetter, Recipient, Target

# pages of the whole demonstration: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LANGUAGES = {"de", "en", "es", "fr", "ru"}


@pytest.fixture(autouse=True)
def demo(demo_rows, db):
    """Every test here starts from the demonstration."""


@pytest.mark.parametrize(
    "label",
    [
        "Natalia Sokolova",
        "Aisula Amangeldieva",
        "Esenbek Ukteshbayev",
        "José Bodes",
        "Francisco Luna",
        "Robert Gonzalez",
        "Ivan Frites",
        "Nursultan Nazarbayev",
        "KazMunaiGas",
        "Socialist Party of England and Wales",
        "Socialist Movement Kazakhstan",
        "Leave People’s Homes Alone",
        "SAV",
    ],
)
def test_everybody_is_there_with_a_line_and_a_mention(label):
    entity = Entity.objects.get(label=label)

    assert entity.description
    assert entity.mentions.accepted().exists()


@pytest.mark.parametrize(
    ("printed", "slug"),
    [
        ("Natalia Sokolava", "natalia-sokolova"),
        ("KazMunauGaz", "kazmunaigas"),
        ("Aynor Kurmanov", "ainur-kurmanov"),
    ],
)
def test_two_spellings_are_one_entity(printed, slug):
    entity = Entity.objects.get(names__text=printed)

    assert entity.slug == slug
    assert entity.names.get(text=printed).kind == "as_printed"
    assert entity.mentions.filter(passage__quote=printed).exists()


def test_every_claim_is_proven_and_confirmed():
    claims = Claim.objects.all()

    assert claims.count() == 18
    assert {claim.status for claim in claims} == {"confirmed"}
    assert all(claim.evidence.filter(stance="supports").exists() for claim in claims)


def test_the_deputys_denial_stands_against_the_attack():
    denial = Claim.objects.get(slug="deputy-denies-repression")

    assert denial.modality == "denied"
    assert "riot police" in denial.evidence.get(stance="contradicts").passage.quote


def test_the_wrong_capital_became_no_claim():
    assert not Claim.objects.filter(sentence__icontains="capital").exists()
    assert Mention.objects.filter(passage__quote="Almaty").exists()


def test_the_letter_is_adapted_paragraph_by_paragraph_from_the_one_in_the_report():
    letter = Document.objects.get(kind="letter")

    for model_letter in ModelLetter.objects.filter(frame="letter"):
        assert model_letter.adapted_from == letter
        assert all(
            each.adapted_from.revision.document == letter
            for each in model_letter.paragraphs.all()
        )


def test_five_languages_have_two_letters_a_resolution_and_a_representatives_letter():
    there = ModelLetter.objects.values_list("language", "frame", "version")

    assert {(frame, version) for _language, frame, version in there} == {
        ("letter", 1),
        ("letter", 2),
        ("branch", 1),
        ("representative", 1),
    }
    assert len(there) == 5 * 4
    assert {language for language, *_rest in there} == LANGUAGES


def test_a_translation_follows_the_english_and_cites_the_same():
    for model_letter in ModelLetter.objects.exclude(language="en"):
        original = model_letter.follows
        assert (original.language, original.version) == ("en", model_letter.version)
        for paragraph, followed in zip(
            model_letter.paragraphs.all(), original.paragraphs.all(), strict=True
        ):
            assert paragraph.follows == followed
            assert claims_of(paragraph) == claims_of(followed)
            others = paragraph.alternatives.count()
            assert others == followed.alternatives.count()


def claims_of(paragraph):
    return set(paragraph.citations.values_list("claim", flat=True))


def test_the_four_frames_state_the_same_facts():
    for language in sorted(LANGUAGES):
        in_force = ModelLetter.objects.filter(
            language=language, in_force_from=date(2011, 9, 28)
        )
        cited = [
            frozenset(
                each.paragraphs.exclude(citations=None).values_list(
                    "citations__claim", flat=True
                )
            )
            for each in in_force
        ]
        assert len(cited) == 3
        assert len(set(cited)) == 1


def test_every_fact_and_every_demand_for_her_release_cites_a_claim():
    for model_letter in ModelLetter.objects.all():
        for paragraph in model_letter.paragraphs.filter(role__in=["fact", "demand"]):
            assert paragraph.citations.exists()


def test_nothing_stands_in_the_way_of_publishing_any_of_the_letters():
    for model_letter in ModelLetter.objects.with_text():
        assert letters.model_problems(model_letter) == []


def test_the_demands_are_the_same_in_five_languages():
    demands = Demand.objects.values_list("language", "order")

    assert {language for language, _order in demands} == LANGUAGES
    assert len(demands) == 5 * 2


def test_the_embassies_are_protested_to():
    targets = Target.objects.filter(role="protest")

    assert {"kz-gb", "kz-de", "kz-fr", "kz-be", "kz-at", "kz-ch", "kz-tr", "kz-ru"} <= {
        target.recipient.slug for target in targets
    }
    assert Recipient.objects.get(slug="kz-gb").address_on(date(2012, 6, 1)).street == (
        "33 Thurloe Square"
    )


def test_every_town_has_a_map_and_no_country_is_a_point(client):
    for slug, has_map in (("aktau", True), ("london", True), ("kazakhstan", False)):
        html = client.get(f"/places/{slug}/").content.decode()
        assert ("map-title" in html) is has_map
    assert "map-title" in client.get("/timeline/").content.decode()

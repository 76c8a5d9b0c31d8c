"""What the demonstration says, from the outside of the models."""

from datetime import date

import pytest

from archive.models import Claim, Document, Entity, Mention
from campaign.models import ModelLetter, Recipient, Target

# pages of the whole demonstration: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


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

    for model_letter in ModelLetter.objects.all():
        assert model_letter.adapted_from == letter
        assert all(
            each.adapted_from.revision.document == letter
            for each in model_letter.paragraphs.all()
        )


def test_every_fact_cites_a_claim():
    for model_letter in ModelLetter.objects.all():
        for paragraph in model_letter.paragraphs.filter(role="fact"):
            assert paragraph.citations.exists()


def test_the_embassies_are_protested_to():
    targets = Target.objects.filter(role="protest")

    assert {"kz-gb", "kz-de", "kz-fr", "kz-be", "kz-at", "kz-ch", "kz-tr", "kz-ru"} <= {
        target.recipient.slug for target in targets
    }
    assert Recipient.objects.get(slug="kz-gb").address_on(date(2012, 6, 1)).street == (
        "33 Thurloe Square"
    )

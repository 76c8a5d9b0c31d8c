"""What leaves for others names nobody protected, in whatever column it stands."""

from datetime import timedelta

import pytest

from campaign import portable
from campaign.models import Campaign, ModelLetter, Recipient
from tests import make, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NAME = "Zyx Qwvarian"
PAGE = "https://example.org/zyx-qwvarian"


@pytest.fixture
def case():
    """A campaign with a report, its claim, office and letter; somebody protected."""
    make.person(NAME, protection="hidden")
    document = make.document(slug="a-report", source=make.source(slug="a-paper"))
    union = make.organisation("A Union", slug="a-union")
    make.mention(document, "union", union)
    proof = make.passage(document, "Police raided the union office")
    claim = make.claim(evidence=[proof], slug="a-raid")
    claim.participants.create(role="victim", entity=union)
    made = make_campaign.campaign(slug="a-campaign")
    made.documents.add(document)
    office = make_campaign.recipient(campaign=made)
    make_campaign.address(office)
    office.holders.create(
        name="B. Holder",
        source_url="https://example.org/b",
        is_verified=True,
        since=make.TODAY,
    )
    office.accreditations.create(country="IE")
    make_campaign.model_letter(
        made, {"text": "It was raided.", "role": "fact", "cites": [claim]}
    )
    return made


def left(**options):
    found = portable.projected(on=make.TODAY, **options)
    return found, portable.dump(found)


def rows_of(case):
    document = case.documents.get()
    office = Recipient.objects.get()
    paragraph = case.model_letters.get().paragraphs.get()
    claim = paragraph.citations.get().claim
    union = claim.participants.get().entity
    return {
        "source": document.source,
        "proof": claim.evidence.get(),
        "entry": union,
        "spelling": union.names.first(),
        "address": office.addresses.get(),
        "holder": office.holders.get(),
        "accreditation": office.accreditations.get(),
    }


@pytest.mark.parametrize(
    ("which", "column", "said"),
    [
        ("source", "name", f"The paper of {NAME}"),
        ("source", "description", f"Run by {NAME}."),
        ("source", "rights_note", f"Ask {NAME}."),
        ("source", "home", PAGE),
        ("proof", "note", f"{NAME} told us."),
        ("entry", "description", f"Led by {NAME}."),
        ("spelling", "text", f"{NAME}’s Union"),
        ("address", "source_url", PAGE),
        ("address", "region", NAME),
        ("holder", "source_url", PAGE),
        ("accreditation", "source_url", PAGE),
    ],
)
def test_no_column_carries_a_protected_name_away(case, which, column, said):
    row = rows_of(case)[which]
    type(row).objects.filter(pk=row.pk).update(**{column: said})

    found, text = left()

    assert [each["slug"] for each in found["campaigns"]] == ["a-campaign"]
    assert "qwvarian" not in text.lower()
    portable.parse(text.encode())  # what is left is whole in itself


def test_what_nobody_is_named_in_leaves_with_all_its_columns(case):
    found, _text = left()

    assert [each["slug"] for each in found["sources"]] == ["a-paper"]
    assert found["documents"][0]["source"] == "a-paper"
    assert [each["slug"] for each in found["entities"]] == ["a-union"]
    assert len(found["recipients"][0]["addresses"]) == 1


def test_whoever_may_not_be_named_in_a_letter_stays(case):
    holders = Recipient.objects.get().holders
    holders.create(name="C. Holder", source_url="https://example.org/c")

    said = [each["name"] for each in left()[0]["recipients"][0]["holders"]]

    assert said == ["B. Holder"]


def test_a_letter_that_is_not_in_force_yet_stays(case):
    make_campaign.model_letter(
        case, "Not before then.", version=2, in_force_from=make.TODAY + timedelta(1)
    )

    assert "Not before then" not in left()[1]
    assert "Not before then" not in left(campaign=case)[1]


def test_a_letter_that_follows_itself_or_a_stranger_can_be_taken_in(case):
    elsewhere = make_campaign.campaign(slug="elsewhere", title="Elsewhere")
    one, other = case.model_letters.get(), make_campaign.model_letter(elsewhere)
    for letter, followed in ((one, one), (other, one)):
        letter.follows = followed
        letter.save()
    archive = portable.everything()
    ModelLetter.objects.update(follows=None)
    Campaign.objects.all().delete()

    arrival = portable.arrive(archive, at=make.NOW)

    assert arrival.new["letters"] == 2


def test_what_arrives_goes_to_no_office_whose_address_only_begins_alike(case):
    common = {"kind": "consulate", "stands_in": "DE"}
    make_campaign.recipient("kz-de-c-frankfurt-oder", city="Frankfurt (Oder)", **common)
    office = make_campaign.recipient("kz-de-c-frankfurt", city="Frankfurt", **common)
    make_campaign.address(office, "9 Other Road, Frankfurt")
    archive = portable.everything()
    office.delete()

    portable.arrive(archive, at=make.NOW)

    assert not Recipient.objects.get(city="Frankfurt (Oder)").addresses.exists()
    assert Recipient.objects.get(city="Frankfurt").addresses.exists()


def test_an_office_with_a_long_address_is_known_again(case):
    slug = f"kz-gb-{'x' * 70}"
    office = make_campaign.recipient(slug, kind="consulate", city="A Town")
    archive = portable.everything()
    office.delete()

    for _twice in range(2):
        portable.arrive(archive, at=make.NOW)

    assert Recipient.objects.filter(kind="consulate").count() == 1

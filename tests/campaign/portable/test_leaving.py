"""What the public does not read does not leave."""

import pytest

from archive.models import Document, Entity
from campaign import portable
from campaign.models import Action, Campaign
from tests import make, make_campaign
from tests.campaign.portable.archives import small, taken

pytestmark = pytest.mark.slow


def secret(**fields):
    return make.person("Zyx Qwvarian", protection="hidden", **fields)


@pytest.mark.django_db
@pytest.mark.parametrize("campaign", [None, "a-campaign"])
def test_protected_people_drafts_and_embargoes_stay(campaign):
    small()
    somebody = secret()
    named = make.document("Zyx Qwvarian was arrested.", slug="named")
    claim = make.claim("Zyx Qwvarian was arrested.", [make.passage(named, "arrested")])
    claim.participants.create(role="victim", entity=somebody)
    make.document("Not yet.", slug="a-draft", visibility="draft")
    make.document("Not before.", slug="embargoed", embargo_until="2999-01-01")
    shown = Campaign.objects.get()
    shown.documents.set(Document.objects.all())
    shown.updates.create(number=1, published_on="2999-01-01", title="Not before then")
    Action.objects.create(
        slug="x", kind="picket", happened_from=make.TODAY, who="Z", state="reported"
    )
    found = portable.projected(
        on=make.TODAY, campaign=Campaign.objects.filter(slug=campaign).first()
    )
    text = portable.dump(found)

    assert "Qwvarian" not in text
    assert [each["slug"] for each in found["documents"]] == ["a-report"]
    assert [each["slug"] for each in found["actions"]] == ["a-picket"]
    assert "Not before then" not in text
    assert "qwvarian" not in text.lower()


@pytest.mark.django_db
def test_a_campaign_whose_words_name_somebody_stays():
    small()
    secret()
    Campaign.objects.get().demands.create(text="Free Zyx Qwvarian.", order=1)

    found = portable.projected(on=make.TODAY)

    assert found["campaigns"] == found["actions"] == []


@pytest.mark.django_db
def test_everything_takes_them_along_with_their_protection():
    secret()
    found = portable.everything()
    Entity.objects.all().delete()

    taken(found)

    assert Entity.objects.get().protection == "hidden"


@pytest.mark.django_db
def test_one_campaign_takes_only_what_it_rests_on():
    small()
    make.document("Of another matter.", slug="elsewhere")
    other = make_campaign.campaign("Another", slug="another", addressed_state="FR")
    make_campaign.recipient("fr-gb", state="FR", campaign=other)

    found = portable.projected(
        on=make.TODAY, campaign=Campaign.objects.get(slug="a-campaign")
    )

    assert [each["slug"] for each in found["campaigns"]] == ["a-campaign"]
    assert [each["slug"] for each in found["documents"]] == ["a-report"]
    assert [each["slug"] for each in found["recipients"]] == ["kz-gb"]
    assert [each["slug"] for each in found["entities"]] == ["a-union"]

"""What waits in the campaigns has a place on the desk."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from archive import claims
from archive.models import Claim, Document
from campaign.models import Address, AddressReport, Campaign
from tests import make, make_campaign

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGE = "/admin/desk/campaigns/"


def page(client):
    return client.get(PAGE).content.decode()


def waiting(client):
    rail = client.get("/admin/desk/").context["rail"]
    return {count.stage.name: count.number for count, _address in rail}["campaigns"]


def test_nothing_waits_and_the_page_says_what_would(admin_client):
    assert "Nothing waits." in page(admin_client)
    assert waiting(admin_client) == 0


def test_what_visitors_said_of_an_address_waits(admin_client):
    recipient = make_campaign.recipient()
    for value, state in (("1 New Street", "waiting"), ("2 Old Street", "rejected")):
        AddressReport.objects.create(
            recipient=recipient, value=value, state=state, reported_on=make.TODAY
        )

    html = page(admin_client)

    assert ("1 New Street" in html, "2 Old Street" in html) == (True, False)
    assert waiting(admin_client) == 1


def test_addresses_past_their_day_are_to_be_checked(admin_client):
    recipient = make_campaign.recipient()
    long_ago, today = date(2020, 1, 1), date(2999, 1, 1)
    for value, until, by in (
        ("1 Due Street", None, long_ago),
        ("2 Left Street", long_ago, long_ago),
        ("3 Fresh Street", None, today),
    ):
        Address.objects.create(
            recipient=recipient,
            medium="post",
            value=value,
            valid_until=until,
            check_by=by,
            source_url="https://example.org/",
        )

    html = page(admin_client)

    assert "1 Due Street" in html
    assert "2 Left Street" not in html
    assert "3 Fresh Street" not in html


@pytest.mark.parametrize(
    ("state", "by", "is_shown"),
    [
        ("review", None, True),
        ("open", timedelta(-1), True),
        ("open", timedelta(1), False),
        ("won", timedelta(-1), False),
    ],
)
def test_campaigns_are_reviewed_in_time(admin_client, state, by, is_shown):
    campaign = make_campaign.campaign(state=state)
    day = by and timezone.localdate() + by  # noqa: TID251 (as the desk does)
    Campaign.objects.update(title="Free the Testovs", review_by=day)

    section = page(admin_client).partition("Campaigns to review")[2]

    assert (campaign.pk and "Free the Testovs" in section) == is_shown


@pytest.fixture
def letter():
    """In force, of an open campaign, with one fact it can prove."""
    passage = make.passage(make.document(), "raided")
    cites = [make.claim("Police raided the office.", [passage])]
    fact = {"text": "It was raided.", "role": "fact", "cites": cites}
    return make_campaign.model_letter(make_campaign.campaign(), fact)


def test_a_letter_that_holds_waits_for_nobody(admin_client, letter):
    assert waiting(admin_client) == 0
    assert "Nothing waits." in page(admin_client)


def test_a_letter_that_can_no_longer_be_written_says_why(admin_client, letter):
    claims.dispute(Claim.objects.get(), reason="A witness", by=None)

    html = page(admin_client)

    assert "is disputed: A witness" in html
    assert "in force" in html
    assert waiting(admin_client) == 1


def test_a_letter_whose_report_is_under_embargo_waits_as_well(admin_client, letter):
    tomorrow = timezone.localdate() + timedelta(1)  # noqa: TID251 (as the desk does)
    Document.objects.update(embargo_until=tomorrow)

    html = page(admin_client)

    assert "Nothing public proves" in html
    assert waiting(admin_client) == 1


def test_the_newest_draft_of_a_letter_says_what_it_lacks(admin_client, letter):
    fact = {"text": "It burnt down.", "role": "fact"}
    for version in (2, 3):
        make_campaign.model_letter(
            letter.campaign, fact, version=version, is_published=False
        )

    html = page(admin_client)

    assert html.count("states facts and cites no claim") == 1
    assert "· 3</a>" in html


def test_the_page_costs_fifteen_queries_whatever_waits(
    admin_client, letter, django_assert_max_num_queries
):
    claims.dispute(Claim.objects.get(), reason="A witness", by=None)
    for number in range(15):
        campaign = make_campaign.campaign(state=("open", "review")[number % 2])
        make_campaign.model_letter(campaign, {"text": "So.", "role": "fact"})

    with django_assert_max_num_queries(15):
        html = page(admin_client)

    assert html.count("states facts and cites no claim") == 12


def test_staff_without_rights_see_nothing(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("x", is_staff=True))

    assert client.get(PAGE).status_code == 403

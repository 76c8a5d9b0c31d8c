"""A curator settles quickly where letters to an office go, the needed ones first."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from archive import undoing
from archive.models import Batch
from campaign.directory import correcting, waiting
from campaign.models import Address
from tests import make, make_campaign

pytestmark = pytest.mark.django_db
DAY = make.TODAY
STREET = "1 High Street, London W1A 1AA"


@pytest.fixture
def listed():
    """An embassy whose address nobody compared yet."""
    office = make_campaign.recipient(website="https://embassy.example/")
    return make_campaign.address(
        office, STREET, city="London", postcode="W1A 1AA", grade="imported"
    )


def path(address):
    return f"/admin/desk/addresses/offices/{address.recipient_id}/"


def test_what_open_campaigns_write_to_comes_first():
    chosen = make_campaign.campaign(addressed_state="PE")
    make_campaign.recipient("pe-gb", state="PE", campaign=chosen)
    make_campaign.recipient("pe-ie", state="PE", stands_in="IE")
    make_campaign.campaign()
    make_campaign.recipient("kz-bare")
    known = make_campaign.recipient("kz-known", stands_in="IE")
    make_campaign.address(known, grade="imported")
    make_campaign.address(make_campaign.recipient("kz-done", stands_in="FR"), "2 Rue")
    make_campaign.recipient("de-gb", state="DE")
    make_campaign.recipient("kz-firm", kind="company", name="A Firm")

    slugs = [each.slug for each in waiting.unreached(on=DAY)]

    assert slugs == ["pe-gb", "kz-known", "kz-bare"]


def test_closed_campaigns_need_no_address():
    make_campaign.campaign(state="closed")
    make_campaign.recipient()

    assert not waiting.unreached(on=DAY)


def test_what_is_right_as_it_stands_is_verified_and_can_be_taken_back(listed):
    correcting.confirm(listed, on=DAY, by=None)

    kept = Address.objects.get()
    assert (kept.grade, kept.checked_on) == ("verified", DAY)
    assert (kept.check_by or DAY) > DAY
    assert kept.recipient.address_on(DAY) == kept
    undoing.undo(Batch.objects.get(), by=None, at=make.NOW)
    assert Address.objects.get().grade == "imported"


@pytest.mark.parametrize("missing", ["street", "city", "source_url"])
def test_half_an_address_is_not_right_as_it_stands(listed, missing):
    setattr(listed, missing, "")

    with pytest.raises(ValueError, match=r"street and its city|where it was seen"):
        correcting.confirm(listed, on=DAY, by=None)

    assert Address.objects.get().grade == "imported"


@pytest.mark.parametrize("street", ["1 High Street", "2 New Street"])
def test_an_address_that_is_entered_takes_the_place_of_the_old_one(street):
    office = make_campaign.recipient()
    old = make_campaign.address(office, STREET, city="London")
    value = f"{street}, London W1A 1AA"
    parts = {"street": street, "city": "London", "postcode": "W1A 1AA"}

    correcting.enter(
        office,
        correcting.Correction(value, "https://embassy.example/", parts),
        on=DAY,
        by=None,
    )

    office.refresh_from_db()
    assert office.address_on(DAY).value == value
    old.refresh_from_db()
    assert (old.valid_until is None) is (street == "1 High Street")


@pytest.mark.slow
def test_two_clicks_verify_an_address_that_is_right(admin_client, listed):
    make_campaign.campaign()
    desk = admin_client.get("/admin/desk/addresses/").content.decode()
    assert f'href="{path(listed)}"' in desk
    page = admin_client.get(path(listed))
    assert 'href="https://embassy.example/"' in page.content.decode()
    ((shown, seen),) = page.context["known"]

    answer = admin_client.post(
        path(listed), {"act": "right", "address": shown.pk, "seen": seen}
    )

    assert answer.status_code == 303
    today = timezone.localdate()  # noqa: TID251 (as the desk does)
    assert Address.objects.get().checked_on == today
    assert "no verified" not in admin_client.get("/admin/desk/addresses/").text
    again = admin_client.post(
        path(listed), {"act": "right", "address": shown.pk, "seen": seen}, follow=True
    )
    assert "Nothing was changed by you" in again.text


@pytest.mark.slow
def test_the_form_is_filled_in_and_corrects_it(
    admin_client, listed, django_assert_max_num_queries
):
    with django_assert_max_num_queries(15):
        form = admin_client.get(path(listed)).context["form"]
    sent = {name: form.initial.get(name, "") for name in form.fields}
    assert (sent["street"], sent["city"]) == ("1 High Street", "London")
    assert sent["source_url"] == "https://embassy.example/"

    wrong = admin_client.post(path(listed), sent | {"act": "enter", "city": ""})
    assert wrong.status_code == 400
    changed = {"street": "7 High Street", "value": "7 High Street, London"}
    admin_client.post(path(listed), sent | changed | {"act": "enter"})

    assert listed.recipient.address_on(timezone.localdate()).street == "7 High Street"  # noqa: TID251 (as the desk does)


@pytest.mark.slow
@pytest.mark.parametrize("act", ["right", "enter", "else"])
def test_who_may_only_look_settles_nothing(client, django_user_model, listed, act):
    user = django_user_model.objects.create_user("a-colleague", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="view_recipient"))
    client.force_login(user)

    assert "it is right" not in client.get(path(listed)).text
    assert client.post(path(listed), {"act": act}).status_code == 403


@pytest.mark.slow
@pytest.mark.parametrize("sent", [{}, {"act": "x"}, {"act": "right", "address": "x"}])
def test_what_the_page_does_not_offer_changes_nothing(admin_client, listed, sent):
    answer = admin_client.post(path(listed), sent)

    assert answer.status_code in {303, 404}
    assert Address.objects.get().checked_on == date(2024, 5, 1)


@pytest.mark.slow
def test_the_whole_address_and_its_source_are_enough(admin_client):
    office = make_campaign.recipient()
    where = f"/admin/desk/addresses/offices/{office.pk}/"
    sent = {"act": "enter", "source_url": "https://embassy.example/"}

    assert admin_client.post(where, sent | {"value": "London"}).status_code == 400
    assert not office.addresses.exists()
    assert admin_client.post(where, sent | {"value": STREET}).status_code == 303

    made = office.addresses.get()
    assert (made.street, made.postcode, made.city) == (
        "1 High Street",
        "W1A 1AA",
        "London",
    )
    assert made.grade == "verified"

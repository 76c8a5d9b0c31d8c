"""On the desk an address is corrected with one click."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from campaign.directory import correcting
from campaign.models import Address, AddressReport
from tests import make_campaign
from tests.campaign.directory.reports import DAY, NEW, said

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def card(client, report):
    return f"/admin/desk/addresses/reports/{report.pk}/"


def seen(client, report):
    return client.get(card(client, report)).context["seen"]


def proposed(client, report):
    """The form as it stands on the card, to be sent with one click."""
    page = client.get(card(client, report)).context
    values = {name: page["form"].initial.get(name, "") for name in page["form"].fields}
    return values | {"seen": page["seen"], "act": "accept", "was_never_right": ""}


def test_one_click_accepts(admin_client, old):
    report = said(old.recipient, old)

    answer = admin_client.post(
        card(admin_client, report), proposed(admin_client, report)
    )

    assert answer.status_code == 303
    new = Address.objects.get(value=NEW)
    assert (new.street, new.postcode, new.city) == ("2 New Street", "W1A 1AB", "London")
    today = timezone.localdate()  # noqa: TID251 (as the desk does)
    old.refresh_from_db()
    assert old.valid_until == today - timedelta(1)
    assert AddressReport.objects.get().decided_by.username == "admin"


def test_the_card_shows_old_and_new_and_the_source(admin_client, old):
    report = said(old.recipient, old, note="<script>alert(1)</script>")

    html = admin_client.get(card(admin_client, report)).content.decode()

    assert old.value in html
    assert NEW in html
    assert 'href="https://example.org/contacts"' in html
    assert "<script>alert" not in html


def test_a_source_that_is_no_web_address_is_no_link(admin_client, london):
    report = said(london, source_url="javascript:alert(1)")

    html = admin_client.get(card(admin_client, report)).content.decode()

    assert 'href="javascript' not in html


def test_reject_and_take_back_on_the_desk(admin_client, old):
    report = said(old.recipient, old)
    path = card(admin_client, report)

    for act, state in (("reject", "rejected"), ("take_back", "waiting")):
        admin_client.post(path, {"seen": seen(admin_client, report), "act": act})
        assert AddressReport.objects.get().state == state


def test_two_curators_at_once_the_second_is_told(admin_client, old):
    report = said(old.recipient, old)
    typed = proposed(admin_client, report)
    correcting.reject(report, on=DAY, by=None)

    answer = admin_client.post(card(admin_client, report), typed, follow=True)

    assert "Nothing was changed by you." in answer.content.decode()
    assert Address.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"street": ""}, "needs its street and its city"),
        ({"source_url": ""}, "This field is required."),
        ({"since": "2999-01-01"}, "yet to come"),
        ({"value": "x" * 501}, "at most 500 characters"),
    ],
)
def test_the_card_says_what_is_missing_and_keeps_what_was_typed(
    admin_client, old, typed, sentence
):
    report = said(old.recipient, old)
    sent = proposed(admin_client, report) | {"region": "My region"} | typed

    answer = admin_client.post(card(admin_client, report), sent)

    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert "My region" in answer.content.decode()


def test_what_is_to_be_looked_at_is_listed(admin_client, old):
    case = make_campaign.campaign()
    make_campaign.recipient("kz-de", stands_in="DE", city="Berlin", campaign=case)
    Address.objects.update(check_by=date(2020, 1, 1))
    make_campaign.address(
        old.recipient, "9 Doubt Street", grade="disputed", checked_on=None
    )
    said(old.recipient, old)
    correcting.reject(said(old.recipient, value="3 No Street"), on=DAY, by=None)

    html = admin_client.get("/admin/desk/addresses/").content.decode()

    without = html.partition("without a verified address")[2]
    assert "Berlin" in without.partition("</section>")[0]
    for words in (old.value, "9 Doubt Street", NEW, "3 No Street", "rejected"):
        assert words in html


def test_an_empty_list_says_what_would_be_there(admin_client):
    html = admin_client.get("/admin/desk/addresses/").content.decode()

    assert "Nothing waits." in html


def test_staff_without_rights_see_and_change_nothing(client, django_user_model, old):
    client.force_login(django_user_model.objects.create_user("x", is_staff=True))
    report = said(old.recipient, old)

    assert client.get("/admin/desk/addresses/").status_code == 403
    assert client.post(card(client, report), {"act": "reject"}).status_code == 403
    assert AddressReport.objects.get().state == "waiting"

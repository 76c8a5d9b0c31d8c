"""What somebody says of an address is compared and decided on one screen."""

import pytest
from django.urls import reverse

from campaign.models import AddressReport
from tests import make, make_campaign

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def said(emptied):
    office = make_campaign.recipient(campaign=make_campaign.campaign())
    return AddressReport.objects.create(
        recipient=office,
        address=make_campaign.address(office),
        value="Trade House, 2 New Street, London SW1A 2AA",
        source_url="https://example.org/where-they-are",
        note="They moved last week.",
        reported_on=make.TODAY,
    )


def test_both_cards_of_an_address_are_on_one_screen(desk, said):
    page = desk("/admin/desk/addresses/")

    for name, number in (
        ("address-report", said.pk),
        ("office-address", said.recipient_id),
    ):
        page.goto(reverse(f"desk:{name}", args=[number]))
        assert page.evaluate("document.documentElement.scrollHeight") <= 720, name


def test_one_click_takes_the_new_address_and_one_the_decision_back(desk, said):
    page = desk(reverse("desk:address-report", args=[said.pk]))

    with page.expect_navigation():
        page.get_by_role("button", name="Compared and right").click()
    page.goto(said.recipient.get_absolute_url())
    assert "Trade House, 2 New Street" in page.locator("main").inner_text()

    page.goto(reverse("desk:address-report", args=[said.pk]))
    with page.expect_navigation():
        page.get_by_role("button", name="Take the decision back").click()
    page.goto(f"{said.recipient.get_absolute_url()}?not=kept")
    assert "Trade House" not in page.locator("main").inner_text()
    assert page.faults == []

"""The pages of approvals: no fault for axe, on a narrow screen too, by keyboard."""

import pytest

from campaign import letters
from campaign.directory import correcting
from tests import make_campaign

pytestmark = [pytest.mark.browser, pytest.mark.slow(15), pytest.mark.django_db]
NEW = "2 New Street, London W1A 1AB"


@pytest.fixture
def waiting(emptied, django_user_model):
    """An address and a letter that Ann has proposed, and Bob signed in."""
    ann = django_user_model.objects.create_superuser("ann")
    bob = django_user_model.objects.create_superuser("bob")
    old = make_campaign.address(make_campaign.recipient(), city="London")
    draft = make_campaign.model_letter(make_campaign.campaign(), is_published=False)
    parts = {"street": "2 New Street", "city": "London"}
    said = correcting.Correction(NEW, "https://example.org/", parts)
    day = old.checked_on
    address = correcting.enter(old.recipient, said, on=day, by=ann)
    return bob, address, letters.offer(draft, by=ann)


@pytest.fixture
def desk(waiting, client, browser_page, live_server):
    """Opens a page of the desk as Bob, who has signed in."""
    client.force_login(waiting[0])
    name, cookie = next(iter(client.cookies.items()))

    def open_page(path, **options):
        page = browser_page("/healthz", **options)
        at = f"{live_server.url}/admin/"
        page.context.add_cookies([{"name": name, "value": cookie.value, "url": at}])
        page.goto(path)
        return page

    return open_page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_have_no_fault(desk, waiting, axe, scheme):
    _bob, address, letter = waiting
    for key in ("", f"{address.pk}/", f"{letter.pk}/"):
        page = desk(
            f"/admin/desk/approvals/{key}",
            color_scheme=scheme,
            viewport={"width": 320, "height": 800},
        )

        assert page.locator(".desk-main h1").count() == 1
        assert axe(page) == []
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320, key


def test_it_is_approved_without_a_script(desk, waiting):
    _bob, address, _letter = waiting
    page = desk(f"/admin/desk/approvals/{address.pk}/", java_script_enabled=False)

    page.get_by_role("button", name="Read and right").click()

    address.refresh_from_db()
    assert address.state == "approved"

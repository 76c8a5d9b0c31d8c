"""The editor in a browser, with its script and without."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.campaign.drafting.drafts import page_of, texts

# whole pages of the admin
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("embassy"),
]


@pytest.fixture
def signed_in(browser_page, emptied, letter, live_server):
    """Opens the editor of the letter as a curator."""
    client = Client()
    client.force_login(User.objects.create_superuser("nadia"))
    cookie = client.cookies["sessionid"].value

    def open_editor(**options):
        page = browser_page("/admin/login/", **options)
        page.context.add_cookies(
            [{"name": "sessionid", "value": cookie, "url": f"{live_server.url}/admin/"}]
        )
        page.goto(page_of(letter))
        return page

    return open_editor


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_preview_follows_what_is_typed(signed_in, letter):
    page = signed_in()

    page.fill("#text-0", "Typed, and not saved.")
    page.wait_for_selector("#beside .sheet :text('Typed, and not saved.')")

    assert texts(letter)[0] != "Typed, and not saved."


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_every_line_of_the_preview_can_be_scrolled_to(signed_in):
    page = signed_in(viewport={"width": 1280, "height": 600})

    assert page.evaluate("beside.scrollHeight <= beside.clientHeight + 2")
    page.locator("#beside .signature").scroll_into_view_if_needed()
    assert page.evaluate(
        "document.querySelector('#beside .signature').getBoundingClientRect().bottom"
        " <= innerHeight"
    )


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_a_script_the_buttons_do_the_same(signed_in, letter):
    page = signed_in(java_script_enabled=False)

    page.fill("#text-0", "Typed and saved.")
    page.click("[value=down-0]")
    page.click("[value=save]")

    assert texts(letter)[1] == "Typed and saved."


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_can_be_used_by_all(signed_in, axe, scheme):
    page = signed_in(color_scheme=scheme, viewport={"width": 360, "height": 800})

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

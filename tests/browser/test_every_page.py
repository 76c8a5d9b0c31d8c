"""No page of the site has a fault that axe sees, or is wider than a telephone."""

import os
import sys
from functools import partial

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from tests import staff_walk, test_pages
from tests.browser import waiting

pytestmark = [
    pytest.mark.browser,
    pytest.mark.trust,
    pytest.mark.django_db(transaction=True),
]
WIDE, SMALL = {"width": 1280, "height": 800}, {"width": 320, "height": 640}
LOOKS = {
    "wide": (WIDE, {"color_scheme": "light", "forced_colors": "none"}),
    "small": (SMALL, {"color_scheme": "dark", "forced_colors": "none"}),
    "forced": (WIDE, {"color_scheme": "light", "forced_colors": "active"}),
}
IN_FULL = os.environ.get("DEMARCHE_TRUST") == "full"
# what is read small and dark shows most; the others are for a person to wait for
SHOWN = list(LOOKS) if IN_FULL else ["small"]
# in short, of those that Django makes alike for every table, the fullest ones
TABLES = ("auth", "django_tasks_database", "archive", "campaign")
SEEN_IN_SHORT = ("campaign/recipient/", "archive/claim/", "campaign/modelletter/")
REFUSALS = (400, 403, 404, 405, 413, 500, 503)
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def filled(demo, curator) -> None:
    """Something on every page; before anybody signs in with the new password."""
    waiting.of_each_kind(curator)


@pytest.fixture
def signed_in(filled, curator) -> Client:
    client = Client()
    client.force_login(curator)
    return client


def put_on(page, look) -> None:
    size, media = LOOKS[look]
    page.set_viewport_size(size)
    page.emulate_media(**media)


def faults_of(page, axe) -> list[str]:
    """Of the page that is open."""
    where = page.url.partition("//")[2].partition("/")[2]
    found = [f"/{where} {each}" for each in axe(page)]
    return [*found, f"/{where} is too wide"] if page.evaluate(TOO_WIDE) else found


def tell(figure, what: str, faults: list[str], number: int) -> None:
    sys.stdout.write("\n".join(faults))
    said = f"{len(faults)} on {number} pages"
    figure(f"faults of axe, or too wide: {what}", said, "0", faults == [])


def is_looked_at(route: str) -> bool:
    is_a_table = route.startswith(TABLES)
    return IN_FULL or not is_a_table or route.startswith(SEEN_IN_SHORT)


def without_page(answer: object) -> bool:
    """Nobody may, or a form is sent to it: there is nothing to look at."""
    return isinstance(answer, set) and answer <= {403, 405}


@pytest.mark.slow(120)
@pytest.mark.parametrize("look", SHOWN)
def test_no_page_of_staff_has_a_fault(signed_in, desk, axe, look, trust_figure):
    page, faults, number = desk("/admin/desk/"), [], 0
    put_on(page, look)

    for route in filter(is_looked_at, staff_walk.named()):
        address = staff_walk.page_of(signed_in, route)
        if not without_page(address):
            if not isinstance(address, str):
                faults.append(f"{route} shows nothing: {address}")
                continue
            page.goto(address)
            faults += faults_of(page, axe)
            number += 1

    tell(trust_figure, f"pages of staff, {look}", faults, number)


@pytest.mark.slow(40)
@pytest.mark.parametrize("look", SHOWN)
def test_no_public_page_has_a_fault(demo, browser_page, axe, look, trust_figure):
    page, faults, number = browser_page("/"), [], 0
    put_on(page, look)
    client = Client()

    for route in test_pages.PAGES:
        arguments = test_pages.EXAMPLES.get(route, [[]])[0]
        if "a-corrected-report" in arguments:
            continue
        address = reverse(route, args=arguments)
        if client.get(address)["Content-Type"].startswith("text/html"):
            page.goto(address)
            faults += faults_of(page, axe)
            number += 1

    tell(trust_figure, f"public pages, {look}", faults, number)


@pytest.mark.parametrize("look", SHOWN)
def test_no_refusal_has_a_fault(browser_page, axe, look):
    page = browser_page("/")
    put_on(page, look)

    for status in REFUSALS:
        html = render_to_string(f"{status}.html", {"notice": "Come back later."})
        shown = partial(show, html)
        page.route("**/refused/", shown)
        page.goto("/refused/")
        assert faults_of(page, axe) == [], status
        page.unroute("**/refused/")


def show(html, route) -> None:
    route.fulfill(content_type="text/html", body=html)


FORMS = [
    "/admin/account/app/add/",
    "/admin/password_change/",
    *(f"/admin/archive/{each}/add/" for each in ("claim", "source", "entity")),
    *(f"/admin/campaign/{each}/add/" for each in ("campaign", "recipient", "action")),
    "/admin/campaign/modelletter/add/",
]
SEND = (
    "form = document.querySelector('#content form[method=post], main form[method=post]');"
    "form.noValidate = true; form.requestSubmit(form.querySelector('[type=submit]'))"
)


@pytest.mark.slow(30)
@pytest.mark.parametrize("look", SHOWN)
def test_no_form_of_staff_with_its_errors_has_a_fault(filled, desk, axe, look):
    page, faults = desk("/admin/desk/"), []
    put_on(page, look)

    for address in FORMS:
        page.goto(address)
        with page.expect_navigation():
            page.evaluate(SEND)
        assert page.locator(".errornote, .errorlist, #errors").count(), page.url
        faults += faults_of(page, axe)

    assert faults == [], "\n".join(faults)


def test_whoever_signs_in_wrongly_reads_why_on_a_page_without_fault(
    filled, browser_page, axe
):
    page = browser_page("/admin/login/")
    assert faults_of(page, axe) == []
    page.fill("[autocomplete~=username]", "nobody")
    page.fill("[type=password]", "wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()

    assert page.locator("#errors, .errornote, .errorlist").count()
    assert faults_of(page, axe) == []

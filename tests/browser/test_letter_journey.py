"""A first-time visitor's way from the campaign to a file, in a real browser."""

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("demo"),
]
DEMO = "/campaigns/stop-repression-of-striking-oil-and-gas-workers/"
PHONE = {"width": 320, "height": 640}


def test_a_letter_takes_two_pages_and_three_fields_without_javascript(browser_page):
    page = browser_page(DEMO, java_script_enabled=False, viewport=PHONE)
    page.get_by_role("link", name="Write to the embassy").click()
    page.get_by_label("The country you are in").select_option("IE")
    page.get_by_label("Name", exact=True).fill("A. Sender")
    page.get_by_label("Town").fill("Cork")

    with page.expect_download() as download:
        page.get_by_role("button", name="PDF at once").click()

    assert download.value.suggested_filename.endswith(".pdf")
    assert page.context.cookies() == []


def test_enter_in_a_field_makes_the_letter(browser_page):
    page = browser_page(f"{DEMO}write/?to=kz-gb", java_script_enabled=False)

    page.get_by_label("Name", exact=True).fill("A. Sender")
    page.get_by_label("Name", exact=True).press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Your letter")
    assert "125 Pall Mall" in page.locator(".sheet").inner_text()


def test_a_changed_mind_finds_everything_as_it_was(browser_page):
    page = browser_page(f"{DEMO}write/?from=GB&language=en")
    page.get_by_label("Name", exact=True).fill("A. Sender")
    page.get_by_label("In your own words").fill("I was there.\n\nIt was worse.")
    page.get_by_role("button", name="See the letter").click()

    assert "It was worse." in page.locator(".sheet").inner_text()
    page.get_by_role("button", name="Change something").click()

    assert page.get_by_label("Name", exact=True).input_value() == "A. Sender"
    words = page.get_by_label("In your own words").input_value()
    assert words == "I was there.\n\nIt was worse."


def test_going_back_finds_everything_as_it_was(browser_page):
    page = browser_page(f"{DEMO}write/?from=GB&language=en")
    page.get_by_label("Name", exact=True).fill("A. Sender")
    page.get_by_label("In your own words").fill("I was there.")
    page.get_by_label("Or choose the embassy").select_option("kz-de")
    page.get_by_role("button", name="See the letter").click()
    page.go_back()

    assert page.get_by_label("Name", exact=True).input_value() == "A. Sender"
    assert page.get_by_label("In your own words").input_value() == "I was there."
    assert page.get_by_label("Or choose the embassy").input_value() == "kz-de"


def test_the_letter_follows_what_is_typed(browser_page):
    page = browser_page(f"{DEMO}write/?from=IE&language=en")
    sheet = page.locator("letter-preview .sheet")
    sheet.wait_for()
    assert "____" in sheet.inner_text()

    page.get_by_label("Name", exact=True).fill("A. Sender")
    page.get_by_label("In your own words").fill("I was there.")
    sheet.get_by_text("I was there.").wait_for()

    assert "A. Sender" in sheet.inner_text()
    assert "differs by" in page.locator("letter-preview [role=status]").inner_text()
    assert page.get_by_label("In your own words").input_value() == "I was there."
    page.get_by_role("button", name="See the letter").click()
    assert "I was there." in page.locator(".sheet").inner_text()


def test_a_letter_that_cannot_follow_leaves_the_form_alone(browser_page):
    page = browser_page(f"{DEMO}write/?from=IE&language=en")
    page.locator("letter-preview .sheet").wait_for()
    page.route("**/write/", lambda route: route.abort())
    page.get_by_label("Name", exact=True).fill("A. Sender")

    page.get_by_text("The letter cannot be shown here just now").wait_for()

    assert page.get_by_label("Name", exact=True).input_value() == "A. Sender"
    assert page.locator("letter-preview .sheet").count() == 1


def test_a_country_nobody_serves_is_no_fault_of_the_page(browser_page):
    page = browser_page(f"{DEMO}write/")
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{DEMO}write/?from=TV", wait_until="networkidle", timeout=10_000)

    page.get_by_text("Your letter appears here once the form is filled in").wait_for()
    assert said == []


def test_nothing_follows_where_there_is_no_room_or_no_country(browser_page):
    asked = []
    for path, look in (
        (f"{DEMO}write/?from=IE", {"viewport": PHONE}),
        (f"{DEMO}write/", {}),
    ):
        page = browser_page(path, **look)
        page.on("request", lambda request: asked.append(request.method))
        page.get_by_label("Name", exact=True).fill("A. Sender")
        page.wait_for_timeout(900)

    assert "POST" not in asked
    assert page.locator("letter-preview").inner_text().startswith("Your letter appears")


def test_the_error_summary_has_the_focus_and_leads_to_the_field(browser_page):
    page = browser_page(f"{DEMO}write/")
    page.get_by_role("button", name="See the letter").click()

    assert page.evaluate("document.activeElement.id") == "errors"
    page.get_by_role("link", name="Name: ").click()

    assert page.evaluate("document.activeElement.name") == "name"


@pytest.mark.parametrize(
    "look",
    [
        {},
        {"color_scheme": "dark"},
        {"viewport": PHONE},
        {"forced_colors": "active"},
    ],
    ids=["light", "dark", "narrow", "forced"],
)
def test_no_page_of_the_campaign_has_a_fault(browser_page, axe, look):
    page = browser_page("/", bypass_csp=True, **look)
    pages = ("/", "/campaigns/", DEMO, f"{DEMO}evidence/", f"{DEMO}letters/")
    for path in (*pages, "/embassies/?of=KZ&from=IE", "/embassies/kz-gb/"):
        page.goto(path)
        assert axe(page) == []
        assert _is_within_the_window(page), path

    page.goto(f"{DEMO}write/?from=IE")
    if "viewport" not in look:
        page.locator("letter-preview .sheet").wait_for()
    assert axe(page) == []
    assert _is_within_the_window(page)
    page.goto(f"{DEMO}write/")
    page.get_by_role("button", name="See the letter").click()
    assert axe(page) == []
    page.get_by_label("The country you are in").select_option("MN")
    page.get_by_label("Name", exact=True).fill("A. Sender")
    page.get_by_role("button", name="See the letter").click()
    assert axe(page) == []
    assert _is_within_the_window(page)


def _is_within_the_window(page) -> bool:
    page.wait_for_load_state()
    root = "document.documentElement"
    return bool(page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth"))

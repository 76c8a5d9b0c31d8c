"""From a word to the place where it stands, without a script."""

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("demo"),
]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_search_leads_to_the_words_and_from_place_to_place(browser_page, width):
    view = {"width": width, "height": 700}
    page = browser_page("/", viewport=view, java_script_enabled=False)
    page.get_by_role("link", name="Search").click()
    page.get_by_label("Words or a name").fill("Sokolva")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?*")

    page.get_by_role("link", name="Kazakhstan: London embassy protest").first.click()

    first, second = page.locator("mark#hit"), page.locator("mark#hit-2")
    expect(first).to_be_in_viewport()
    bar = page.locator(".looked-for").bounding_box()
    box = first.bounding_box()
    assert first.inner_text() == "Sokolava"
    assert bar["y"] + bar["height"] <= box["y"] < 700
    page.get_by_role("link", name="1/2").click()
    expect(second).to_be_in_viewport()
    page.get_by_role("link", name="Without marks").click()
    assert page.locator("mark").count() == 0


def test_marks_are_seen_without_colours(browser_page):
    page = browser_page("/search/?q=strike", forced_colors="active")
    mark = page.locator("mark").first
    lines = mark.evaluate("node => getComputedStyle(node).borderBlockEndWidth")
    assert lines == "2px"

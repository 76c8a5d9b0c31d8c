"""Reading and printing in a real browser, with and without a script."""

import io
import unicodedata
from itertools import pairwise

import pypdf
import pytest

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("demo"),
]
LONDON = "/reports/kazakhstan-london-embassy-protest/"
WRITE = "/campaigns/stop-repression-of-striking-oil-and-gas-workers/write/"
PAGES = [
    "/reports/",
    LONDON,
    f"{LONDON}?show=original",
    f"{LONDON}r/1/",
    "/reports/kazakhstan-london-embassy-protest-letter/",
    "/people/",
    "/people/natalia-sokolova/",
    "/organisations/kazmunaigas/",
    "/places/kazakhstan/",
    "/sources/socialistworld-net/",
    "/about/",
    "/privacy/",
    "/nothing-is-here/",
    "/search/",
    "/search/?q=Sokolva",
    "/search/?q=kazakhstan&type=report",
    "/search/?q=qwertzuiop+strike&year=2011",
    f"{LONDON}?q=strike",
]


@pytest.mark.parametrize(
    "look",
    [
        {},
        {"color_scheme": "dark"},
        {"viewport": {"width": 320, "height": 640}},
        {"forced_colors": "active"},
    ],
    ids=["light", "dark", "narrow", "forced"],
)
def test_no_page_to_read_has_a_fault(browser_page, axe, look):
    page = browser_page("/", bypass_csp=True, **look)
    for path in PAGES:
        page.goto(path)
        assert axe(page) == [], path
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_marks_are_switched_off_without_a_script(browser_page):
    page = browser_page(LONDON, java_script_enabled=False)
    person = page.locator(".text a.mention.person").first
    place = page.locator(".text a.mention.place").first
    lined = "text-decoration-line"

    assert style(person, lined) == "underline"
    page.get_by_role("group", name="Show marks").get_by_label("people").uncheck()
    assert style(person, lined) == "none"
    assert style(place, lined) == "underline"


@pytest.mark.parametrize("width", [360, 1280])
def test_a_tapped_name_is_explained_where_one_reads(browser_page, width):
    view = {"width": width, "height": 700}
    page = browser_page(LONDON, viewport=view)
    name = page.locator(".text a.mention.person").last
    name.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")

    name.click()
    shown = page.locator(".who li:target")
    assert "Lawyer of the striking oil workers" in shown.inner_text()
    assert shown.bounding_box()["y"] < 700
    shown.get_by_role("link", name="Close").click()
    assert page.locator(".who li:target").count() == 0
    assert page.evaluate("scrollY") == before


def test_a_note_taller_than_its_paragraph_pushes_and_covers_nothing(browser_page):
    page = browser_page(LONDON, viewport={"width": 1280, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")

    notes = boxes(page, ".note")
    paragraphs = boxes(page, ".letter > .row > p, .letter > p:not(.kicker)")
    assert all(down(one) <= two["y"] for one, two in pairwise(notes))
    assert max(two["y"] - down(one) for one, two in pairwise(paragraphs)) < 30
    assert any(
        note["height"] > words["height"] for note in notes for words in paragraphs
    )


def boxes(page, selector):
    return [each.bounding_box() for each in page.locator(selector).all()]


def down(box):
    return box["y"] + box["height"]


def test_the_link_of_a_paragraph_is_reached_by_keyboard(browser_page):
    page = browser_page(LONDON, java_script_enabled=False)
    link = page.locator("a.to").first

    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert style(link, "opacity") == "1"
    page.keyboard.press("Enter")
    page.wait_for_url("**/r/1/#p-*")
    assert page.locator(":target").count() == 1


def test_a_printed_report_says_where_it_is_from_and_has_nothing_to_press(browser_page):
    page = browser_page(LONDON, java_script_enabled=False)

    words = "".join(
        each.extract_text() for each in pypdf.PdfReader(io.BytesIO(page.pdf())).pages
    )

    flat = "".join(words.split())
    digest = page.locator("code").first.inner_text()
    assert digest in flat
    assert "22June2011" in flat
    assert f"{LONDON}r/1/" in flat
    for gone in ("Show marks", "Named here", "Write to the embassy", "¶"):
        assert gone not in words


def test_appeals_are_hidden_until_asked_for(browser_page):
    page = browser_page(LONDON, java_script_enabled=False)

    assert "Donate via Paypal" not in page.locator("main").inner_text()
    page.get_by_role("link", name="Show the page as it came").click()
    assert "Donate via Paypal" in page.locator("main").inner_text()


def test_a_link_to_a_passage_marks_it(browser_page):
    page = browser_page("/people/natalia-sokolova/", java_script_enabled=False)
    before = page.locator("h1").count()

    page.locator("a[href*='#p-716-732']").first.click()

    marked = page.locator("#p-716-732")
    assert before == 1
    assert marked.inner_text() == "Natalia Sokolava"
    assert style(marked, "background-color") != "rgba(0, 0, 0, 0)"


def test_printing_the_letter_prints_the_letter_and_nothing_else(browser_page):
    page = browser_page(f"{WRITE}?from=GB", java_script_enabled=False)
    page.get_by_label("Name", exact=True).fill("A. Sender")
    page.get_by_role("button", name="See the letter").click()
    letter = page.locator(".sheet").inner_text()

    printed = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages

    assert len(printed) == 1
    # the browser sets “ff” as one sign
    words = unicodedata.normalize("NFKC", printed[0].extract_text()).split()
    assert words == letter.split()


def style(element, name):
    """A computed style; asked of the browser, which needs no script of ours."""
    return element.evaluate(
        f"each => getComputedStyle(each).getPropertyValue('{name}')"
    )

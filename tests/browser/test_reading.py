"""Reading and printing in a real browser, with and without a script."""

import io
import unicodedata

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
    name = page.locator("a.mention.person").first
    lined = "text-decoration-line"

    assert style(name, lined) == "underline"
    page.get_by_label("Show marks").uncheck()
    assert style(name, lined) == "none"


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

"""A copy opened from a disk, without a network, in a real browser."""

from datetime import date

import pytest

from campaign import mirror
from tests import make, make_campaign

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 740}
HOSTILE = "<img src=x onerror=document.title='broken'> & \"Sokolova\""


@pytest.fixture
def copy(emptied, tmp_path):
    report = make.document(
        "Police came to Жаңаөзен on Monday. Natalia Sokolova spoke.",
        title="Strike in the west",
        published_on=date(2021, 5, 4),
    )
    make.mention(report, "Natalia Sokolova", make.person("Natalia Sokolova"))
    make.document("Nothing happened.", title="A quiet day", slug="a-quiet-day")
    make.document(HOSTILE, title=HOSTILE, slug="hostile")
    made = make_campaign.campaign("Free the Mine Ten", slug="mine-ten")
    make_campaign.model_letter(made)
    make_campaign.recipient(campaign=made)
    mirror.make(tmp_path / "copy", on=date(2026, 3, 1))
    return tmp_path / "copy"


@pytest.fixture
def open_file(browser, copy):
    """Opens a file of the copy. In `faults`: what went wrong, or left the disk."""
    contexts = []

    def open_page(file="index.html", **options):
        context = browser.new_context(offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("console", lambda line: page.faults.append(line.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on(
            "request",
            lambda asked: (
                None
                if asked.url.startswith("file://")
                else page.faults.append(asked.url)
            ),
        )
        page.goto((copy / file).as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


def found(page):
    return page.locator("#found h3").all_inner_texts()


def search(page, words):
    page.get_by_label("Words, names").fill(words)
    page.get_by_role("button", name="Search").click()
    page.wait_for_load_state()
    return found(page)


def test_one_reads_from_page_to_page_without_javascript(open_file):
    page = open_file(java_script_enabled=False, viewport=PHONE)

    page.get_by_role("link", name="Strike in the west").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Strike in the west"
    page.get_by_role("link", name="People").click()
    page.get_by_role("link", name="Natalia Sokolova").click()
    page.get_by_role("link", name="Campaigns").click()
    page.get_by_role("link", name="Free the Mine Ten").first.click()
    page.get_by_role("link", name="Write to the embassy").click()

    assert page.get_by_role("heading", level=1).inner_text() == "Letters to copy"
    assert page.url.startswith("file://")
    assert page.faults == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


FOUND = {
    "Zhanaozen": {"Strike in the west"},
    "janaozen": {"Strike in the west"},
    "Соколова police": {"Strike in the west"},
    '"came to"': {"Strike in the west"},
    '"to came"': set(),
    "zhana*": {"Strike in the west"},
    "monday -police": set(),
    "quiet": {"A quiet day"},
    "mine ten": {"Free the Mine Ten"},
}
OURS = {"Strike in the west", "A quiet day", "Free the Mine Ten", HOSTILE}


def test_the_search_of_a_copy_finds(open_file):
    page = open_file("search/index.html")

    assert {words: OURS & set(search(page, words)) for words in FOUND} == FOUND
    assert page.faults == []


def test_a_search_without_a_find_says_so(open_file):
    page = open_file("search/index.html")

    search(page, "Atlantis")

    assert "Nothing in this copy" in page.locator("#found").inner_text()


def test_what_was_found_is_marked_and_leads_to_its_page(open_file):
    page = open_file("search/index.html")

    search(page, "zhanaozen")
    assert page.locator("#found mark").first.inner_text() == "Жаңаөзен"
    page.get_by_role("link", name="Strike in the west").click()

    assert page.get_by_role("heading", level=1).inner_text() == "Strike in the west"


TYPED = (
    HOSTILE,
    *('"', "-", "*", "-police", "%00 %", "( [ \\ ^$.|?*+"),
    *("__proto__ constructor", "\u202e\U0001f600", "a " * 100),
)


def test_nothing_that_is_typed_breaks_the_search(open_file):
    page = open_file("search/index.html")

    for words in TYPED:
        search(page, words)

        assert page.title().startswith("Search this copy")
        assert page.locator("#found img").count() == 0
        assert page.locator("#found p").count() > 0
    assert page.faults == []


def test_the_pages_of_a_copy_are_as_accessible_as_the_site(open_file, axe):
    for file in ("search/index.html", "campaigns/mine-ten/write/index.html"):
        assert axe(open_file(file)) == []

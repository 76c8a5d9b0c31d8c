"""The desk in a browser: by key, by mouse without JavaScript, small and dark."""

import io

import pypdf
import pytest
from django.urls import reverse

from archive import accessions, curation, ingest
from archive.models import Batch, Document, Likeness, Segment
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 320, "height": 640}
TEXT = (
    "Police raid union office\n\nPolice raided the office of the union on Monday.\n\n"
    "Dear Minister,\n\nWe demand their release.\n\nYours, A. Testova\n\nDonate now"
)


@pytest.fixture
def report(curator):
    """A report with much to decide: parts, a letter inside, a likely duplicate."""
    made = make.document(
        TEXT,
        title="Police raid union office",
        visibility="draft",
        source=make.source("A paper", slug="a-paper"),
        segments=[(0, 24, Segment.Kind.TITLE), (26, len(TEXT), Segment.Kind.BODY)],
    )
    start = TEXT.index("Dear")
    curation.cut_out(
        made, start, TEXT.index("\n\nDonate"), by=curator, at=make.NOW, author="A. T."
    )
    other = make.document(TEXT, title="The same raid", triaged_at=make.NOW)
    Likeness.objects.create(document=other, earlier=made, resemblance=0.91)
    return made


def addresses(report, curator):
    """Every page of this half of the desk, with something on it."""
    accession = accessions.deliver([], ingest.Described(), by=curator, at=make.NOW)
    return [
        reverse("admin:index"),
        reverse("desk:home"),
        reverse("desk:triage-document", args=[report.pk]),
        reverse("desk:publish-document", args=[report.pk]),
        reverse("desk:tasks"),
        reverse("desk:history"),
        reverse("desk:batch", args=[Batch.objects.first().pk]),
        reverse("desk:keys"),
        reverse("desk:accession"),
        reverse("desk:accession-files", args=[accession.pk]),
        reverse("desk:boilerplate", args=["a-paper"]),
    ]


@pytest.mark.parametrize(
    "options",
    [{}, {"color_scheme": "dark"}, {"viewport": PHONE}],
    ids=["light", "dark", "phone"],
)
def test_no_page_of_the_desk_has_a_fault(desk, axe, report, curator, options):
    page = desk("/admin/desk/", **options)

    for address in addresses(report, curator):
        page.goto(address)

        assert axe(page) == [], address
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], address
    assert page.faults == []


def test_a_decision_is_on_one_screen(desk, report):
    page = desk("/admin/desk/")

    for name in ("triage-document", "publish-document"):
        page.goto(reverse(f"desk:{name}", args=[report.pk]))
        assert page.evaluate("document.documentElement.scrollHeight") <= 720, name


def test_a_report_is_triaged_published_and_taken_back_by_keys_alone(desk, report):
    page = desk("/admin/desk/triage/")

    page.keyboard.press("x")  # a different text
    page.wait_for_function("!document.body.innerText.includes('Much the same')")
    page.keyboard.press("a")
    page.wait_for_url("**/triage/?after=*")
    page.goto("/admin/desk/publish/")
    page.keyboard.press("a")
    page.wait_for_url("**/publish/?after=*")
    assert Document.objects.get(pk=report.pk).visibility == "public"

    page.keyboard.press("z")
    page.wait_for_url(f"**/admin/desk/publish/{report.pk}/")

    assert Document.objects.get(pk=report.pk).visibility == "draft"
    assert page.faults == []


def test_a_letter_typed_into_a_field_presses_no_button(desk, report):
    page = desk(reverse("desk:triage-document", args=[report.pk]))

    page.fill("#id_title", "")
    page.locator("#id_title").press_sequentially("zax?")

    assert page.input_value("#id_title") == "zax?"
    assert Document.objects.get(pk=report.pk).triaged_at is None


def test_keys_that_are_off_press_nothing(desk, report, curator):
    curation.set_keys(curator, are_on=False, changed={})
    page = desk(reverse("desk:triage-document", args=[report.pk]))

    for key in ("x", "a", "z", "?"):
        page.keyboard.press(key)

    assert page.url.endswith(f"/triage/{report.pk}/")
    assert Batch.objects.count() == 1


def test_the_list_of_keys_opens_with_its_key(desk, report):
    page = desk("/admin/desk/")

    page.keyboard.press("?")

    assert page.locator(".desk-help dl").is_visible()


def test_a_changed_key_presses_the_button_that_shows_it(desk, report, curator):
    curation.set_keys(curator, are_on=True, changed={"help": "b"})
    page = desk("/admin/desk/")

    page.keyboard.press("?")
    assert not page.locator(".desk-help dl").is_visible()
    page.keyboard.press("b")
    assert page.locator(".desk-help dl").is_visible()


def test_without_javascript_the_buttons_do_the_same(desk, report):
    page = desk("/admin/desk/triage/", java_script_enabled=False)
    assert not page.locator("kbd").first.is_visible()

    page.click("[value=different]")
    form = page.locator("form:has([value=range])")
    form.locator("[name=first]").fill("6")
    form.locator("[name=last]").fill("6")
    form.locator("select").select_option("boilerplate")
    form.locator("button").click()
    page.click("[value=confirm]")
    page.goto("/admin/desk/publish/")
    page.click("[value=publish]")

    document = Document.objects.get(pk=report.pk)
    assert document.visibility == "public"
    marked = document.current_revision.segments.get(kind="boilerplate")
    assert TEXT[marked.start : marked.end] == "Donate now"


@pytest.mark.parametrize(
    "address",
    ["admin:archive_document_changelist", "desk:history", "desk:triage-document"],
)
def test_a_printed_page_of_staff_begins_with_its_words(desk, report, address):
    one = [report.pk] if address == "desk:triage-document" else []
    page = desk(reverse(address, args=one))
    page.emulate_media(media="print")

    printed = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages

    assert "Police raid" in printed[0].extract_text()
    assert (
        page.locator("nav:visible, button:visible, .breadcrumbs:visible").count() == 0
    )

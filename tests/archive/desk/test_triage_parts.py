"""The parts of a report on its card: marked, cut out, shown a page at a time."""

import pytest

from archive import curation
from archive.desk import parts
from archive.models import Batch, Segment
from tests import make
from tests.archive.desk.triaging import TEXT, address, described, page, raid, send

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def report():
    return raid()


def kinds(document):
    """The words of each part, with what it is said to be."""
    revision = document.current_revision
    return [
        (revision.text[each.start : each.end], each.kind)
        for each in revision.segments.all()
    ]


def test_a_curator_says_what_language_a_part_is_in(admin_client, report):
    send(admin_client, report, "range", first=3, last=5, kind="letter", language="fr")

    html = page(admin_client, report).content.decode()
    assert report.current_revision.segments.get(kind="letter").language == "fr"
    assert '<div lang="fr" dir="ltr">' in html


def test_no_language_code_is_said_and_nothing_marked(admin_client, report):
    before = kinds(report)

    html = send(
        admin_client, report, "part", start=0, end=24, kind="body", language="klingon"
    ).content.decode()

    assert "no language code" in html
    assert kinds(report) == before


def test_a_part_marked_meanwhile_is_a_change_too(admin_client, colleague, report):
    seen = page(admin_client, report).context["seen"]
    curation.mark_segment(
        report.current_revision, 0, 24, "body", by=colleague, at=make.NOW
    )

    answer = send(
        admin_client, report, "range", seen=seen, first=1, last=1, kind="boilerplate"
    )

    assert "Decided meanwhile by a-colleague" in answer.content.decode()
    assert kinds(report)[0] == ("Police raid union office", "body")


def test_a_whole_part_becomes_something_else(admin_client, report):
    send(admin_client, report, "part", start=0, end=24, kind="boilerplate")

    assert kinds(report)[0] == ("Police raid union office", "boilerplate")


def test_paragraphs_are_marked_by_their_numbers(admin_client, report):
    send(admin_client, report, "range", first=6, last=6, kind="boilerplate")

    assert kinds(report)[-1] == ("Donate now", "boilerplate")
    assert "Donate now" not in kinds(report)[1][0]


@pytest.mark.parametrize(
    "fields",
    [
        {"first": 2, "last": 1, "kind": "body"},
        {"first": 1, "last": 99, "kind": "body"},
        {"first": "", "last": "x", "kind": "body"},
        {"first": 1, "last": 1, "kind": "poem"},
        {"first": 1, "last": "9" * 30, "kind": "body"},
    ],
)
def test_paragraphs_that_are_not_there_are_said(admin_client, report, fields):
    before = kinds(report)

    html = send(admin_client, report, "range", **fields).content.decode()

    assert 'class="error"' in html
    assert kinds(report) == before


@pytest.mark.parametrize("act", ["", "destroy", "part"])
def test_an_act_that_is_not_on_offer_is_refused(admin_client, report, act):
    html = send(admin_client, report, act).content.decode()

    assert "not on offer" in html
    assert not Batch.objects.exists()


def test_a_letter_is_cut_out_by_its_paragraphs(admin_client, report):
    send(
        admin_client,
        report,
        "cut",
        first=3,
        last=5,
        kind="letter",
        author="A. Testova",
        addressee="The Minister",
        published="2021-05-03",
    )

    letter = report.parts.get()
    assert letter.current_revision.text.startswith("Dear Minister,")
    assert (letter.author, letter.published.value) == ("A. Testova", "2021-05-03")
    html = page(admin_client, report).content.decode()
    assert address(letter) in html
    assert "to The Minister" in html


def test_a_letter_that_is_none_is_put_back(admin_client, report):
    send(admin_client, report, "cut", first=3, last=5, kind="letter")
    letter = report.parts.get()

    send(admin_client, report, "put_back", part=letter.pk)

    letter.refresh_from_db()
    assert (report.parts.count(), letter.visibility) == (0, "withdrawn")


def test_a_letter_inside_leads_back_to_its_report(admin_client, report):
    send(admin_client, report, "cut", first=3, last=5, kind="letter")
    letter = report.parts.get()

    answer = send(
        admin_client, letter, "confirm", **described(kind="letter", author="A. T.")
    )

    letter.refresh_from_db()
    assert answer.redirect_chain[-1][0] == address(report)
    assert letter.author == "A. T."


def test_every_part_is_named_and_every_paragraph_numbered(admin_client, report):
    html = page(admin_client, report).content.decode()

    assert '<span class="desk-tag">title</span>' in html
    assert '<span class="desk-n">6</span>Donate now' in html


def test_what_nobody_marked_is_shown_too(admin_client):
    document = make.document("One.\n\nTwo.", segments=[(0, 4, Segment.Kind.BODY)])

    assert '<span class="desk-tag">not marked</span>' in (
        page(admin_client, document).content.decode()
    )


def test_a_long_text_is_shown_a_page_at_a_time(admin_client):
    document = make.document("\n".join(f"Line {n}." for n in range(1, 501)))

    first = page(admin_client, document).content.decode()
    last = page(admin_client, document, "?from=401").content.decode()

    assert ("Line 200." in first, "Line 201." in first) == (True, False)
    assert 'href="?from=201"' in first
    assert "Line 500." in last


@pytest.mark.parametrize("first", ["0", "-1", "x", "9" * 17])
def test_a_page_of_paragraphs_that_is_not_there_breaks_nothing(
    admin_client, report, first
):
    assert page(admin_client, report, f"?from={first}").status_code == 200


def test_markup_in_a_text_stays_text(admin_client):
    document = make.document("<script>alert(1)</script>", title="<b>x</b>")

    html = page(admin_client, document).content.decode()

    assert "<script>alert" not in html
    assert "<b>x</b>" not in html


def test_parts_cover_every_word_once(report):
    shown, further = parts.of(
        report.current_revision, list(report.current_revision.segments.all())
    )

    words = [words for part in shown for _number, words in part.words]
    assert words == [line for line in TEXT.split("\n") if line]
    assert further is None


def test_a_card_costs_the_same_for_any_number_of_parts(
    admin_client, django_assert_max_num_queries
):
    text = "\n".join(f"Line {n:03}." for n in range(150))
    document = make.document(
        text, segments=[(n * 10, n * 10 + 9, Segment.Kind.BODY) for n in range(150)]
    )

    with django_assert_max_num_queries(15):
        page(admin_client, document)

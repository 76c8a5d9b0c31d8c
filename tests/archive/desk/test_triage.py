import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from archive import curation, undoing
from archive.desk import parts
from archive.models import Batch, Document, Likeness, Segment, Source
from tests import make

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TEXT = (
    "Police raid union office\n\nPolice raided the office on Monday.\n\n"
    "Dear Minister,\n\nWe demand their release.\n\nYours, A. Testova\n\nDonate now"
)
QUEUE = "/admin/desk/triage/"


@pytest.fixture
def report():
    return make.document(
        TEXT,
        title="Police raid union office",
        published_on=None,
        visibility="draft",
        segments=[
            (0, 24, Segment.Kind.TITLE),
            (26, len(TEXT), Segment.Kind.BODY),
        ],
    )


def address(document):
    return reverse("desk:triage-document", args=[document.pk])


def page(client, document, query=""):
    return client.get(f"{address(document)}{query}")


def send(client, document, act, *, seen=None, **fields):
    seen = seen or page(client, document).context["seen"]
    return client.post(
        address(document), {"act": act, "seen": seen} | fields, follow=True
    )


def described(**fields):
    return {
        "title": "A raid",
        "kind": "report",
        "language": "en",
        "published_basis": "stated",
    } | fields


def kinds(document):
    """The words of each part, with what it is said to be."""
    revision = document.current_revision
    return [
        (revision.text[each.start : each.end], each.kind)
        for each in revision.segments.all()
    ]


def test_the_queue_leads_to_the_newest_report(admin_client, report):
    answer = admin_client.get(QUEUE)

    assert (answer.status_code, answer.headers["Location"]) == (303, address(report))


def test_the_keys_of_next_and_previous_walk_through_the_queue(admin_client):
    old, middle, new = (make.document() for _ in range(3))

    after = admin_client.get(QUEUE, {"after": middle.pk}).headers["Location"]
    before = admin_client.get(QUEUE, {"before": middle.pk}).headers["Location"]

    assert (after, before) == (address(old), address(new))


@pytest.mark.parametrize("after", ["", "x", "9" * 30, "-1"])
def test_a_queue_asked_for_nonsense_begins_at_its_beginning(
    admin_client, report, after
):
    answer = admin_client.get(QUEUE, {"after": after})

    assert answer.headers["Location"] == address(report)


def test_an_empty_queue_says_how_it_is_filled(admin_client):
    page = admin_client.get(QUEUE).content.decode()

    assert "What is put in comes here first" in page


def test_what_is_typed_is_kept_and_confirmed_in_one_act(
    admin_client, admin_user, report
):
    source = make.source()

    answer = send(
        admin_client,
        report,
        "confirm",
        **described(
            author="A. Author",
            source=source.pk,
            published="2021-05",
            published_words="May 2021",
        ),
    )

    report.refresh_from_db()
    assert (report.author, report.source, report.triaged_by) == (
        "A. Author",
        source,
        admin_user,
    )
    assert (report.published.value, report.published_words) == ("2021-05", "May 2021")
    assert Batch.objects.get().verb == "triage"
    assert answer.redirect_chain[0] == (f"{QUEUE}?after={report.pk}", 303)


def test_a_confirmation_is_undone_as_a_whole(admin_client, admin_user, report):
    send(admin_client, report, "confirm", **described(published="2021-05"))

    undoing.undo(undoing.last(admin_user), by=admin_user, at=make.NOW)

    report.refresh_from_db()
    assert (report.title, report.published, report.triaged_at) == (
        "Police raid union office",
        None,
        None,
    )


def test_saving_only_confirms_nothing(admin_client, report):
    answer = send(admin_client, report, "save", **described())

    report.refresh_from_db()
    assert (report.title, report.triaged_at) == ("A raid", None)
    assert answer.redirect_chain[-1][0] == address(report)


@pytest.mark.parametrize(
    "field",
    [
        {"title": ""},
        {"published": "soon"},
        {"language": "klingon"},
        {"url": "javascript:alert(1)"},
    ],
)
def test_a_wrong_field_is_said_and_changes_nothing(admin_client, report, field):
    answer = send(admin_client, report, "confirm", **described(**field))

    assert answer.status_code == 400
    assert 'class="errorlist"' in answer.content.decode()
    assert Document.objects.get().title == "Police raid union office"


@pytest.mark.parametrize(
    ("fields", "is_read_again"),
    [({"published": "2021-05-04"}, True), ({"language": "de"}, True), ({}, False)],
)
def test_a_text_is_read_again_when_its_day_or_language_is_another(
    admin_client, report, fields, is_read_again
):
    send(admin_client, report, "confirm", **described(**fields))

    assert DBTaskResult.objects.exists() is is_read_again


def test_the_second_curator_is_told_and_nothing_is_lost(
    admin_client, colleague, report
):
    seen = page(admin_client, report).context["seen"]
    report.title = "Another title"
    curation.describe(report, by=colleague)

    answer = send(
        admin_client, report, "confirm", seen=seen, **described(author="A. Author")
    )

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Decided meanwhile by a-colleague" in html
    assert f"href='{address(report)}'" in html
    assert Document.objects.get().title == "Another title"
    # what each of the two wrote, and what was typed still in the form
    assert "<b><bdi>Another title</bdi></b>" in html
    assert "You typed: <b><bdi>A raid</bdi></b>" in html
    assert 'value="A raid"' in html
    assert 'value="A. Author"' in html


def test_the_second_curator_may_save_over_what_the_first_saved(
    admin_client, colleague, report
):
    seen = page(admin_client, report).context["seen"]
    report.title = "Another title"
    curation.describe(report, by=colleague)
    conflict = send(admin_client, report, "save", seen=seen, **described())

    send(admin_client, report, "save", seen=conflict.context["seen"], **described())

    assert Document.objects.get().title == "A raid"


def test_where_the_second_typed_nothing_the_first_holds(
    admin_client, colleague, report
):
    seen = page(admin_client, report).context["seen"]
    report.author = "A. Colleague"
    curation.describe(report, by=colleague)

    answer = send(admin_client, report, "save", seen=seen, **described())

    typed = answer.context["form"].data
    assert (typed["author"], typed["title"]) == ("A. Colleague", "A raid")


@pytest.mark.parametrize("seen", ["x.1", "9" * 30 + ".1", "-1.", "1.1"])
def test_a_card_that_says_nonsense_was_seen_is_asked_again(admin_client, report, seen):
    answer = send(admin_client, report, "save", seen=seen, **described())

    assert answer.status_code == 409
    assert Document.objects.get().title == "Police raid union office"


def test_what_was_typed_of_a_letter_stays_when_it_cannot_be_cut_out(
    admin_client, report
):
    answer = send(
        admin_client, report, "cut", first=3, last=99, kind="letter", author="A. Person"
    )

    html = answer.content.decode()
    assert "Give two numbers of paragraphs" in html
    assert 'value="A. Person"' in html
    assert not report.parts.exists()


DATED = "Police raid union office\n\nPublished: 03/04/2011\n\nPolice raided the office."


def test_a_printed_day_that_may_be_two_is_offered_both_ways(admin_client):
    report = make.document(DATED, published_on=None)

    html = page(admin_client, report).content.decode()

    assert "may be either day" in html
    # Enter in a field presses the first button: no reading is taken by that
    assert html.index('value="confirm"') < html.index('value="dated-2011-04-03"')
    assert 'value="dated-2011-03-04"' in html


def test_one_reading_is_taken_by_its_button_with_what_was_typed(admin_client):
    report = make.document(DATED, published_on=None)

    send(admin_client, report, "dated-2011-03-04", **described(author="A. Author"))

    report.refresh_from_db()
    assert (report.published.value, report.published_basis) == (
        "2011-03-04",
        "dateline",
    )
    assert report.author == "A. Author"
    assert "may be either day" not in page(admin_client, report).content.decode()


def test_a_day_that_a_person_corrects_is_no_longer_the_datelines(admin_client):
    report = make.document(DATED, published_basis="dateline")

    send(
        admin_client,
        report,
        "save",
        **described(published="2011-04-05", published_basis="dateline"),
    )

    report.refresh_from_db()
    assert (report.published.value, report.published_basis) == ("2011-04-05", "stated")


def test_a_new_source_is_made_on_the_card_as_part_of_one_act(
    admin_client, admin_user, report
):
    new = {
        "new-source-name": "Lusaka Bulletin",
        "new-source-kind": "newspaper",
        "new-source-home": "https://www.bulletin.example/",
    }

    send(admin_client, report, "save", **described(**new))

    report.refresh_from_db()
    assert (report.source.name, report.source.kind) == ("Lusaka Bulletin", "newspaper")
    assert report.source.domains == "bulletin.example"
    undoing.undo(Batch.objects.get(), by=admin_user, at=make.NOW)
    report.refresh_from_db()
    assert (report.source, Source.objects.count()) == (None, 0)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"new-source-name": "a PAPER"}, "is a source already"),
        (
            {"new-source-name": "B", "new-source-home": "https://paper.example/"},
            "is the site of",
        ),
        ({"new-source-home": "https://b.example/"}, "Give the name"),
    ],
)
def test_a_source_that_is_known_is_not_made_twice(
    admin_client, report, fields, sentence
):
    make.source("A paper", domains="paper.example")

    answer = send(admin_client, report, "save", **described(**fields))

    assert (answer.status_code, Source.objects.count()) == (400, 1)
    assert sentence in answer.content.decode()
    assert 'value="A raid"' in answer.content.decode()


def test_the_rules_of_the_source_are_a_link_away(admin_client):
    source = make.source("A paper", slug="a-paper")
    report = make.document(TEXT, source=source)

    html = page(admin_client, report).content.decode()

    assert reverse("desk:boilerplate", args=["a-paper"]) in html


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


@pytest.mark.parametrize("verdict", ["same_text", "different"])
def test_a_likely_duplicate_is_decided_from_either_side(admin_client, report, verdict):
    other = make.document(TEXT, title="The same raid")
    likeness = Likeness.objects.create(document=other, earlier=report, resemblance=0.91)
    assert "Much the same text" in page(admin_client, report).content.decode()

    send(admin_client, report, "likeness", likeness=likeness.pk, verdict=verdict)

    likeness.refresh_from_db()
    assert likeness.verdict == verdict
    assert "Much the same text" not in page(admin_client, report).content.decode()


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

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from archive import curation, undoing
from archive.models import Batch, Document, Likeness, Source
from tests import make
from tests.archive.desk.triaging import (
    QUEUE,
    TEXT,
    address,
    described,
    page,
    raid,
    send,
)

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def report():
    return raid()


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


@pytest.mark.parametrize("verdict", ["same_text", "different"])
def test_a_likely_duplicate_is_decided_from_either_side(admin_client, report, verdict):
    other = make.document(TEXT, title="The same raid")
    likeness = Likeness.objects.create(document=other, earlier=report, resemblance=0.91)
    assert "Much the same text" in page(admin_client, report).content.decode()

    send(admin_client, report, "likeness", likeness=likeness.pk, verdict=verdict)

    likeness.refresh_from_db()
    assert likeness.verdict == verdict
    assert "Much the same text" not in page(admin_client, report).content.decode()

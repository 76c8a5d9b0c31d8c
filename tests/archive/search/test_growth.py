"""What the worst searches and lists read does not grow with the archive.

Counted is what a database does, never how long it takes: on SQLite the steps of its
machine and whether it is asked for beginnings of words, on PostgreSQL the rows of
each scan.
"""

import json
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import connection

from archive import search
from archive.models import Claim, Document, Evidence, Revision, SearchText
from archive.reading import keyset, shelves, visible
from archive.reading.screen import Screen
from archive.search import keys, lookup
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FEW, MANY = 400, 2_400
# words of every text, and one of its own
TEXT = "the thesis of strikers and strikes in june for a wage that was paid by them"


def grown(first, last):
    """Reports a day apart as the writers leave them, but many at a time."""
    days = {n: date(2000, 1, 1) + timedelta(days=n) for n in range(first, last)}
    documents = Document.objects.bulk_create(
        Document(slug=f"r-{n}", title="", visibility="public", published_on=day)
        for n, day in days.items()
    )
    revisions = Revision.objects.bulk_create(
        Revision(document=each, number=1, text=TEXT, created_at=make.NOW)
        for each in documents
    )
    for document, revision in zip(documents, revisions, strict=True):
        document.current_revision = revision
    Document.objects.bulk_update(documents, ["current_revision"])
    SearchText.objects.bulk_create(
        SearchText(
            key=keys.key("report", each.published_on, each.pk),
            kind=keys.code("report"),
            object_id=each.pk,
            stretches=json.dumps([[0, len(TEXT), "en"]]),
            exact=f" {TEXT} ",
            folded=f" {TEXT} ",
        )
        for each in documents
    )
    analyse()


def analyse():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def counting():
    """How much was read meanwhile; what an index is asked for is kept too."""
    read, asked = [0], []

    def note(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    if connection.vendor == "sqlite":
        own = connection.connection

        def step():
            read[0] += 1

        own.set_progress_handler(step, 10)
    try:
        with connection.execute_wrapper(note):
            yield read, asked
    finally:
        if connection.vendor == "sqlite":
            own.set_progress_handler(None, 0)
        else:
            read[0] = sum(_rows_of(*each) for each in asked)


def _rows_of(sql, params):
    if not sql.startswith(("SELECT", "WITH")):
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        (plan,) = cursor.fetchone()
    return _scanned(plan[0]["Plan"])


def _scanned(plan):
    own = 0
    if "Scan" in plan["Node Type"]:
        removed = plan.get("Rows Removed by Filter", 0)
        own = (plan["Actual Rows"] + removed) * plan["Actual Loops"]
    return own + sum(_scanned(each) for each in plan.get("Plans", ()))


MANY_WORDS = " ".join(dict.fromkeys(TEXT.split()))
WORST = [
    "the*",
    "str* the*",
    "the* | str* | was",
    "strikers -nob*",
    '"thesis of str*"',
    "wag* | nobodyhasthisword",
    MANY_WORDS,
    f"{MANY_WORDS} str*",
    "the of",
]


def test_six_times_the_reports_make_the_worst_search_read_no_more(monkeypatch):
    for name in ("NEWEST", "NEWEST_OF_PHRASES", "NEWEST_READ"):
        monkeypatch.setattr(lookup, name, 200)
    monkeypatch.setattr(lookup, "FEW", 10)
    monkeypatch.setattr(lookup, "WINDOWS", (20, 100))
    read: dict[str, list[int]] = {}
    for first, last in ((0, FEW), (FEW, MANY)):
        grown(first, last)
        for typed in WORST:
            with counting() as (taken, asked):
                results = search.search(typed, viewer=None, on=make.TODAY)
            assert results.bounded, typed
            assert len(results.hits) == 20, typed
            read.setdefault(typed, []).append(taken[0])
            # FTS5 would read all words that begin so, in however many texts
            matched = [p for sql, own in asked if "MATCH" in sql for p in own]
            assert not [p for p in matched if '" *' in str(p)], typed
    grew = {typed: few and many / few for typed, (few, many) in read.items()}
    assert max(grew.values()) <= 1.5, (grew, read)


def test_that_a_word_is_frequent_the_newest_texts_tell(monkeypatch):
    """A GIN index finds none in their order: a count reads all that have a word."""
    monkeypatch.setattr(lookup, "NEWEST", MANY // 2)
    monkeypatch.setattr(lookup, "FEW", 20)
    monkeypatch.setattr(lookup, "WINDOWS", (40, 100))
    grown(0, MANY)
    with counting() as (taken, _asked):
        results = search.search("thesis", viewer=None, on=make.TODAY)
    assert results.bounded
    assert len(results.hits) == 20
    assert taken[0] < MANY, taken


def test_a_list_reads_as_much_half_way_down_as_on_its_first_page():
    grown(0, MANY)
    undated = Document.objects.order_by("published_on").values_list("pk", flat=True)[
        :40
    ]
    Document.objects.filter(pk__in=list(undated)).update(published_on=None)
    listed = list(Document.objects.newest_first())
    read = []
    for at in (None, MANY // 2, MANY - 100):
        after = "" if at is None else keyset.cursor_of(listed[at], keyset.NEWEST)
        rows = shelves.reports(shelves.Narrowed(), viewer=None, on=make.TODAY)
        with counting() as (taken, asked):
            page = keyset.page(rows, keyset.NEWEST, after=after, size=30)
        first = 0 if at is None else at + 1
        assert list(page.rows) == listed[first : first + 30]
        assert len(asked) == 1
        read.append(taken[0])
    assert max(read) <= 1.25 * read[0], read


def languages():
    return shelves.languages(None, on=make.TODAY)


def sources():
    return [each.name for each in shelves.sources(None, on=make.TODAY, screen=Screen())]


@pytest.mark.parametrize(
    ("offered", "told"), [(languages, ["en", "ru"]), (sources, ["A paper"])]
)
def test_what_a_list_offers_reads_no_more_of_six_times_the_reports(offered, told):
    paper, kept = make.source("A paper"), make.source("Of drafts")
    read = []
    for first, last in ((0, FEW), (FEW, MANY)):
        grown(first, last)
        Document.objects.update(source=paper)
        make.document("Забастовка.", language="ru", source=paper)
        make.document("Ereuil.", language="kk", visibility="draft", source=kept)
        analyse()
        with counting() as (taken, asked):
            found = offered()
        assert found == told
        assert len(asked) == 1
        read.append(taken[0])
    assert read[1] <= 1.5 * read[0], read


def test_pages_one_after_the_other_hold_each_report_once_also_those_without_a_day():
    grown(0, 7)
    for number in range(5):
        make.document(f"Nobody knows when, {number}.", published_on=None)
    same = date(2001, 1, 1)
    for number in range(4):
        make.document(f"On one day, {number}.", published_on=same)
    rows = shelves.reports(shelves.Narrowed(), viewer=None, on=make.TODAY)
    for size in (1, 2, 3, 20):
        found: list[Document] = []
        after = ""
        while True:
            page = keyset.page(rows, keyset.NEWEST, after=after, size=size)
            found += page.rows
            after = page.older
            if not after:
                break
        assert found == list(Document.objects.newest_first())


def test_of_drafts_among_the_claims_no_proof_is_read():
    """A machine suggests far more than is ever confirmed."""
    proof = make.passage(make.document(TEXT), "strikers")
    told = make.claim("The strikers struck.", evidence=[proof])
    suggested = Claim.objects.bulk_create(
        Claim(slug=f"c-{n}", sentence="Perhaps.", kind="strike", known_from=make.TODAY)
        for n in range(MANY // 6)
    )
    Evidence.objects.bulk_create(
        Evidence(claim=each, passage=proof, stance="supports") for each in suggested
    )
    analyse()

    with counting() as (taken, _asked):
        shown = list(visible.claims(None, on=make.TODAY))

    assert shown == [told]
    # SQLite's steps are counted by the ten, and a proof takes more than that;
    # PostgreSQL reads each table once
    most = {"sqlite": len(suggested), "postgresql": 3 * len(suggested)}
    assert taken[0] < most[connection.vendor], taken

"""The archive's lists: what is in them, in what order, and nothing twice."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive import curation, merging
from archive.models import Document, Revision
from archive.models.revision import sha256_of
from archive.reading import shelves
from tests import make
from tests.archive.opened import follow, main_of, page

# a page for every case takes long: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def reports_listed(client, query=""):
    html = main_of(page(client, f"/reports/{query}"))
    return re.findall(r'<h3[^>]*><a href="[^"]*">([^<]*)</a></h3>', html)


def test_people_are_listed_by_surname(client):
    report = make.document("Olga Abel, Anna Zorn and Ivan Bek spoke.")
    for name in ("Olga Abel", "Anna Zorn", "Ivan Bek"):
        make.mention(report, name, make.person(name))

    listed = re.findall(r"<bdi>([^<]*)</bdi></a>", main_of(page(client, "/people/")))
    assert listed == ["Olga Abel", "Ivan Bek", "Anna Zorn"]


@pytest.mark.parametrize("address", ["/people/", "/organisations/", "/places/"])
def test_a_list_of_names_is_searched_by_name(client, address):
    report = make.document("Ana Paz of the Union spoke in Town.")
    make.mention(report, "Ana Paz", make.person("Ana Paz"))
    make.mention(report, "Union", make.organisation("Union"))
    make.mention(report, "Town", make.place("Town"))

    html = page(client, address)

    (form,) = re.findall(r'<form class="search".*?</form>', html, re.DOTALL)
    assert '<input type="hidden" name="type" value="entity">' in form
    assert re.search(r'<link rel="stylesheet" href="/static/search[^"]*">', html)


def test_a_further_page_of_names_looks_through_them_once(client):
    report = make.document("Olga Abel, Ivan Bek and Anna Zorn spoke.")
    made = {}
    for name in ("Olga Abel", "Ivan Bek", "Anna Zorn"):
        made[name] = make.person(name)
        make.mention(report, name, made[name])

    with CaptureQueriesContext(connection) as asked:
        html = page(client, f"/people/?after={made['Olga Abel'].pk}")

    assert re.findall(r"<bdi>([^<]*)</bdi></a>", main_of(html)) == [
        "Ivan Bek",
        "Anna Zorn",
    ]
    # who is named at all is asked of all entries by looking at the proofs too
    through = [each for each in asked if "archive_evidence" in each["sql"]]
    assert len(through) == 1


@pytest.mark.parametrize("which", ["of another list", "unnamed", "joined", "hidden"])
def test_a_page_of_names_begins_behind_a_name_of_the_list_alone(client, which):
    report = make.document("Olga Abel and the Abel Union spoke; Anna Zorn too.")
    olga = make.person("Olga Abel")
    anna = make.person("Anna Zorn")
    union = make.organisation("Abel Union")
    make.mention(report, "Olga Abel", olga)
    make.mention(report, "Anna Zorn", anna)
    make.mention(report, "Abel Union", union)
    unnamed, joined = make.person("Mara Moss"), make.person("Zed Zorn")
    merging.same(joined, anna, by=None, at=make.NOW)
    hidden = make.person("Nora Noor")
    make.mention(make.document("Nora Noor"), "Nora Noor", hidden)
    curation.protect(hidden, "hidden", by=None)
    after = dict(
        zip(
            ("of another list", "unnamed", "joined", "hidden"),
            (union, unnamed, joined, hidden),
            strict=True,
        )
    )[which]

    html = main_of(page(client, f"/people/?after={after.pk}"))

    assert html == main_of(page(client, "/people/"))


def test_reports_stand_newest_first_and_undated_last(client):
    for title, on in (
        ("May", date(2021, 5, 1)),
        ("Undated", None),
        ("June", date(2021, 6, 1)),
    ):
        make.document(title=title, published_on=on)

    assert reports_listed(client) == ["June", "May", "Undated"]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("?kind=letter", ["A letter"]),
        ("?language=ru", ["Репортаж"]),
        ("?year=2020", ["Репортаж"]),
        ("?source=union-paper", ["A report"]),
        ("?entity=olga-abel", ["A report"]),
        ("?entity=olga-abel&year=2020", []),
    ],
)
def test_reports_are_narrowed_as_asked(client, query, titles):
    paper = make.source("Union paper", slug="union-paper")
    report = make.document("Olga Abel spoke.", source=paper)
    make.mention(report, "Olga Abel", make.person("Olga Abel", slug="olga-abel"))
    make.document(title="A letter", kind="letter")
    make.document(title="Репортаж", language="ru", published_on=date(2020, 1, 1))

    assert reports_listed(client, query) == titles


def test_the_title_of_a_narrowed_list_says_whom_it_names(client):
    make.mention(make.document("Ana Paz spoke."), "Ana Paz", make.person("Ana Paz"))
    titles = [
        re.search("<title>(.*)</title>", page(client, f"/reports/{query}"))[1]
        for query in ("", "?entity=ana-paz")
    ]
    assert titles == ["Reports – Demarche", "Reports that name Ana Paz – Demarche"]


def test_an_empty_list_says_what_would_be_here(client):
    assert "Reports appear here" in page(client, "/reports/")
    assert "No report fits" in page(client, "/reports/?year=1999")


@pytest.mark.parametrize(
    "value",
    [
        "%00",
        "%27%20OR%201=1",
        "-1",
        "9" * 30,
        "%F0%9F%92%A9",
        "_",
        "2021-13-01_1",
        "a_b_c",
        "<b>",
    ],
)
def test_nothing_asked_of_a_list_breaks_it(client, value):
    make.document(title="The one")
    make.mention(make.document("A Union met."), "A Union", make.organisation())
    reports = (f"/reports/?{name}={value}" for name in (*shelves.ASKED, "after"))
    lists = ("/organisations/", "/organisations/a-union/")

    for address in (*reports, *(f"{each}?after={value}" for each in lists)):
        assert client.get(address).status_code == 200, address


def test_what_was_not_understood_is_said(client):
    assert "left aside: kind, year." in page(client, "/reports/?kind=novel&year=soon")


def test_every_report_is_on_one_page_of_the_list(client):
    for number in range(90):
        on = date(2021, 1, 1 + number % 7) if number % 5 else None
        make.document("Text.", title=f"Report {number}", published_on=on)

    found, pages = follow(client, "/reports/?kind=report", r">(Report \d+)</a>")
    assert sorted(found) == sorted(f"Report {number}" for number in range(90))
    assert pages == 3


def test_a_correction_is_listed_with_the_text_before(client):
    report = make.document("She got seven years.", slug="she")
    Revision.objects.create(
        document=report,
        number=2,
        kind="correction",
        text="Six.",
        sha256=sha256_of("Six."),
        created_at=make.NOW,
        note="Misread.",
    )

    html = page(client, reverse("archive:corrections"))
    assert "Misread." in html
    assert 'href="/reports/she/r/1/"' in html


def test_a_source_of_drafts_alone_looks_like_none(client):
    paper = make.source("A secret paper", slug="secret")
    make.document(source=paper, visibility=Document.Visibility.DRAFT)

    assert client.get(paper.get_absolute_url()).status_code == 404
    asked = [
        page(client, f"{reverse('archive:reports')}?source={slug}")
        for slug in ("secret", "zzzzzz")
    ]
    assert asked[0].replace("secret", "zzzzzz") == asked[1]

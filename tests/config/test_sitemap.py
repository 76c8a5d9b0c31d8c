"""The map for search engines: all public pages, no other, in small pieces."""

from datetime import date

import pytest
from lxml import etree

from archive import curation
from archive.exports import sitemap as writing
from config import sitemap
from tests import make
from tests.archive.opened import hidden_documents

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(autouse=True)
def at_example_org(settings):
    settings.SITE_URL = "https://example.org"


def read(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    return etree.fromstring(answer.content)


def listed(client, address):
    return [each.text for each in read(client, address).iter(f"{SPACE}loc")]


def everything(client):
    pages = listed(client, "/sitemap.xml")
    assert all(page.startswith("https://example.org/sitemap-") for page in pages)
    return [
        address
        for page in pages
        for address in listed(client, page.removeprefix("https://example.org"))
    ]


def test_it_leads_to_pages_that_are_there(client):
    report = make.document(source=make.source("A paper"))
    make.mention(report, "A Town", make.place("A Town"))

    found = everything(client)
    for path in (report, report.source):
        assert f"https://example.org{path.get_absolute_url()}" in found
    assert "https://example.org/places/a-town/" in found
    for address in found:
        path = address.removeprefix("https://example.org")
        assert client.get(path).status_code == 200, path


def test_what_may_not_be_seen_is_not_on_it(client):
    for document in hidden_documents():
        make.mention(document, "A Town", make.place(f"Town of {document.slug}"))

    text = " ".join(everything(client))
    assert not [s for s in ("draft", "taken-back", "embargo") if s in text]


def test_a_protected_name_is_not_on_it(client):
    report = make.document("They took Ivan Ivanov.")
    ivan = make.person("Ivan Ivanov")
    make.mention(report, "Ivan Ivanov", ivan)
    assert "ivan-ivanov" in " ".join(everything(client))

    curation.protect(ivan, "hidden", by=None)
    assert "ivan" not in " ".join(everything(client))


def test_a_report_says_when_its_text_was_changed_last(client):
    make.document()

    (when,) = read(client, "/sitemap-reports-1.xml").iter(f"{SPACE}lastmod")
    assert when.text == "2026-03-01T12:00:00+00:00"


def test_a_long_list_is_divided_and_every_row_on_one_page(client, monkeypatch):
    monkeypatch.setattr(sitemap, "PAGE", 2)
    slugs = [make.document(slug=f"report-{at}").slug for at in range(5)]

    pages = [one for one in listed(client, "/sitemap.xml") if "reports" in one]
    assert len(pages) >= 3
    found = [one for one in everything(client) if "/reports/report-" in one]
    assert sorted(found) == [f"https://example.org/reports/{slug}/" for slug in slugs]


def test_no_page_is_longer_than_ten_thousand():
    assert writing.PAGE <= 10_000


def test_a_page_on_which_nothing_may_be_seen_is_not_empty(client):
    make.document(visibility="draft")

    assert listed(client, "/sitemap-reports-1.xml") == ["https://example.org/"]


@pytest.mark.parametrize(
    "address",
    [
        "/sitemap-nothing-1.xml",
        "/sitemap-reports-0.xml",
        "/sitemap-site-2.xml",
        f"/sitemap-reports-{'9' * 30}.xml",
    ],
)
def test_a_page_that_cannot_be_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/sitemap.xml", 5),
        ("/sitemap-reports-1.xml", 2),
        ("/sitemap-entities-1.xml", 2),
    ],
)
def test_it_costs_few_queries(client, address, queries, django_assert_num_queries):
    make.document()

    with django_assert_num_queries(queries):
        client.get(address)


def test_addresses_are_escaped():
    text = writing.page([("https://example.org/?a=1&b=<c>", None)])

    (found,) = etree.fromstring(text.encode()).iter(f"{SPACE}loc")
    assert found.text == "https://example.org/?a=1&b=<c>"


def test_places_are_those_of_the_day(client):
    make.document(slug="out-later", embargo_until=date(9999, 1, 1))

    assert "out-later" not in " ".join(everything(client))

"""The feed of reports: what came out, when, and nothing that may not be read."""

from datetime import UTC, date, datetime, timedelta

import feedparser
import pytest
from django.test import override_settings

from archive import correcting, curation
from archive.models import Document, Revision
from archive.reading.news import news
from tests import make
from tests.tampering import backdate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FEED = "/reports/feed.atom"
LONG_AFTER = date(9998, 1, 1)
JUNE = datetime(2026, 6, 1, 12, tzinfo=UTC)


def read(client):
    answer = client.get(FEED)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    found = feedparser.parse(answer.content)
    assert not found.bozo
    return found


def titles(client):
    return [each.title for each in read(client).entries]


def test_a_report_is_news_with_its_source_and_where_it_was_printed(client):
    paper = make.source("Union paper")
    report = make.document(source=paper, url="https://paper.example/1", language="ru")

    (entry,) = read(client).entries

    assert entry.link == f"http://127.0.0.1:8000/reports/{report.slug}/"
    assert entry.summary == "Report · Union paper · 4 May 2021"
    assert entry.published == "2021-05-04T00:00:00Z"
    assert entry.title_detail.language == "ru"
    assert "https://paper.example/1" in [each.href for each in entry.links]


@override_settings(SITE_URL="https://archive.example", SITE_NAME="The archive")
def test_addresses_and_names_are_those_of_the_site(client):
    report = make.document()

    found = read(client)

    assert found.feed.author == "The archive"
    assert found.feed.id == "tag:archive.example,2026:reports"
    assert found.entries[0].id == f"tag:archive.example,2026:report/{report.pk}"
    links = {each.rel: each.href for each in found.feed.links}
    assert links["self"] == f"https://archive.example{FEED}"


def test_an_older_report_that_came_out_later_stands_first(client):
    first = make.document(title="Of May", published_on=date(2021, 5, 1))
    last = make.document(title="Of 1998", published_on=date(1998, 1, 1))
    backdate(first.history, JUNE)
    backdate(last.history, JUNE + timedelta(days=7))

    assert titles(client) == ["Of 1998", "Of May"]


def test_a_report_is_as_new_as_its_last_text():
    report = make.document()
    at = datetime(9998, 1, 1, tzinfo=UTC)
    Document.objects.update(
        current_revision=Revision.objects.create(
            document=report,
            number=2,
            kind=Revision.Kind.CORRECTION,
            text="Another text.",
            sha256="0" * 64,
            created_at=at,
            note="The town is another.",
        )
    )

    (found,) = news(None, on=LONG_AFTER)

    assert found.since == at
    assert (found.is_corrected, found.corrected) == (True, "The town is another.")


def test_a_correction_is_news_and_says_what_it_is(client):
    report = make.document("Police raided the union office in A Town.")
    correcting.correct(
        report,
        "Police raided the union office in B Town.",
        note="The town is another.",
        by=None,
        at=JUNE,
    )

    assert "Corrected: The town is another." in read(client).entries[0].summary


def test_only_what_is_public_is_news(client):
    for state in ("draft", "withdrawn"):
        make.document(title=state, visibility=state)
    make.document(title="Later", embargo_until=LONG_AFTER)

    assert titles(client) == []


def test_an_embargo_ends_on_its_day_and_the_report_is_new_that_day():
    report = make.document(embargo_until=LONG_AFTER)
    ends = report.embargo_until

    assert news(None, on=ends - timedelta(days=1)) == []
    (found,) = news(None, on=ends)
    assert found.since == datetime.combine(ends, datetime.min.time(), UTC)


def test_a_letter_inside_a_report_is_no_news_of_its_own(client):
    report = make.document("A report. Dear Sir, no.", title="The report")
    make.document(
        title="The letter",
        part_of=report,
        part_of_passage=make.passage(report, "Dear Sir, no."),
    )

    assert titles(client) == ["The report"]


def test_protected_names_are_left_out(client):
    who = make.person("Natalia Sokolova")
    report = make.document(
        "Natalia Sokolova spoke.",
        title="Sokolova and Natalia Sokolova",
        author="Natalia Sokolova",
        url="https://paper.example/natalia-sokolova",
    )
    make.mention(report, "Natalia Sokolova", who)
    curation.protect(who, "hidden", by=None)

    words = client.get(FEED).content.decode().lower()

    assert "sokolova" not in words
    assert "name withheld" in words


def test_what_is_not_a_web_address_is_no_link(client):
    make.document(url="javascript:alert(1)")

    assert "javascript" not in client.get(FEED).content.decode()


def test_who_has_it_already_is_told_so(client):
    make.document()
    first = client.get(FEED)

    again = client.get(FEED, headers={"if-none-match": first.headers["ETag"]})

    assert again.status_code == 304
    assert "max-age=60" in first.headers["Cache-Control"]
    assert not first.cookies


def test_a_reader_who_asks_by_the_day_learns_what_was_withdrawn(client):
    make.document()
    report = make.document()
    client.get(FEED)
    Document.objects.filter(pk=report.pk).update(visibility="withdrawn")

    answer = client.get(
        FEED, headers={"if-modified-since": "Thu, 01 Jan 2099 00:00:00 GMT"}
    )

    assert answer.status_code == 200
    assert len(feedparser.parse(answer.content).entries) == 1


def test_the_feed_of_an_empty_archive_is_a_feed(client):
    assert read(client).entries == []


def test_a_month_is_no_day_of_publication(client):
    make.document(published_precision="month", published_on=date(2021, 5, 1))

    assert "published" not in read(client).entries[0]


def test_the_feed_is_five_queries_at_most(client, django_assert_num_queries):
    who = make.person("Natalia Sokolova")
    for number in range(5):
        report = make.document(source=make.source(f"Paper {number}"))
    make.mention(report, "A Town", who)

    with django_assert_num_queries(4):
        client.get(FEED)
    curation.protect(who, "hidden", by=None)
    with django_assert_num_queries(5):
        client.get(FEED)


def test_the_list_of_reports_leads_to_it(client):
    assert 'type="application/atom+xml"' in client.get("/reports/").content.decode()

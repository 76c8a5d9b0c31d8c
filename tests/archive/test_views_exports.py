"""A report in the formats of other programs: who gets it, and what is left out."""

import json

import pytest
import rispy
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pybtex.database import parse_string

from archive import curation
from archive.models import Mention, Passage
from archive.models.revision import sha256_of
from tests import make
from tests.archive.opened import hidden_documents, page

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ENDINGS = {
    ".bib": "application/x-bibtex; charset=utf-8",
    ".ris": "application/x-research-info-systems; charset=utf-8",
    ".csl.json": "application/vnd.citationstyles.csl+json",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".annotations.jsonld": "application/ld+json",
    "/r/1.txt": "text/plain; charset=utf-8",
}
WHOM = "Ivan Ivanov"


def secret_report():
    report = make.document(
        f"They took {WHOM}. Ivanov is ill. Maria Petrova saw it.",
        slug="a-report",
        title=f"Free {WHOM}",
        author=WHOM,
    )
    ivan, maria = make.person(WHOM), make.person("Maria Petrova")
    make.mention(report, WHOM, ivan)
    make.mention(report, "Maria Petrova", maria)
    claim = make.claim(f"{WHOM} was taken.", [make.passage(report, "took Ivan")])
    claim.participants.create(entity=ivan, role="victim")
    claim.participants.create(entity=maria, role="subject")
    return report, ivan


@pytest.mark.parametrize(("ending", "kind"), ENDINGS.items())
def test_it_is_of_its_kind_and_asked_after(client, ending, kind):
    make.document(slug="a-report")
    address = f"/reports/a-report{ending}"

    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("ending", [each for each in ENDINGS if "txt" not in each])
def test_it_says_what_it_describes_and_what_to_cite(client, settings, ending):
    settings.SITE_URL = "https://archive.example"
    make.document(slug="a-report")

    links = client.get(f"/reports/a-report{ending}").headers["Link"].split(", ")
    assert links == [
        '<https://archive.example/reports/a-report/>; rel="describes"; type="text/html"',
        '<https://archive.example/reports/a-report/r/1/>; rel="cite-as"',
    ]


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_may_not_be_seen_is_as_if_it_were_not(client, ending):
    nothing = client.get(f"/reports/no-such-report{ending}")
    for document in hidden_documents():
        answer = client.get(f"/reports/{document.slug}{ending}")
        assert (answer.status_code, answer.content) == (404, nothing.content)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("level", ["initials", "hidden"])
def test_of_a_protected_name_there_is_neither_word_place_nor_hash(
    client, ending, level
):
    report, ivan = secret_report()
    curation.protect(ivan, level, by=None)

    text = page(client, f"/reports/a-report{ending}")
    assert "Ivan" not in text
    assert "ivan" not in text
    assert report.current_revision.sha256 not in text
    assert "TextPositionSelector" not in text
    assert '"start": ' not in text.replace('"start": null', "")


def test_what_is_left_is_found_by_its_words(client):
    _, ivan = secret_report()
    curation.protect(ivan, "initials", by=None)

    text = page(client, "/reports/a-report/r/1.txt")
    given = json.loads(page(client, "/reports/a-report.annotations.jsonld"))
    selectors = [each["target"]["selector"] for each in given["first"]["items"]]
    assert "Maria Petrova" in {each["exact"] for (each,) in selectors}
    for (quoted,) in selectors:
        assert quoted["prefix"] + quoted["exact"] + quoted["suffix"] in text


def test_the_bare_text_is_what_the_checksum_is_of(client):
    report = make.document("One.\n\nTwo 🔥\n", slug="a-report")

    answer = client.get("/reports/a-report/r/1.txt")
    assert sha256_of(answer.content.decode()) == report.current_revision.sha256


def test_the_bare_text_of_an_older_revision_stays(client):
    report = make.document("Seven years.", slug="a-report")
    make.revision(report, "Six years.")

    assert page(client, "/reports/a-report/r/1.txt") == "Seven years."
    assert page(client, "/reports/a-report/r/2.txt") == "Six years."
    assert client.get("/reports/a-report/r/3.txt").status_code == 404


def test_an_author_is_divided_when_the_archive_holds_the_name_both_ways(client):
    report = make.document("By Nguyễn Văn An", slug="a-report", author="Nguyễn Văn An")
    writer = make.person("Nguyễn Văn An")
    make.mention(report, "Nguyễn Văn An", writer)
    assert rispy.loads(page(client, "/reports/a-report.ris"))[0]["authors"] == [
        "Nguyễn Văn An"
    ]

    writer.names.create(text="Nguyễn, Văn An", kind="alias")
    assert rispy.loads(page(client, "/reports/a-report.ris"))[0]["authors"] == [
        "Nguyễn, Văn An"
    ]


def test_an_author_nobody_may_see_yet_is_divided_by_nobody(client):
    draft = make.document("By An Vo", visibility="draft")
    make.document(slug="a-report", author="An Vo")
    writer = make.person("An Vo")
    make.mention(draft, "An Vo", writer)
    writer.names.create(text="Vo, An", kind="alias")

    assert "AU  - An Vo\r\n" in page(client, "/reports/a-report.ris")


def test_the_record_holds_the_text_and_where_what_stands_in_it(client):
    secret_report()

    record = json.loads(page(client, "/reports/a-report.json"))
    assert [each["quote"] for each in record["mentions"]] == [
        WHOM,
        "Maria Petrova",
    ]
    for each in (*record["mentions"], *record["evidence"]):
        assert record["text"][each["start"] : each["end"]] == each["quote"]
    assert record["evidence"][0]["sentence"] == "Ivan Ivanov was taken."


@pytest.mark.parametrize("ending", [".json", ".annotations.jsonld", ".jsonld"])
def test_it_costs_the_same_however_much_is_named(client, ending):
    report, ivan = secret_report()

    def queries():
        with CaptureQueriesContext(connection) as asked:
            page(client, f"/reports/a-report{ending}")
        return len(asked)

    before = queries()
    text = " ".join(f"{WHOM} {at}" for at in range(30))
    more = make.revision(report, text)
    for at in range(30):
        words = Passage.objects.at(more, *_span(text, f"{WHOM} {at}"))
        Mention.objects.create(
            passage=words,
            kind="PERSON",
            entity=ivan,
            status="accepted",
            decided_at=make.NOW,
        )
    # of several texts, those that are translations are asked for
    assert queries() == before + 1 <= 9


def _span(text, words):
    start = text.index(words)
    return start, start + len(words)


def test_a_reader_finds_the_citation_in_the_head_of_the_page(client):
    make.document(
        slug="a-report",
        title='They "came" <b>',
        author="A union",
        source=make.source("A paper"),
        published_precision="month",
    )

    html = page(client, "/reports/a-report/")
    for name, content in {
        "citation_title": "They &quot;came&quot; &lt;b&gt;",
        "citation_author": "A union",
        "citation_publication_date": "2021/05",
        "citation_publisher": "A paper",
        "citation_language": "en",
        "citation_public_url": "http://127.0.0.1:8000/reports/a-report/",
    }.items():
        assert f'<meta name="{name}" content="{content}">' in html
    assert '<meta property="og:type" content="article">' in html


def test_without_a_date_the_head_names_none(client):
    make.document(slug="a-report", published_on=None)

    assert "citation_publication_date" not in page(client, "/reports/a-report/")


def test_a_list_holds_a_citation_of_each(client):
    make.document(
        slug="a-report", title="Käfig & <Löwe>", source=make.source("A paper")
    )

    html = page(client, "/reports/")
    assert (
        'class="Z3988" title="ctx_ver=Z39.88-2004&amp;'
        "rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc&amp;rft.type=report&amp;"
        "rft.title=K%C3%A4fig+%26+%3CL%C3%B6we%3E&amp;rft.publisher=A+paper&amp;"
        "rft.date=2021-05-04" in html
    )


@pytest.mark.parametrize(
    "title", ["a\nb\x00".replace("\x00", "\x07"), "  ", "\u202eabc", "🔥" * 300]
)
def test_any_title_makes_a_file_that_is_read(client, title):
    make.document(slug="a-report", title=title)

    assert parse_string(page(client, "/reports/a-report.bib"), "bibtex").entries
    assert rispy.loads(page(client, "/reports/a-report.ris"))
    for ending in (".csl.json", ".json", ".jsonld", ".annotations.jsonld"):
        json.loads(page(client, f"/reports/a-report{ending}"))

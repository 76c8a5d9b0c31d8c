"""Everything as files: every row once, nothing that may not be seen, few queries."""

import csv
import io
import json

import pytest
import rispy
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pybtex.database import parse_string

from archive import curation, merging
from archive.models import Document
from archive.reading import everything
from archive.views import today
from archive.views_exports import BULK
from tests import make
from tests.archive.opened import hidden_documents

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WHOM = "Ivan Ivanov"
TABLES = [name for name in BULK if name.endswith(".csv")]


def given(client, name):
    answer = client.get(f"/exports/{name}")
    assert answer.status_code == 200
    return b"".join(answer).decode()


def rows(client, name):
    text = given(client, name)
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))


def a_report(slug="a-report", **fields):
    report = make.document(f"They took {WHOM}. Maria saw {WHOM}.", slug=slug, **fields)
    return report, make.passage(report, f"took {WHOM}")


def told(**fields):
    report, passage = a_report(**fields)
    ivan, town = make.person(WHOM), make.place("A Town")
    make.mention(report, WHOM, ivan)
    claim = make.claim(f"{WHOM} was taken.", [passage], kind="arrest", place=town)
    claim.participants.create(entity=ivan, role="victim")
    claim.participants.create(words="riot police", role="perpetrator")
    return report, ivan, claim


def test_every_row_has_an_id_an_address_and_the_hash_of_its_text(client):
    report, *_ = told()

    for name in TABLES:
        found = rows(client, name)
        assert found, name
        for row in found:
            assert row["id"]
            assert row["url"].startswith("http://127.0.0.1:8000/")
            assert row["revision_sha256"] == report.current_revision.sha256
        assert len({row["id"] for row in found}) == len(found)


def test_a_fact_is_said_with_who_where_and_by_which_words(client):
    _, _, claim = told()

    (row,) = rows(client, "claims.csv")
    assert (row["id"], row["sentence"]) == (str(claim.pk), "Ivan Ivanov was taken.")
    assert row["participants"] == "victim: Ivan Ivanov | perpetrator: riot police"
    assert (row["place"], row["quote"]) == ("A Town", "took Ivan Ivanov")
    assert row["url"].endswith("/reports/a-report/r/1/#p-5-21")


def test_a_place_known_by_a_claim_alone_is_an_entry_with_its_proof(client):
    told()

    entries = {row["label"]: row for row in rows(client, "entities.csv")}
    assert entries["A Town"]["first_passage"].endswith("#p-5-21")
    assert entries[WHOM]["kind"] == "PERSON"


@pytest.mark.parametrize("name", BULK)
def test_what_may_not_be_seen_is_in_no_file(client, name):
    for document in hidden_documents():
        passage = make.passage(document, "Police raided")
        make.mention(document, "Police", make.organisation("The Hidden Police"))
        make.claim("A hidden fact.", [passage])

    text = given(client, name)
    assert "idden" not in text
    assert not [s for s in ("draft", "taken-back", "embargo") if s in text]


def test_an_embargo_ends_on_its_day(client):
    make.document(slug="out-now", embargo_until=today())

    assert "out-now" in given(client, "reports.csv")


@pytest.mark.parametrize("name", BULK)
@pytest.mark.parametrize("level", ["initials", "hidden"])
def test_a_protected_name_is_in_no_file(client, name, level):
    report, ivan, _ = told(title=f"Free {WHOM}", author=WHOM)
    curation.protect(ivan, level, by=None)

    text = given(client, name)
    assert "Ivan" not in text
    assert "ivan" not in text
    assert report.current_revision.sha256 not in text
    assert "#p-" not in text


def test_of_a_text_that_is_whole_the_hash_is_given_while_others_are_protected(client):
    _, ivan, _ = told()
    other = make.document("Nobody was there.", slug="b-report")
    curation.protect(ivan, "hidden", by=None)

    hashes = {row["id"]: row["revision_sha256"] for row in rows(client, "reports.csv")}
    assert hashes == {"a-report": "", "b-report": other.current_revision.sha256}


def test_a_nickname_a_person_marked_is_withheld_too(client):
    report = make.document("They took Vanya the Bear.", slug="a-report")
    ivan = make.person(WHOM)
    make.mention(report, "the Bear", ivan)
    make.claim("Somebody was taken.", [make.passage(report, "Vanya the Bear")])
    curation.protect(ivan, "hidden", by=None)

    for name in ("claims.csv", "mentions.csv", "entities.ftm.json"):
        assert "the Bear" not in given(client, name)


def test_what_was_merged_is_one_entry_with_the_names_of_both(client):
    report, _ = a_report()
    ivan, vanya = make.person(WHOM), make.person("Vanya")
    make.mention(report, WHOM, ivan)
    make.mention(make.document("Vanya is free."), "Vanya", vanya)
    merging.same(vanya, ivan, by=None, at=make.NOW)

    (row,) = rows(client, "entities.csv")
    assert set(row["names"].split(" | ")) == {WHOM, "Vanya"}
    named = rows(client, "mentions.csv")
    assert {each["entity"] for each in named} == {row["id"]}


def test_a_fact_that_was_replaced_says_by_which_once_that_is_so(client):
    _, _, old = told()
    report, passage = a_report("b-report")
    new = make.claim("He is free.", [passage])
    old.superseded_by, old.superseded_on = new, "2021-06-01"
    old.save()

    by_id = {row["id"]: row for row in rows(client, "claims.csv")}
    assert by_id[str(old.pk)]["superseded_by"] == str(new.pk)

    report.visibility = "draft"
    report.save()
    (row,) = rows(client, "claims.csv")
    assert row["superseded_by"] == ""


def test_all_references_are_read_by_others(client):
    for at in range(3):
        make.document(slug=f"report-{at}", title="A {strange} title")

    assert len(parse_string(given(client, "reports.bib"), "bibtex").entries) == 3
    assert len(rispy.loads(given(client, "reports.ris"))) == 3
    assert len(json.loads(given(client, "reports.csl.json"))) == 3


@pytest.mark.parametrize("name", BULK)
def test_of_an_empty_archive_there_is_an_empty_file(client, name):
    text = given(client, name)

    if name.endswith(".csl.json"):
        assert json.loads(text) == []
    if name.endswith(".csv"):
        assert rows(client, name) == []


@pytest.mark.parametrize("name", BULK)
def test_it_is_asked_after_and_given_again_once_anything_changed(client, name):
    _, ivan, _ = told()
    address = f"/exports/{name}"
    tag = client.get(address)["ETag"]
    asked = {"If-None-Match": tag}

    assert client.get(address, headers=asked).status_code == 304
    curation.protect(ivan, "hidden", by=None)
    assert client.get(address, headers=asked).status_code == 200


@pytest.mark.slow  # a merge looks at every name
def test_each_act_on_the_archive_makes_another_state(client):
    report, ivan, claim = told()
    seen = {client.get("/exports/claims.csv")["ETag"]}
    other = make.person("Vanya")

    acts = (
        lambda: make.mention(report, "Maria", other),
        lambda: merging.same(other, ivan, by=None, at=make.NOW),
        claim.save,
        lambda: claim.participants.last().delete(),
        lambda: ivan.names.create(text="Wanja"),
        lambda: Document.objects.update(source=make.source("A paper")),
        lambda: make.document("Out today."),
        lambda: make.revision(report, "Another text."),
        lambda: make.mention(report, "Another", make.person("Another")),
        lambda: Document.objects.filter(pk=report.pk).update(visibility="draft"),
    )
    for number, act in enumerate(acts, start=2):
        act()
        seen.add(client.get("/exports/claims.csv")["ETag"])
        assert len(seen) == number


@pytest.mark.parametrize("name", BULK)
def test_what_nobody_may_read_makes_no_other_state(client, name):
    """Whoever asks every minute would see when somebody is at work."""
    _, ivan, _ = told()
    before = client.get(f"/exports/{name}")["ETag"]

    draft = make.document("They took Vanya.", visibility="draft")
    vanya = make.person("Vanya")
    make.mention(draft, "Vanya", vanya)
    ivan.names.create(text="Vanya", kind="as_printed")
    claim = make.claim("Vanya was taken.", [make.passage(draft, "Vanya")])
    claim.participants.create(entity=vanya, role="victim")
    make.revision(draft, "They took another.")
    make.source("A paper")
    merging.same(vanya, ivan, by=None, at=make.NOW)

    assert client.get(f"/exports/{name}")["ETag"] == before


def test_a_head_request_reads_no_row(client):
    told()
    with CaptureQueriesContext(connection) as asked:
        answer = client.head("/exports/mentions.csv")

    assert answer["Content-Disposition"] == 'attachment; filename="mentions.csv"'
    assert len(asked) == 19


@pytest.mark.parametrize("name", BULK)
def test_it_costs_the_same_queries_for_one_row_and_many(client, name):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            given(client, name)
        return len(asked)

    told()
    before = queries()
    for at in range(5):
        other, passage = a_report(f"other-{at}", author="Somebody")
        somebody = make.person(f"Somebody {at}")
        make.mention(other, WHOM, somebody)
        claim = make.claim("Something was.", [passage])
        claim.participants.create(entity=somebody, role="victim")
    assert queries() <= before + 1  # whether an author is known


@pytest.mark.parametrize("name", BULK)
def test_nothing_is_lost_or_told_twice_where_one_chunk_ends(client, name, monkeypatch):
    for at in range(5):
        report, passage = a_report(f"report-{at}")
        make.mention(report, WHOM, make.person(f"Person {at}"))
        make.claim(f"Fact {at}.", [passage])
    whole = given(client, name)

    monkeypatch.setattr(everything, "AT_ONCE", 2)
    assert given(client, name) == whole
    assert len(whole.splitlines()) >= 5


def test_the_page_names_every_file(client):
    html = client.get("/exports/").content.decode()

    assert [name for name in BULK if f'<a href="{name}">' not in html] == []

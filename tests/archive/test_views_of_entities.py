"""The pages of people, organisations and places: what is printed of them where."""

import re
from datetime import date
from importlib import import_module

import pytest

from archive.models import Document
from tests import make
from tests.archive.opened import follow, hidden_documents, page

# a page for every case takes long: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_an_entity_known_only_from_hidden_documents_looks_like_none(client):
    ivan = make.person("Ivan Ivanov")
    for document in hidden_documents():
        make.mention(document, "Police", ivan)
        make.claim("He was.", [make.passage(document, "Police")]).participants.create(
            entity=ivan, role="victim"
        )

    nothing = client.get("/people/nobody/")
    answer = client.get(ivan.get_absolute_url())
    assert (answer.status_code, answer.content) == (404, nothing.content)
    assert "Ivanov" not in page(client, "/people/")


def test_an_entity_page_tells_nothing_of_hidden_documents(client):
    ivan = make.person("Ivan Ivanov")
    make.mention(make.document("Ivan spoke."), "Ivan", ivan)
    draft = make.document("Secret: Ivan fled.", visibility=Document.Visibility.DRAFT)
    make.mention(draft, "Ivan", ivan)
    make.claim("He fled.", [make.passage(draft, "Ivan fled")]).participants.create(
        entity=ivan, role="subject"
    )

    html = page(client, ivan.get_absolute_url())
    assert "spoke" in html
    assert "fled" not in html


def test_an_entity_page_shows_each_mention_in_its_sentence(client):
    report = make.document("It rained. Then Ivan spoke. All left.", title="Rally")
    ivan = make.person("Ivan Ivanov")
    mention = make.mention(report, "Ivan", ivan)

    html = page(client, ivan.get_absolute_url())
    address = mention.passage.get_absolute_url()
    assert f'<p>Then <a href="{address}"><mark>Ivan</mark></a> spoke.</p>' in html


def test_a_sentence_is_cut_out_of_a_long_report_exactly(client):
    report = make.document("Ж" * 5_000 + ". Then Ivan spoke. " + "Ж" * 5_000)
    ivan = make.person("Ivan Ivanov")
    make.mention(report, "Ivan", ivan)

    html = page(client, ivan.get_absolute_url())
    assert re.search(r"Then <a [^>]*><mark>Ivan</mark></a> spoke\.</p>", html)


def test_each_spelling_says_where_it_is_printed(client):
    report = make.document("Iwan spoke.", title="Rally")
    ivan = make.person("Ivan Ivanov")
    ivan.names.create(text="Iwan", kind="as_printed")
    mention = make.mention(report, "Iwan", ivan)

    html = page(client, ivan.get_absolute_url())
    address = mention.passage.get_absolute_url()
    assert re.search(
        rf'Iwan</bdi> <span[^>]*>printed in <a href="{address}">Rally', html
    )


def test_only_what_readers_see_now_is_listed(client):
    report = make.document("Then Ivan spoke.")
    ivan = make.person("Ivan Ivanov")
    make.mention(report, "Ivan", ivan)
    make.revision(report, "Now Ivan spoke.")
    make.mention(report, "Ivan", ivan)

    html = page(client, ivan.get_absolute_url())
    assert "<p>Now <a" in html
    assert "<p>Then <a" not in html


def test_claims_say_how_sure_they_are(client):
    report = make.document("She faces seven years.")
    olga, proof = make.person("Olga"), make.passage(report, "She faces")
    newer = make.claim("She got six.", [proof])
    older = make.claim(
        "She faces seven.",
        [proof],
        modality="threatened",
        superseded_by=newer,
        superseded_on=date(2021, 6, 1),
    )
    older.participants.create(entity=olga, role="victim")

    html = page(client, olga.get_absolute_url())
    assert '<span class="tag">threatened</span>' in html
    assert "superseded</span> since 1 June 2021." in html


def test_a_place_shows_what_happened_there(client):
    report = make.document("Police raided the office.")
    town = make.place("A Town")
    make.claim("Police raided an office.", [make.passage(report, "Police")], place=town)

    assert "Police raided an office." in page(client, town.get_absolute_url())


def test_an_entity_under_another_kind_moves_to_its_own(client):
    union = make.organisation("A Union")
    make.mention(make.document("A Union spoke."), "A Union", union)

    answer = client.get(f"/people/{union.slug}/")
    assert (answer.status_code, answer.url) == (301, union.get_absolute_url())


def test_every_mention_is_on_one_page_of_the_entity(client):
    union = make.organisation("A Union")
    for number in range(40):
        report = make.document(
            f"A Union met at a{number}. The Union left at a{number}."
        )
        make.mention(report, "A Union", union)
        make.mention(report, "The Union", union)

    found, pages = follow(
        client, union.get_absolute_url(), r"</mark></a> (\w+ at a\d+)\.</p>"
    )
    assert len(found) == len(set(found)) == 80
    assert pages == 2


def test_a_contradiction_alone_shows_no_claim(client):
    ivan = make.person("Ivan Ivanov")
    report = make.document("Nobody fled, he said.")
    draft = make.document("Ivan fled.", visibility=Document.Visibility.DRAFT)
    claim = make.claim("He fled.", [make.passage(draft, "Ivan fled")])
    claim.participants.create(entity=ivan, role="subject")
    claim.evidence.create(passage=make.passage(report, "Nobody"), stance="contradicts")
    assert client.get(ivan.get_absolute_url()).status_code == 404

    make.mention(report, "he", ivan)
    assert "He fled." not in page(client, ivan.get_absolute_url())


def test_claims_of_drafts_leave_room_for_those_that_may_be_seen(client, monkeypatch):
    monkeypatch.setattr(import_module("archive.reading.dossier"), "CLAIMS_UPTO", 1)
    ivan = make.person("Ivan Ivanov")
    draft = make.document("Ivan fled.", visibility=Document.Visibility.DRAFT)
    for report in (make.document("Ivan fled."), draft, draft):
        claim = make.claim(
            f"He fled {report.visibility}.", [make.passage(report, "Ivan fled")]
        )
        claim.participants.create(entity=ivan, role="subject")

    assert "He fled public." in page(client, ivan.get_absolute_url())


def test_a_spelling_printed_only_in_a_draft_is_not_told(client):
    ivan = make.person("Ivan Ivanov")
    make.mention(make.document("Ivan spoke."), "Ivan", ivan)
    draft = make.document("Iwan fled.", visibility=Document.Visibility.DRAFT)
    make.mention(draft, "Iwan", ivan)
    ivan.names.create(text="Iwan", kind="as_printed")

    assert "Iwan" not in page(client, ivan.get_absolute_url())


def test_a_spelling_printed_over_two_lines_is_told(client):
    ivan = make.person("Ivan Ivanov")
    make.mention(make.document("Then Iwan\nIwanow spoke."), "Iwan\nIwanow", ivan)
    ivan.names.create(text="Iwan Iwanow", kind="as_printed")

    assert "<bdi>Iwan Iwanow</bdi>" in page(client, ivan.get_absolute_url())

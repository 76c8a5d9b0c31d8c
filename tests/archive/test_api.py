"""Documents, entities, mentions, claims and search as other programs read them."""

import hashlib
import json
from datetime import date

import pytest

from archive import curation
from archive.models import Claim, Document, Entity, Evidence
from tests import make
from tests.api_walk import ROOT, everything, ids, items, one, pages
from tests.archive.merging.saying import same
from tests.archive.opened import hidden_documents

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TEXT = "It rained 💧. Then Ivan Ivanov spoke in Aktau. Police raided the office."


@pytest.fixture
def ivan():
    return make.person("Ivan Ivanov")


@pytest.fixture
def report(ivan):
    made = make.document(TEXT, title="Rally", slug="rally")
    make.mention(made, "Ivan Ivanov", ivan)
    make.mention(made, "Aktau", make.place("Aktau"))
    return made


@pytest.fixture
def raid(report, ivan):
    made = make.claim(
        "Police raided the office.",
        [make.passage(report, "Police raided the office")],
        happened_from=date(2021, 5, 1),
        happened_until=date(2021, 5, 31),
        happened_precision="month",
        place=Entity.objects.get(slug="aktau"),
    )
    made.participants.create(entity=ivan, role="victim")
    made.participants.create(words="riot police", role="perpetrator")
    return made


# documents


def test_a_document_is_sent_with_its_text_and_places_in_it(client, report, raid):
    found = one(client, "documents/rally")

    text = found["text"]
    assert text == TEXT
    assert found["revision_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    marks = [*found["mentions"], *found["evidence"]]
    assert len(marks) == 3
    assert [text[each["start"] : each["end"]] for each in marks] == [
        each["quote"] for each in marks
    ]
    assert found["evidence"][0]["claim"] == raid.pk


def test_a_list_says_the_same_of_a_document_as_its_own_address(client, report):
    listed = items(client, "documents")[0]
    whole = one(client, "documents/rally")

    assert listed == {name: whole[name] for name in listed}
    assert listed["url"].endswith("/reports/rally/")
    assert client.get(listed["url"]).status_code == 200


def test_a_date_is_as_exact_as_it_is_known(client):
    make.document(
        published_on=date(2011, 6, 1),
        published_until=date(2011, 6, 30),
        published_precision="month",
    )
    make.document(published_on=None)

    dates = [each["published"] for each in items(client, "documents")]
    assert dates == [
        {
            "value": "2011-06",
            "precision": "month",
            "basis": "stated",
            "first_day": "2011-06-01",
            "last_day": "2011-06-30",
        },
        None,
    ]


def test_documents_are_narrowed(client, report, ivan):
    paper = make.source("A paper", slug="a-paper")
    make.document(slug="b", source=paper, kind="letter", language="pt-BR")
    make.document(slug="c", published_on=date(1999, 1, 2))

    assert ids(client, "documents?source=a-paper") == ["b"]
    assert ids(client, "documents?kind=letter") == ["b"]
    assert ids(client, "documents?language=PT-br") == ["b"]
    assert ids(client, "documents?year=1999") == ["c"]
    assert ids(client, "documents?entity=ivan-ivanov") == ["rally"]
    for nobody in ("source=none", "entity=nobody", "year=1000", "year=9999"):
        assert ids(client, f"documents?{nobody}") == []


def test_a_document_nobody_is_shown_looks_like_none(client, raid, ivan):
    nothing = client.get(f"{ROOT}documents/nothing")
    for document in hidden_documents():
        secret = make.person(f"Secret {document.slug}")
        make.mention(document, "Police", secret)
        make.claim("Kept back.", [make.passage(document, "3 May 2021")])
        answer = client.get(f"{ROOT}documents/{document.slug}")

        assert (answer.status_code, answer.content) == (404, nothing.content)
        assert dict(answer.headers) == dict(nothing.headers)
        assert ids(client, f"mentions?document={document.slug}") == []
        assert ids(client, f"claims?document={document.slug}") == []
        assert client.get(f"{ROOT}entities/{secret.slug}").status_code == 404
    said = everything(client)
    assert "Secret" not in said
    assert "Kept back" not in said


def test_staff_read_no_more_here_than_anybody(admin_client):
    hidden_documents()

    assert ids(admin_client, "documents") == []


# entities


def test_an_entity_has_all_its_spellings_and_a_place(client, report, ivan):
    ivan.names.create(text="Иван Иванов", kind="transliteration")

    found = one(client, "entities/ivan-ivanov")

    assert found["kind"] == "PERSON"
    assert set(found["names"]) == {"Ivan Ivanov", "Иван Иванов"}
    assert (found["first"]["quote"], found["first"]["document"]) == (
        "Ivan Ivanov",
        "rally",
    )
    assert items(client, "entities?kind=PERSON") == [found]


def test_letters_are_sent_as_they_are_written(client, report, ivan):
    ivan.names.create(text="Иван Иванов", kind="transliteration")

    assert "Иван" in client.get(f"{ROOT}entities").content.decode()


def test_what_was_joined_leads_to_what_it_was_joined_to(client, report, ivan):
    vanya = make.person("Vanya Ivanov")
    make.mention(make.document("Vanya spoke."), "Vanya", vanya)
    same(vanya, ivan)

    answer = client.get(f"{ROOT}entities/vanya-ivanov")

    assert answer.status_code == 301
    assert json.loads(answer.content)["id"] == "ivan-ivanov"
    assert answer.headers["Location"].endswith(f"{ROOT}entities/ivan-ivanov")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert ids(client, "entities?kind=PERSON") == ["ivan-ivanov"]
    assert len(ids(client, "mentions?entity=vanya-ivanov")) == 2


# mentions and claims


def test_a_mention_says_who_is_named_where(client, report):
    found = items(client, "mentions?entity=ivan-ivanov&document=rally")

    place = found[0]["place"]
    assert [each["entity"]["id"] for each in found] == ["ivan-ivanov"]
    assert TEXT[place["start"] : place["end"]] == place["quote"] == "Ivan Ivanov"
    assert one(client, f"mentions/{found[0]['id']}") == found[0]
    assert ids(client, "mentions?kind=DATE") == []


def test_what_nobody_has_decided_is_not_sent(client, report):
    suggested = make.mention(report, "Police")
    waiting = make.claim("It rained.")

    assert client.get(f"{ROOT}mentions/{suggested.pk}").status_code == 404
    assert client.get(f"{ROOT}claims/{waiting.pk}").status_code == 404
    assert waiting.pk not in ids(client, "claims")


def test_a_claim_comes_with_the_words_that_prove_and_contradict_it(
    client, report, raid
):
    against = make.passage(report, "It rained")
    Evidence.objects.create(claim=raid, passage=against, stance="contradicts")
    Claim.objects.filter(pk=raid.pk).update(status="disputed", disputed_reason="Rain.")

    found = one(client, f"claims/{raid.pk}")

    assert [(e["stance"], e["quote"]) for e in found["evidence"]] == [
        ("supports", "Police raided the office"),
        ("contradicts", "It rained"),
    ]
    assert all(TEXT[e["start"] : e["end"]] == e["quote"] for e in found["evidence"])
    assert found["happened"]["value"] == "2021-05"
    assert (found["status"], found["disputed_reason"]) == ("disputed", "Rain.")
    assert [(p["role"], p["words"]) for p in found["participants"]] == [
        ("victim", "Ivan Ivanov"),
        ("perpetrator", "riot police"),
    ]


def test_claims_are_narrowed(client, report, raid):
    raid_only = [raid.pk]

    for asked in (
        "kind=raid",
        "status=confirmed",
        "entity=ivan-ivanov",
        "entity=aktau",
        "document=rally",
    ):
        assert ids(client, f"claims?{asked}") == raid_only, asked
    for asked in ("kind=strike", "status=disputed", "entity=nobody", "document=x"):
        assert ids(client, f"claims?{asked}") == [], asked


# protected people


@pytest.mark.slow
@pytest.mark.parametrize("level", ["initials", "hidden"])
def test_a_protected_name_is_in_no_answer(client, report, raid, ivan, level):
    curation.protect(ivan, level, by=None)

    said = everything(client)
    assert "Ivan" not in said
    assert "ivan" not in said
    for list_of in ("documents", "mentions", "claims"):
        hidden = client.get(f"{ROOT}{list_of}?entity=ivan-ivanov").content
        nobody = client.get(f"{ROOT}{list_of}?entity=nobody-at-all").content
        assert hidden == nobody
    answer = client.get(f"{ROOT}entities/ivan-ivanov")
    nothing = client.get(f"{ROOT}entities/nobody")
    assert (answer.status_code, answer.content) == (404, nothing.content)


@pytest.mark.slow
def test_where_words_are_left_out_neither_hash_nor_offset_is_sent(
    client, report, raid, ivan
):
    curation.protect(ivan, "hidden", by=None)

    found = one(client, "documents/rally")
    proof = one(client, f"claims/{raid.pk}")["evidence"][0]
    assert found["revision_sha256"] == proof["revision_sha256"] == ""
    for mark in (*found["mentions"], *found["evidence"], proof):
        assert (mark["start"], mark["end"]) == (None, None)
    assert report.current_revision.sha256 not in everything(client)


def test_a_source_called_after_somebody_is_asked_for_in_vain(client, ivan):
    paper = make.source("Friends", slug="friends-of-ivan-ivanov")
    make.document(source=paper)
    curation.protect(ivan, "hidden", by=None)

    assert ids(client, "documents?source=friends-of-ivan-ivanov") == []


# pages


@pytest.mark.parametrize("limit", [1, 2, 3, 200])
def test_every_document_is_on_one_page(client, limit):
    days = [date(2020, 1, 1), date(2020, 1, 1), None, date(2021, 1, 1), None]
    made = {make.document(published_on=day).slug for day in days}

    found = ids(client, f"documents?limit={limit}")

    assert sorted(found) == sorted(made)
    sizes = [len(page["items"]) for page in pages(client, f"documents?limit={limit}")]
    assert max(sizes) <= limit


@pytest.mark.parametrize("name", ["mentions", "claims", "entities"])
def test_what_came_last_is_first_on_pages_of_one(client, name):
    for n in range(3):
        report = make.document(f"Police raided Town{n}.")
        make.mention(report, f"Town{n}", make.place(f"Town{n}"))
        make.claim(f"Raid {n}.", [make.passage(report, "Police raided")])

    found = ids(client, f"{name}?limit=1")

    assert found == ids(client, name)
    assert len(set(found)) == 3


def test_the_next_page_repeats_what_was_understood_and_nothing_else(client):
    for _ in range(2):
        make.document(kind="letter")

    page = one(client, "documents?limit=1&kind=letter&name=Zyx")

    assert "kind=letter" in page["next"]
    assert page["next"].endswith(f"cursor={page['next_cursor']}")
    assert "Zyx" not in page["next"]


# what it costs

QUERIES = {
    "documents": 4,
    "documents?entity=ivan-ivanov&source=x": 7,
    "documents/rally": 8,
    "entities": 7,
    "entities/ivan-ivanov": 7,
    "mentions": 2,
    "claims": 6,
    "search?q=police": 4,
    "search?q=ivan&kind=entity": 7,
}


@pytest.mark.slow
@pytest.mark.parametrize(("path", "most"), QUERIES.items())
def test_what_it_costs_does_not_grow_with_what_there_is(
    client, raid, path, most, django_assert_max_num_queries
):
    for n in range(12):
        report = make.document(f"Police raided Town{n}. Ivan{n} spoke.", author=f"A{n}")
        make.mention(report, f"Ivan{n}", make.person(f"Ivan{n}"))
        told = make.claim(f"Raid {n}.", [make.passage(report, "Police raided")])
        told.participants.create(entity=make.person(f"Person {n}"), role="victim")
    assert Document.objects.count() == 13

    with django_assert_max_num_queries(most):
        assert client.get(ROOT + path).status_code == 200

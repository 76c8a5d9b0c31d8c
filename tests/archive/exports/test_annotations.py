"""Web Annotations: read by pyld, and every position found in the text it is of."""

import json

import pytest

from tests import make
from tests.archive.exports.contexts import OA, expanded, triples

pytestmark = pytest.mark.django_db
TEXT = "🔥 Полиция избила Ивана Иванова в Актау.\n\nIvan Ivanov was arrested on 3 May."


def annotated():
    report = make.document(TEXT, slug="a-report", title="It was")
    ivan = make.person("Ivan Ivanov")
    make.mention(report, "Ивана Иванова", ivan)
    make.mention(report, "Ivan Ivanov", ivan)
    make.mention(
        report,
        "3 May",
        kind="DATE",
        value="2021-05-03",
        status="accepted",
        decided_at=make.NOW,
    )
    make.mention(report, "Актау")  # a suggestion
    make.claim("Ivan was arrested.", [make.passage(report, "Ivanov was arrested")])
    return report, ivan


def given(client):
    return json.loads(client.get("/reports/a-report.annotations.jsonld").content)


def items(client):
    return given(client)["first"]["items"]


def test_every_word_of_it_is_one_of_the_vocabulary(client):
    annotated()

    (found,) = expanded(given(client))
    (page,) = found["http://www.w3.org/ns/activitystreams#first"]
    (listed,) = page["http://www.w3.org/ns/activitystreams#items"]
    assert [each["@type"] for each in listed["@list"]] == [[f"{OA}Annotation"]] * 4
    assert triples(given(client)).count(f"<{OA}TextPositionSelector>") == 4


def test_a_position_counts_code_points_of_the_bare_text(client):
    annotated()

    for each in items(client):
        quoted, placed = each["target"]["selector"]
        address = each["target"]["source"].removeprefix("http://127.0.0.1:8000")
        text = client.get(address).content.decode()
        assert text == TEXT
        assert text[placed["start"] : placed["end"]] == quoted["exact"]
        around = quoted["prefix"] + quoted["exact"] + quoted["suffix"]
        assert around in text


def test_only_what_a_person_accepted_is_in_it(client):
    annotated()

    words = [each["target"]["selector"][0]["exact"] for each in items(client)]
    assert words == ["Ивана Иванова", "Ivan Ivanov", "3 May", "Ivanov was arrested"]
    assert given(client)["total"] == 4


def test_a_proof_says_what_it_proves_and_a_name_whom_it_means(client):
    _, ivan = annotated()

    name, *_, proof = items(client)
    assert name["body"][0]["source"].endswith(ivan.get_absolute_url())
    assert [each["value"] for each in proof["body"]] == [
        "Ivan was arrested.",
        "supports",
    ]


def test_every_annotation_has_an_address_of_its_own(client):
    annotated()

    ids = [each["id"] for each in items(client)]
    assert len(set(ids)) == len(ids) == 4


def test_a_letter_word_for_word_has_the_marks_of_its_report_at_its_own_places(client):
    report = make.document("They wrote:\n\nDear Sir, free Ivan Ivanov.")
    words = "Dear Sir, free Ivan Ivanov."
    make.document(
        words,
        slug="a-report",
        kind="letter",
        part_of=report,
        part_of_passage=make.passage(report, words),
    )
    make.mention(report, "Ivan Ivanov", make.person("Ivan Ivanov"))

    (found,) = items(client)
    _, placed = found["target"]["selector"]
    assert words[placed["start"] : placed["end"]] == "Ivan Ivanov"

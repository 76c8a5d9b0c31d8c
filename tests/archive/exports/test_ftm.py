"""FollowTheMoney: what its model asks for, restated.

The facts are those of followthemoney 4: which schema has which properties, which
it cannot be without, and what an entity may point to.
"""

import json
import re

import pytest

from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
_THING = {
    "name",
    "alias",
    "summary",
    "sourceUrl",
    "wikidataId",
    "proof",
    "keywords",
    "notes",
}
_DOCUMENT = {"title", "fileName", "author", "publisher", "publishedAt", "language"}
SCHEMAS = {
    "Person": _THING,
    "Organization": _THING,
    "Address": _THING | {"full", "latitude", "longitude"},
    "Article": _THING | _DOCUMENT,
    "Event": _THING
    | {"date", "startDate", "endDate", "location", "addressEntity", "involved"}
    | {"organizer"},
    "Mention": {"document", "resolved", "name", "detectedSchema"},
}
REQUIRED = {
    "Person": {"name"},
    "Organization": {"name"},
    "Article": {"fileName"},
    "Event": {"name"},
    "Mention": {"document", "name"},
}
LEGAL = {"Person", "Organization"}
POINTS_TO = {
    "proof": {"Article"},
    "document": {"Article"},
    "resolved": LEGAL,
    "involved": LEGAL,
    "organizer": LEGAL,
    "addressEntity": {"Address"},
}
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_\-.:]*")
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@pytest.fixture
def found(db, client):
    report = make.document(
        "A Union met in A Town. Police took Ivan Ivanov on 3 May.",
        slug="a-report",
        author="A Union",
        published_precision="month",
        source=make.source("A paper"),
    )
    ivan, union, town = make.person("Ivan Ivanov"), make.organisation(), make.place()
    for entity, words in ((ivan, "Ivan Ivanov"), (union, "A Union"), (town, "A Town")):
        make.mention(report, words, entity)
    ivan.names.create(text="Иван Иванов", kind="alias")
    town.latitude, town.longitude = "-43.5", "51.25"
    town.save()
    claim = make.claim(
        "Ivan Ivanov was arrested.",
        [make.passage(report, "took Ivan Ivanov")],
        kind="arrest",
        place=town,
        happened_from="2021-05-01",
        happened_until="2021-05-31",
        happened_precision="month",
    )
    claim.participants.create(entity=ivan, role="victim")
    claim.participants.create(entity=union, role="organiser")
    claim.participants.create(words="riot police", role="perpetrator")
    return lines_of(client)


def lines_of(client):
    answer = client.get("/exports/entities.ftm.json")
    lines = b"".join(answer).decode().splitlines()
    return {each["id"]: each for each in map(json.loads, lines)}


def test_each_has_an_id_a_schema_and_what_that_asks_for(found):
    assert {each["schema"] for each in found.values()} == set(SCHEMAS)
    for each in found.values():
        names = set(each["properties"])
        assert ID.fullmatch(each["id"])
        assert names <= SCHEMAS[each["schema"]]
        assert REQUIRED.get(each["schema"], set()) <= names


def test_every_value_is_a_list_of_words(found):
    values = [v for each in found.values() for v in each["properties"].values()]

    assert all(isinstance(v, list) and v for v in values)
    assert {type(word) for value in values for word in value} == {str}


def test_each_points_to_what_is_there_and_of_the_right_kind(found):
    pointed = [
        (name, found[key]["schema"])
        for each in found.values()
        for name, kinds in POINTS_TO.items()
        for key in each["properties"].get(name, ())
    ]

    assert len(pointed) >= 10
    assert all(schema in POINTS_TO[name] for name, schema in pointed)


def test_a_date_is_as_exact_as_it_is_known(found):
    article = found["document-a-report"]["properties"]
    (event,) = (each for each in found.values() if each["schema"] == "Event")

    assert (article["publishedAt"], event["properties"]["date"]) == (
        ["2021-05"],
        ["2021-05"],
    )
    dates = [*article["publishedAt"], *event["properties"]["date"]]
    assert all(DATE.fullmatch(each) for each in dates)


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("ru", ["rus"]),
        ("pt-BR", ["por"]),
        ("kaz", ["kaz"]),
        ("und", None),
        ("x-none", None),
    ],
)
def test_a_language_is_written_in_three_letters(client, code, written):
    make.document(slug="a-report", language=code)

    properties = lines_of(client)["document-a-report"]["properties"]
    assert properties.get("language") == written


def test_every_line_names_the_text_it_rests_on(found):
    for each in found.values():
        assert each["url"].startswith("http://127.0.0.1:8000/")
        assert re.fullmatch(r"[0-9a-f]{64}", each["revision_sha256"])


def test_other_spellings_are_aliases(found):
    assert found["entity-ivan-ivanov"]["properties"]["alias"] == ["Иван Иванов"]

"""JSON-LD in schema.org's words, read by pyld."""

import json

import pytest

from archive.dates.spans import from_value
from archive.exports import schema_org, to_json
from archive.reading.reuse import Who
from tests.archive.exports.cited import HOSTILE, a_reference, by
from tests.archive.exports.contexts import SCHEMA, expanded


def graph(*named, **fields):
    made = schema_org.graph(a_reference(**fields), named)
    return json.loads(to_json(made))


def said(found, name):
    return [each.get("@value") for each in found[f"{SCHEMA}{name}"]]


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_a_title_comes_back_as_it_was(title):
    (found,) = expanded(graph(title=title))

    assert said(found, "headline") == [title]


def test_nothing_closes_the_element_it_may_stand_in():
    text = to_json(schema_org.graph(a_reference(title=HOSTILE["markup"])))

    assert not {"<", ">", "&"} & set(text)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2011-06-16", "2011-06-16"),
        ("2011-06", "2011-06"),
        ("2011", "2011"),
        ("2011-06-13/2011-06-19", "2011-06"),
        ("2011-03/2011-05", "2011"),
        ("2011-12/2012-01", None),
        ("2011-05/..", None),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(value, written):
    assert graph(published=from_value(value)).get("datePublished") == written


@pytest.mark.parametrize(
    ("creator", "author"),
    [
        (by("A union", kind="ORG"), {"@type": "Organization", "name": "A union"}),
        (by("Somebody"), {"name": "Somebody"}),
        (
            by("An Nguyễn", family="Nguyễn", given="An", kind="PERSON"),
            {
                "@type": "Person",
                "name": "An Nguyễn",
                "familyName": "Nguyễn",
                "givenName": "An",
            },
        ),
    ],
)
def test_an_author_is_a_person_or_a_body_when_that_is_known(creator, author):
    assert graph(creator=creator)["author"] == author


def test_whom_it_names_is_linked():
    who = Who("ivan", "Ivan", "PERSON", "https://example.org/people/ivan/")
    (found,) = expanded(graph(who))

    (mention,) = found[f"{SCHEMA}mentions"]
    assert (mention["@id"], mention["@type"]) == (who.url, [f"{SCHEMA}Person"])


def test_a_letter_is_a_message_with_whom_it_went_to():
    found = graph(kind="letter", addressee="The President")

    assert (found["@type"], found["recipient"]) == (
        "Message",
        {"name": "The President"},
    )

"""Searching through the API: the same as on the page, for other programs."""

import pytest

from tests import make
from tests.api_walk import ROOT, items, one

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_a_search_finds_in_any_spelling_and_says_why(client, demo_rows):
    found = one(client, "search?q=Sokolva")

    first = found["items"][0]
    assert first["tier"] == "similar"
    assert any(each["is_marked"] for each in first["snippet"])
    assert found["similar"][0]["typed"] == "sokolva"
    assert one(client, f"documents/{first['id']}")["url"] == first["url"]


@pytest.mark.slow
def test_a_search_for_names_gives_the_page_of_whoever_stands_for_them(
    client, demo_rows
):
    found = one(client, "search?q=Sokolova&kind=entity")["items"]

    assert [each["id"] for each in found] == ["natalia-sokolova"]
    assert client.get(found[0]["api_url"]).status_code == 200


@pytest.mark.slow
def test_a_claim_that_is_found_leads_to_its_proof(client, demo_rows):
    found = one(client, "search?q=lawyer&kind=claim")["items"]

    assert found
    for each in found:
        assert client.get(each["api_url"]).status_code == 200
        assert each["url"] == ""


@pytest.mark.slow
def test_a_search_has_pages(client, demo_rows):
    whole = [each["id"] for each in items(client, "search?q=oil")]

    assert len(whole) > 1
    assert [each["id"] for each in items(client, "search?q=oil&limit=1")] == whole


@pytest.mark.parametrize(
    "q",
    [
        "",
        '"',
        "'; DROP TABLE archive_document; --",
        "AND OR NOT NEAR(",
        "%00%01%02",
        "%F0%9F%92%A3",
        "%E2%80%AE%D8%A3",
        "a*b*c*",
        "-",
        "source:nowhere kind:x year:99999 rally",
        "word%20" * 500,
        "(" * 500,
        "%ff%fe",
    ],
)
def test_any_query_is_answered(client, q):
    make.document("It rained.", title="Rally")

    for kind in ("report", "entity", "claim"):
        assert isinstance(one(client, f"search?q={q}&kind={kind}")["items"], list)


@pytest.mark.parametrize("cursor", ["9-1", "2-zz", "x", "1-"])
def test_a_cursor_of_no_search_is_not_understood(client, cursor):
    response = client.get(f"{ROOT}search?q=a&cursor={cursor}")

    assert response.status_code == 422


@pytest.mark.slow
def test_what_is_found_is_counted_where_that_is_asked_for(client, demo_rows):
    assert one(client, "search?q=oil")["facets"] is None
    assert one(client, "search?q=oil&kind=claim&facets=1")["facets"] is None

    found = one(client, "search?q=oil&facets=true&limit=1")["facets"]

    assert found["counted"] > 1
    assert found["is_complete"]
    for name in ("source", "kind", "language", "year", "entity"):
        for each in found[name]:
            narrowed = f"search?q=oil {name}:{each['value']}"
            assert len(list(items(client, narrowed))) == each["count"]

"""The door of the API: JSON whatever is asked, for everybody, and read only."""

import json
from html.parser import HTMLParser

import pytest
from django.test import Client

from config.api import api
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROOT = "/api/v1/"
OPERATIONS = {
    path: methods["get"] for path, methods in api.get_openapi_schema()["paths"].items()
}
LISTS = sorted(path for path in OPERATIONS if "{" not in path)
NOTHING = {"detail": "There is nothing at this address."}


def answered(response):
    """The answer as JSON; it fails on anything else."""
    assert response.headers["Content-Type"].startswith("application/json")
    return json.loads(response.content)


def parameters(path):
    return {each["name"] for each in OPERATIONS[path]["parameters"]}


@pytest.mark.parametrize(
    "path",
    [
        "nowhere",
        "documents/nothing-of-this-name",
        "documents/a/b",
        "documents/%00",
        "documents/%0A",
        "documents/a%0Ab",
        "documents/..%2f..%2fetc%2fpasswd",
        "entities/nobody",
        "claims/1",
        "claims/words",
        "claims/-1",
        "mentions/1",
        "campaigns/%F0%9F%92%A3",
        "campaigns/<script>",
        "recipients/%E2%80%AE",
        "actions/never",
        "documents/" + "a" * 3000,
        "docs",
        "%ff%fe",
    ],
)
def test_nothing_is_the_same_json_everywhere(db, client, path):
    response = client.get(ROOT + path)

    assert (response.status_code in {404, 422}, "ETag" in response) == (True, False)
    if response.status_code == 404:
        assert answered(response) == NOTHING
    answered(response)


@pytest.mark.parametrize(
    "path", ["/api/v2/", "/api/v2/documents", "/api/v1x", "/api/x"]
)
def test_there_is_one_version(client, path):
    assert answered(client.get(path)) == NOTHING


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "FOO"])
@pytest.mark.parametrize("path", ["", "documents", "claims/1", "openapi.json", "x/y"])
def test_nothing_can_be_sent_to_it(client, method, path):
    response = client.generic(method, ROOT + path, b"{not json", "application/json")

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"
    assert "detail" in answered(response)


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Length": "999999999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Content-Type": "multipart/form-data; boundary="},
    ],
)
def test_no_body_is_looked_at(client, headers):
    response = client.post(f"{ROOT}documents", {"a": "b"}, headers=headers)

    assert response.status_code == 405
    assert "detail" in answered(response)


def test_what_is_refused_before_any_view_is_refused_in_json(client):
    response = client.get(f"{ROOT}documents", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert "detail" in answered(response)


def test_too_many_parameters_are_refused_in_json(client):
    response = client.get(f"{ROOT}campaigns?" + "&".join("a=1" for _ in range(2500)))

    assert response.status_code == 400
    assert "detail" in answered(response)


def test_a_page_is_still_refused_as_a_page(client):
    response = client.get("/", headers={"Host": "evil.example"})

    assert response.status_code == 400
    assert response.headers["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("address", LISTS)
def test_every_list_is_json_whatever_is_accepted(db, client, address):
    for accept in ("text/html", "image/png", "*/*", "nonsense", ""):
        response = client.get(address, headers={"Accept": accept})

        found = answered(response)
        assert response.status_code == 200
        assert (found["items"], found["next"], found["next_cursor"]) == ([], None, None)


@pytest.mark.parametrize("address", LISTS)
def test_every_list_is_open_fresh_and_without_a_cookie(db, client, address):
    response = client.get(address, headers={"Origin": "https://elsewhere.example"})

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("address", LISTS)
def test_what_is_known_is_not_sent_again(db, client, address):
    etag = client.get(address).headers["ETag"]

    again = client.get(address, headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("address", [ROOT, f"{ROOT}openapi.json", *LISTS])
def test_head_is_get_without_the_body(db, client, address):
    got, head = client.get(address), client.head(address)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == got.headers["ETag"]
    assert head.headers["Content-Type"] == got.headers["Content-Type"]


@pytest.mark.parametrize("address", [ROOT, f"{ROOT}openapi.json", *LISTS])
def test_a_slash_at_the_end_changes_nothing(db, client, address):
    bare = address.rstrip("/")

    assert client.get(f"{bare}/").content == client.get(bare).content


@pytest.mark.parametrize(
    "asked",
    [
        "limit=0",
        "limit=201",
        "limit=-1",
        "limit=ten",
        "limit=",
        "limit=1e3",
        "limit=99999999999999999999999999999",
        "cursor=nonsense",
        "cursor=%00",
        "cursor=1;DROP TABLE",
        "cursor=99999999999999999999",
        "kind=banana",
        "kind=%F0%9F%92%A3",
        "kind=report%00",
    ],
)
def test_what_cannot_be_understood_is_said_not_guessed(db, client, asked):
    name = asked.partition("=")[0]
    asking = [path for path in LISTS if name in parameters(path)]

    assert asking
    for address in asking:
        response = client.get(f"{address}?{asked}")
        said = answered(response)
        assert response.status_code == 422
        assert [each["parameter"] for each in said["errors"]] == [name]


def test_what_was_sent_is_not_repeated(db, client):
    response = client.get(f"{ROOT}documents?source=Zyx Qwv&limit=Zyx")

    assert response.status_code == 422
    assert b"Zyx" not in response.content


@pytest.mark.parametrize("address", LISTS)
def test_a_parameter_nobody_knows_does_no_harm(db, client, address):
    response = client.get(f"{address}?utm_source=x&%00=%ff&a[b]=c&limit=5")

    assert response.status_code == 200


@pytest.mark.parametrize("cursor", ["2011-02-31_5", "0000-01-01_1", "9999-99-99_1"])
@pytest.mark.parametrize("name", ["documents", "actions"])
def test_a_cursor_that_none_of_ours_is_begins_no_page(db, client, name, cursor):
    response = client.get(f"{ROOT}{name}?cursor={cursor}")

    assert response.status_code == 404
    assert "next_cursor" in answered(response)["detail"]


def test_a_fault_of_ours_is_json_too(db, monkeypatch):
    monkeypatch.setattr("archive.api.views.today", lambda: 1 // 0)
    client = Client(raise_request_exception=False)

    response = client.get(f"{ROOT}documents")

    assert response.status_code == 500
    assert "detail" in answered(response)


def test_the_root_says_where_the_lists_are(client):
    found = answered(client.get(ROOT))

    assert set(found) == {"openapi", *(path.removeprefix(ROOT) for path in LISTS)}
    for address in found.values():
        assert address.startswith("http")


def test_everything_is_described_with_examples_and_errors():
    described = api.get_openapi_schema()

    assert described["openapi"].startswith("3.")
    for path, operation in OPERATIONS.items():
        assert operation["description"], path
        assert {"200", "404", "422"} <= set(map(str, operation["responses"])), path
        for each in operation["parameters"]:
            has_example = "example" in each or "default" in each["schema"]
            assert has_example, (path, each["name"])


def test_no_name_of_an_operation_is_taken_twice():
    names = [operation["operationId"] for operation in OPERATIONS.values()]

    assert len(set(names)) == len(names)


class Links(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.hrefs = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.hrefs += [value for name, value in attrs if (tag, name) == ("a", "href")]


def test_people_read_a_plain_page_of_what_there_is(db, client):
    make.document()

    response = client.get("/api/")

    html = response.content.decode()
    links = Links(html).hrefs
    assert "<script" not in html
    assert not response.cookies
    assert all(path in html for path in OPERATIONS)
    assert set(LISTS) <= set(links)
    assert all(client.get(path).status_code == 200 for path in LISTS)

"""Every answer of the API, list by list and item by item."""

import json

ROOT = "/api/v1/"
LISTS = (
    "documents",
    "entities",
    "mentions",
    "claims",
    "campaigns",
    "recipients",
    "actions",
)


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return json.loads(response.content)


def pages(client, path):
    """Each page of a list, as its `next` leads from one to the other."""
    address = f"{ROOT}{path}"
    while address:
        page = read(client, address)
        yield page
        address = page["next"]


def items(client, path):
    return [item for page in pages(client, path) for item in page["items"]]


def ids(client, path):
    return [item["id"] for item in items(client, path)]


def one(client, path):
    return read(client, f"{ROOT}{path}")


def everything(client):
    """All that anybody can read of it, as one text."""
    said = []
    for name in LISTS:
        for item in items(client, f"{name}?limit=7"):
            said += [item, one(client, f"{name}/{item['id']}") if item["id"] else None]
    return json.dumps(said, ensure_ascii=False)

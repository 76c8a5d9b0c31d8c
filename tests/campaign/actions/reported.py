"""An action, reported on the page for it."""

FORM = "/actions/report/"
GOOD = {
    "kind": "picket",
    "date": "2026-02-27",
    "town": "A Town",
    "country": "DE",
    "who": "Miners of A Town",
}


def send(client, **fields):
    return client.post(FORM, GOOD | fields)


def text(response):
    return response.content.decode()

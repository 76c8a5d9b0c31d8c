"""Nothing about the sender of a letter is kept anywhere."""

import logging
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from campaign.models import LetterCount
from tests import make

# pages of the whole demonstration: left to make test
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("demo"),
]
DEMO = "/campaigns/stop-repression-of-striking-oil-and-gas-workers/"
SECRETS = {
    "name": "Zyx Qwvname",
    "town": "Qwvtown",
    "role": "Qwvrole",
    "organisation": "Qwvorganisation",
    "own_words": "Qwvwords have I seen.",
}
TYPED = SECRETS | {"to": "kz-gb", "language": "en"}
PATHS = [
    "write/",
    *(f"letter.{each}" for each in ("txt", "html", "pdf", "docx", "eml")),
]


def whole_database() -> str:
    """Every row of every table as text."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows += [str(row) for row in cursor.fetchall()]
    return "\n".join(rows)


def files() -> dict[Path, float]:
    roots = (Path(settings.VAR_DIR), Path(settings.MEDIA_ROOT))
    return {
        path: path.stat().st_mtime
        for root in roots
        for path in root.rglob("*")
        if path.is_file()
    }


def answers(client):
    faulty = TYPED | {"town": "Qwvtown\n"}
    for path in PATHS:
        yield client.post(DEMO + path, TYPED)
        yield client.post(DEMO + path, faulty)
    yield client.post(f"{DEMO}write/", TYPED | {"change": "all"})


def test_the_sender_is_not_stored(client):
    before = files()

    for _answer in answers(client):
        pass

    assert "Qwv" not in whole_database()
    assert files() == before
    assert not getattr(cache, "_cache", {})
    assert len(LetterCount.objects.all()) == 5


def test_the_search_would_find_a_stored_name():
    LetterCount.objects.add_one(
        day=make.TODAY,
        campaign=apps.get_model("campaign.Campaign").objects.get(),
        country="GB",
        format="Qwv",
    )

    assert "Qwv" in whole_database()


def test_no_log_line_names_the_sender(client, caplog):
    caplog.set_level(logging.DEBUG)

    for _answer in answers(client):
        pass

    spoken = [
        record for record in caplog.records if record.name != "django.db.backends"
    ]
    assert not [each for each in spoken if "Qwv" in each.getMessage()]


def test_every_answer_is_forgotten(client):
    for answer in answers(client):
        assert answer["Cache-Control"] == "no-store"
        assert not answer.cookies
        assert "Qwv" not in str(answer.headers)


def test_no_link_but_mailto_carries_the_sender(client):
    html = client.post(f"{DEMO}write/", TYPED).content.decode()

    links = [part.split('"')[0] for part in html.split('href="')[1:]]
    assert [
        each for each in links if "Qwv" in each and not each.startswith("mailto:")
    ] == []
    assert "Qwvname" in html


def test_a_letter_from_another_site_is_refused(client):
    answer = client.post(
        f"{DEMO}letter.txt", TYPED, headers={"sec-fetch-site": "cross-site"}
    )

    assert answer.status_code == 403
    assert b"Qwv" not in answer.content
    assert LetterCount.objects.count() == 0

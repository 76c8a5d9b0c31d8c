"""A file that is broken, hostile or of another time is refused whole."""

import copy

import pytest
from django.db import transaction

from archive.models import Document, Passage
from campaign import portable
from campaign.models import Campaign
from tests.campaign.portable.archives import taken

pytestmark = pytest.mark.slow


def broken(handed, change):
    archive = copy.deepcopy(handed)
    change(archive)
    return archive


def put(path, value):
    def change(archive):
        *way, last = path
        found = archive
        for step in way:
            found = found[step]
        found[last] = value

    return change


DOC, CLAIM, LETTER = (
    ("documents", 0),
    ("claims", 0),
    ("campaigns", 0, "model_letters", 0),
)

BROKEN = {
    "another version": (put(["version"], 2), "of version 2; this site reads"),
    "another format": (put(["format"], "x"), "no file that export_archive"),
    "a field too many": (put([*DOC, "x"], 1), "“x” is not known"),
    "a field of another type": (put([*DOC, "title"], 7), "this is no string"),
    "a long title": (put([*DOC, "title"], "x" * 5000), "at most 300 fit"),
    "an unknown kind": (put([*DOC, "kind"], "poem"), "“poem” is none of"),
    "a NUL": (put([*DOC, "title"], "a\x00b"), "a character that is none"),
    "a path for a slug": (put([*DOC, "slug"], "../../etc"), "not written as it should"),
    "a changed text": (
        put([*DOC, "revisions", 0, "text"], "Police did nothing."),
        "not the one its checksum names",
    ),
    "a shifted passage": (
        put([*CLAIM, "evidence", 0, "passage", "start"], 1),
        "does not stand at",
    ),
    "another quote": (
        put([*CLAIM, "evidence", 0, "passage", "quote"], "Police did not raid"),
        "does not stand at",
    ),
    "a text that is not there": (
        put([*CLAIM, "evidence", 0, "passage", "revision"], 9),
        "There is no text 9",
    ),
    "a stranger": (put([*CLAIM, "place"], "atlantis"), "does not hold it"),
    "a claim replaced by nothing": (
        put([*CLAIM, "superseded_on"], "2022-01-01"),
        "is replaced by nothing",
    ),
    "no such day": (put([*CLAIM, "known_from"], "2021-02-30"), "known_from"),
    "a letter with an unknown placeholder": (
        put([*LETTER, "paragraphs", 0, "text"], "{{ import os }}"),
        "Nothing was taken in",
    ),
    "a mission of no state": (
        put(["recipients", 0, "state"], "QQ"),
        "Nothing was taken",
    ),
    "a report that stands in itself": (
        put(
            [*DOC, "part_of"],
            {
                "document": "a-report",
                "revision": 1,
                "start": 0,
                "end": 6,
                "quote": "Police",
            },
        ),
        "stand in is not here",
    ),
    "overlapping parts": (
        put(
            [*DOC, "revisions", 0, "segments"],
            [
                {"start": 0, "end": 6, "kind": "body", "language": ""},
                {"start": 3, "end": 9, "kind": "title", "language": ""},
            ],
        ),
        "lie on one another",
    ),
    "an address twice": (
        lambda archive: archive["claims"].append(archive["claims"][0]),
        "stands twice",
    ),
    "two of one version": (
        lambda archive: archive["campaigns"][0]["model_letters"].append(
            archive["campaigns"][0]["model_letters"][0]
        ),
        "Nothing was taken in",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_whole(handed, name):
    change, sentence = BROKEN[name]

    with pytest.raises(portable.Unreadable, match=sentence), transaction.atomic():
        taken(broken(handed, change))

    assert not Document.objects.exists()
    assert not Passage.objects.exists()
    assert not Campaign.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"PK\x03\x04",
        b"[]",
        b"{}",
        b"[" * 200_000,
        b'{"format": NaN}',
        b'{"format": "demarche-archive", "version": 1' + b"0" * 5000 + b"}",
        b'{"format": "demarche-archive", "version": 1}',
    ],
)
def test_what_is_no_such_file_is_refused_in_a_sentence(content):
    with pytest.raises(portable.Unreadable, match=r"\.$"):
        portable.parse(content)


def test_a_file_that_was_cut_off_is_refused(handed):
    text = portable.dump(handed).encode()

    with pytest.raises(portable.Unreadable, match="not the whole of it"):
        portable.parse(text[: len(text) // 2])


def test_a_huge_file_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr("campaign.portable.reading.LIMIT_BYTES", 10)

    with pytest.raises(portable.Unreadable, match="larger than"):
        portable.parse(b" " * 11)

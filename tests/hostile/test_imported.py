"""Whatever a file holds, its words come out as words, or it is refused in words."""

from html import escape

import pytest
from django.db import transaction
from django.test import Client
from lxml import html as lxml_html

from archive import ingest, readers, search
from archive.models import Document
from campaign import portable
from tests import make, walking
from tests.archive.readers import files
from tests.hostile import payloads, shapes, world

pytestmark = [pytest.mark.django_db, pytest.mark.slow(90 if payloads.IS_FULL else 30)]

BATCH = 100


def batches():
    texts = [each for each in payloads.chosen() if payloads.is_storable(each)]
    return [texts[at : at + BATCH] for at in range(0, len(texts), BATCH)]


def as_page(lines):
    body = "".join(f"<p>{escape(each)}</p>" for each in lines)
    head = escape(lines[0], quote=True)
    page = f"<html><head><title>{head}</title><meta name=author content='{head}'>"
    return f"{page}</head><body><h1>{head}</h1>{body}".encode()


def as_markup(lines):
    return f"<html><title>{lines[0]}</title><body>{'<p>'.join(lines)}".encode()


def as_mail(lines):
    subject = " ".join(lines[0].split())
    subject = "".join(each for each in subject if each.isprintable())
    return files.message("\n\n".join(lines), subject=subject or "x").as_bytes()


def printable(lines):
    """What XML can hold: Word refuses to write anything else."""
    return [
        "".join(each for each in line if each.isprintable() or each in "\n ")
        for line in lines
    ]


FORMATS = {
    "txt": lambda lines: "\n\n".join(lines).encode(),
    "html": as_page,
    "htm": as_markup,
    "eml": as_mail,
    "docx": lambda lines: files.word(*filter(_xml, printable(lines))),
    "warc": lambda lines: files.warc(
        ("https://a.example/x", "200 OK", "text/html; charset=utf-8", as_page(lines))
    ),
}


def _xml(line):
    return not any(
        0xFDD0 <= ord(c) <= 0xFDEF or ord(c) & 0xFFFE == 0xFFFE for c in line
    )


def taken(name, content, reader):
    received = ingest.Received(content=content, received_at=make.NOW, file_name=name)
    return list(ingest.take_in(received, ingest.Described(), reader=reader))


@pytest.fixture(scope="module")
def reader():
    with readers.Guarded() as made:
        yield made


@pytest.fixture(scope="module")
def vocabulary(django_db_setup, django_db_blocker, reader):
    """The elements that our pages are built of when nobody means harm."""
    with django_db_blocker.unblock(), transaction.atomic():
        world.build()
        known = {("em", ())}  # why a report was found, which a word may not be
        for door in (*walking.addresses(), *walking.asked("strike")):
            if door != "/privacy/":
                known |= elements(Client().get(door))
        for name, write in FORMATS.items():
            words = write(
                ["A word.", "Das ist ein Wort auf Deutsch und lang. " * 9] * 30
            )
            for one in taken(f"word.{name}", words, reader):
                known |= parts(public(one.document))
        yield known
        transaction.set_rollback(True)


def elements(answer):
    """Each with the names of its attributes; where it leads shapes.of looks at."""
    _kind, _status, shape = shapes.of(answer)
    if "text/html" not in answer.headers["Content-Type"]:
        return set()
    return {
        (tag, tuple(name.partition("=")[0] for name in names))
        for _depth, tag, names in shape
    }


def public(document):
    Document.objects.filter(pk=document.pk).update(visibility="public")
    search.reindex()
    return document


def parts(document):
    found = set()
    for door in doors(document):
        answer = Client().get(door)
        assert answer.status_code == 200, door
        found |= elements(answer)
    return found


def doors(document):
    slug = document.slug
    yield from (f"/reports/{slug}/", f"/reports/{slug}/r/1/", "/reports/")
    yield from (f"/reports/{slug}.{kind}" for kind in ("json", "jsonld", "csl.json"))
    yield from ("/reports/feed.atom", "/exports/claims.csv", "/search/?q=pwn")
    yield f"/api/v1/documents/{slug}"


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_of_hostile_words_is_read_as_words(name, vocabulary, reader):
    strange = []
    for lines in batches():
        for one in taken(f"hostile.{name}", FORMATS[name](lines), reader):
            if one.document is None:
                assert one.reason
                continue
            text = public(one.document).current_revision.text
            if new := parts(one.document) - vocabulary:
                strange.append((lines[:2], new))
            page = Client().get(f"/reports/{one.document.slug}/").content
            said = "".join(lxml_html.fromstring(page).text_content().split())
            lost = [line for line in text.split("\n") if plain(line) not in plain(said)]
            assert len(lost) <= len(text.split("\n")) / 50, lost[:5]

    assert strange == []


def plain(words):
    """Without what a reader of HTML may not hold: controls and what is no character."""
    return "".join(each for each in words if each.isprintable() and not each.isspace())


def test_marks_and_proofs_of_hostile_words_build_the_same_page(db):
    """Names that are marked, facts that rest on them: at the bounds of each payload."""
    found = []
    for hostile in (False, True):
        texts = [each for each in payloads.chosen()[:90] if payloads.is_storable(each)]
        texts = [" ".join(each.split()) for each in texts]
        texts = [each for each in dict.fromkeys(texts) if len(each) > 3]
        if not hostile:
            texts = [payloads.innocent(each, nth=n) for n, each in enumerate(texts)]
        document = make.document("\n\n".join(f"{n} {t}" for n, t in enumerate(texts)))
        for nth, each in enumerate(texts):
            entry = make.person(f"Person {nth}") if nth % 2 else None
            surface = f"{nth} {each}"
            if entry:
                make.mention(document, surface, entry)
            else:
                make.claim("A word.", [make.passage(document, surface)])
        search.reindex()
        page = Client().get(f"/reports/{document.slug}/")
        found.append(shapes.of(page))

    assert shapes.difference(*found) == ""


def test_an_archive_file_of_hostile_words_is_read_as_it_was_written(vocabulary):
    """The file that import_archive takes: each of the words, where it stood."""
    places = list(world.places())
    texts = [each for each in payloads.chosen() if payloads.is_storable(each)]
    planted = {
        place: words
        for place, typed in zip(places, texts, strict=False)
        if (words := world.fitted(place, typed)) and words.strip()
    }
    world.fill(planted)
    handed = portable.dump(portable.projected(on=make.TODAY))
    assert portable.dump(portable.parse(handed.encode())) == handed

"""Sources and reports of a file: known by their bytes and their texts."""

import base64
import binascii
import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from archive.ingest.captures import store
from archive.models import (
    Capture,
    Document,
    Mention,
    Passage,
    Revision,
    Segment,
    Source,
)
from archive.models.authorship import save_as
from archive.models.revision import sha256_of
from campaign.portable.columns import filled
from campaign.portable.journal import Journal, found, free
from campaign.portable.reading import Unreadable

Row = Mapping[str, Any]
IMPORTED = "import_archive/1"


def take_sources(rows: Sequence[Row], journal: Journal) -> None:
    for row in rows:
        named = Source.objects.filter(slug__startswith=row["slug"], name=row["name"])
        known = named.order_by("pk").first()
        if known is not None:
            journal.known["sources"] += 1
        else:
            known = filled(Source, row)
            known.slug = free(Source, row["slug"], otherwise="source")
            save_as(known, None)
            journal.new["sources"] += 1
        journal.sources[row["slug"]] = known


def take_documents(rows: Sequence[Row], journal: Journal) -> None:
    """A letter after the report it stands in. Raises Unreadable for a circle."""
    before = set(Document.objects.values_list("pk", flat=True))
    waiting = list(rows)
    while waiting:
        ready = [row for row in waiting if _is_ready(row, journal)]
        if not ready:
            names = ", ".join(row["slug"] for row in waiting[:3])
            raise Unreadable(f"The report that these stand in is not here: {names}.")
        for row in ready:
            _check_texts(row, journal)
            _take(row, before, journal)
        waiting = [row for row in waiting if row["slug"] not in journal.documents]
    for row in rows:
        _take_mentions(row, journal)


def _is_ready(row: Row, journal: Journal) -> bool:
    return row["part_of"] is None or row["part_of"]["document"] in journal.documents


def _check_texts(row: Row, journal: Journal) -> None:
    """Each text has its checksum, its number, and is written as texts are."""
    slug, translation = row["slug"], Revision.Kind.TRANSLATION
    numbers = [each["number"] for each in row["revisions"]]
    if numbers != list(range(1, len(numbers) + 1)):
        raise Unreadable(f"The texts of “{slug}” are not numbered from 1 on.")
    kinds = {each["number"]: each["kind"] for each in row["revisions"]}
    if kinds.get(row["current"], translation) == translation:
        raise Unreadable(f"“{slug}” has no current text.")
    for each in row["revisions"]:
        text = each["text"]
        if sha256_of(text) != each["sha256"]:
            raise Unreadable(f"The text of “{slug}” is not the one its checksum names.")
        if not text or "\r" in text or not unicodedata.is_normalized("NFC", text):
            raise Unreadable(f"The text of “{slug}” is not written as texts are here.")
        journal.texts[slug, each["number"]] = text


def _take(row: Row, before: set[int], journal: Journal) -> None:
    known = _known(row, before, journal)
    if known is not None:
        before.discard(known.pk)  # it stands for one report of the file only
        here = {each.sha256: each for each in known.revisions.all()}
        for each in row["revisions"]:
            journal.revisions[row["slug"], each["number"]] = here.get(each["sha256"])
        journal.known["documents"] += 1
    else:
        known = _made(row, journal)
        journal.new["documents"] += 1
    journal.documents[row["slug"]] = known


def _known(row: Row, before: set[int], journal: Journal) -> Document | None:
    """The report that began with the same text; of several that of this address."""
    part_of = row["part_of"]
    whole = journal.documents[part_of["document"]] if part_of else None
    fitting = Document.objects.filter(
        part_of=whole,
        revisions__number=1,
        revisions__sha256=row["revisions"][0]["sha256"],
        pk__in=before,
    )
    return fitting.filter(slug=row["slug"]).first() or fitting.order_by("pk").first()


def _made(row: Row, journal: Journal) -> Document:
    document: Document = filled(
        Document,
        row,
        source=found(journal.sources, row["source"], "source"),
    )
    document.slug = free(Document, row["slug"], otherwise="report")
    if not journal.as_it_was:
        document.visibility = Document.Visibility.DRAFT
    elif row["visibility"] == Document.Visibility.PUBLIC:
        document.triaged_at = journal.at
    _place(document, row, journal)
    save_as(document, None)
    for each in row["revisions"]:
        revision = _revision(document, each)
        journal.revisions[row["slug"], each["number"]] = revision
        journal.fresh_revisions.append(revision.pk)
        if each["number"] == row["current"]:
            document.current_revision = revision
    save_as(document, None)
    for each in row["captures"]:
        _capture(document, each)
    return document


def _place(document: Document, row: Row, journal: Journal) -> None:
    """Where in its report a letter stands. Raises Unreadable unless it does."""
    place = row["part_of"]
    if place is None:
        return
    current = next(r for r in row["revisions"] if r["number"] == row["current"])
    if place["quote"] != current["text"]:
        raise Unreadable(f"“{row['slug']}” differs from the report it stands in.")
    passage = journal.passage(place)
    if passage is None or Document.objects.filter(part_of_passage=passage).exists():
        raise Unreadable(f"“{row['slug']}” cannot be placed in its report.")
    document.part_of = journal.documents[place["document"]]
    document.part_of_passage = passage


def _revision(document: Document, row: Row) -> Revision:
    revision: Revision = filled(Revision, row, document=document)
    if revision.created_at.tzinfo is None:
        raise Unreadable("A text says when it was made without its time zone.")
    revision.save()
    spans = sorted(row["segments"], key=lambda each: int(each["start"]))
    end = 0
    for each in spans:
        if not end <= each["start"] < each["end"] <= len(revision.text):
            raise Unreadable(f"The parts of “{document.slug}” lie on one another.")
        end = each["end"]
        save_as(Segment(revision=revision, **each), None)
    return revision


def _capture(document: Document, row: Row) -> None:
    """The bytes as received, unless they are here; they are what they say."""
    try:
        content = base64.b64decode(row["content"], validate=True)
    except (binascii.Error, ValueError) as error:
        raise Unreadable(f"The bytes of “{document.slug}” are damaged.") from error
    if hashlib.sha256(content).hexdigest() != row["sha256"]:
        raise Unreadable(f"The bytes of “{document.slug}” are not those received.")
    if Capture.objects.filter(sha256=row["sha256"]).exists():
        return
    capture: Capture = filled(Capture, row, document=document)
    store(capture, content)
    capture.save()


def _take_mentions(row: Row, journal: Journal) -> None:
    """Only with a report that is new: here people have decided for themselves."""
    fresh = set(journal.fresh_revisions)
    for each in row["mentions"]:
        passage = journal.passage(each["passage"])
        if passage is not None and passage.revision_id in fresh:
            _mention(each, passage, journal)


def _mention(row: Row, passage: Passage, journal: Journal) -> None:
    """Decided as it was, or suggested with the entry it would be."""
    entity = found(journal.entities, row["entity"], "entry")
    mention: Mention = filled(Mention, row, passage=passage, entity=entity)
    if journal.as_it_was:
        mention.decided_at = journal.at
    else:
        mention.status = Mention.Status.SUGGESTED
        mention.extractor = IMPORTED
    save_as(mention, None)

"""Rows for tests: plain functions, only the fields that matter at the call."""

from datetime import UTC, date, datetime
from itertools import count

from archive import curation
from archive.models import (
    Claim,
    Document,
    Entity,
    Evidence,
    Mention,
    Passage,
    Revision,
    Segment,
    Source,
)
from archive.models.revision import sha256_of
from campaign.management.commands import load_demo

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = date(2026, 3, 1)
_numbers = count(1)


def source(name="A paper", **fields):
    return Source.objects.create(
        slug=fields.pop("slug", f"source-{next(_numbers)}"), name=name, **fields
    )


def document(text="Police raided the union office in A Town on 3 May 2021.", **fields):
    """A public document whose current revision is this text, one body segment."""
    fields.setdefault("title", "A report")
    fields.setdefault("slug", f"report-{next(_numbers)}")
    fields.setdefault("visibility", Document.Visibility.PUBLIC)
    fields.setdefault("published_on", date(2021, 5, 4))
    segments = fields.pop("segments", [(0, len(text), Segment.Kind.BODY)])
    made = Document.objects.create(**fields)
    revision(made, text, segments)
    return made


def revision(document, text, segments=()):
    made = Revision.objects.create(
        document=document,
        number=document.revisions.count() + 1,
        text=text,
        sha256=sha256_of(text),
        created_at=NOW,
    )
    for start, end, kind in segments:
        Segment.objects.create(revision=made, start=start, end=end, kind=kind)
    document.current_revision = made
    document.save()
    return made


def entity(label, kind, **fields):
    made = curation.new_entity(label, kind=kind, by=None, slug=fields.pop("slug", ""))
    if fields:
        Entity.objects.filter(pk=made.pk).update(**fields)
        made.refresh_from_db()
    return made


def person(label="A. Person", **fields):
    return entity(label, Entity.Kind.PERSON, **fields)


def organisation(label="A Union", **fields):
    return entity(label, Entity.Kind.ORG, **fields)


def place(label="A Town", **fields):
    return entity(label, Entity.Kind.PLACE, **fields)


def passage(document, words):
    """The first place where the current revision has these words."""
    start = document.current_revision.text.index(words)
    return Passage.objects.at(document.current_revision, start, start + len(words))


def mention(document, surface, entity=None, **fields):
    """Accepted when an entity is given, else a suggestion."""
    fields.setdefault("kind", entity.kind if entity else Mention.Kind.PERSON)
    if entity is not None:
        fields.setdefault("status", Mention.Status.ACCEPTED)
        fields.setdefault("decided_at", NOW)
    return Mention.objects.create(
        passage=passage(document, surface), entity=entity, **fields
    )


def claim(sentence="Police raided the union office.", evidence=(), **fields):
    """Confirmed when evidence is given, else a suggestion."""
    fields.setdefault("slug", f"claim-{next(_numbers)}")
    fields.setdefault("kind", Claim.Kind.RAID)
    fields.setdefault("known_from", date(2021, 5, 4))
    made = Claim.objects.create(sentence=sentence, **fields)
    for each in evidence:
        Evidence.objects.create(claim=made, passage=each)
    if evidence:
        made.status = Claim.Status.CONFIRMED
        made.save()
    return made


def demo():
    """The demonstration: both seeds, what a curator decided, one campaign."""
    load_demo.load(NOW)

"""Rows as one value, in a fixed order: the same archive gives the same file."""

import base64
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from archive.models import (
    Capture,
    Claim,
    Document,
    Entity,
    Mention,
    Name,
    Passage,
    Revision,
    Source,
)
from archive.models.revision import is_current
from archive.reading import visible
from campaign.models import (
    Action,
    ActionEvidence,
    Campaign,
    ModelLetter,
    Paragraph,
    Recipient,
    Reply,
)
from campaign.portable.choosing import Chosen, all_of_it, what_is_public
from campaign.portable.columns import written
from campaign.portable.schema import FORMAT, VERSION

Row = dict[str, Any]


def projected(*, on: date, campaign: Campaign | None = None) -> Row:
    """What the public reads on a day; of one campaign, or of all."""
    return _written(what_is_public(on=on, campaign=campaign))


def everything(*, campaign: Campaign | None = None) -> Row:
    """Drafts, protected names and the bytes as received: for one's own hands."""
    return _written(all_of_it(campaign=campaign))


def _written(chosen: Chosen) -> Row:
    return {
        "format": FORMAT,
        "version": VERSION,
        "scope": "public" if chosen.is_public else "everything",
        "sources": [written(each) for each in _of(Source, chosen.sources)],
        "entities": [_entity(each, chosen) for each in _of(Entity, chosen.entities)],
        "documents": [
            _document(each, chosen)
            for each in _of(Document, chosen.documents).select_related(
                "source", "part_of", "part_of_passage__revision", "current_revision"
            )
        ],
        "claims": [_claim(each, chosen) for each in _of(Claim, chosen.claims)],
        "recipients": [
            _recipient(each, chosen) for each in _of(Recipient, chosen.recipients)
        ],
        "campaigns": [
            _campaign(each, chosen) for each in _of(Campaign, chosen.campaigns)
        ],
        "actions": [_action(each, chosen) for each in _of(Action, chosen.actions)],
    }


def _of(model: type[models.Model], keys: Iterable[int]) -> QuerySet[Any]:
    return model._default_manager.filter(pk__in=keys).order_by("slug")


def _sorted(rows: Iterable[Row]) -> list[Row]:
    """Rows without an order of their own, by what they say."""
    return sorted(rows, key=lambda row: repr(sorted(row.items())))


def _entity(entity: Entity, chosen: Chosen) -> Row:
    """With the spellings of all that lead to it: a file knows no merges. In public
    with those that may be told.
    """
    names: dict[str, Row] = {}
    told = (
        Name.objects.all() if chosen.on is None else visible.names(None, on=chosen.on)
    )
    spelt = told.filter(Q(entity=entity) | Q(entity__root=entity))
    for name in spelt.select_related("entity").order_by("text", "pk"):
        row = written(name)
        if name.entity_id != entity.pk:
            if name.text in names:
                continue
            if row["kind"] == Name.Kind.PREFERRED:
                row["kind"] = Name.Kind.ALIAS.value
        names[name.text] = row
    return written(entity) | {"names": [names[text] for text in sorted(names)]}


def _document(document: Document, chosen: Chosen) -> Row:
    standing = document.revisions.exclude(pk__in=chosen.taken_back)
    revisions = standing.prefetch_related("segments").order_by("number")
    part_of = document.part_of_passage
    return written(document) | {
        "source": document.source.slug
        if document.source and document.source_id in chosen.sources
        else None,
        "part_of": part_of and _passage(part_of),
        "current": document.current_revision.number if document.current_revision else 1,
        "revisions": [_revision(each) for each in revisions],
        "mentions": _mentions(document, chosen),
        "captures": []
        if chosen.is_public
        else [_capture(each) for each in document.captures.order_by("sha256")],
    }


def _revision(revision: Revision) -> Row:
    segments = sorted(revision.segments.all(), key=lambda each: each.start)
    return written(revision) | {
        "segments": [
            {
                "start": each.start,
                "end": each.end,
                "kind": each.kind,
                "language": each.language,
            }
            for each in segments
        ]
    }


def _mentions(document: Document, chosen: Chosen) -> list[Row]:
    """What people decided; in public what they accepted of entries that are shown."""
    rows = Mention.objects.filter(
        passage__revision__document=document, decided_at__isnull=False
    ).exclude(passage__revision__in=chosen.taken_back)
    rows = rows.select_related("entity__root", "passage__revision__document")
    if chosen.is_public:
        rows = rows.accepted()
    found = []
    for each in rows:
        entity = each.entity and (each.entity.root or each.entity)
        is_hidden = entity is not None and entity.pk not in chosen.entities
        if not (is_hidden and chosen.is_public):
            slug = None if entity is None or is_hidden else entity.slug
            found.append(
                written(each) | {"passage": _passage(each.passage), "entity": slug}
            )
    return _sorted(found)


def _capture(capture: Capture) -> Row:
    with capture.content.open("rb") as file:
        content = base64.b64encode(file.read()).decode()
    return written(capture) | {"content": content}


def _is_read(passage: Passage, chosen: Chosen) -> bool:
    """Whether the text it stands in goes along."""
    revision = passage.revision
    return (
        revision.document_id in chosen.documents
        and revision.pk not in chosen.taken_back
    )


def _passage(passage: Passage) -> Row:
    revision = passage.revision
    return {
        "document": revision.document.slug,
        "revision": revision.number,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
    }


def _claim(claim: Claim, chosen: Chosen) -> Row:
    proofs = claim.evidence.filter(
        passage__revision__document__in=chosen.documents
    ).select_related("passage__revision__document")
    if chosen.is_public:
        proofs = proofs.filter(is_current("passage__revision"))
    newer = claim.superseded_by
    place = _shown(claim.place, chosen)
    return written(claim) | {
        "place": place,
        "superseded_by": newer.slug if newer and newer.pk in chosen.claims else None,
        "evidence": _sorted(
            {
                "passage": _passage(each.passage),
                "stance": each.stance,
                # what curators say to each other nobody reads in public
                "note": "" if chosen.is_public else each.note,
            }
            for each in proofs
        ),
        "participants": [
            {
                "role": each.role,
                "entity": _shown(each.entity, chosen),
                "words": each.words or _said(each.entity, chosen),
            }
            for each in claim.participants.select_related("entity__root").order_by("pk")
        ],
    }


def _shown(entity: Entity | None, chosen: Chosen) -> str | None:
    """The slug of the entry that stands for it, if that goes along."""
    stands = entity and (entity.root or entity)
    return stands.slug if stands and stands.pk in chosen.entities else None


def _said(entity: Entity | None, chosen: Chosen) -> str:
    """The name in place of an entry that does not go along."""
    return entity.label if entity and _shown(entity, chosen) is None else ""


def _recipient(recipient: Recipient, chosen: Chosen) -> Row:
    """In public with those holders only who may be named in a letter."""
    holders = recipient.holders.all()
    if chosen.is_public:
        holders = holders.filter(is_verified=True, since__isnull=False)
    return written(recipient) | {
        "accreditations": _sorted(map(written, recipient.accreditations.all())),
        "holders": _sorted(map(written, holders)),
        "addresses": _sorted(map(written, recipient.addresses.all())),
    }


def _campaign(campaign: Campaign, chosen: Chosen) -> Row:
    following = campaign.successor
    counts = campaign.letter_counts.order_by("day", "country", "format")
    goes = following is not None and following.pk in chosen.campaigns
    updates = campaign.updates.order_by("number")
    if chosen.on is not None:
        updates = campaign.updates.shown(on=chosen.on).order_by("number")
    # what came of it is a draft until it is over
    is_told = chosen.on is None or campaign.is_over_on(chosen.on)
    outcome = _slugs(campaign.outcome_claims, chosen.claims) if is_told else []
    return written(campaign) | {
        "outcome": campaign.outcome if is_told else "",
        "documents": _slugs(campaign.documents, chosen.documents),
        "outcome_claims": outcome,
        "successor": following.slug if following and goes else None,
        "demands": [
            written(each) for each in campaign.demands.order_by("language", "order")
        ],
        "targets": [
            written(each) | {"recipient": each.recipient.slug}
            for each in campaign.targets.filter(recipient__in=chosen.recipients)
            .select_related("recipient")
            .order_by("role", "order", "recipient__slug")
        ],
        "updates": [written(each) for each in updates],
        "model_letters": [
            _model_letter(each, chosen)
            for each in campaign.model_letters.filter(pk__in=chosen.letters)
            .select_related("adapted_from", "follows")
            .order_by("language", "frame", "version")
        ],
        "letter_counts": [] if chosen.is_public else [written(each) for each in counts],
    }


def _slugs(rows: Any, chosen: Iterable[int]) -> list[str]:
    return sorted(rows.filter(pk__in=chosen).values_list("slug", flat=True))


def _model_letter(letter: ModelLetter, chosen: Chosen) -> Row:
    template, follows = letter.adapted_from, letter.follows
    is_followed = (
        follows is not None
        and follows.pk in chosen.letters
        and follows.campaign_id == letter.campaign_id
        and follows.pk != letter.pk
    )
    paragraphs = (
        letter.paragraphs.select_related("adapted_from__revision__document", "follows")
        .prefetch_related("alternatives", "citations__claim")
        .order_by("order")
    )
    return written(letter) | {
        "adapted_from": template.slug
        if template and template.pk in chosen.documents
        else None,
        "follows": {
            "language": follows.language,
            "frame": follows.frame,
            "version": follows.version,
        }
        if follows and is_followed
        else None,
        "paragraphs": [
            _paragraph(each, chosen, letter.follows_id if is_followed else None)
            for each in paragraphs
        ],
    }


def _paragraph(paragraph: Paragraph, chosen: Chosen, followed: int | None) -> Row:
    words, follows = paragraph.adapted_from, paragraph.follows
    is_there = words is not None and _is_read(words, chosen)
    return written(paragraph) | {
        "adapted_from": _passage(words) if words and is_there else None,
        "follows": follows.order
        if follows and follows.model_letter_id == followed
        else None,
        "alternatives": [written(each) for each in paragraph.alternatives.all()],
        "citations": sorted(
            each.claim.slug
            for each in paragraph.citations.all()
            if each.claim_id in chosen.claims
        ),
    }


def _action(action: Action, chosen: Chosen) -> Row:
    replies = action.replies.prefetch_related("contradicted_by").order_by("order", "pk")
    proofs = [
        each
        for each in action.evidence.select_related("passage__revision__document")
        if _is_read(each.passage, chosen)
    ]
    document = action.document
    is_told = document is not None and document.pk in chosen.documents
    goes = action.recipient is not None and action.recipient_id in chosen.recipients
    on = None if chosen.is_public else action.reported_on
    return written(action) | {
        "campaign": action.campaign.slug
        if action.campaign and action.campaign_id in chosen.campaigns
        else None,
        "recipient": action.recipient.slug if action.recipient and goes else None,
        "document": document.slug if document and is_told else None,
        "reported_on": on.isoformat() if on else None,
        "evidence": _told(proofs, None),
        "replies": [_reply(each, proofs, chosen) for each in replies],
    }


def _reply(reply: Reply, proofs: Iterable[ActionEvidence], chosen: Chosen) -> Row:
    against = (
        each.slug for each in reply.contradicted_by.all() if each.pk in chosen.claims
    )
    return written(reply) | {
        "contradicted_by": sorted(against),
        "evidence": _told(proofs, reply.pk),
    }


def _told(proofs: Iterable[ActionEvidence], reply: int | None) -> list[Row]:
    return _sorted(_passage(each.passage) for each in proofs if each.reply_id == reply)

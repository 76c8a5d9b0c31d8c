"""What a letter made from a document could say. A person decides; nothing is kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils.translation import gettext as _

from archive.models import Claim, Document, Evidence, Revision
from campaign import adapting, letters
from campaign.drafting.rewriting import Refused
from campaign.drafting.sheet import MOST_PARAGRAPHS
from campaign.models import Campaign, Paragraph, Target

# Sentences compared with each paragraph, and shown to choose from.
MOST_COMPARED = 1500
MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ProposedPiece:
    """A paragraph as it could read, where it stands, and what might prove it.

    start, end: code points of the revision's text, end excluded. claims: keys,
    the likeliest first.
    """

    role: str
    text: str
    start: int
    end: int
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A letter found in a document."""

    revision: Revision
    language: str
    subject: str
    salutation: str
    pieces: tuple[ProposedPiece, ...]


def propose(document: Document, campaign: Campaign | None) -> Proposed:
    """The letter in the newest text of a document. Six queries at most.

    Raises Refused when there is no text, or no letter in it.
    """
    revision = document.current_revision
    if revision is None:
        raise Refused(_("This document has no text yet."))
    language = (document.language or "en").split("-")[0]
    adapted = adapting.adapt(revision.text, language=language)
    names = mission_names(campaign, language) if campaign else ()
    found = adapting.with_placeholders(adapted, mission_names=names)
    if not found:
        raise Refused(_("No letter was found in this document."))
    sentences = compared(document, campaign)
    pieces = tuple(
        ProposedPiece(
            each.role if each.role in Paragraph.Role.values else Paragraph.Role.PURPOSE,
            " ".join(each.text.split()),
            each.start,
            each.end,
            tuple(key for key, _score in adapting.matching(each.text, sentences)),
        )
        for each in found[:MOST_PARAGRAPHS]
    )
    return Proposed(
        revision=revision,
        language=language,
        subject=" ".join(adapted.subject.text.split())[:200] if adapted.subject else "",
        salutation=adapted.salutation.text if adapted.salutation else "",
        pieces=pieces,
    )


def mission_names(campaign: Campaign, language: str) -> tuple[str, ...]:
    """What those the campaign writes to are called in a letter. One query."""
    targets = campaign.targets.filter(role=Target.Role.PROTEST)
    names = []
    for target in targets.select_related("recipient")[:50]:
        kind = target.recipient.kind
        names.append(letters.named(target.recipient, kind=kind, language=language))
    return tuple(dict.fromkeys(names))


def compared(
    document: Document | None, campaign: Campaign | None
) -> list[tuple[int, str]]:
    """Facts a paragraph may rest on, those of these reports first. One query.

    No demands: what the letter asks for is not proved by somebody's asking.
    """
    offered = citable(document, campaign).exclude(kind=Claim.Kind.DEMAND)
    found = offered[:MOST_COMPARED]
    return list(found.values_list("pk", "sentence"))


def citable(document: Document | None, campaign: Campaign | None) -> QuerySet[Claim]:
    """Every fact nobody has rejected, those of these reports first."""
    near = Q(pk__in=[])
    if document is not None:
        near |= Q(pk=document.pk) | Q(pk=document.part_of_id)
    if campaign is not None:
        shown = Campaign.documents.through.objects.filter(campaign=campaign)
        near |= Q(pk__in=shown.values("document"))
    proofs = Evidence.objects.filter(
        claim=OuterRef("pk"),
        passage__revision__document__in=Document.objects.filter(near),
    )
    place = Case(
        When(Exists(proofs), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return (
        Claim.objects.exclude(status=Claim.Status.REJECTED)
        .annotate(far=place)
        .order_by("far", "-known_from", "pk")
    )


def fitting(text: str, campaign: Campaign) -> list[Claim]:
    """Facts a paragraph may be about, the likeliest first. Two queries."""
    scored = adapting.matching(text, compared(None, campaign))
    return in_order([key for key, _score in scored[:MOST_SHOWN]])


def searched(words: str, campaign: Campaign) -> list[Claim]:
    """Facts with all these words, those of the campaign's reports first."""
    found = citable(None, campaign)
    for word in words.split()[:8]:
        found = found.filter(sentence__icontains=word)
    return in_order(list(found.values_list("pk", flat=True)[:MOST_SHOWN]))


def in_order(keys: Sequence[int]) -> list[Claim]:
    """Claims with their passages, in the order asked for. Two queries."""
    proofs = (
        Evidence.objects.live()
        .select_related("passage__revision__document")
        .defer("passage__revision__text")
    )
    found = Claim.objects.select_related("superseded_by").prefetch_related(
        Prefetch("evidence", proofs)
    )
    by_key = found.in_bulk(list(keys))
    return [by_key[key] for key in keys if key in by_key]

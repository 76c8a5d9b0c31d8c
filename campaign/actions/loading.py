"""Actions that a file tells of, with the exact words that prove them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from archive import dates
from archive.models import Claim, Document, Passage
from archive.models.dated import columns
from campaign.models import Action, ActionEvidence, Campaign, Recipient, Reply


@transaction.atomic
def load(
    rows: Sequence[Mapping[str, Any]], *, campaign: Campaign, state: str
) -> list[Action]:
    """Actions as the file has them, each once: what is there is left alone.

    A row: slug, kind, happened, who, and as it knows city, country, recipient,
    received_by, summary, document, evidence, reply. Raises ValueError where the
    words do not stand in the document exactly once.
    """
    known = set(
        Action.objects.filter(slug__in=[row["slug"] for row in rows]).values_list(
            "slug", flat=True
        )
    )
    return [_action(row, campaign, state) for row in rows if row["slug"] not in known]


def _action(row: Mapping[str, Any], campaign: Campaign, state: str) -> Action:
    document = Document.objects.select_related("current_revision").get(
        slug=row["document"]
    )
    span = dates.parse(row["happened"])
    action = Action.objects.create(
        slug=row["slug"],
        campaign=campaign,
        kind=row["kind"],
        state=state,
        happened_from=span.start,
        happened_until=span.end,
        **columns(span, "happened")
        | {"happened_basis": row.get("happened_basis", "stated")},
        happened_words=row.get("happened_words", ""),
        city=row.get("city", ""),
        country=row.get("country", ""),
        who=row["who"],
        recipient=Recipient.objects.filter(slug=row.get("recipient", "")).first(),
        received_by=row.get("received_by", ""),
        summary=row.get("summary", ""),
        document=document,
    )
    for words in row.get("evidence", []):
        ActionEvidence.objects.create(action=action, passage=quoted(document, words))
    for order, each in enumerate(row.get("reply", []), start=1):
        _reply(action, order, each, document)
    return action


def _reply(
    action: Action, order: int, row: Mapping[str, Any], document: Document
) -> None:
    reply = Reply.objects.create(
        action=action, order=order, stance=row["stance"], text=row["text"]
    )
    wanted = row.get("contradicted_by", [])
    claims = list(Claim.objects.filter(slug__in=wanted))
    if len(claims) != len(set(wanted)):
        raise ValueError(f"Not every claim of {wanted} is there.")
    reply.contradicted_by.set(claims)
    for words in row.get("evidence", []):
        ActionEvidence.objects.create(
            action=action, reply=reply, passage=quoted(document, words)
        )


def quoted(document: Document, words: str) -> Passage:
    """The passage with these words, which must stand there exactly once."""
    revision = document.current_revision
    if revision is None or revision.text.count(words) != 1:
        raise ValueError(f"“{words}” does not stand exactly once in {document.slug}.")
    start = revision.text.index(words)
    return Passage.objects.at(revision, start, start + len(words))

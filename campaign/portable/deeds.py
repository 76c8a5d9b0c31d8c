"""Actions and replies of a file: reported here, until somebody has looked."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from archive.models.authorship import save_as
from campaign.models import Action, ActionEvidence, Reply
from campaign.portable.columns import filled
from campaign.portable.journal import Journal, found, free

Row = Mapping[str, Any]
_SAME = ("kind", "who", "city", "country")


def take_actions(rows: Sequence[Row], journal: Journal) -> None:
    before = set(Action.objects.values_list("pk", flat=True))
    for row in rows:
        same = {name: row[name] for name in _SAME}
        fitting = Action.objects.filter(
            slug__startswith=row["slug"], pk__in=before, **same
        )
        if fitting.exists():
            journal.known["actions"] += 1
        else:
            _action(row, journal)
            journal.new["actions"] += 1


def _action(row: Row, journal: Journal) -> None:
    reported = row["reported_on"]
    action: Action = filled(
        Action,
        row,
        campaign=found(journal.campaigns, row["campaign"], "campaign"),
        recipient=found(journal.recipients, row["recipient"], "office"),
        document=found(journal.documents, row["document"], "report"),
        reported_on=date.fromisoformat(reported) if reported else None,
    )
    action.slug = free(Action, row["slug"], otherwise="action")
    if not journal.as_it_was:
        action.state = Action.State.REPORTED
        action.reported_on = action.reported_on or journal.at.date()
    save_as(action, None)
    _evidence(action, None, row["evidence"], journal)
    for each in row["replies"]:
        reply: Reply = filled(Reply, each, action=action)
        save_as(reply, None)
        against = [
            found(journal.claims, slug, "claim") for slug in each["contradicted_by"]
        ]
        reply.contradicted_by.set([claim for claim in against if claim is not None])
        _evidence(action, reply, each["evidence"], journal)


def _evidence(
    action: Action, reply: Reply | None, rows: Sequence[Row], journal: Journal
) -> None:
    seen = set()
    for row in rows:
        passage = journal.passage(row)
        if passage is not None and passage.pk not in seen:
            seen.add(passage.pk)
            save_as(ActionEvidence(action=action, reply=reply, passage=passage), None)

"""Which state of the archive is read: what changes when anything shown does."""

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from archive.models import Claim, Document, Entity, Participant, Source
from archive.reading import everything, protecting, visible
from archive.reading.screen import Screen

# Of nobody: what staff see beside it moves nothing that the public is told.
_NOBODY = None


def state(*said: str, on: date) -> str:
    """A word that is the same while all that is exported is, told by its rows.

    Only by rows that may be read: whoever asks again learns nothing of drafts. Of
    each kind how many there are, and the newest line of their histories: every
    change leaves one. said: what else an answer depends on. 19 queries.
    """
    screen = protecting.screen_for(_NOBODY)
    words = [on.isoformat(), *said, *_protected(screen)]
    words += [str(each) for rows in _read(on) for each in _told(rows)]
    words += [str(each) for each in _texts(on) + _joined(on)]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]


def _protected(screen: Screen) -> list[str]:
    """Whom nobody reads of: their spellings stand in no export, and change each."""
    return sorted(repr(who) for who in screen.people.values())


def _read(on: date) -> Iterator[QuerySet[Any]]:
    documents = everything.all_reports(_NOBODY, on=on).order_by()
    facts = everything.all_facts(_NOBODY, on=on).order_by().values("pk")
    entries = _entries(on)
    yield documents
    yield Source.objects.filter(documents__in=documents.values("pk")).distinct()
    yield everything.all_names(_NOBODY, on=on).order_by()
    yield visible.evidence(_NOBODY, on=on).order_by()
    yield Claim.objects.filter(pk__in=facts)
    yield Participant.objects.filter(claim__in=facts)
    yield entries
    yield visible.names(_NOBODY, on=on).filter(entity__in=entries.values("pk"))


def _entries(on: date) -> QuerySet[Entity]:
    """Those with something to show, and those that stand for one of them."""
    alone = visible.shown_alone(_NOBODY, on=on).order_by().values("pk")
    found = Entity.objects.filter(Q(pk__in=alone) | Q(merged__in=alone))
    return found.order_by().distinct()


def _told(rows: QuerySet[Any]) -> list[object]:
    """How many rows there are, and what happened to one of them last. Two queries."""
    keys = rows.order_by().values("pk")
    last = rows.model.history.filter(id__in=keys).aggregate(last=Max("history_id"))
    return [rows.aggregate(n=Count("pk", distinct=True))["n"], last["last"]]


def _texts(on: date) -> list[object]:
    """Of which revisions the texts are. One query."""
    documents = Document.objects.visible_to(_NOBODY, on=on).order_by()
    revisions = documents.aggregate(
        last=Max("current_revision"), all=Sum("current_revision")
    )
    return [*revisions.values()]


def _joined(on: date) -> list[object]:
    """What stands for what, which no history says. One query."""
    whole = F("root") * F("pk")
    roots = (
        _entries(on)
        .values("pk", "root")
        .aggregate(n=Count("root"), all=Sum("root"), each=Sum(whole))
    )
    return [*roots.values()]

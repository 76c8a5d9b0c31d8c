"""Which state of the archive is read: what changes when anything shown does."""

import hashlib
from datetime import date

from django.db.models import Max

from archive.models import (
    Claim,
    Document,
    Entity,
    Evidence,
    Judgement,
    Mention,
    Name,
    Participant,
    Revision,
    Source,
)

_KEPT = (
    Claim,
    Document,
    Entity,
    Evidence,
    Judgement,
    Mention,
    Name,
    Participant,
    Source,
)


def state(*said: str, on: date) -> str:
    """A word that is the same while all that is exported is, told by its rows.

    Every change leaves a row in a history, and every new text is a row: the newest
    of each are asked for. said: what else an answer depends on. 19 short queries.
    """
    newest = [Revision.objects.aggregate(last=Max("pk"))["last"]]
    for model in _KEPT:
        newest += [
            rows.aggregate(last=Max("pk"))["last"]
            for rows in (model._default_manager, model.history)
        ]
    words = [on.isoformat(), *said, *map(str, newest)]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]

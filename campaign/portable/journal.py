"""What one arrival has taken so far, by the names the file has for it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db import models

from archive.models import Claim, Document, Entity, Passage, Revision, Source
from archive.models.slugs import free_slug
from campaign.models import Campaign, Recipient
from campaign.portable.reading import Unreadable

TOLD = 200
_ROOM = 10
Row = TypeVar("Row")


@dataclass(slots=True)
class Journal:
    """The rows that stand for those of the file, new or here before."""

    at: datetime
    as_it_was: bool
    sources: dict[str, Source] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    recipients: dict[str, Recipient] = field(default_factory=dict)
    campaigns: dict[str, Campaign] = field(default_factory=dict)
    # by the file's name of the document and its number there; None: not here
    revisions: dict[tuple[str, int], Revision | None] = field(default_factory=dict)
    texts: dict[tuple[str, int], str] = field(default_factory=dict)
    fresh_revisions: list[int] = field(default_factory=list)
    new: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    left_out: list[str] = field(default_factory=list)

    def leave_out(self, sentence: str) -> None:
        if len(self.left_out) < TOLD:
            self.left_out.append(sentence)

    def passage(self, said: Mapping[str, Any]) -> Passage | None:
        """The passage as the file says it; None where its text is not here.

        Raises Unreadable unless the words stand at that place in the file's
        own text.
        """
        key = (said["document"], said["revision"])
        if key not in self.texts:
            raise Unreadable(f"There is no text {key[1]} of “{key[0]}” in this file.")
        start, end = said["start"], said["end"]
        if start >= end or self.texts[key][start:end] != said["quote"]:
            raise Unreadable(
                f"“{said['quote'][:80]}” does not stand at {start}–{end} of “{key[0]}”."
            )
        revision = self.revisions[key]
        if revision is None:
            self.leave_out(
                f"“{said['quote'][:80]}”: that text of “{key[0]}” is not in this archive."
            )
            return None
        return Passage.objects.at(revision, start, end)


def free(model: type[models.Model], wanted: str, *, otherwise: str) -> str:
    """The address as the file has it; where something else has it, the next one."""
    every = (model._default_manager, model.history)  # type: ignore[attr-defined]
    if any(rows.filter(slug=wanted).exists() for rows in every):
        return free_slug(model, stem(model, wanted), otherwise=otherwise)
    return wanted


def stem(model: type[models.Model], slug: str) -> str:
    """As much of an address as leaves room for a number behind it."""
    longest = model._meta.get_field("slug").max_length  # type: ignore[union-attr]
    return slug[: (longest or 0) - _ROOM]


def found(rows: Mapping[str, Row], slug: str | None, noun: str) -> Row | None:
    """The row the file means; None for none. Raises Unreadable for a stranger."""
    if slug is None:
        return None
    if slug not in rows:
        raise Unreadable(f"This file names the {noun} “{slug}” and does not hold it.")
    return rows[slug]

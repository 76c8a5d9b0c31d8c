"""What people decide about mentions, entities and publication.

With `claims` the only writer of human decisions. Each act is one
transaction, names who and when, and leaves history.
"""

import re
from collections.abc import Iterable
from datetime import datetime

from anyascii import anyascii
from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import slugify

from archive import names
from archive.models import Document, Entity, Mention, Name, Passage, StopRule
from archive.models.authorship import Author, account, save_as

NAME_LENGTH = 200  # of the columns that hold labels and spellings
NAMED = frozenset({Mention.Kind.PERSON, Mention.Kind.ORG, Mention.Kind.PLACE})


class CannotAccept(ValueError):
    """Why a mention cannot be accepted, in words for the curator."""


@transaction.atomic
def accept(
    mentions: Iterable[Mention],
    *,
    by: Author,
    at: datetime,
    entity: Entity | None = None,
) -> int:
    """Accept mentions, as the entity given or the one suggested.

    The spelling is added to the entity's names, so the next run knows it.
    Returns how many. Raises CannotAccept, and then nothing is decided.
    """
    count = 0
    for mention in mentions:
        chosen = entity or mention.entity
        _refuse_mismatch(mention, chosen)
        _decide(mention, Mention.Status.ACCEPTED, by=by, at=at, entity=chosen)
        if chosen is not None:
            remember_spelling(chosen, mention.passage.quote)
        count += 1
    return count


@transaction.atomic
def mark(
    passage: Passage,
    *,
    kind: str,
    by: Author,
    at: datetime,
    entity: Entity | None = None,
    value: str = "",
) -> Mention:
    """A mention a person saw, accepted at once; a date carries its value.

    A suggestion at the same words becomes this decision.
    """
    mention = Mention.objects.filter(passage=passage, kind=kind).first()
    mention = mention or Mention(passage=passage, kind=kind)
    mention.value = value
    mention.entity = entity
    accept([mention], by=by, at=at)
    return mention


@transaction.atomic
def reject(
    mentions: Iterable[Mention],
    *,
    by: Author,
    at: datetime,
    scope: str = "",
    reason: str = "",
) -> int:
    """Reject mentions; with a scope, stop the surface as far as it reaches.

    Raises ValueError for a scope that does not fit, and then nothing is decided.
    """
    count = 0
    for mention in mentions:
        _decide(mention, Mention.Status.REJECTED, by=by, at=at, entity=None)
        if scope:
            _stop(mention, scope, by=by, at=at, reason=reason)
        count += 1
    return count


@transaction.atomic
def reopen(mentions: Iterable[Mention], *, by: Author) -> int:
    """Take a decision back: the mention waits again as a suggestion.

    What the decision left behind goes with it: the rule of a rejection, the
    spelling an acceptance added.
    """
    count = 0
    for mention in mentions:
        _take_back_traces(mention, by=by)
        mention.status = Mention.Status.SUGGESTED
        mention.decided_by = mention.decided_at = None
        save_as(mention, by)
        count += 1
    return count


@transaction.atomic
def new_entity(
    label: str,
    *,
    kind: str,
    by: Author,
    description: str = "",
    slug: str = "",
) -> Entity:
    """A person, organisation or place, with its label as preferred name.

    Raises ValueError for another kind, and for no name or too long a one.
    """
    label = _one_line(label)
    if kind not in Entity.Kind.values:
        raise ValueError("Only people, organisations and places have entries.")
    if not label:
        raise ValueError("An entry needs a name.")
    if len(label) > NAME_LENGTH:
        raise ValueError(f"A name has at most {NAME_LENGTH} characters.")
    entity = Entity(
        kind=kind,
        slug=_free_slug(slug or label),
        label=label,
        sort_key=sort_key(label, kind=kind),
        description=description,
    )
    save_as(entity, by)
    add_name(entity, label, kind=Name.Kind.PREFERRED)
    return entity


def add_name(
    entity: Entity, text: str, *, kind: str = Name.Kind.ALIAS, language: str = ""
) -> Name:
    """A spelling of an entity; the one that is there when it is known."""
    name, _made = Name.objects.get_or_create(
        entity=entity,
        text=text,
        defaults={"kind": kind, "language": language, "key": names.key(text)[:200]},
    )
    return name


def save_name(name: Name, *, by: Author) -> None:
    """Keep a spelling a curator typed, with the key it is compared by."""
    name.text = _one_line(name.text)
    name.key = names.key(name.text)[:200]
    save_as(name, by)


def delete_name(name: Name, *, by: Author) -> None:
    """Forget a spelling; its history names who did."""
    _delete(name, by)


def prefer_label(entity: Entity, *, by: Author) -> None:
    """An entity without a preferred name gets its label as one."""
    if entity.names.filter(kind=Name.Kind.PREFERRED).exists():
        return
    label = _one_line(entity.label)
    name = entity.names.filter(text=label).first()
    name = name or Name(entity=entity, text=label)
    name.kind = Name.Kind.PREFERRED
    save_name(name, by=by)


def remember_spelling(entity: Entity, surface: str) -> None:
    """Keep a spelling as printed, unless it is a bare part of the label.

    A lone surname would otherwise find every bearer of it, everywhere. What is
    longer than any name is not kept either.
    """
    surface = _one_line(surface)
    if len(surface) > NAME_LENGTH:
        return
    is_part = set(names.fold(surface).split()) < set(names.fold(entity.label).split())
    if entity.kind == Entity.Kind.PERSON and is_part:
        return
    add_name(entity, surface, kind=Name.Kind.AS_PRINTED)


def sort_key(label: str, *, kind: str) -> str:
    """A person by the last word of the label, everything else as it stands.

    Plain letters as they are written, not as names are compared: there "zh"
    and "j" are one sound.
    """
    words = re.sub(r"[^\w\s]+", " ", anyascii(label).casefold()).split()
    if kind == Entity.Kind.PERSON:
        words = [*words[-1:], *words[:-1]]
    return (" ".join(words) or label)[:200]


@transaction.atomic
def publish(documents: Iterable[Document], *, by: Author) -> int:
    """Make documents public, with the letters printed in them."""
    return _show(documents, Document.Visibility.PUBLIC, by)


@transaction.atomic
def withdraw(documents: Iterable[Document], *, by: Author) -> int:
    """Take documents, and the letters printed in them, from public view."""
    return _show(documents, Document.Visibility.WITHDRAWN, by)


def _show(documents: Iterable[Document], visibility: str, by: Author) -> int:
    count = 0
    for document in documents:
        for each in (document, *document.parts.all()):
            each.visibility = visibility
            save_as(each, by)
        count += 1
    return count


def _refuse_mismatch(mention: Mention, entity: Entity | None) -> None:
    if mention.kind in NAMED and entity is None:
        raise CannotAccept(f"Say who or what “{mention.passage.quote}” is.")
    if entity is not None and entity.kind != mention.kind:
        raise CannotAccept(
            f"“{mention.passage.quote}” is marked as {mention.get_kind_display()}, "
            f"but {entity.label} is {entity.get_kind_display()}."
        )


def _decide(
    mention: Mention,
    status: str,
    *,
    by: Author,
    at: datetime,
    entity: Entity | None,
) -> None:
    mention.status = status
    mention.entity = entity
    mention.decided_by = account(by)
    mention.decided_at = at
    save_as(mention, by)


def _stop(
    mention: Mention, scope: str, *, by: Author, at: datetime, reason: str
) -> None:
    document = mention.passage.revision.document
    if scope not in StopRule.Scope.values:
        raise ValueError("That reach of a rejection is not on offer.")
    if scope == StopRule.Scope.SOURCE and document.source_id is None:
        raise ValueError("This report names no source; reject it only in this report.")
    StopRule.objects.get_or_create(
        surface=mention.passage.quote[:200],
        kind=mention.kind,
        scope=scope,
        document=document if scope == StopRule.Scope.DOCUMENT else None,
        source=document.source if scope == StopRule.Scope.SOURCE else None,
        defaults={"made_by": account(by), "made_at": at, "reason": reason},
    )


def _take_back_traces(mention: Mention, *, by: Author) -> None:
    if mention.status == Mention.Status.REJECTED:
        for rule in _rules_left_by(mention):
            _delete(rule, by)
    elif mention.status == Mention.Status.ACCEPTED and mention.entity is not None:
        _forget_spelling(mention, mention.entity, by=by)


def _rules_left_by(mention: Mention) -> QuerySet[StopRule]:
    """The rules made at the moment of the rejection, for its words."""
    if mention.decided_at is None:
        return StopRule.objects.none()
    return StopRule.objects.filter(
        surface=mention.passage.quote[:200],
        kind=mention.kind,
        made_at=mention.decided_at,
        made_by=mention.decided_by,
    )


def _forget_spelling(mention: Mention, entity: Entity, *, by: Author) -> None:
    """Unless another accepted mention was printed so, or a curator chose it."""
    surface = _one_line(mention.passage.quote)
    others = entity.mentions.filter(status=Mention.Status.ACCEPTED).exclude(
        pk=mention.pk
    )
    printed = others.values_list("passage__quote", flat=True)
    if surface in {_one_line(quote) for quote in printed}:
        return
    for name in entity.names.filter(text=surface, kind=Name.Kind.AS_PRINTED):
        _delete(name, by)


def _delete(row: StopRule | Name, by: Author) -> None:
    # simple-history reads the author of a change from this attribute
    setattr(row, "_history_user", account(by))  # noqa: B010
    row.delete()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _free_slug(wanted: str) -> str:
    stem = slugify(anyascii(wanted))[:100] or "entry"
    taken = set(
        Entity.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    )
    candidates = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)

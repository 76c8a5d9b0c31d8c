"""What people decide about finds in a text."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

from django.db.models import QuerySet

from archive.curation.entries import (
    called,
    delete_name,
    new_entity,
    one_line,
    remember_spelling,
)
from archive.models import (
    Batch,
    Document,
    Entity,
    Mention,
    Name,
    Passage,
    StopRule,
    recording,
)
from archive.models.authorship import Author, account, delete_as, save_as
from archive.models.batch import Act

NAMED = frozenset({Mention.Kind.PERSON, Mention.Kind.ORG, Mention.Kind.PLACE})


class CannotAccept(ValueError):
    """Why a mention cannot be accepted, in words for the curator."""


def accept(
    mentions: Iterable[Mention],
    *,
    by: Author,
    at: datetime,
    entity: Entity | None = None,
    retag: bool = False,
) -> int:
    """Accept mentions, as the entity given or the one suggested.

    The spelling is added to the entity's names, so the next run knows it.
    retag: a mention of another kind takes the kind of the entity. Returns how
    many. Raises CannotAccept, and then nothing is decided.
    """
    mentions = list(mentions)
    with _batch(Batch.Verb.ACCEPT, mentions, by, entity):
        for mention in mentions:
            chosen = entity or mention.entity
            if retag and chosen is not None:
                _give_kind(mention, chosen.kind)
            _refuse_mismatch(mention, chosen)
            _decide(mention, Mention.Status.ACCEPTED, by=by, at=at, entity=chosen)
            if chosen is not None:
                remember_spelling(chosen, mention.passage.quote, by=by)
    return len(mentions)


def accept_as_new(
    mentions: Sequence[Mention],
    label: str,
    *,
    kind: str,
    by: Author,
    at: datetime,
    is_namesake: bool = False,
) -> Entity:
    """Accept mentions as an entry made for them.

    Asked twice for one name, the first entry serves both, unless this is
    somebody else of the same name. Raises ValueError.
    """
    with _batch(Batch.Verb.ENTRY, mentions, by):
        known = None if is_namesake else called(label, kind=kind).first()
        entity = known or new_entity(label, kind=kind, by=by)
        accept(mentions, by=by, at=at, entity=entity, retag=True)
    return entity


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
    with _batch(Batch.Verb.MARK, [mention], by, entity):
        accept([mention], by=by, at=at)
    return mention


def move(mention: Mention, start: int, end: int, *, by: Author) -> Mention:
    """Set the boundaries of a mention anew; it waits as a person's own mark.

    The find it came from is not suggested again while this one lies on it.
    Returns the mention at those words, which may be another that was there.
    Raises ValueError outside the text.
    """
    revision = mention.passage.revision
    if (mention.passage.start, mention.passage.end) == (start, end):
        return mention
    with _batch(Batch.Verb.MOVE, [mention], by):
        passage = Passage.objects.at(revision, start, end)
        there = Mention.objects.filter(passage=passage, kind=mention.kind).first()
        if there is not None and there.decided_at is not None:
            raise ValueError(f"“{passage.quote}” is decided already.")
        if there is not None:
            delete_as(there, by)
        mention.passage = passage
        mention.extractor = ""
        mention.status = Mention.Status.SUGGESTED
        mention.decided_by = mention.decided_at = None
        save_as(mention, by)
    return mention


def set_aside(mentions: Iterable[Mention], *, by: Author, at: datetime) -> int:
    """Choose not to decide yet: they stay suggested, and leave the queue."""
    mentions = list(mentions)
    with _batch(Batch.Verb.SET_ASIDE, mentions, by):
        for mention in mentions:
            mention.set_aside_at = at
            save_as(mention, by)
    return len(mentions)


def reject(
    mentions: Iterable[Mention],
    *,
    by: Author,
    at: datetime,
    scope: str = "",
    reason: str = "",
) -> int:
    """Reject mentions; with a scope, stop the surface as far as it reaches.

    Open finds of a stopped surface within that reach are rejected with it.
    Raises ValueError for a scope that does not fit, and then nothing is decided.
    """
    mentions = list(mentions)
    with _batch(Batch.Verb.REJECT, mentions, by):
        for mention in mentions:
            _decide(mention, Mention.Status.REJECTED, by=by, at=at, entity=None)
            if scope:
                rule = _stop(mention, scope, by=by, at=at, reason=reason)
                for other in _open_within(rule):
                    _decide(other, Mention.Status.REJECTED, by=by, at=at, entity=None)
    return len(mentions)


def reopen(mentions: Iterable[Mention], *, by: Author) -> int:
    """Take a decision back: the mention waits again as a suggestion.

    What the decision left behind goes with it: the rule of a rejection, the
    spelling an acceptance added.
    """
    mentions = list(mentions)
    with _batch(Batch.Verb.REOPEN, mentions, by):
        for mention in mentions:
            _take_back_traces(mention, by=by)
            mention.status = Mention.Status.SUGGESTED
            mention.decided_by = mention.decided_at = mention.set_aside_at = None
            save_as(mention, by)
    return len(mentions)


def _batch(
    verb: str, mentions: Sequence[Mention], by: Author, entity: Entity | None = None
) -> AbstractContextManager[Act]:
    _refuse_outdated(mentions)
    quotes = list(dict.fromkeys(f"“{mention.passage.quote}”" for mention in mentions))
    words = ", ".join(quotes[:3]) + (" …" if len(quotes) > 3 else "")
    whom = f" = {entity.slug}" if entity else ""
    return recording(
        verb,
        by=by,
        summary=f"{words}{whom} ({len(mentions)})",
        document=_document(mentions),
    )


def _refuse_outdated(mentions: Sequence[Mention]) -> None:
    """A decision on a text that was corrected would be seen by nobody."""
    revisions = {mention.passage.revision_id for mention in mentions}
    current = Document.objects.filter(current_revision__in=revisions)
    if current.count() < len(revisions):
        raise ValueError("This text has been corrected meanwhile. Look again.")


def _document(mentions: Sequence[Mention]) -> Document | None:
    return mentions[0].passage.revision.document if mentions else None


def _give_kind(mention: Mention, kind: str) -> None:
    if mention.kind == kind:
        return
    there = Mention.objects.filter(passage=mention.passage, kind=kind)
    if there.exclude(pk=mention.pk).exists():
        raise CannotAccept(
            f"“{mention.passage.quote}” is in the list as another kind: decide there."
        )
    mention.kind = kind


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
    mention.set_aside_at = None
    save_as(mention, by)


def _stop(
    mention: Mention, scope: str, *, by: Author, at: datetime, reason: str
) -> StopRule:
    document = mention.passage.revision.document
    if scope not in StopRule.Scope.values:
        raise ValueError("That reach of a rejection is not on offer.")
    if scope == StopRule.Scope.SOURCE and document.source_id is None:
        raise ValueError("This report names no source; reject it only in this report.")
    wanted = {
        "surface": mention.passage.quote[:200],
        "kind": mention.kind,
        "scope": scope,
        "document": document if scope == StopRule.Scope.DOCUMENT else None,
        "source": document.source if scope == StopRule.Scope.SOURCE else None,
    }
    rule = StopRule.objects.filter(**wanted).first()
    if rule is None:
        rule = StopRule(**wanted, made_by=account(by), made_at=at, reason=reason)
        save_as(rule, by)
    return rule


def _open_within(rule: StopRule) -> QuerySet[Mention]:
    """Machine suggestions of this very surface that the rule reaches."""
    found = (
        Mention.objects.suggested()
        .undecided()
        .filter(kind=rule.kind, passage__quote=rule.surface)
    )
    if rule.scope == StopRule.Scope.DOCUMENT:
        found = found.filter(passage__revision__document=rule.document)
    elif rule.scope == StopRule.Scope.SOURCE:
        found = found.filter(passage__revision__document__source=rule.source)
    return found.select_related("passage").select_for_update(of=("self",))


def _take_back_traces(mention: Mention, *, by: Author) -> None:
    if mention.status == Mention.Status.REJECTED:
        for rule in _rules_left_by(mention):
            delete_as(rule, by)
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
    surface = one_line(mention.passage.quote)
    others = entity.mentions.filter(status=Mention.Status.ACCEPTED).exclude(
        pk=mention.pk
    )
    printed = others.values_list("passage__quote", flat=True)
    if surface in {one_line(quote) for quote in printed}:
        return
    for name in entity.names.filter(text=surface, kind=Name.Kind.AS_PRINTED):
        delete_name(name, by=by)

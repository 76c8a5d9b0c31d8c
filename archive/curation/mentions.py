"""What people decide about finds in a text."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from archive.curation.entries import (
    called,
    delete_name,
    new_entity,
    one_line,
    remember_spelling,
)
from archive.extraction import FindKind, says_who
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
from archive.models.revision import is_current

NAMED = frozenset({Mention.Kind.PERSON, Mention.Kind.ORG, Mention.Kind.PLACE})
# These never overlap one another; a demand or an action may hold them.
_CORE = NAMED | {Mention.Kind.DATE}
_OUTDATED = "This text has been corrected meanwhile. Look again."


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
    somebody else of the same name. A name that says only of what kind ("the
    High Commission") is another's in the next report. Raises ValueError.
    """
    with _batch(Batch.Verb.ENTRY, mentions, by):
        known = None if is_namesake else _bearers(label, kind, mentions).first()
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

    A suggestion at the same words becomes this decision; others that lie on them
    give way. Raises ValueError where a decided mention lies on them, and when the
    text has been corrected.
    """
    blank = Mention(passage=passage, kind=kind)
    with _batch(Batch.Verb.MARK, [blank], by, entity):
        _hold(passage)
        mention = Mention.objects.filter(passage=passage, kind=kind).first() or blank
        _clear(mention, by=by)
        mention.value = value
        mention.entity = entity
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
                others = _open_within(rule).select_related("passage")
                for other in others.select_for_update(of=("self",)):
                    _decide(other, Mention.Status.REJECTED, by=by, at=at, entity=None)
    return len(mentions)


def reach(mentions: Sequence[Mention], scope: str) -> QuerySet[Mention]:
    """Open finds elsewhere that go with these when they are rejected so far.

    Raises ValueError for a scope that does not fit.
    """
    said = {(mention.passage.quote, mention.kind): mention for mention in mentions}
    found = Mention.objects.none()
    for mention in said.values():
        found |= _open_within(_rule(mention, scope))
    return found.exclude(pk__in=[mention.pk for mention in mentions])


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
    summary = _said(mentions, entity)
    return recording(verb, by=by, summary=summary, document=_document(mentions))


def _said(mentions: Sequence[Mention], entity: Entity | None) -> str:
    quotes = list(dict.fromkeys(f"“{mention.passage.quote}”" for mention in mentions))
    words = ", ".join(quotes[:3]) + (" …" if len(quotes) > 3 else "")
    whom = f" = {entity.slug}" if entity else ""
    return f"{words}{whom} ({len(mentions)})"


def _hold(passage: Passage) -> None:
    """Keep corrections out until this is written; they wait, or have been made."""
    row = Document.objects.select_for_update(no_key=True, of=("self",))
    if not row.filter(current_revision=passage.revision_id):
        raise ValueError(_OUTDATED)


def _clear(mention: Mention, *, by: Author) -> None:
    """Refuse words that are decided; what a machine only suggests gives way."""
    passage = mention.passage
    kinds = _CORE if mention.kind in _CORE else {mention.kind}
    lying = Mention.objects.filter(
        passage__revision=passage.revision_id,
        passage__start__lt=passage.end,
        passage__end__gt=passage.start,
        kind__in=kinds,
    ).select_related("passage")
    for other in lying.select_for_update(of=("self",)):
        if other.status == Mention.Status.ACCEPTED:
            raise ValueError(f"“{other.passage.quote}” is decided already.")
        is_open = other.status == Mention.Status.SUGGESTED and other.decided_at is None
        if is_open and other.pk != mention.pk:
            other.status = Mention.Status.SUPERSEDED
            save_as(other, by)


def _bearers(label: str, kind: str, mentions: Sequence[Mention]) -> QuerySet[Entity]:
    """Who has this name already; one that is not a name, in these texts only."""
    found = called(label, kind=kind)
    if kind not in NAMED or says_who(label, FindKind(kind)):
        return found
    texts = {mention.passage.revision_id for mention in mentions}
    here = Mention.objects.accepted().filter(passage__revision__in=texts)
    return found.filter(
        pk__in=here.order_by().values_list(Coalesce("entity__root", "entity"))
    )


def _refuse_outdated(mentions: Sequence[Mention]) -> None:
    """A decision on a text that was corrected would be seen by nobody."""
    revisions = {mention.passage.revision_id for mention in mentions}
    current = Document.objects.filter(current_revision__in=revisions)
    if current.count() < len(revisions):
        raise ValueError(_OUTDATED)


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
    rule = _rule(mention, scope)
    if rule._state.adding:
        rule.made_by, rule.made_at, rule.reason = account(by), at, reason
        save_as(rule, by)
    return rule


def _rule(mention: Mention, scope: str) -> StopRule:
    """The rule as it is kept, or as it would be. Raises ValueError."""
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
    return StopRule.objects.filter(**wanted).first() or StopRule(**wanted)


def _open_within(rule: StopRule) -> QuerySet[Mention]:
    """Machine suggestions of this very surface that the rule reaches."""
    found = (
        Mention.objects.suggested()
        .undecided()
        .filter(
            is_current("passage__revision"),
            kind=rule.kind,
            passage__quote=rule.surface,
        )
    )
    if rule.scope == StopRule.Scope.DOCUMENT:
        return found.filter(passage__revision__document=rule.document)
    if rule.scope == StopRule.Scope.SOURCE:
        return found.filter(passage__revision__document__source=rule.source)
    return found


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

"""Taking an act back, exactly: every row it wrote is what it was before.

The states are those in the histories; nothing else is kept for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError, Q
from django.db.models.deletion import Collector

from archive import ingest, merging, resolution, search, tasks
from archive.models import (
    Batch,
    Claim,
    Document,
    Entity,
    Judgement,
    Mention,
    Name,
    Participant,
    Source,
    recording,
)
from archive.models.authorship import Author, delete_as, save_as
from archive.models.batch import histories, written

# An act undone again and again is passed over; most often none is.
_FEW = 20
# What one may do to a row one may take back, by what the history calls it.
_RIGHTS = {"+": "add", "~": "change", "-": "delete"}
_SHOWS = frozenset({Batch.Verb.PUBLISH, Batch.Verb.WITHDRAW})


class CannotUndo(ValueError):
    """Why an act cannot be taken back now, in words for the curator."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A row an act wrote: its states before, after, and today. None = no row.

    today: as a person left it last; what machines suggest is no change.
    steps: for each time the act wrote the row, when, and the state before that.
    """

    model: type[models.Model]
    pk: int
    before: Any
    after: Any
    today: Any
    steps: tuple[tuple[int, Any], ...]


def last(by: Author) -> Batch | None:
    """The newest act of a person that stands; an undo is not undone by this."""
    if by is None or not by.is_authenticated:
        return None
    acts = (
        Batch.objects.filter(made_by=by.pk)
        .filter(Q(undone_by=None) | Q(undone_by__undone_by__isnull=False))
        .exclude(verb__in=(Batch.Verb.UNDO, Batch.Verb.PURGE))
        .select_related("undone_by__undone_by__undone_by")
    )
    # PostgreSQL reads all rows for an iterator: most often the first few will do
    first = list(acts[:_FEW])
    rest = acts[_FEW:].iterator(_FEW) if len(first) == _FEW else ()
    return next((act for act in chain(first, rest) if not act.is_undone), None)


def undo(batch: Batch, *, by: Author, at: datetime) -> Batch:
    """Take an act back, or bring an undone one again when it is an undo.

    All of it or nothing. Raises CannotUndo when a row has changed since, is in
    use, or may not be so any more. Some fifteen queries, and four for each row.
    """
    with recording(
        Batch.Verb.UNDO, by=by, summary=str(batch), document=batch.document
    ) as act:
        batch = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if batch.is_undone:
            raise CannotUndo("This has been taken back already.")
        if batch.verb == Batch.Verb.PURGE:
            raise CannotUndo("What was purged is gone: nothing brings it back.")
        touched = list(_touched(batch))
        for each in touched:
            _refuse_changed(each)
        # step by step: what a claim was confirmed by goes after its confirmation
        steps = [(step, each) for each in touched for step in each.steps]
        for (_position, before), each in sorted(steps, key=lambda s: -s[0][0]):
            _put_back(each, before, by=by, at=at)
        _settle(touched)
        _refuse_wrong(touched)
        _index(touched)
        search.index_again(s for each in touched for s in (each.before, each.after))
        batch.undone_by = done = act.row()
        batch.save(update_fields=["undone_by"])
    _read_again(touched)
    _mark_again(touched)
    return done


def needed(batch: Batch) -> set[str]:
    """The rights that taking an act back asks for: those of the act itself.

    To bring it again too. Of the archive: the right to change a document.
    """
    while (undone := Batch.objects.filter(undone_by=batch).first()) is not None:
        batch = undone
    found = set()
    for name, pks in _by_history(written(batch)).items():
        history = histories()[name]
        row = history.instance_type._meta  # type: ignore[attr-defined]
        states = history._default_manager.filter(batch=batch, id__in=pks)
        if own := _of_columns(history.instance_type, states):  # type: ignore[attr-defined]
            found |= own
        elif row.app_label == "archive":
            right = "publish" if batch.verb in _SHOWS else "change"
            found.add(f"archive.{right}_document")
        else:
            for kind in set(states.order_by().values_list("history_type", flat=True)):
                found.add(f"{row.app_label}.{_RIGHTS[kind]}_{row.model_name}")
    return found


def _of_columns(
    model: type[models.Model], states: models.QuerySet[models.Model]
) -> set[str]:
    """Rights of their own that a model asks for columns which the act has changed."""
    asked: Mapping[str, str] = getattr(model, "asks", {})
    changed: Iterable[Any] = states.filter(history_type="~") if asked else ()
    pairs = [(state.prev_record, state) for state in changed]
    return {
        right
        for before, after in pairs
        for column, right in asked.items()
        if before is not None and getattr(before, column) != getattr(after, column)
    }


def _by_history(rows: Iterable[tuple[str, int, int]]) -> Mapping[str, Sequence[int]]:
    found = defaultdict(list)
    for name, pk, _first in rows:
        found[name].append(pk)
    return found


def _touched(batch: Batch) -> Iterator[Touched]:
    for name in _by_history(written(batch)):
        history = histories()[name]
        states: dict[int, list[Any]] = {}
        rows: Iterable[Any] = history._default_manager.filter(batch=batch).order_by(
            "history_id"
        )
        for state in rows:
            states.setdefault(state.instance.pk, []).append(state)
        for pk, steps in states.items():
            yield _of_row(history, pk, steps)


def _of_row(history: type[models.Model], pk: int, written: list[Any]) -> Touched:
    known = history._default_manager.filter(id=pk).order_by("-history_id")
    before = known.filter(history_id__lt=written[0].history_id).first()
    by_people = Q(batch__isnull=False) | Q(history_user__isnull=False)
    # machines suggest in the archive only; elsewhere whatever came is a change
    of_archive = written[0].instance_type._meta.app_label == "archive"
    today = known.filter(by_people) if of_archive else known
    return Touched(
        model=written[0].instance_type,
        pk=pk,
        before=_unless_deleted(before),
        after=_unless_deleted(written[-1]),
        today=_unless_deleted(today.first()),
        steps=tuple(
            (state.position or 0, _unless_deleted(earlier))
            for earlier, state in pairwise([before, *written])
        ),
    )


def _unless_deleted(state: Any) -> Any:
    return None if state is None or state.history_type == "-" else state


def _values(state: Any) -> dict[str, object] | None:
    if state is None:
        return None
    fields = (field.attname for field in state.tracked_fields)
    return {name: getattr(state, name) for name in fields} | linked(state)


def linked(state: Any) -> dict[str, frozenset[int]]:
    """Keys of the rows it points to by tables of links, as far as those are kept."""
    return {
        field.name: frozenset(
            getattr(state, field.name)
            .order_by()
            .values_list(field.m2m_reverse_field_name(), flat=True)
        )
        for field in getattr(state, "_history_m2m_fields", ())
    }


def _refuse_changed(each: Touched) -> None:
    if _values(each.today) == _values(each.after):
        return
    words = _words((each.today or each.after).instance)
    whose = each.today.history_user if each.today is not None else None
    who = f" by {whose}" if whose else ""
    raise CannotUndo(f"“{words}” was changed since{who}. Take that back first.")


def _put_back(each: Touched, before: Any, *, by: Author, at: datetime) -> None:
    if before is not None:
        row = before.instance
        _restore(row, by=by)
        for name, keys in linked(before).items():
            links = getattr(row, name)
            links.set(links.model._base_manager.filter(pk__in=keys))
        return
    row = each.model._default_manager.filter(pk=each.pk).first()
    if row is None:
        return
    if isinstance(row, Document):
        _retire(row, by=by)
    elif isinstance(row, Judgement):
        merging.revoke_row(row, by=by, at=at)
    else:
        _remove(row, by=by)


def _restore(row: models.Model, *, by: Author) -> None:
    for field in row._meta.concrete_fields:
        key = getattr(row, field.attname)
        if not isinstance(field, models.ForeignKey) or key is None:
            continue
        if not field.related_model._base_manager.filter(pk=key).exists():
            raise CannotUndo(
                f"“{_words(row)}” needs an entry that is gone by now: "
                f"{field.related_model._meta.verbose_name} {key}."
            )
    if isinstance(row, Mention):
        _make_room(row, by=by)
    try:
        with transaction.atomic():
            save_as(row, by)
    except IntegrityError as error:
        raise CannotUndo(
            f"Something else stands where “{_words(row)}” stood. Take that back first."
        ) from error


def _make_room(mention: Mention, *, by: Author) -> None:
    """What a machine has suggested meanwhile at these words gives way."""
    there = Mention.objects.undecided().filter(
        passage=mention.passage_id, kind=mention.kind, set_aside_at=None
    )
    for other in there.exclude(pk=mention.pk).exclude(extractor=""):
        _remove(other, by=by)


def _remove(row: models.Model, *, by: Author) -> None:
    if isinstance(row, Entity):
        _let_go(row, by=by)
    try:
        _refuse_taking_along(row)
        delete_as(row, by)
    except ProtectedError as error:
        raise CannotUndo(
            f"“{_words(row)}” is in use by now. Take back what uses it first."
        ) from error


def _refuse_taking_along(row: models.Model) -> None:
    """What others have written since is not deleted with what it hangs on."""
    collector = Collector(using=row._state.db or "default")
    collector.collect([row])
    for other in (each for rows in collector.data.values() for each in rows):
        if other != row and hasattr(type(other), "history"):
            raise CannotUndo(
                f"“{_words(other)}” was added to “{_words(row)}” since. "
                "Take that back first."
            )


def _let_go(entity: Entity, *, by: Author) -> None:
    """What a machine has suggested since is no reason to keep an entry.

    Nor is what was said of it and taken back.
    """
    for mention in Mention.objects.undecided().filter(entity=entity):
        mention.entity = None
        save_as(mention, by)
    proposed = Claim.objects.filter(status=Claim.Status.SUGGESTED).exclude(extractor="")
    for part in Participant.objects.filter(entity=entity, claim__in=proposed):
        part.entity, part.words = None, entity.label
        save_as(part, by)
    for claim in proposed.filter(place=entity):
        claim.place = None
        save_as(claim, by)
    said = Judgement.objects.filter(Q(entity=entity) | Q(kept=entity))
    for judgement in said.exclude(revoked_at=None):
        _forget(judgement, by=by)


def _forget(judgement: Judgement, *, by: Author) -> None:
    try:
        with transaction.atomic():
            delete_as(judgement, by)
    except IntegrityError as error:
        raise CannotUndo(
            f"Of “{_words(judgement.entity)}” and “{_words(judgement.kept)}” it was "
            "said whether they are one, and that is never forgotten: both stay."
        ) from error


def _retire(document: Document, *, by: Author) -> None:
    """Text that was received is never deleted: it is withdrawn instead."""
    document.visibility = Document.Visibility.WITHDRAWN
    document.part_of = document.part_of_passage = None
    save_as(document, by)


def _settle(touched: Iterable[Touched]) -> None:
    states = [each.after for each in touched if each.model is Judgement and each.after]
    try:
        merging.settle(
            pk for state in states for pk in (state.entity_id, state.kept_id)
        )
    except merging.Blocked as reason:
        raise CannotUndo(str(reason)) from reason


def _refuse_wrong(touched: Iterable[Touched]) -> None:
    """What must never be is not brought back by an undo either.

    A row knows by its refuse_clash(), which raises ValidationError.
    """
    for each in touched:
        rule = getattr(each.before and each.before.instance, "refuse_clash", None)
        try:
            if rule is not None:
                rule()
        except ValidationError as wrong:
            raise CannotUndo(" ".join(wrong.messages)) from wrong


def _index(touched: Iterable[Touched]) -> None:
    """Names are found by how they are written now."""
    spelt = [each for each in touched if each.model is Name]
    rows = Name.objects.select_related("entity").filter(pk__in=[t.pk for t in spelt])
    if not spelt:
        return
    resolution.index(rows)
    states = [state for each in spelt for state in (each.before, each.after) if state]
    for entity in Entity.objects.filter(pk__in={state.entity_id for state in states}):
        resolution.look_for_pairs(entity)


def _read_again(touched: Iterable[Touched]) -> None:
    """Texts that are current again: meanwhile no machine has kept up with them."""
    changed = [
        each.pk
        for each in touched
        if each.model is Document
        and each.before is not None
        and each.after is not None
        and each.before.current_revision_id != each.after.current_revision_id
    ]
    whole = Document.objects.whole().filter(pk__in=changed)
    for document in whole.select_related("current_revision") if changed else ():
        if document.current_revision is not None:
            ingest.remember(document, document.current_revision)
            tasks.extract.enqueue(document.current_revision.pk)


def _mark_again(touched: Iterable[Touched]) -> None:
    """The texts of a source whose rules are other ones, or of another language."""
    for each in touched:
        states = [state for state in (each.before, each.after) if state is not None]
        if each.model is Source and len({state.boilerplate for state in states}) > 1:
            ingest.mark_source.enqueue(each.pk)
        read_by = {(s.language, s.source_id) for s in states if each.model is Document}
        if len(read_by) > 1:
            ingest.mark_one(Document.objects.get(pk=each.pk))


def _words(row: models.Model) -> str:
    return str(row)[:80]

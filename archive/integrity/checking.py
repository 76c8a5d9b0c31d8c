"""Reading the chain again, link by link and record by record. Writes nothing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db.models import Exists, Min, OuterRef, QuerySet

from archive.integrity.faults import Fault
from archive.integrity.guarding import guards
from archive.integrity.heads import EMPTY, Head, following, head
from archive.integrity.kinds import Kind, Shapes, digest, is_kept_by_the_day, kinds
from archive.models import ChainLink, ChainWaiting, Judgement, Purge

_CHUNK = 500
_TOO_LONG = timedelta(hours=1)


def faults(*, at: datetime) -> Iterator[Fault]:
    """What was changed, lost, put in or put elsewhere. Memory stays small."""
    yield from guards()
    yield from links()
    shapes = Shapes()
    for kind in kinds().values():
        yield from records(kind, shapes)
    yield from strange(shapes)
    count, since = unsealed(at=at)
    if since is not None and at - since > _TOO_LONG:
        how = f"not sealed, the oldest since {since:%Y-%m-%d %H:%M}: run seal."
        yield Fault("Chain", f"{count} records", how)


def links() -> Iterator[Fault]:
    """Each follows from the one before, and none is missing between."""
    last = EMPTY
    columns = (
        "number",
        "hash",
        "shape__record_type",
        "record_id",
        "content",
        "sealed_on",
        "is_late",
    )
    rows = ChainLink.objects.order_by("number").values_list(*columns)
    for number, its_hash, name, pk, content, day, late in rows.iterator(_CHUNK):
        wanted = following(
            last.hash,
            number=number,
            record_type=name,
            record_id=pk,
            content=content,
            sealed_on=day,
            is_late=late,
        )
        if number != last.number + 1:
            which = _span(last.number + 1, number - 1)
            yield Fault("Link", which, "missing from the chain.")
        elif its_hash != wanted:
            how = "it does not follow from the one before it: it was changed."
            yield Fault("Link", str(number), how)
        last = Head(number, its_hash)


def _span(first: int, last: int) -> str:
    return f"{first}–{last}" if last > first else str(first)


class _Sealed(NamedTuple):
    """What a link says of a record."""

    pk: int
    shape: int
    content: str
    number: int


Row = Mapping[str, object]


def records(kind: Kind, shapes: Shapes) -> Iterator[Fault]:
    """Each says what it said when it was sealed, and none is gone."""
    of_kind = shapes.of(kind)
    fields = sorted({field for shape in of_kind for field in shape.fields})
    columns = {field.attname for field in kind.model._meta.concrete_fields}
    if gone := [field for field in fields if field not in columns]:
        yield Fault("Record", kind.name, f"its column {gone[0]} is gone.")
        return
    purges = _purges(kind)
    bare: list[int] = []
    for link, row in _side_by_side(kind, fields, [shape.pk for shape in of_kind]):
        if link is None:
            bare.append(_key(row))
        elif row is None:
            yield from _if_gone(kind, link)
        else:
            shape = shapes[link.shape].fields
            said = digest(shape, [row[name] for name in shape])
            yield from _if_changed(kind, link, said, purges.get(link.pk, ()))
        if len(bare) == _CHUNK:
            yield from _if_past_the_guard(kind, bare)
            bare = []
    yield from _if_past_the_guard(kind, bare)


def _side_by_side(
    kind: Kind, fields: Sequence[str], shapes: Sequence[int]
) -> Iterator[tuple[_Sealed | None, Row | None]]:
    """Links and records of one kind by key, each once, also those that are alone."""
    sealed = ChainLink.objects.filter(shape__in=shapes).order_by("record_id", "number")
    said = sealed.values_list("record_id", "shape_id", "content", "number")
    links = (_Sealed(*row) for row in said.iterator(_CHUNK))
    columns = ("pk", *fields)
    found = kind.rows(columns).iterator(_CHUNK)
    rows = (dict(zip(columns, row, strict=True)) for row in found)
    link, row = next(links, None), next(rows, None)
    while link is not None or row is not None:
        if row is None or (link is not None and link.pk < _key(row)):
            yield link, None
            link = next(links, None)
        elif link is None or link.pk > _key(row):
            yield None, row
            row = next(rows, None)
        else:
            yield link, row
            before, link = link.pk, next(links, None)
            # a second link of the same record is held against it too
            if link is None or link.pk != before:
                row = next(rows, None)


def _key(row: Row | None) -> int:
    return int(str(row["pk"])) if row else 0


def _purges(kind: Kind) -> Mapping[int, Sequence[Purge]]:
    found = defaultdict(list)
    for row in Purge.objects.filter(record_type=kind.name).order_by("pk"):
        found[row.record_id].append(row)
    return found


def _if_changed(
    kind: Kind, link: _Sealed, said: str, purges: Sequence[Purge]
) -> Iterator[Fault]:
    which = f"{kind.name} {link.pk} (link {link.number})"
    if not purges:
        if said != link.content:
            yield Fault("Record", which, "it was changed after it was sealed.")
        return
    steps = [purges[0].purged_sha256, *(row.left_sha256 for row in purges)]
    if link.content not in steps:
        yield Fault("Record", which, "what was purged of it is not what was sealed.")
    if said != steps[-1]:
        yield Fault("Record", which, "it is not what its purge has left.")


def _if_gone(kind: Kind, link: _Sealed) -> Iterator[Fault]:
    if kind.may_go:
        last = Judgement.history.filter(id=link.pk).order_by("history_id").last()
        if last is not None and last.history_type == "-":
            return
    which = f"{kind.name} {link.pk} (link {link.number})"
    yield Fault("Record", which, "it was deleted after it was sealed.")


def _if_past_the_guard(kind: Kind, keys: Sequence[int]) -> Iterator[Fault]:
    """No link, and not waiting for one. Asked again: somebody may be sealing now."""
    waiting = ChainWaiting.objects.filter(record_type=kind.name, record_id__in=keys)
    known = set(waiting.values_list("record_id", flat=True))
    sealed = ChainLink.objects.filter(
        shape__record_type=kind.name, record_id__in=[k for k in keys if k not in known]
    )
    known |= set(sealed.values_list("record_id", flat=True))
    for pk in keys:
        if pk not in known:
            how = "it is not sealed, and does not wait to be: put in past the guard."
            yield Fault("Record", f"{kind.name} {pk}", how)


def strange(shapes: Shapes) -> Iterator[Fault]:
    """Links, purges and what waits: each of a record that there is."""
    for shape in shapes:
        if shape.record_type not in kinds():
            yield Fault("Chain", shape.record_type, "nothing of this kind is kept.")
    for name in _types(ChainWaiting.objects.all()):
        kind = kinds().get(name)
        if kind is None:
            yield Fault("Chain", name, "nothing of this kind is kept.")
        elif not kind.may_go:
            waiting = ChainWaiting.objects.filter(record_type=name)
            there = kind.model._base_manager.filter(pk=OuterRef("record_id"))
            keys = waiting.filter(~Exists(there)).values_list("record_id", flat=True)
            for pk in keys.iterator(_CHUNK):
                yield Fault("Record", f"{name} {pk}", "deleted before it was sealed.")


def _types(rows: QuerySet[ChainWaiting]) -> list[str]:
    return list(rows.order_by().values_list("record_type", flat=True).distinct())


def unsealed(*, at: datetime) -> tuple[int, datetime | None]:
    """How many records wait to be sealed, and since when the oldest could be.

    None where none of them could be yet: what is kept by the day waits for its end.
    """
    waiting = ChainWaiting.objects.all()
    midnight = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    found = []
    for name in _types(waiting):
        kind = kinds().get(name)
        if kind is None or not kind.moment:
            continue
        keys = waiting.filter(record_type=name).values("record_id")
        rows = kind.model._base_manager.filter(pk__in=keys)
        due = rows.exclude(**{kind.moment: midnight})
        oldest = due.aggregate(oldest=Min(kind.moment))["oldest"]
        if oldest is not None:
            by_day = is_kept_by_the_day(oldest)
            found.append(oldest + timedelta(days=1) if by_day else oldest)
    return waiting.count(), min(found, default=None)


def against(known: Head) -> Iterator[Fault]:
    """Whether all that led to a head of an earlier day is still here."""
    if known.number == 0:
        return
    now = head()
    found = ChainLink.objects.filter(number=known.number).first()
    if found is None:
        how = f"what followed after {now.number} is gone."
        if now.number > known.number:
            how = "it is gone."
        yield Fault("Link", str(known.number), how)
    elif found.hash != known.hash:
        how = "it is not the one that was known: what came before was written anew."
        yield Fault("Link", str(known.number), how)

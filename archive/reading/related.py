"""What else there is to read: reports of the same people and facts, near in time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.db.models import F, Q, QuerySet, Value, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, RowNumber

from archive.models import Document, Entity, Evidence, Mention
from archive.models.authorship import Author as Viewer
from archive.reading import protecting, visible
from archive.reading.load import Opened
from archive.reading.notes import ClaimNote, Named
from archive.reading.prepared import Prepared, by_viewer, given, given_all

UPTO = 5
# Whom to ask for, and how many of the newest places that name each: what a page
# costs must not grow with how much is written about anybody.
_ASKED = 8
_NEWEST = 150
_CLAIMS_UPTO = 30
_REASONS_UPTO = 3
# One fact in common says more than a person, and a place alone says nothing.
_FACT = 4.0
_WEIGHTS = {"person": 3.0, "organisation": 2.0, "place": 1.0}
_LEAST = 2.0
# Whoever is named everywhere tells two reports apart less than others do; of the
# places that name them not all are asked for, and the nearest may not be there.
_COMMON = 0.7
# So much in common makes two reports one story.
_STORY = 3.0

_ON = given("on", date)

Row = tuple[int, int, int, date | None]


@dataclass(frozen=True, slots=True)
class Related:
    """A report, and what it shares: labels of entities, and kinds of facts."""

    document: Document
    names: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """earlier, later: the nearest in time that tell of the same; related: the
    others that share most.
    """

    earlier: Related | None = None
    later: Related | None = None
    related: tuple[Related, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.earlier or self.later or self.related)


@dataclass(slots=True)
class _Shared:
    """What one other report has in common with the one that is read."""

    key: int
    published: date | None
    named: set[int] = field(default_factory=set)
    claims: set[int] = field(default_factory=set)

    @property
    def when(self) -> tuple[date, int]:
        return self.published or date.min, self.key


def story(opened: Opened, *, viewer: Viewer, on: date) -> Story:
    """Two queries; none for a text without names or facts, two more while a name
    is protected. Only what is shown on the page relates it to another.
    """
    asked = _asked(opened.reading.named)
    facts = _facts(opened)
    rows = _rows(opened, asked, facts, viewer=viewer, on=on)
    if not rows:
        return Story()
    chosen = _chosen(list(_gathered(rows)), _Scale(asked, rows), opened.document)
    read = _documents(chosen, opened, viewer=viewer)
    earlier, later, *others = (
        _shown(each, read, chosen.scale, facts) for each in chosen.all
    )
    return Story(earlier, later, tuple(each for each in others if each))


def _chosen(shared: Sequence[_Shared], scale: "_Scale", here: Document) -> "_Chosen":
    place = here.published_on or date.min, here.pk
    dated = [each for each in shared if each.published and here.published_on]
    told = sorted(
        (each for each in dated if scale.of(each) >= _STORY),
        key=lambda each: each.when,
    )
    earlier = next((each for each in reversed(told) if each.when < place), None)
    later = next((each for each in told if each.when > place), None)
    nearest = {each.key for each in (earlier, later) if each}
    others = sorted(
        (each for each in shared if scale.of(each) >= _LEAST),
        key=lambda each: (-scale.of(each), -each.key),
    )
    rest = [each for each in others if each.key not in nearest]
    return _Chosen(scale, (earlier, later, *rest[:UPTO]))


def _shown(
    shared: _Shared | None,
    read: Mapping[int, Document],
    scale: "_Scale",
    facts: Mapping[int, str],
) -> Related | None:
    if shared is None or shared.key not in read:
        return None
    kinds = dict.fromkeys(facts[key] for key in sorted(shared.claims))
    return Related(read[shared.key], scale.labels(shared), tuple(kinds))


class _Scale:
    """How much a report has in common with this one."""

    def __init__(self, asked: Sequence[Named], rows: Sequence[Row]) -> None:
        self._named = {each.key: each for each in asked}
        times: dict[int, int] = {}
        for entity, _claim, _document, _day in rows:
            times[entity] = times.get(entity, 0) + 1
        self._weights = {
            each.key: _WEIGHTS[each.kind]
            * (_COMMON if times.get(each.key, 0) >= _NEWEST // 2 else 1)
            for each in asked
        }

    def of(self, shared: _Shared) -> float:
        return _FACT * len(shared.claims) + sum(
            self._weights[key] for key in shared.named
        )

    def labels(self, shared: _Shared) -> tuple[str, ...]:
        """The most telling first; in the order of print among equals."""
        keys = [key for key in self._weights if key in shared.named]
        keys.sort(key=lambda key: -self._weights[key])
        return tuple(self._named[key].label for key in keys[:_REASONS_UPTO])


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The nearest before and after, or None, and then the others."""

    scale: _Scale
    all: tuple[_Shared | None, ...]


def _asked(named: Iterable[Named]) -> list[Named]:
    return sorted(named, key=lambda each: -_WEIGHTS[each.kind])[:_ASKED]


def _facts(opened: Opened) -> dict[int, str]:
    """The kinds of the claims this text proves, by key."""
    proved = (
        note
        for section in opened.reading.sections
        for paragraph in section.paragraphs
        for note in paragraph.notes
        if isinstance(note, ClaimNote) and not note.against
    )
    return dict([(note.claim_id, note.kind) for note in proved][:_CLAIMS_UPTO])


def _rows(
    opened: Opened,
    asked: Sequence[Named],
    facts: Mapping[int, str],
    *,
    viewer: Viewer,
    on: date,
) -> list[Row]:
    """Entity or 0, claim or 0, and the document both stand in. One query."""
    own = {opened.document.pk, opened.document.part_of_id}
    given_keys: dict[str, list[int]] = {}
    if asked:
        given_keys["named"] = [each.key for each in asked]
    if facts:
        given_keys["facts"] = list(facts)
    if not given_keys:
        return []
    shared = _SHARED[frozenset(given_keys)](viewer)
    return [row for row in shared.ask(on=on, **given_keys) if row[2] not in own]


def _by_name(viewer: Viewer) -> QuerySet[Any, Row]:
    named = visible.mentions_today(viewer, on=_ON).filter(pk__in=_newest())
    return _columns(named, whom=Coalesce("entity__root", "entity"))


def _by_fact(viewer: Viewer) -> QuerySet[Any, Row]:
    proofs = visible.cited(viewer, on=_ON).filter(
        claim__in=given_all("facts", upto=_CLAIMS_UPTO),
        stance=Evidence.Stance.SUPPORTS,
    )
    return _columns(proofs, claim=F("claim"))


def _by_both(viewer: Viewer) -> QuerySet[Any, Row]:
    return _by_name(viewer).union(_by_fact(viewer), all=True)


_SHARED = {
    frozenset({"named"}): by_viewer(_by_name),
    frozenset({"facts"}): by_viewer(_by_fact),
    frozenset({"named", "facts"}): by_viewer(_by_both),
}


def _newest() -> QuerySet[Any, Any]:
    """Of each, and of each that leads to it: found by an index alone, before it
    is asked where they stand.
    """
    keys = given_all("named", upto=_ASKED)
    one = Entity.objects.filter(Q(pk__in=keys) | Q(root__in=keys)).order_by()
    place = Window(RowNumber(), partition_by="entity", order_by="-pk")
    named = Mention.objects.accepted().filter(entity__in=one.values("pk")).order_by()
    return named.annotate(place=place).filter(place__lte=_NEWEST).values("pk")


def _columns(
    rows: QuerySet[Any], *, whom: Combinable | None = None, claim: F | None = None
) -> QuerySet[Any, Row]:
    # Of a letter inside a report the report is meant.
    whole = rows.order_by().filter(passage__revision__document__part_of=None)
    lines: QuerySet[Any, Row] = whole.annotate(
        whom=whom or Value(0), fact=claim or Value(0)
    ).values_list(
        "whom",
        "fact",
        "passage__revision__document",
        "passage__revision__document__published_on",
    )
    return lines


def _gathered(rows: Iterable[Row]) -> Iterator[_Shared]:
    found: dict[int, _Shared] = {}
    for entity, claim, document, published in rows:
        shared = found.setdefault(document, _Shared(document, published))
        if entity:
            shared.named.add(entity)
        if claim:
            shared.claims.add(claim)
    yield from found.values()


def _documents(
    wanted: _Chosen, opened: Opened, *, viewer: Viewer
) -> dict[int, Document]:
    """By key, as this viewer reads them. One query."""
    keys = [each.key for each in wanted.all if each]
    rows = _chosen_ones().ask(keys=keys) if keys else []
    read = protecting.documents_read(rows, viewer=viewer, screen=opened.screen)
    return {each.pk: each for each in read}


@cache
def _chosen_ones() -> Prepared[Document]:
    keys = given_all("keys", upto=UPTO + 2)
    rows = Document.objects.filter(pk__in=keys).order_by()
    return Prepared(rows.select_related("source"))

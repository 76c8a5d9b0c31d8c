"""The few mentions by which an entry is compared, out of thousands, in one pass."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import nlargest
from typing import NamedTuple

from archive.models import Mention
from archive.models.revision import is_current

PASSAGES = 5


@dataclass(slots=True)
class Chosen:
    """Of one side, in texts of today: keys of mentions, days, how many there are.

    printed: by spelling, where it is printed so. days: the first and the last,
    none when no document with a day names it. documents: that name it, with their day.
    """

    newest: list[int] = field(default_factory=list)
    printed: dict[str, int] = field(default_factory=dict)
    days: list[date] = field(default_factory=list)
    times: int = 0
    documents: dict[int, date | None] = field(default_factory=dict)


def shared(one: Chosen, other: Chosen, *, upto: int) -> list[int]:
    """Keys of the newest documents that name both, what has no day last. No query."""
    both = [
        (day.toordinal() if day else 0, document)
        for document, day in one.documents.items()
        if document in other.documents
    ]
    return [document for _day, document in nlargest(upto, both)]


class _Place(NamedTuple):
    key: int
    entity: int
    words: str
    revision: int
    start: int
    document: int
    day: date | None


def chosen(
    left: Collection[int], right: Collection[int], *, texts: Iterable[str]
) -> tuple[Chosen, Chosen]:
    """Of two sets of keys, which are one or have nothing in common. One query.

    texts: the spellings that are looked for.
    """
    # Sorted here: the databases take twice as long to rank thousands three ways.
    named = Mention.objects.accepted().filter(
        is_current("passage__revision"), entity__in={*left, *right}
    )
    places = [
        _Place(*row)
        for row in named.order_by().values_list(
            "pk",
            "entity",
            "passage__quote",
            "passage__revision",
            "passage__start",
            "passage__revision__document",
            "passage__revision__document__published_on",
        )
    ]
    spellings = frozenset(texts)
    one, other = (
        _of([place for place in places if place.entity in side], spellings)
        for side in (left, right)
    )
    return one, other


def _of(places: Sequence[_Place], spellings: Collection[str]) -> Chosen:
    by_age = sorted(places, key=_age)
    days = [place.day for place in by_age if place.day]
    printed = [place for place in places if place.words in spellings]
    # the newest last: it stays
    printed.sort(key=lambda place: (place.revision, -place.start))
    return Chosen(
        newest=[place.key for place in by_age[:PASSAGES]],
        printed={place.words: place.key for place in printed},
        days=sorted({days[0], days[-1]}) if days else [],
        times=len(places),
        documents={place.document: place.day for place in places},
    )


def _age(place: _Place) -> tuple[int, int, int]:
    """The newest first, what has no day last."""
    day = place.day.toordinal() if place.day else 0
    return -day, -place.document, place.start

"""Two entries side by side: all that there is to tell whether they are one."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from archive import names
from archive.merging import clashes
from archive.merging.known import Half, known
from archive.models import Claim, Document, Entity, Name
from archive.reading.dossier import Naming, naming

CLAIMS = 20


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a column. url: where it may be read; is_equal: both sides say so.

    romanised: the words in Latin letters, when they are in others.
    """

    words: str
    url: str = ""
    is_equal: bool = False
    romanised: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two entries, with all that lead to it. times: how often named."""

    entity: Entity
    names: tuple[Told, ...]
    descriptions: tuple[Told, ...]
    roles: tuple[Told, ...]
    claims: tuple[Told, ...]
    dates: tuple[Told, ...]
    places: tuple[Told, ...]
    passages: tuple[Naming, ...]
    times: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """documents: the newest that name both; warnings: what speaks against one."""

    left: Side
    right: Side
    documents: tuple[Document, ...]
    warnings: tuple[str, ...]


def compare(entity: int, other: int) -> Comparison:
    """For a curator, who sees drafts too; two entries by their keys.

    Eight queries, whatever there is. Raises KeyError when one is not there.
    """
    both = known(entity, other)
    left, right = _side(both.left), _side(both.right)
    return Comparison(
        left=_marked(left, right),
        right=_marked(right, left),
        documents=tuple(both.documents),
        warnings=tuple(clashes.warnings(both)),
    )


def warnings(entity: Entity, other: Entity) -> list[str]:
    """What to look at before saying that two are one; empty when nothing is.

    Of all that lead to either. Eight queries.
    """
    return clashes.warnings(known(entity.pk, other.pk))


def _side(half: Half) -> Side:
    mine, claims = half.members, half.claims[:CLAIMS]
    return Side(
        entity=half.entity,
        names=tuple(_names(half)),
        descriptions=tuple(
            _once(row.description for row in half.rows if row.description)
        ),
        roles=tuple(_once(_roles(claims, mine))),
        claims=tuple(Told(claim.sentence) for claim in claims),
        dates=tuple(_once([*_days(claims), *_printed(half)])),
        places=tuple(_once(_places(claims, mine))),
        passages=tuple(naming(mention) for mention in half.passages),
        times=half.times,
    )


def _names(half: Half) -> Iterable[Told]:
    told: dict[str, Told] = {}
    for name in sorted(half.names, key=lambda name: name.kind != Name.Kind.PREFERRED):
        place = half.printed.get(name.text)
        url = place.passage.get_absolute_url() if place else ""
        if name.text not in told or not told[name.text].url:
            told[name.text] = Told(name.text, url, romanised=_in_latin(name.text))
    return told.values()


def _in_latin(text: str) -> str:
    latin = names.romanise(text)
    return "" if latin == text or text.isascii() else latin


def _roles(claims: Iterable[Claim], mine: Collection[int]) -> Iterable[str]:
    for claim in claims:
        for part in claim.participants.all():
            if part.entity_id in mine:
                yield f"{part.get_role_display()} ({claim.get_kind_display()})"


def _days(claims: Iterable[Claim]) -> Iterable[str]:
    return (claim.happened.value for claim in claims if claim.happened)


def _printed(half: Half) -> Iterable[str]:
    """The first and the last day on which a document names it."""
    return [" – ".join(day.isoformat() for day in half.days)] if half.days else []


def _places(claims: Iterable[Claim], mine: Collection[int]) -> Iterable[str]:
    for claim in claims:
        if claim.place is not None and claim.place_id not in mine:
            yield (claim.place.root or claim.place).label


def _once(words: Iterable[str]) -> Sequence[Told]:
    return [Told(each) for each in dict.fromkeys(words)]


def _marked(side: Side, other: Side) -> Side:
    """With those lines marked that the other side has too."""

    def both(
        which: str, alike: Callable[[str], str] = str.casefold
    ) -> tuple[Told, ...]:
        there = {alike(told.words) for told in getattr(other, which)}
        return tuple(
            replace(told, is_equal=alike(told.words) in there)
            for told in getattr(side, which)
        )

    return replace(
        side,
        names=both("names", names.key),
        descriptions=both("descriptions"),
        roles=both("roles"),
        claims=both("claims"),
        dates=both("dates"),
        places=both("places"),
    )

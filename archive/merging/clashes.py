"""What speaks against two entries being one, in sentences for the curator."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from django.utils.translation import gettext as _

from archive import names, passages
from archive.merging.known import Both, Half, Named
from archive.models import Entity, Judgement, Participant

# Two entries of one place do not lie further apart than a large city is wide.
_FAR_KM = 50
_EARTH_KM = 6371.0
_NEAR = 400  # code points between two names of one sentence
_ROLE = Participant.Role
_AGAINST = frozenset({_ROLE.PERPETRATOR, _ROLE.COURT, _ROLE.EMPLOYER})
_OPPOSED = {_ROLE.VICTIM: _AGAINST, _ROLE.SENDER: frozenset({_ROLE.ADDRESSEE})}


def warnings(both: Both) -> list[str]:
    """What to look at before saying that two are one; empty when nothing is."""
    left, right = both.left, both.right
    return [
        *_said_before(both.said),
        *_other_items(left.rows, right.rows),
        *_far_apart(left.rows, right.rows),
        *(_gender(left, right) if left.entity.kind == Entity.Kind.PERSON else ()),
        *_roles(left, right),
        *_side_by_side(both),
    ]


def _said_before(said: Iterable[Judgement]) -> Iterator[str]:
    for judgement in said:
        yield _("%(one)s was said to be different from %(other)s%(who)s.") % {
            "one": judgement.entity.label,
            "other": judgement.kept.label,
            "who": f" ({judgement.made_by})" if judgement.made_by else "",
        }


def _other_items(left: Iterable[Entity], right: Iterable[Entity]) -> Iterator[str]:
    one = {entity.wikidata for entity in left} - {""}
    other = {entity.wikidata for entity in right} - {""}
    if one and other and not one & other:
        yield _("Wikidata knows them as two: %(one)s and %(other)s.") % {
            "one": ", ".join(sorted(one)),
            "other": ", ".join(sorted(other)),
        }


def _far_apart(left: Iterable[Entity], right: Iterable[Entity]) -> Iterator[str]:
    one, other = _position(left), _position(right)
    if one and other and (far := _distance_km(one, other)) > _FAR_KM:
        yield _("They lie %(km)s km apart.") % {"km": round(far)}


def _position(side: Iterable[Entity]) -> tuple[float, float] | None:
    for entity in side:
        if entity.latitude is not None and entity.longitude is not None:
            return float(entity.latitude), float(entity.longitude)
    return None


def _distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Along a great circle; degrees north and east."""
    (south, west), (north, east) = (tuple(map(radians, each)) for each in (a, b))
    half = (
        sin((north - south) / 2) ** 2
        + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    )
    return 2 * _EARTH_KM * asin(sqrt(min(half, 1.0)))


def _gender(left: Half, right: Half) -> Iterator[str]:
    """A man's surname on one side, a woman's on the other, and no name in common."""
    ours, theirs = (
        [set(names.fold(text).split()) for text in sorted({n.text for n in half.names})]
        for half in (left, right)
    )
    if any(one == other for one in ours for other in theirs):
        return
    for one in ours:
        for other in theirs:
            for man, woman in _man_and_woman(one - other, other - one):
                yield _("A man's name and a woman's: %(man)s, %(woman)s.") % {
                    "man": man.capitalize(),
                    "woman": woman.capitalize(),
                }
                return


def _man_and_woman(one: set[str], other: set[str]) -> Iterator[tuple[str, str]]:
    for a in one:
        for b in other:
            man, woman = sorted((a, b), key=len)
            is_plain = woman == man + "a" and len(man) > 3
            if is_plain or woman == man.rstrip("i") + "aia":
                yield man, woman


def _roles(left: Half, right: Half) -> Iterator[str]:
    """Opposite parts, or two parts in one event."""
    ours, theirs = _parts(left), _parts(right)
    yield from _opposed(left.entity, ours, right.entity, theirs)
    yield from _opposed(right.entity, theirs, left.entity, ours)
    both = [each for each in left.claims if each.pk in ours and each.pk in theirs]
    if both:
        yield _("Both take part in “%(claim)s”.") % {"claim": both[0]}


def _parts(half: Half) -> dict[int, set[str]]:
    """By claim the parts that somebody of this side has in it."""
    parts: dict[int, set[str]] = defaultdict(set)
    for claim in half.claims:
        for part in claim.participants.all():
            if part.entity_id in half.members:
                parts[claim.pk].add(part.role)
    return parts


def _opposed(
    one: Entity,
    ours: Mapping[int, set[str]],
    other: Entity,
    theirs: Mapping[int, set[str]],
) -> Iterator[str]:
    has, others_have = set().union(*ours.values()), set().union(*theirs.values())
    for role, against in _OPPOSED.items():
        if role in has and (clash := against & others_have):
            yield _("%(one)s is %(role)s, %(other)s is %(opposite)s.") % {
                "one": one.label,
                "role": role.label,
                "other": other.label,
                "opposite": ", ".join(sorted(str(_ROLE(each).label) for each in clash)),
            }


def _side_by_side(both: Both) -> Iterator[str]:
    """Named as two in one sentence; a bracketed acronym beside its name is not."""
    for places in both.places:
        found = _in_one_sentence(places, both.left.members)
        if found:
            yield _("Named as two in one sentence: “%(sentence)s”") % {
                "sentence": " ".join(found.split())[:300]
            }
            return


def _in_one_sentence(places: Sequence[Named], ours: frozenset[int]) -> str:
    """The first sentence that has both; empty when none has."""
    for one, other in pairwise(places):
        start, end = one.passage.start, one.passage.end
        low, high = other.passage.start, other.passage.end
        is_one = (one.entity_id in ours) == (other.entity_id in ours)
        if is_one or not end <= low <= end + _NEAR:
            continue
        text, begin = one.window, one.window_start
        first, last = passages.sentence_at(text, start - begin, end - begin)
        between = text[end - begin : low - begin].strip()
        if high - begin <= last and between not in {"(", "", "–", "/"}:
            return text[first:last]
    return ""

"""A sentence that can be read without the report around it.

Only names, pronouns and dates are written out: it never says more than the
text does.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from archive import dates
from archive.extraction.finds import Find, FindKind
from archive.extraction.proposals.actors import Actor
from archive.extraction.proposals.events import Scene

LONGEST = 500
_OWNING = ("'", "’")  # last week's protests
# Names of these languages keep their form; elsewhere they are declined.
_UNDECLINED = frozenset({"en", "es", "fr"})
_JOINED_BY = {"en": "and", "es": "y", "fr": "et", "de": "und", "ru": "и"}


def full_names(finds: Iterable[Find]) -> Mapping[str, str]:
    """The longest spelling of each person in the text, by canonical."""
    longest: dict[str, str] = {}
    for found in finds:
        if found.kind is FindKind.PERSON:
            known = longest.get(found.canonical, "")
            if len(found.surface) > len(known):
                longest[found.canonical] = found.surface
    return longest


def write(
    scene: Scene,
    *,
    names: Mapping[str, str],
    pronoun: Actor | None,
    people: Sequence[str],
) -> str:
    """At most 500 characters; the printed sentence where nothing better is known.

    pronoun is the one that stands for people.
    """
    edits = [*_names(scene, names), *_dates(scene)]
    if pronoun and people:
        is_owner = scene.is_in("possessive", pronoun.first)
        owning = "’s" if is_owner else ""
        edits.append((*_span(scene, pronoun), f"{_listed(people, scene)}{owning}"))
    written = _edited(scene, sorted(edits))
    return _clipped(_begun(scene, written))


def _span(scene: Scene, actor: Actor) -> tuple[int, int]:
    sentence = scene.sentence
    return sentence.starts[actor.first], sentence.ends[actor.last - 1]


def _listed(people: Sequence[str], scene: Scene) -> str:
    joined_by = _JOINED_BY.get(scene.grammar.language, ",")
    head = ", ".join(people[:-1])
    return f"{head} {joined_by} {people[-1]}" if head else people[-1]


def _names(scene: Scene, names: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """The first mention of each person in full."""
    edits, seen = [], set()
    for found in scene.sentence.finds:
        if found.kind is not FindKind.PERSON or found.canonical in seen:
            continue
        seen.add(found.canonical)
        full = names.get(found.canonical, "")
        is_part = found.surface in full.split() or full.endswith(f" {found.surface}")
        if is_part and scene.grammar.language in _UNDECLINED:
            edits.append((found.start, found.end, full))
    return edits


def _dates(scene: Scene) -> list[tuple[int, int, str]]:
    found = (x for x in scene.sentence.finds if x.kind is FindKind.DATE)
    free = (x for x in found if scene.sentence.text[x.end : x.end + 1] not in _OWNING)
    said = ((x.end, _resolved(scene, x)) for x in free)
    return [(end, end, words) for end, words in said if words]


def _resolved(scene: Scene, found: Find) -> str:
    """What is added behind a date as printed: a year, or all of it."""
    try:
        span = dates.parse(found.value)
    except ValueError:
        return ""
    if str(span.start.year) in found.surface:
        return ""
    is_open = span.precision is dates.Precision.OPEN
    precision = span.start_unit if is_open else span.precision
    if _lacks_only_year(found.surface, span.start, precision):
        comma = "," if found.surface[-1].isdigit() else ""
        of = " de" if scene.grammar.language == "es" else ""
        return f"{comma}{of} {span.start.year}"
    return f" ({dates.describe(span, language=scene.grammar.language)})"


def _lacks_only_year(surface: str, first: date, precision: dates.Precision) -> bool:
    if precision is dates.Precision.MONTH:
        return " " not in surface.strip()
    figures = "".join(letter if letter.isdigit() else " " for letter in surface).split()
    is_day = precision is dates.Precision.DAY and figures == [str(first.day)]
    return is_day and " " in surface and surface[-1].isalnum()


def _edited(scene: Scene, edits: Sequence[tuple[int, int, str]]) -> str:
    sentence, parts = scene.sentence, []
    at = sentence.start
    for start, end, new in edits:
        if start >= at:
            parts += [sentence.text[at:start], new]
            at = end
    return " ".join("".join([*parts, sentence.text[at : sentence.end]]).split())


def _begun(scene: Scene, written: str) -> str:
    """Without the "But" or "Meanwhile," that ties it to the sentence before."""
    length = scene.grammar.words("drop-start").at(scene.sentence.folded, 0)
    written = written.lstrip("-•*– ")
    if length:
        rest = written.split(maxsplit=length)
        if len(rest) > length:
            written = rest[length].lstrip(", ")
            written = written[:1].upper() + written[1:]
    return written


def _clipped(written: str) -> str:
    if len(written) <= LONGEST:
        return written
    return f"{written[: LONGEST - 1].rsplit(' ', 1)[0]}…"

"""Mentions of one document that mean one thing: found again, and joined."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

from archive import lexicon, names
from archive.extraction import inflection, persons, places, spans
from archive.extraction.finds import NAMES, Candidate, FindKind
from archive.extraction.words import Page

SOURCE = "rule:repeated/2"
_SCORE = 0.75
# Two spellings in one text are one name from here on.
_NEAR = 0.86
_ALIKE = 65
# Names compared with one another; a longer list is linked by equal keys only.
_MOST_COMPARED = 120
_SHORTEST_PART = 2
_LONGEST_SHORT = 4
_FAMILY_PARTICLES = lexicon.listed(
    "da de del dela den der di do dos du ten ter van von"
)


def repeated(page: Page, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Further places of names already found, and of people's single names."""
    wanted = _wanted(page, found)
    covered = [False] * len(page.text)
    for each in found:
        covered[each.start : each.end] = [True] * each.length
    for index in page.capitals:
        word = page.words[index]
        if covered[word.start] or covered[word.end - 1]:
            continue
        for parts, kind, size in wanted.get(word.folded, ()):
            if page.folded[index : index + size] == parts and _holds(page, index, size):
                end = page.words[index + size - 1].end
                start = page.words[_with_particle(page, index, kind)].start
                yield Candidate(start, end, kind, _SCORE, SOURCE)
                break
    if page.lexis.language == "ru":
        yield from _inflected(page, found, covered)


def _inflected(
    page: Page, found: Sequence[Candidate], covered: list[bool]
) -> Iterator[Candidate]:
    """A Russian surname in another case than where it was found."""
    people = [
        (each.kind, page.text[each.start : each.end])
        for each in found
        if each.kind is FindKind.PERSON
    ]
    names = inflection.surnames(inflection.labels(people).values())
    for index in page.capitals if names else ():
        word = page.words[index]
        if covered[word.start] or not inflection.is_form_of(word.text, names):
            continue
        if _holds(page, index, 1):
            yield Candidate(word.start, word.end, FindKind.PERSON, _SCORE, SOURCE)


def _with_particle(page: Page, index: int, kind: FindKind) -> int:
    """The de of a lone "de Groot" is of the name; "victims of de Klerk" too."""
    first = index
    while (
        kind is FindKind.PERSON
        and first
        and page.words[first].joins
        and page.folded[first - 1] in _FAMILY_PARTICLES
        and not page.words[first - 1].is_capitalised
    ):
        first -= 1
    return first


_Wanted = tuple[list[str], FindKind, int]


def _wanted(page: Page, found: Sequence[Candidate]) -> dict[str, list[_Wanted]]:
    """Folded words to look for again, by the first of them, longest first."""
    inside = [spans.words_of(page, each.start, each.end) for each in found]
    parted = [
        (tuple(page.folded[first:last]), each)
        for (first, last), each in zip(inside, found, strict=True)
    ]
    people = [
        parts
        for parts, each in parted
        if each.kind is FindKind.PERSON and len(parts) > 1 and each.score > 0.45
    ]
    single = dict.fromkeys(x for parts in people for x in (parts[-1], *parts))
    forms: dict[tuple[str, ...], FindKind] = {
        (part,): FindKind.PERSON for part in single if _stands_alone(page, part)
    }
    for parts, each in parted:
        forms.setdefault(parts, each.kind)
    forms.pop((), None)
    for short in places.ADJECTIVES:
        forms.pop((short,), None)
    wanted: dict[str, list[_Wanted]] = defaultdict(list)
    for parts, kind in forms.items():
        wanted[parts[0]].append((list(parts), kind, len(parts)))
    for options in wanted.values():
        options.sort(key=lambda option: -option[2])
    return wanted


def _stands_alone(page: Page, part: str) -> bool:
    lexis = page.lexis
    return (
        len(part) >= _SHORTEST_PART
        and part not in lexis.ordinary
        and not lexis.is_title(part)
        and not lexis.is_head(part)
        and part not in lexis.demonyms
        and part not in lexis.no_person
        and part not in lexis.firm_words
        and part not in persons.PARTICLES
        and not lexis.places.length_at([part], 0)
    )


def _holds(page: Page, index: int, size: int) -> bool:
    """Whether the words join and no capital makes the name longer."""
    if not all(page.words[at].joins for at in range(index + 1, index + size)):
        return False
    word = page.words[index]
    if word.in_capitals:
        return len(word.text) >= 4 or size > 1
    after = index + size
    before_is_name = (
        word.joins
        and page.words[index - 1].is_capitalised
        and not page.words[index - 1].is_possessive
        and not page.lexis.is_title(page.folded[index - 1])
        and page.folded[index - 1] not in page.lexis.demonyms
        and not page.words[index - 1].opens
    )
    after_is_name = (
        after < len(page.words)
        and page.words[after].joins
        and page.words[after].is_capitalised
        and not page.words[after - 1].is_possessive
        and not page.lexis.is_title(page.folded[after])
    )
    return not (before_is_name or after_is_name) or word.is_acronym


# One label for what is one


def labels(page: Page, found: Sequence[Candidate]) -> list[str]:
    """For each candidate the label it shares with those that mean the same."""
    surfaces = _surfaces(page, found)
    joined = _Joined()
    for kind in NAMES:
        forms = list(
            dict.fromkeys(
                surface
                for each, surface in zip(found, surfaces, strict=True)
                if each.kind is kind
            )
        )
        _join(joined, kind, forms)
    _join_acronyms(joined, page, found, surfaces)
    _join_other_names(joined, page, found, surfaces)
    curated = {
        joined.root((kind, surface)): canonical
        for (kind, surface), canonical in _curated(found, surfaces).items()
    }
    roots = [joined.root((x.kind, s)) for x, s in zip(found, surfaces, strict=True)]
    return [
        each.canonical or curated.get(root) or _in_full(*root)
        for each, root in zip(found, roots, strict=True)
    ]


_Form = tuple[FindKind, str]


def _in_full(kind: FindKind, form: str) -> str:
    """The full name of what the whole world calls by another: ILO, the UK.

    A name known only from a headline in capitals is written as others are.
    """
    if kind is not FindKind.ORG and form.isupper() and len(form) > _LONGEST_SHORT:
        form = form.title()
    return form if kind is FindKind.PERSON else _full_names().get(form, form)


@cache
def _full_names() -> dict[str, str]:
    full: dict[str, str] = {}
    for entry in lexicon.entries("same-names"):
        short, _, name = entry.partition("\t")
        full[short] = name
    return full


def _surfaces(page: Page, found: Sequence[Candidate]) -> list[str]:
    """As printed, on one line; Russian names in the nominative."""
    printed = [" ".join(page.text[x.start : x.end].split()) for x in found]
    if page.lexis.language != "ru":
        return printed
    forms = [(each.kind, form) for each, form in zip(found, printed, strict=True)]
    written = inflection.labels(forms)
    return [written[form] for form in forms]


def _curated(found: Sequence[Candidate], surfaces: list[str]) -> dict[_Form, str]:
    return {
        (each.kind, surface): each.canonical
        for each, surface in zip(found, surfaces, strict=True)
        if each.canonical
    }


class _Joined:
    """Forms joined into groups; the root of a group is its fullest form."""

    def __init__(self) -> None:
        self._parent: dict[_Form, _Form] = {}

    def root(self, form: _Form) -> _Form:
        while (parent := self._parent.get(form, form)) != form:
            form = parent
        return form

    def join(self, short: _Form, full: _Form) -> None:
        short, full = self.root(short), self.root(full)
        if short != full:
            self._parent[short] = full


def _join(joined: _Joined, kind: FindKind, forms: list[str]) -> None:
    by_key: dict[str, str] = {}
    fullest = sorted(forms, key=lambda form: -len(form.split()))
    for form in fullest:
        full = by_key.setdefault(str(names.key(form)), form)
        joined.join((kind, form), (kind, full))
    heads = list(dict.fromkeys(joined.root((kind, form))[1] for form in fullest))
    if len(heads) <= _MOST_COMPARED:
        _join_near(joined, kind, heads)
    if kind is FindKind.PERSON:
        _join_shorter_names(joined, fullest)


def _join_near(joined: _Joined, kind: FindKind, forms: list[str]) -> None:
    """Compares only what could be near: as many words, the same first letter."""
    alike: dict[tuple[int, str], list[str]] = defaultdict(list)
    for form in forms:
        others = alike[form.count(" "), form[0].casefold()]
        for other in others:
            if _is_near(kind, form, other):
                joined.join((kind, form), (kind, other))
                break
        others.append(form)


def _is_near(kind: FindKind, form: str, other: str) -> bool:
    if kind is FindKind.PLACE or min(len(form), len(other)) < 6:
        return False
    # a cheap look first: what shares few letters is no other spelling
    if fuzz.ratio(form, other) < _ALIKE:
        return False
    return names.score(form, other, kind=names.Kind[kind.name]) >= _NEAR


def _join_shorter_names(joined: _Joined, forms: list[str]) -> None:
    """A shorter name to the one full name that has all its words.

    A name that two different people of the text bear stays alone.
    """
    bearers: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        for part in _parts(form):
            bearers[part].add(form)
    for form in forms:
        parts = _parts(form)
        rarest = min((bearers[part] for part in parts), key=len)
        if len(rarest) > _MOST_COMPARED:
            continue
        full = {
            joined.root((FindKind.PERSON, other))
            for other in rarest
            if len(other) > len(form) and parts < _parts(other)
        }
        if len(full) == 1:
            joined.join((FindKind.PERSON, form), next(iter(full)))


@lru_cache(maxsize=4_000)
def _parts(form: str) -> frozenset[str]:
    return frozenset(form.casefold().split())


_BY_ANOTHER_NAME = re.compile(
    r",? (?:(?:better|also|widely) )?(?:known as|alias|aka|nicknamed) "
    r"[\"\u201c\u2018']?"
)


def _join_other_names(
    joined: _Joined, page: Page, found: Sequence[Candidate], surfaces: list[str]
) -> None:
    """Mahmoud Abu Zeid, known as Shawkan."""
    for at, (before, each) in enumerate(pairwise(found)):
        if before.kind is FindKind.PERSON and each.kind is FindKind.PERSON:
            between = page.text[before.end : min(each.start, before.end + 40)]
            if _BY_ANOTHER_NAME.fullmatch(between):
                joined.join((each.kind, surfaces[at + 1]), (each.kind, surfaces[at]))


def _join_acronyms(
    joined: _Joined, page: Page, found: Sequence[Candidate], surfaces: list[str]
) -> None:
    for at in range(1, len(found)):
        before, each = found[at - 1], found[at]
        if before.kind is not FindKind.ORG or each.kind is not FindKind.ORG:
            continue
        between = page.text[before.end : each.start]
        closes = page.text[each.end : each.end + 1] in {")", ",", ";"}
        if "(" not in between or len(between) > 5 or not closes or "/" in surfaces[at]:
            continue
        if " " in surfaces[at - 1] and len(surfaces[at]) < len(surfaces[at - 1]):
            joined.join((FindKind.ORG, surfaces[at]), (FindKind.ORG, surfaces[at - 1]))

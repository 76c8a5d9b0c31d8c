"""Mentions of one document that mean one thing: found again, and joined."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from archive import names
from archive.extraction import spans
from archive.extraction.finds import NAMES, Candidate, FindKind
from archive.extraction.words import Page

SOURCE = "rule:repeated/1"
_SCORE = 0.75
# Two spellings in one text are one name from here on.
_NEAR = 0.86
# Names compared with one another; a longer list is linked by equal keys only.
_MOST_COMPARED = 120
_SHORTEST_PART = 2


def repeated(page: Page, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Further places of names already found, and of people's single names."""
    wanted = _wanted(page, found)
    covered = [False] * len(page.text)
    for each in found:
        if each.score >= _SCORE or " " in page.text[each.start : each.end]:
            covered[each.start : each.end] = [True] * each.length
    for index, word in enumerate(page.words):
        if covered[word.start] or not word.is_capitalised:
            continue
        for parts, kind, size in wanted.get(word.folded, ()):
            if page.folded[index : index + size] == parts and _holds(page, index, size):
                end = page.words[index + size - 1].end
                yield Candidate(word.start, end, kind, _SCORE, SOURCE)
                break


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
    single = [(x,) for parts in people for x in (parts[-1], parts[0])]
    forms: dict[tuple[str, ...], FindKind] = {
        part: FindKind.PERSON for part in single if _stands_alone(page, part[0])
    }
    for parts, each in parted:
        forms.setdefault(parts, each.kind)
    forms.pop((), None)
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
    surfaces = [" ".join(page.text[x.start : x.end].split()) for x in found]
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
    curated = {
        joined.root((kind, surface)): canonical
        for (kind, surface), canonical in _curated(found, surfaces).items()
    }
    roots = [joined.root((x.kind, s)) for x, s in zip(found, surfaces, strict=True)]
    return [
        each.canonical or curated.get(root) or root[1]
        for each, root in zip(found, roots, strict=True)
    ]


_Form = tuple[FindKind, str]


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
    fullest = sorted(forms, key=lambda form: (-len(form.split()), forms.index(form)))
    for form in fullest:
        full = by_key.setdefault(str(names.key(form)), form)
        joined.join((kind, form), (kind, full))
    heads = list(dict.fromkeys(joined.root((kind, form))[1] for form in fullest))
    if len(heads) <= _MOST_COMPARED:
        _join_near(joined, kind, heads)
    if kind is FindKind.PERSON:
        _join_single_names(joined, fullest)


def _join_near(joined: _Joined, kind: FindKind, forms: list[str]) -> None:
    for at, form in enumerate(forms):
        for other in forms[:at]:
            if _is_near(kind, form, other):
                joined.join((kind, form), (kind, other))
                break


def _is_near(kind: FindKind, form: str, other: str) -> bool:
    if len(form.split()) != len(other.split()) or min(len(form), len(other)) < 6:
        return False
    if kind is FindKind.PLACE or form[0].casefold() != other[0].casefold():
        return False
    return names.score(form, other, kind=names.Kind[kind.name]) >= _NEAR


def _join_single_names(joined: _Joined, forms: list[str]) -> None:
    """A surname or given name to the one full name that has it.

    A name that two different people of the text bear stays alone.
    """
    bearers: dict[str, set[_Form]] = defaultdict(set)
    for form in forms:
        parts = str(form).casefold().split()
        if len(parts) > 1:
            for part in parts:
                bearers[part].add(joined.root((FindKind.PERSON, form)))
    for form in forms:
        options = bearers.get(form.casefold(), set())
        if " " not in form and len(options) == 1:
            joined.join((FindKind.PERSON, form), next(iter(options)))


def _join_acronyms(
    joined: _Joined, page: Page, found: Sequence[Candidate], surfaces: list[str]
) -> None:
    for at in range(1, len(found)):
        before, each = found[at - 1], found[at]
        if before.kind is not FindKind.ORG or each.kind is not FindKind.ORG:
            continue
        between = page.text[before.end : each.start]
        closes = page.text[each.end : each.end + 1] in {")", ",", ";"}
        if "(" not in between or len(between) > 5 or not closes:
            continue
        if " " in surfaces[at - 1] and len(surfaces[at]) < len(surfaces[at - 1]):
            joined.join((FindKind.ORG, surfaces[at]), (FindKind.ORG, surfaces[at - 1]))

"""Protected names found in a text, in one pass over its words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from archive.protection import spellings, words
from archive.protection.spellings import Protected, Spelling
from archive.protection.words import Word

# Between two words of a name, and inside a name written without spaces.
_GAP_UPTO = 12
_CLOSE = re.compile(r"[\s\-\u2010-\u2013/&+'’_*\"“”«»]{0,12}")
_STOP = re.compile(r"[!?…\n]\s*\n|\n\s*\n")
_SPACE = "[\\s·‧・]{0,2}"
# An address, a handle or a tag: it is withheld whole.
_CHUNK = re.compile("[!-~\u00a1-\u024f\u0370-\u052f]+")
_ADDRESS = re.compile(r"://|@|^#|www\.|\w\.\w\w")
_AFTER_ADDRESS = ".,;:!?)]}>\"'"
_AUTOMATA = 64
_INITIALS = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A name at a place.

    is_part: a surname or given name alone; is_word: a one-word spelling.
    """

    start: int
    end: int
    shown: str
    is_part: bool = False
    is_word: bool = False

    def is_cleared_by(self, start: int, end: int) -> bool:
        """Whether somebody else's name there makes it theirs."""
        if not start <= self.start <= self.end <= end:
            return False
        is_longer = (start, end) != (self.start, self.end)
        return self.is_part or (self.is_word and is_longer)


@dataclass(slots=True)
class _Node:
    children: dict[str, list["_Node"]] = field(default_factory=dict)
    own: dict[str, "_Node"] = field(default_factory=dict)
    ends: list[Spelling] = field(default_factory=list)

    def under(self, word: str) -> "_Node":
        if word not in self.own:
            node = self.own[word] = _Node()
            for form in words.bases(word):
                self.children.setdefault(form, []).append(node)
        return self.own[word]


@dataclass(frozen=True, slots=True)
class _Looked:
    """What is looked for: words, names as they are printed, names in one word."""

    root: _Node
    unspaced: tuple[tuple[re.Pattern[str], str], ...]
    joined: re.Pattern[str] | None


@lru_cache(maxsize=_AUTOMATA)
def _looked(people: tuple[Protected, ...]) -> _Looked:
    """Kept by its value: the same names are looked for in the same way."""
    root = _Node()
    for who in people:
        for spelling in spellings.spellings(who):
            node = root
            for word in spelling.words:
                node = node.under(word)
            node.ends.append(spelling)
    return _Looked(root, tuple(_unspaced(people)), _joined(people))


def _unspaced(people: Iterable[Protected]) -> Iterator[tuple[re.Pattern[str], str]]:
    by_shown: dict[str, set[str]] = {}
    for who in people:
        for name, shown in spellings.unspaced(who):
            by_shown.setdefault(shown, set()).add(name)
    for shown, found in by_shown.items():
        ways = sorted(found, key=len, reverse=True)
        patterns = (_SPACE.join(map(re.escape, name)) for name in ways)
        yield re.compile("|".join(patterns)), shown
    for name, shown in (each for who in people for each in spellings.verbatim(who)):
        spelt = r"\s+".join(map(re.escape, name.split()))
        yield re.compile(rf"(?<!\w){spelt}(?!\w)"), shown


def _joined(people: Iterable[Protected]) -> re.Pattern[str] | None:
    found = {word for who in people for word in spellings.joined(who)}
    ways = sorted(found, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ways))) if ways else None


def find(text: str, people: tuple[Protected, ...]) -> list[Hit]:
    """Every place that names one of them; they may overlap."""
    if not text or not people:
        return []
    looked = _looked(people)
    found = list(_named(text, words.words(text), looked.root))
    found += _named(text, words.mended(text), looked.root)
    for pattern, shown in looked.unspaced:
        found += [Hit(m.start(), m.end(), shown) for m in pattern.finditer(text)]
    return found + list(_addresses(text, looked, people))


def _named(text: str, printed: list[Word], root: _Node) -> Iterator[Hit]:
    for at, word in enumerate(printed):
        if any(form in root.children for form, _, _ in word.forms):
            yield from _from(text, printed, at, root)


@dataclass(frozen=True, slots=True)
class _Way:
    """As far as a name has been followed; is_loose: only a person may be meant.

    is_within: at a letter between two words, where no name ends.
    """

    node: _Node
    start: int
    end: int
    is_loose: bool
    skipped: int = 0
    is_within: bool = False


def _from(text: str, printed: list[Word], at: int, root: _Node) -> Iterator[Hit]:
    """The names that begin with a word."""
    first = printed[at]
    ways = [_Way(root, -1, first.start, is_loose=False)]
    place = at
    while ways and place < len(printed):
        word = printed[place]
        steps = (step for way in ways for step in _steps(text, way, word))
        # one way to each node: what may be read twice is not followed twice
        ways = list({id(step.node): step for step in steps}.values())
        for way in ways:
            if not way.is_within:
                yield from _ended(way, printed, at, place)
        place += 1


def _steps(text: str, way: _Way, word: Word) -> Iterator[_Way]:
    gap = text[way.end : word.start] if way.start >= 0 else ""
    if len(gap) > _GAP_UPTO or _STOP.search(gap):
        return
    is_loose = way.is_loose or not _CLOSE.fullmatch(gap)
    for form, start, end in word.forms:
        for node in way.node.children.get(form, ()):
            begun = way.start if way.start >= 0 else start
            yield _Way(node, begun, end, is_loose, way.skipped)
    if way.start >= 0 and way.skipped < _INITIALS and _is_initial(word):
        skipped = way.skipped + 1
        yield replace(way, end=word.end, is_loose=True, skipped=skipped, is_within=True)


def _is_initial(word: Word) -> bool:
    """A middle name's letter, which stands in no spelling."""
    return len(word.printed) == 1 and word.printed.isupper()


def _ended(way: _Way, printed: list[Word], at: int, place: int) -> Iterator[Hit]:
    """What is complete here, as strictly as it has to be written."""
    first, last = printed[at], printed[place]
    # Not an initial but a word of one letter, as prepositions are in Russian. In the
    # name of a body it is a word of its own.
    is_small = any(
        len(w.printed) == 1 and w.printed.islower() for w in printed[at : place + 1]
    )
    for each in way.node.ends:
        if way.is_loose and not (each.is_person or each.is_acronym):
            continue
        if each.is_acronym and not all(w.is_shouted for w in printed[at : place + 1]):
            continue
        if each.is_person and each.is_capital and is_small:
            continue
        if each.is_capital and not (first.is_capital or last.is_capital):
            continue
        yield Hit(way.start, way.end, each.shown, each.is_part, each.is_word)


def _addresses(
    text: str, looked: _Looked, people: tuple[Protected, ...]
) -> Iterator[Hit]:
    for match in _CHUNK.finditer(text):
        if not _ADDRESS.search(match.group()):
            continue
        chunk = match.group().rstrip(_AFTER_ADDRESS)
        if shown := in_address(chunk, looked, people):
            yield Hit(match.start(), match.start() + len(chunk), shown)


def in_address(chunk: str, looked: _Looked, people: tuple[Protected, ...]) -> str:
    """What stands instead of an address that holds a name; empty = it holds none."""
    shouted = words.words(chunk.upper())
    hit = next(_named(chunk.upper(), shouted, looked.root), None)
    if hit is not None:
        return hit.shown
    if looked.joined is None:
        return ""
    return people[0].withheld if looked.joined.search(words.fold(chunk)) else ""


def holds_name(address: str, people: tuple[Protected, ...]) -> bool:
    """Whether a web address, a file name or a slug holds one of the names."""
    return bool(address and people and in_address(address, _looked(people), people))

"""Words that are taken out of a text: as many signs stand in their place.

So offsets hold, and with them every passage, proof and address. That somebody was
named, and in how many letters, can still be seen; who it was cannot.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from archive import protection
from archive.protection import BLACK
from archive.reading.screen import Screen

_STAYS = "\n"
# Tables say the same short things again and again: keys of JSON, countries, hosts.
_SHORT = 200
_MOST_SEEN = 100_000
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Blackening:
    """Somebody's names, and other words that are to go; root: by the entity's key.

    about: the documents that name or tell of somebody, where a surname alone goes too.
    gone: what has been taken out so far; seen: what became of short texts.
    """

    screen: Screen
    root: int
    words: tuple[str, ...] = ()
    about: frozenset[int] = frozenset()
    gone: set[str] = field(default_factory=set, compare=False)
    seen: dict[tuple[str, bool], str] = field(default_factory=dict, compare=False)

    def text(
        self,
        text: str,
        *,
        is_about: bool = False,
        marked: Sequence[Span] = (),
        cleared: Sequence[Span] = (),
    ) -> str:
        """The same length, with signs in place of what goes.

        marked: places that name somebody whatever they say; cleared: that do not.
        """
        if marked or cleared or len(text) > _SHORT:
            return self._read(text, is_about, marked, cleared)
        if len(self.seen) > _MOST_SEEN:
            self.seen.clear()
        key = text, is_about
        if key not in self.seen:
            self.seen[key] = self._read(text, is_about, (), ())
        return self.seen[key]

    def _read(
        self,
        text: str,
        is_about: bool,
        marked: Iterable[Span],
        cleared: Iterable[Span],
    ) -> str:
        people = [
            w for k, w in self._people(is_about=is_about).items() if k == self.root
        ]
        found = self.screen.projected(
            text,
            tuple(people),
            marked=[(start, end, BLACK) for start, end in marked],
            cleared=cleared,
        )
        places = [(mask.start, mask.end) for mask in found.masks]
        places += self._others(text)
        self.gone.update(text[start:end] for start, end in places)
        return _black(text, places)

    def address(self, address: str) -> str:
        """A web address or a file name, or nothing when it holds a name."""
        whole = self._people(is_about=True)[self.root]
        is_named = (
            protection.holds_name(address, (whole,)) or self.text(address) != address
        )
        return "" if is_named else address

    def value(self, value: object, *, is_about: bool = False) -> object:
        """As text(), all through what JSON holds."""
        if isinstance(value, str):
            return self.text(value, is_about=is_about)
        if isinstance(value, Mapping):
            return {
                self.text(str(name)): self.value(each, is_about=is_about)
                for name, each in value.items()
            }
        if isinstance(value, Sequence):
            return [self.value(each, is_about=is_about) for each in value]
        return value

    def _people(self, *, is_about: bool) -> Mapping[int, protection.Protected]:
        chosen = self.screen.about({self.root} if is_about else ())
        return dict(zip(self.screen.people, chosen, strict=True))

    def _others(self, text: str) -> list[Span]:
        pattern = _pattern(self.words)
        return [match.span() for match in pattern.finditer(text)] if pattern else []


def _pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """Written in capitals or not, and wherever a line breaks."""
    ways = sorted((each for each in words if each.split()), key=len, reverse=True)
    said = [r"\s+".join(map(re.escape, each.split())) for each in ways]
    if not said:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)", re.IGNORECASE)


def _black(text: str, places: Iterable[Span]) -> str:
    signs = list(text)
    for start, end in places:
        for at in range(start, end):
            if signs[at] not in _STAYS:
                signs[at] = BLACK
    return "".join(signs)

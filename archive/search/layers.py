"""A text as the index keeps it: which stretches, and their tokens by layer. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from archive.search import words
from archive.search.expressions import BREAK, Layers

# One row of the index holds as many words at most; the next begins a little before
# where the last ended, so that a phrase is whole in one of them.
MOST, OVERLAP = 40_000, 50
# Different words take up as many bytes in one row at most: what PostgreSQL keeps of
# a text in one value, in three layers.
_BYTES = 240_000
MOST_PARTS = 64


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text that is looked through, and its language (BCP 47)."""

    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text in their order, as printed and as stems; equally many."""

    exact: list[str] = field(default_factory=list)
    stem: list[str] = field(default_factory=list)

    def add(self, found: Sequence[str], language: str) -> None:
        self.exact.extend(found)
        # a word without a stem keeps its place
        self.stem.extend(words.stemmed(each, language) or BREAK for each in found)

    def gap(self) -> None:
        """What stands before and what follows is no phrase."""
        if self.exact:
            self.exact.append(BREAK)
            self.stem.append(BREAK)


def tokens(text: str, stretches: Iterable[Stretch]) -> Tokens:
    """The words of the stretches, with a break where something is left out."""
    found = Tokens()
    end = 0
    for each in stretches:
        if text[end : each.start].strip():
            found.gap()
        found.add(words.tokens(text[each.start : each.end]), each.language)
        end = each.end
    return found


def places(text: str, stretches: Iterable[Stretch]) -> list[tuple[int, int]]:
    """Where the words of tokens() stand; code points. (0, 0) for a break."""
    found: list[tuple[int, int]] = []
    end = 0
    for each in stretches:
        if found and text[end : each.start].strip():
            found.append((0, 0))
        here = words.words(text[each.start : each.end])
        found += [(each.start + word.start, each.start + word.end) for word in here]
        end = each.end
    return found


def parts(title: str, text: Tokens, *, language: str) -> Iterator[Layers]:
    """The rows a text takes up; the title stands in each. 64 at most."""
    head = Tokens()
    head.add(words.tokens(title)[:MOST], language)
    printed_as = _spaced(_folded(head.exact))
    head.gap()
    at = 0
    for _part in range(MOST_PARTS):
        end = _end(text.exact, at)
        exact = head.exact + text.exact[at:end]
        yield Layers(
            title=printed_as,
            exact=_spaced(exact),
            folded=_spaced(_folded(exact)),
            stem=_spaced(_known(head.stem + text.stem[at:end])),
        )
        if end >= len(text.exact):
            return
        at = end - OVERLAP


def _end(text: Sequence[str], at: int) -> int:
    """Where a row that begins at a word must end."""
    end = min(at + MOST, len(text))
    # no word takes up more than 160 bytes, and most texts are shorter than that
    if (end - at) * words.LONGEST * 4 <= _BYTES:
        return end
    seen: set[str] = set()
    size = 0
    for place in range(at, end):
        if text[place] not in seen:
            seen.add(text[place])
            size += len(text[place].encode()) + 4
            if size > _BYTES:
                return max(place, at + OVERLAP + 1)
    return end


def _folded(found: Iterable[str]) -> Iterator[str]:
    return (BREAK if each == BREAK else words.folded(each) for each in found)


def _known(stems: list[str]) -> list[str]:
    """Nothing at all for a text in languages whose endings we do not know."""
    return stems if any(each != BREAK for each in stems) else []


def _spaced(found: Iterable[str]) -> str:
    joined = " ".join(found)
    return f" {joined} " if joined else ""

"""Where words that are looked for stand in a text; each is judged once. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from archive.search import expressions, words
from archive.search.expressions import Atom
from archive.search.layers import Stretch

MOST = 400  # places in one text
_PIECE = 2_000  # code points that are looked at before it is asked for more
Span = tuple[int, int]


class Finder:
    """Atoms that are looked for in many texts; a run of letters is judged once."""

    def __init__(self, atoms: Iterable[Atom]) -> None:
        self.atoms = tuple(atoms)
        self._firsts: dict[str, dict[str, list[Atom]]] = {}
        self._prefixes: dict[str, list[str]] = {}
        for atom in self.atoms:
            layer = _layer(atom)
            if atom.is_prefix and len(atom.tokens) == 1:
                self._prefixes.setdefault(layer, []).append(atom.tokens[0])
            else:
                by_first = self._firsts.setdefault(layer, {})
                by_first.setdefault(atom.tokens[0], []).append(atom)
        self._sets = {layer: set(found) for layer, found in self._firsts.items()}
        sizes = [
            len(atom.tokens)
            for by_first in self._firsts.values()
            for found in by_first.values()
            for atom in found
        ]
        self._ahead = max(sizes, default=1)
        self._judged: dict[str, dict[str, bool]] = {}

    def spans(
        self, text: str, stretches: Iterable[Stretch], *, most: int = MOST
    ) -> list[Span]:
        """Where the atoms stand; in order, none overlaps another."""
        found: list[Span] = []
        for each in stretches:
            for piece in self._pieces(text, each):
                found += islice(self._in_stretch(text, piece), most)
                if len(found) >= most:
                    return list(_merged(found))[:most]
        return list(_merged(found))[:most]

    def _pieces(self, text: str, stretch: Stretch) -> Iterator[Stretch]:
        """Where no phrase is looked for, a part of it after the other."""
        start = stretch.start
        while self._ahead == 1 and stretch.end - start > _PIECE:
            end = text.rfind(" ", start, start + _PIECE) + 1 or stretch.end
            yield Stretch(start, end, stretch.language)
            start = end
        if start < stretch.end:
            yield Stretch(start, stretch.end, stretch.language)

    def _in_stretch(self, text: str, stretch: Stretch) -> Iterator[Span]:
        here = text[stretch.start : stretch.end]
        runs = words.runs(here)
        judged = self._judged.setdefault(stretch.language, {})
        for run in set(runs) - judged.keys():
            judged[run] = self._is_wanted(run, stretch.language)
        begin = [at for at, run in enumerate(runs) if judged[run]]
        if not begin:
            return
        starts = words.starts(here)
        for at in begin:
            yield from self._from_run(
                _Runs(runs, starts, stretch.start, stretch.language), at
            )

    def _is_wanted(self, run: str, language: str) -> bool:
        """Whether an atom may begin in a run of letters."""
        for token in words.of_run(run):
            for layer, firsts in self._sets.items():
                if _token(layer, token, language) in firsts:
                    return True
            if self._prefixes and self._is_begun(token, language):
                return True
        return False

    def _is_begun(self, token: str, language: str) -> bool:
        return any(
            _token(layer, token, language).startswith(prefix)
            for layer, prefixes in self._prefixes.items()
            for prefix in prefixes
        )

    def _from_run(self, runs: "_Runs", at: int) -> Iterator[Span]:
        """The longest of the atoms from each word of a run."""
        own = len(words.of_run(runs.runs[at]))
        ahead = runs.words_from(at, ahead=min(self._ahead - 1, 1))
        if self._ahead > 2 and self._goes_on(ahead, own, runs.language):
            ahead = runs.words_from(at, ahead=self._ahead - 1)
        for n in range(own):
            size = self._longest(ahead[n:], runs.language)
            if size:
                yield ahead[n][0], ahead[n + size - 1][1]

    def _goes_on(
        self, ahead: Sequence[tuple[int, int, str]], own: int, language: str
    ) -> bool:
        """Whether the second word too is that of an atom of three or more.

        Without asking, forty words would be read behind each "the" of a text.
        """
        for (_start, _end, first), (_, _, second) in pairwise(ahead[: own + 1]):
            for layer, by_first in self._firsts.items():
                after = _token(layer, second, language)
                for atom in by_first.get(_token(layer, first, language), ()):
                    if len(atom.tokens) > 2 and atom.tokens[1] == after:
                        return True
        return False

    def _longest(self, ahead: Sequence[tuple[int, int, str]], language: str) -> int:
        first = ahead[0][2]
        longest = int(self._is_begun(first, language))
        for layer, by_first in self._firsts.items():
            for atom in by_first.get(_token(layer, first, language), ()):
                if len(atom.tokens) > longest and _stands(atom, ahead, language):
                    longest = len(atom.tokens)
        return longest


@dataclass(frozen=True, slots=True)
class _Runs:
    """The runs of letters of a stretch, and where each begins in it."""

    runs: Sequence[str]
    starts: Sequence[int]
    offset: int
    language: str

    def words_from(self, at: int, *, ahead: int) -> list[tuple[int, int, str]]:
        """The words of a run and of those behind it, as far as a phrase may go."""
        found: list[tuple[int, int, str]] = []
        own = 0
        for place in range(at, len(self.runs)):
            start = self.offset + self.starts[place]
            found += [
                (start + word.start, start + word.end, word.exact)
                for word in words.words(self.runs[place])
            ]
            own = own or len(found)
            if len(found) >= own + ahead:
                break
        return found


def _stands(atom: Atom, ahead: Sequence[tuple[int, int, str]], language: str) -> bool:
    if len(ahead) < len(atom.tokens):
        return False
    layer = _layer(atom)
    *rest, last = atom.tokens
    for each, (_start, _end, exact) in zip(rest, ahead, strict=False):
        if _token(layer, exact, language) != each:
            return False
    token = _token(layer, ahead[len(rest)][2], language)
    return token.startswith(last) if atom.is_prefix else token == last


def _token(layer: str, exact: str, language: str) -> str:
    if layer == expressions.EXACT:
        return exact
    if layer == expressions.STEM:
        return words.stemmed(exact, language)
    return words.folded(exact)


def _layer(atom: Atom) -> str:
    """Of a title the words are looked up folded."""
    return expressions.FOLDED if atom.column == expressions.TITLE else atom.column


def _merged(found: Iterable[Span]) -> Iterator[Span]:
    end = -1
    for low, high in found:
        if high > end:
            yield max(low, end), high
            end = high

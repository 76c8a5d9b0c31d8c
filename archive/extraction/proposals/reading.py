"""A text as sentences of tokens, with the finds that lie in each."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive import lexicon, passages
from archive.extraction.finds import NAMES, Find, FindKind
from archive.extraction.proposals.grammar import Grammar

# A hard-wrapped line is at least this long, and goes on in lower case.
_WRAP = re.compile(r"(?<=[^\n]{50})(?<![.!?:;\n])\n(?=[^\W\d_A-ZÀ-ÞА-Я])")
_SENTENCE_MARKS = (".", "!", "?", "…", '"', "”", "»", "’", "'", ")")
_LONGEST_HEADING = 140
# Languages that write "3." for "third".
_DOTTED = frozenset({"de"})
_AFTER_FIGURES = re.compile(r"(?<=\d)\.[\"”)]?\s+(?=[\"“(]?[A-ZÀ-ÞА-Я])")
# Stands for each token of a name or date: "May" and "Said" tell nothing there.
_NAME = "\N{SYMBOL FOR NULL}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Offsets count code points of the text.

    folded: the tokens, those of names masked; printed: names as well.
    owner has for each token the index of the find it belongs to, or -1.
    """

    start: int
    end: int
    text: str
    folded: list[str]
    printed: list[str]
    starts: list[int]
    ends: list[int]
    finds: list[Find]
    owner: list[int]
    is_heading: bool
    is_question: bool

    def words(self, first: int, last: int) -> str:
        """The text of the tokens first to last, last excluded."""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split())

    def is_lower(self, index: int) -> bool:
        return self.text[self.starts[index]].islower()


@dataclass(frozen=True, slots=True)
class Text:
    """A whole text in tokens; wrapped lines are joined, offsets stay."""

    flat: str
    folded: list[str]
    starts: list[int]
    ends: list[int]
    finds: list[Find]
    has_dotted_ordinals: bool

    def token_at(self, offset: int) -> int:
        """The first token that begins there or later."""
        return bisect_left(self.starts, offset)

    def sentence(self, at: int) -> Sentence:
        """The sentence around the token at."""
        start, end = self._bounds(at)
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end)
        inside = self._finds(start, end)
        starts, ends = self.starts[first:last], self.ends[first:last]
        owner = _owners(starts, ends, inside)
        pairs = zip(self.folded[first:last], owner, strict=True)
        line = self.flat[start:end]
        return Sentence(
            start=start,
            end=end,
            text=self.flat,
            folded=[_NAME if own >= 0 else word for word, own in pairs],
            printed=self.folded[first:last],
            starts=starts,
            ends=ends,
            finds=inside,
            owner=owner,
            is_heading=is_heading(line),
            is_question=line.rstrip("\"”»’')").endswith("?"),
        )

    def _bounds(self, at: int) -> tuple[int, int]:
        """Those of passages; where no ordinal ends in a dot, cut after "in 2012."."""
        here = self.starts[at]
        start, end = passages.sentence_at(self.flat, here, self.ends[at])
        if not self.has_dotted_ordinals:
            cuts = [x.end() for x in _AFTER_FIGURES.finditer(self.flat, start, end)]
            start = max([start, *(cut for cut in cuts if cut <= here)])
            end = min([end, *(cut for cut in cuts if cut > here)])
        return start, start + len(self.flat[start:end].rstrip())

    def _finds(self, start: int, end: int) -> list[Find]:
        first = bisect_left(self.finds, start, key=lambda find: find.start)
        inside = []
        for find in self.finds[first:]:
            if find.start >= end:
                break
            if find.end <= end:
                inside.append(find)
        return inside


def read(
    text: str,
    *,
    finds: Sequence[Find],
    grammar: Grammar,
    skip: Sequence[tuple[int, int]],
) -> Text:
    flat = _WRAP.sub(" ", text)
    starts, ends, folded = [], [], []
    for match in _outside(flat, grammar.token, skip):
        starts.append(match.start())
        ends.append(match.end())
        folded.append(_folded(match.group()))
    kept = [x for x in finds if x.kind in NAMES or x.kind is FindKind.DATE]
    is_dotted = grammar.language in _DOTTED
    return Text(flat, folded, starts, ends, sorted(kept, key=_place), is_dotted)


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    return lexicon.fold(word)


def _place(find: Find) -> tuple[int, int]:
    return find.start, -find.end


def _outside(
    text: str, pattern: re.Pattern[str], skip: Sequence[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    at = 0
    for start, end in [*sorted(skip), (len(text), len(text))]:
        if at < start:
            yield from pattern.finditer(text, at, start)
        at = max(at, end)


def _owners(
    starts: Sequence[int], ends: Sequence[int], finds: Sequence[Find]
) -> list[int]:
    owner = [-1] * len(starts)
    for index, find in enumerate(finds):
        at = bisect_left(starts, find.start)
        while at < len(starts) and starts[at] < find.end:
            if ends[at] <= find.end + 2 and owner[at] < 0:
                owner[at] = index
            at += 1
    return owner


def is_heading(line: str) -> bool:
    is_short = len(line) <= _LONGEST_HEADING
    return is_short and not line.endswith(_SENTENCE_MARKS)

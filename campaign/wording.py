"""How far a letter is its writer's own, and what to think over before it goes.

Counts words and looks for capitals and demands; refuses nothing, keeps nothing.
The sentences that say so are the page's.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path

from rapidfuzz.distance import LCSseq

# Nine complete letters run 56 to 215 words, median 115; guides ask for a page.
LONG_WORDS = 300
# So far apart, a reader of many letters takes two for two people's.
OWN_PERCENT = 20

_VERBS = Path(__file__).parents[1] / "data" / "advice" / "demanding.json"
_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
_SENTENCE = re.compile(r"[^.!?…؟\n]+[.!?…؟]*")
_EXCLAIMED = re.compile(r"[!¡]\s*[!¡]")


class Kind(StrEnum):
    """What there is to think over."""

    PAGES = "pages"  # it no longer fits one page
    LONG = "long"  # more than LONG_WORDS
    SHOUTING = "shouting"
    DEMANDS = "demands"  # it asks for what the case does not ask
    SAME = "same"  # nothing in it is the writer's own


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to think over, and the writer's words it is about, if any."""

    kind: Kind
    words: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A letter beside its model. Percent of the longer of the two."""

    words: int
    pages: int
    differs_percent: int
    advice: tuple[Advice, ...]


def judged(
    paragraphs: Sequence[str],
    *,
    model: Sequence[str],
    typed: Sequence[str],
    demands: Sequence[str],
    language: str,
    pages: int,
) -> Judged:
    """The letter's paragraphs beside those of its model, filled in alike.

    `typed` is what the writer wrote; `demands` is what the case asks for.
    """
    words = count_words(paragraphs)
    differs = differs_percent(paragraphs, model=model)
    found = [Advice(Kind.PAGES)] if pages > 1 else []
    found += [Advice(Kind.LONG)] if words > LONG_WORDS else []
    known = {each for text in (*model, *demands) for each in _WORD.findall(text)}
    shouted_words = [each for text in typed for each in shouted(text, known=known)]
    found += [Advice(Kind.SHOUTING, each) for each in shouted_words[:1]]
    beyond = demands_beyond(typed, case=(*model, *demands), language=language)
    found += [Advice(Kind.DEMANDS, each) for each in beyond[:2]]
    is_untouched = not any(each.strip() for each in typed)
    found += [Advice(Kind.SAME)] if is_untouched and differs < OWN_PERCENT else []
    return Judged(words, pages, differs, tuple(found))


def count_words(paragraphs: Iterable[str]) -> int:
    return sum(len(_WORD.findall(each)) for each in paragraphs)


def differs_percent(paragraphs: Iterable[str], *, model: Iterable[str]) -> int:
    """0 = the model word for word, 100 = no word of it in its place.

    The words that are not in both, in the same order, out of the longer of
    the two; capitals and punctuation do not count. One word more is 1 at
    least, and one word left is 99 at most.
    """
    ours, theirs = _words(paragraphs), _words(model)
    longer = max(len(ours), len(theirs))
    if ours == theirs:
        return 0
    shared = int(LCSseq.similarity(ours, theirs))
    percent = round(100 * (longer - shared) / longer)
    return max(1, percent if not shared else min(99, percent))


def _words(paragraphs: Iterable[str]) -> list[str]:
    return [word for each in paragraphs for word in _WORD.findall(each.casefold())]


def shouted(text: str, *, known: Iterable[str] = ()) -> Iterator[str]:
    """Runs of capitals, and marks of exclamation in a row, as written.

    An acronym is not shouted, nor is a word that the campaign itself prints
    in capitals. Scripts without capitals cannot shout.
    """
    kept = set(known)
    words = list(_WORD.finditer(text))
    for is_loud, group in groupby(words, key=lambda each: _is_loud(each[0], kept)):
        run = list(group)
        if is_loud and _is_shouted([each[0] for each in run]):
            yield text[run[0].start() : run[-1].end()]
    for found in _EXCLAIMED.finditer(text):
        start = max((w.start() for w in words if w.end() <= found.start()), default=0)
        yield text[start : found.end()]
        return


def _is_loud(word: str, known: set[str]) -> bool:
    return len(word) > 1 and word.isupper() and word not in known


def _is_shouted(run: list[str]) -> bool:
    """NOW alone is loud, UNISON and OSCE are names: it takes length."""
    letters = sum(map(len, run))
    return letters >= (8 if len(run) < 3 else 6) and max(map(len, run)) >= 3


_ALREADY_ASKED = 0.34  # a third of what is asked for is named by the case itself
_LEAST_LETTERS = 4  # shorter words join a sentence; they are not what it asks for
_STEM = 5


def demands_beyond(
    typed: Iterable[str], *, case: Iterable[str], language: str
) -> list[str]:
    """Sentences of the writer that ask for something the case does not ask.

    By the beginnings of their words, which inflection leaves alone: a guess,
    good enough for advice. Empty for a language without a list of verbs.
    """
    demanding = _demanding().get(language.partition("-")[0].lower())
    if demanding is None:
        return []
    known = {stem for text in case for stem in _stems(text)}
    return [
        sentence.strip()
        for text in typed
        for sentence in _SENTENCE.findall(text)
        if (asked := demanding.search(sentence))
        and _is_beyond(sentence[asked.end() :], known)
    ]


@cache
def _demanding() -> dict[str, re.Pattern[str]]:
    """How a sentence demands in each language, by the beginnings of its words."""
    patterns: dict[str, str] = json.loads(_VERBS.read_text("utf-8"))
    return {
        language: re.compile(rf"\b(?:{pattern})", re.IGNORECASE)
        for language, pattern in patterns.items()
    }


def _is_beyond(asked: str, known: set[str]) -> bool:
    stems = set(_stems(asked))
    if len(stems) < 2:
        return False  # "We demand this." says nothing new
    return len(stems & known) / len(stems) < _ALREADY_ASKED


def _stems(text: str) -> Iterator[str]:
    for word in _WORD.findall(text.casefold()):
        if len(word) >= _LEAST_LETTERS:
            yield word[:_STEM]

"""Whether a word comes near a name that is not shown to who asks. Pure.

Errs on the side of yes: then results are checked one by one, on what is read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from archive import protection
from archive.protection import Protected
from archive.search import words
from archive.search.query import Query, Term

# Letters that an ending may take away or add; more would be another name.
_ENDING = 4
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Names:
    """The folded words of all names that are not shown, and their initials."""

    tokens: frozenset[str]
    unspaced: frozenset[str]

    def touch(self, word: str, *, is_prefix: bool = False) -> bool:
        """Whether a word, as printed, may be one of them in some form or spelling."""
        if words.is_unspaced(word):
            return word in self.unspaced
        return any(
            self._is_near(fold, is_prefix=is_prefix) for fold in words.folds(word)
        )

    def _is_near(self, fold: str, *, is_prefix: bool) -> bool:
        if fold in self.tokens:
            return True
        return any(_alike(fold, each, is_prefix=is_prefix) for each in self.tokens)


def _alike(fold: str, name: str, *, is_prefix: bool) -> bool:
    if is_prefix and name.startswith(fold):
        return True
    if len(fold) < _SHORTEST or len(name) < _SHORTEST:
        return False
    stem = max(_SHORTEST, min(len(name), len(fold)) - _ENDING)
    if fold[:stem] == name[:stem] and abs(len(fold) - len(name)) <= _ENDING + 1:
        return True
    # all words of a name in one, as addresses and tags have them
    if name in fold:
        return True
    return bool(DamerauLevenshtein.distance(fold, name, score_cutoff=2) <= 2)


@lru_cache(maxsize=64)
def names(people: tuple[Protected, ...]) -> Names:
    found = [
        token for who in people for name in who.names for token in words.tokens(name)
    ]
    shown = [
        token
        for who in people
        for name in who.names
        for token in words.tokens(protection.initials(name))
    ]
    return Names(
        frozenset(
            fold
            for each in (*found, *shown)
            if not words.is_unspaced(each)
            for fold in words.folds(each)
        ),
        frozenset(each for each in found if words.is_unspaced(each)),
    )


def touches(query: Query, known: Names) -> bool:
    """Whether anything that is looked for, or left out, may be such a name."""
    return any(_touches(term, known) for term in query.terms)


def _touches(term: Term, known: Names) -> bool:
    *rest, last = term.words
    return any(known.touch(each) for each in rest) or known.touch(
        last, is_prefix=term.is_prefix
    )


def apart(found: Iterable[str], known: Names) -> list[str]:
    """Folded words that come near none of the names."""
    return [each for each in found if not known.touch(each)]

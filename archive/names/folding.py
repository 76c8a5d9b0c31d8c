"""Folded words: the key two spellings are joined by."""

from functools import lru_cache

from archive.names import given, romanising, sounds

_WRITTEN_OUT = str.maketrans({"S": "sh", "C": "ch", "J": "j", "T": "ts", "Y": "i"})
_LONG = 300


def fold(text: str) -> str:
    """Words in their order, romanised, one spelling for one sound."""
    return " ".join(printed(token) for token in tokens(text))


def key(text: str) -> str:
    """The folded words in alphabetical order, each as often as it stands."""
    return " ".join(sorted(fold(text).split()))


def printed(token: str) -> str:
    return token.translate(_WRITTEN_OUT)


def tokens(text: str) -> tuple[str, ...]:
    """The folded words, each known given name in one spelling."""
    return _folded(text) if len(text) > _LONG else _remembered(text)


@lru_cache(maxsize=20_000)
def _remembered(text: str) -> tuple[str, ...]:
    return _folded(text)


def _folded(text: str) -> tuple[str, ...]:
    omits = romanising.omits_vowels(text)
    return tuple(
        given.in_one_spelling(token, omits_vowels=omits) for token in sounds.heard(text)
    )

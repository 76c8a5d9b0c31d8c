"""Which known claims the sentences of a paragraph repeat. Never automatic."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import log

from anyascii import anyascii

from archive import lexicon
from campaign.adapting import sentences
from campaign.adapting.phrases import fold

# 0.38: of 21 pairs in tests/campaign/adapting/test_matching.py the true ones have
# 0.45 and more, the false ones 0.32 and less.
THRESHOLD = 0.38
_TOKEN = re.compile(r"[^\W_]+")
_STEM = 6
_SHORTEST = 4
_NAMED = 2.0
_MOST_SENTENCES = 60


def matching(
    text: str, claims: Sequence[tuple[int, str]]
) -> tuple[tuple[int, float], ...]:
    """Claims by number with how much they say what a sentence here says.

    Best first, between the threshold and 1. Words count as their stems in
    Latin letters, names and figures twice, rare words more than frequent
    ones. Linear in the text times the number of claims.
    """
    known = [(number, _tokens(sentence)) for number, sentence in claims]
    spread = Counter(token for _, tokens in known for token in tokens)
    rarity = {
        token: 0.25 + log((1 + len(known)) / count) / log(2 + len(known))
        for token, count in spread.items()
    }
    bounds = list(sentences.split(text, 0, len(text)))[:_MOST_SENTENCES]
    pieces = [_tokens(text[start:end]) for start, end in bounds]
    scored = (
        (number, max((_alike(piece, tokens, rarity) for piece in pieces), default=0.0))
        for number, tokens in known
    )
    found = [
        (number, round(score, 3)) for number, score in scored if score >= THRESHOLD
    ]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))


@cache
def _empty() -> frozenset[str]:
    return lexicon.words("letters/empty-words")


def _tokens(sentence: str) -> dict[str, float]:
    """Stems and their weights: names and figures say more than other words."""
    composed = unicodedata.normalize("NFC", sentence)
    found: dict[str, float] = {}
    for number, match in enumerate(_TOKEN.finditer(composed)):
        word = match.group()
        is_figure = word.isdigit()
        if not is_figure and (len(word) < _SHORTEST or fold(word) in _empty()):
            continue
        is_name = word[0].isupper() and number > 0
        stem = anyascii(word).casefold()[: None if is_figure else _STEM]
        weight = _NAMED if is_figure or is_name else 1.0
        found[stem] = max(found.get(stem, 0.0), weight)
    return found


def _alike(
    piece: dict[str, float], claim: dict[str, float], rarity: dict[str, float]
) -> float:
    """How much of the claim the sentence has, tempered by what else it has."""
    common = piece.keys() & claim.keys()
    if len(common) < 2:
        return 0.0
    shared = sum(min(piece[t], claim[t]) * rarity[t] for t in common)
    whole = sum(weight * rarity[t] for t, weight in claim.items())
    other = sum(weight for t, weight in piece.items() if t not in claim)
    return shared / (whole + 0.15 * other)

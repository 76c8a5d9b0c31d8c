"""How far one folded word is from another, by its sounds."""

from functools import lru_cache
from itertools import accumulate
from string import ascii_lowercase, digits

# Tuned together on some 1,500 pairs; docs/quality.md says which.
VOWEL_GAP, FREE_VOWEL_GAP, UNWRITTEN = 0.5, 0.05, 0.15
STEEPNESS, LENGTH_GIVEN = 2.4, 2
OTHER_START = 0.3
_VOWELS = frozenset("aeiou")
_NEAR_VOWELS = {
    frozenset("ae"): 0.25, frozenset("ei"): 0.3, frozenset("ou"): 0.2,
    frozenset("ao"): 0.45, frozenset("ia"): 0.7, frozenset("eo"): 0.5,
}  # fmt: skip
_NEAR_SOUNDS = {
    **{
        frozenset(pair): 0.35
        for pair in ["sS", "kh", "gh", "td", "gk", "sT", "zd", "bp", "CT", "TS"]
    },
    **{
        frozenset(pair): 0.25
        for pair in [
            "sz",
            "vf",
            "vu",
            "CS",
            "SJ",
            "Jg",
            "Jz",
            "Tz",
            "sC",
            "Ch",
            "Ck",
            "zS",
        ]
    },
    **{frozenset(pair): 0.3 for pair in ("Ji", "JC", "Tt")},
    frozenset("Yi"): 0.0,
    frozenset("YJ"): 0.0,
}
_ABJAD_PAIRS = {frozenset("uv"), frozenset("kg"), frozenset("zd"), frozenset("ht")}
_GAPS = {"h": 0.6, "n": 0.6, "Y": 0.6}
_TURNED = 0.6
_LONGEST = 60


@lru_cache(maxsize=50_000)
def alike(a: str, b: str, *, free_vowels: bool) -> float:
    """1 less the cost of turning one word into the other, by its length.

    free_vowels: one of them is in a script that leaves short vowels out.
    """
    if a == b:
        return 1.0
    if any(letter.isdigit() for letter in a + b):
        return 0.0
    if abs(len(a) - len(b)) > 8 or max(len(a), len(b)) > _LONGEST:
        return 0.0
    gap = FREE_VOWEL_GAP if free_vowels else VOWEL_GAP
    length = min(_weight(a, free_vowels), _weight(b, free_vowels))
    limit = (LENGTH_GIVEN + length) / STEEPNESS
    cost = _start_cost(a, b, free_vowels) + _cost(a, b, gap, limit)
    return max(1 - cost / limit, 0.0)


def _weight(word: str, free_vowels: bool) -> float:
    """Its length; where vowels are not written only consonants count."""
    if not free_vowels:
        return len(word)
    return 1.4 * sum(letter not in _VOWELS for letter in word)


def _start_cost(a: str, b: str, free_vowels: bool) -> float:
    """Names that begin with another sound are seldom the same."""
    if free_vowels or a[0] == b[0]:
        return 0.0
    if "J" in (a[0], b[0]) and (a[0] in _VOWELS or b[0] in _VOWELS):
        return 0.0  # a German J is a y, which others leave out
    swap = _SWAPS[a[0], b[0]]
    return (
        OTHER_START if swap > 0.4 or {a[0], b[0]} in ({"a", "e"}, {"o", "u"}) else 0.0
    )


def _cost(a: str, b: str, vowel: float, limit: float) -> float:
    """Edit distance with swaps, where near sounds cost less; at most about limit."""
    swaps = _FREE_SWAPS if vowel == FREE_VOWEL_GAP else _SWAPS
    gaps, other_gaps = _gaps(a, vowel), _gaps(b, vowel)
    previous: list[float] = []
    row = list(accumulate(other_gaps, initial=0.0))
    for at, one in enumerate(a):
        before, previous, row = previous, row, [row[0] + gaps[at]]
        for place, other in enumerate(b):
            best = min(
                previous[place] + (0.0 if one == other else swaps[one, other]),
                previous[place + 1] + gaps[at],
                row[place] + other_gaps[place],
            )
            if at and place and one == b[place - 1] and other == a[at - 1] != one:
                best = min(best, before[place - 1] + _TURNED)
            row.append(best)
        if min(row) >= limit and min(previous) >= limit:
            return limit
    return row[-1]


def _gaps(word: str, vowel: float) -> list[float]:
    """What leaving out each letter costs."""
    found = [vowel if letter in _VOWELS else _GAPS.get(letter, 1.0) for letter in word]
    if word[-1] == "e" and vowel == VOWEL_GAP:
        found[-1] = 0.25
    if word[-1] == "h" and vowel == FREE_VOWEL_GAP:
        found[-1] = FREE_VOWEL_GAP
    if word[0] == "J":
        found[0] = 0.3
    return found


def _swap(a: str, b: str, vowel: float) -> float:
    pair = frozenset((a, b))
    if a in _VOWELS and b in _VOWELS:
        return _NEAR_VOWELS.get(pair, 0.6) if vowel == VOWEL_GAP else UNWRITTEN
    if vowel == FREE_VOWEL_GAP and pair in _ABJAD_PAIRS:
        return FREE_VOWEL_GAP
    return _NEAR_SOUNDS.get(pair, 1.1)


_LETTERS = ascii_lowercase + "SCJTY" + digits
_SWAPS = {(a, b): _swap(a, b, VOWEL_GAP) for a in _LETTERS for b in _LETTERS}
_FREE_SWAPS = {(a, b): _swap(a, b, FREE_VOWEL_GAP) for a in _LETTERS for b in _LETTERS}

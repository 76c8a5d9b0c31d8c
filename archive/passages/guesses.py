"""Where a lost passage may have gone: a suggestion for a person, never an answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from archive.passages.alignment import Words, align
from archive.passages.anchors import Anchor

# How much the words themselves weigh, and how much what stands on each side.
_OWN_WEIGHT, _SIDE_WEIGHT = 0.5, 0.25
_SIDE_CHARACTERS = 60
_COMPARED_CHARACTERS = 2_000
# Below this a person is better served by the whole text than by a suggestion.
_LEAST_LIKENESS = 0.6
_PLACES_LIMIT = 200
_PLACES_PER_WORD = 40
_RAREST_WORDS = 5

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Guess:
    """Offsets in the new text; likeness from 0 to 1 is for ordering only."""

    start: int
    end: int
    likeness: float


def best_guess(anchor: Anchor, *, old: str, new: str) -> Guess | None:
    """The place most like a lost passage and its surroundings.

    Only to be shown to a person: it is wrong where the passage is gone. None
    when nothing resembles it, or when the anchor does not quote the old text.
    """
    if not anchor.quote or old[anchor.start : anchor.end] != anchor.quote:
        return None
    before, after = Words(old), Words(new)
    first, stop = before.covering(anchor.start, anchor.end)
    if first >= stop:
        return None
    partner = align(before.words, after.words, ends_meet=True)
    places = {
        *_between_neighbours(partner, (first, stop), len(after.words)),
        *_sharing_words(before.words[first:stop], after.words),
    }
    guesses = [_guess(place, anchor, old, after) for place in sorted(places)]
    best = max(guesses, key=lambda guess: guess.likeness, default=None)
    return best if best and best.likeness >= _LEAST_LIKENESS else None


def _guess(place: Place, anchor: Anchor, old: str, new: Words) -> Guess:
    start, end = new.starts[place[0]], new.ends[place[1] - 1]
    own = _ratio(anchor.quote, new.text[start:end])
    left = _ratio(
        old[max(anchor.start - _SIDE_CHARACTERS, 0) : anchor.start],
        new.text[max(start - _SIDE_CHARACTERS, 0) : start],
    )
    right = _ratio(
        old[anchor.end : anchor.end + _SIDE_CHARACTERS],
        new.text[end : end + _SIDE_CHARACTERS],
    )
    return Guess(start, end, _OWN_WEIGHT * own + _SIDE_WEIGHT * (left + right))


def _ratio(one: str, other: str) -> float:
    return fuzz.ratio(one[:_COMPARED_CHARACTERS], other[:_COMPARED_CHARACTERS]) / 100


def _between_neighbours(
    partner: Sequence[int], span: Place, size: int
) -> Iterator[Place]:
    """What stands between the nearest words that stayed, whole or in parts."""
    first, stop = span
    low = next((at for at in reversed(partner[:first]) if at >= 0), -1) + 1
    high = next((at for at in partner[stop:] if at >= 0), size)
    inside = [at for at in partner[first:stop] if at >= 0]
    if inside:
        yield inside[0], inside[-1] + 1
    width = stop - first
    if low < high <= low + 3 * width + 8:
        yield low, high
    for start in range(low, min(high - width + 1, low + _PLACES_LIMIT)):
        yield start, start + width


def _sharing_words(wanted: Sequence[str], words: Sequence[str]) -> Iterator[Place]:
    """As many words as are wanted, laid so that one of the rarest fits."""
    found: dict[str, list[int]] = {word: [] for word in wanted if word.isalnum()}
    for at, word in enumerate(words):
        if word in found:
            found[word].append(at)
    rarest = sorted(filter(found.get, found), key=lambda word: len(found[word]))
    for word in rarest[:_RAREST_WORDS]:
        for at in found[word][:_PLACES_PER_WORD]:
            start = at - wanted.index(word)
            if start >= 0 and start + len(wanted) <= len(words):
                yield start, start + len(wanted)

"""Passages carried over random edits whose true path is known."""

import random
import re
from collections import Counter

import pytest

from archive import passages
from archive.passages import Anchor
from tests.edits import COPY, TEXTS, Tracked, edited, paragraphs, plain, tracked

pytestmark = pytest.mark.slow(18)


def anchors_of(text: str, chance: random.Random) -> list[Anchor]:
    """Names, single words and sentences, as a curator marks them."""
    found = list(
        re.finditer(r"[A-ZА-Я]\w+(?: [A-ZА-Я]\w+)*|\w{4,}|[^\s.][^.\n]{30,}\.", text)
    )
    picked = chance.sample(found, min(8, len(found)))
    return [Anchor(*match.span(), match.group()) for match in picked]


def truth(anchor: Anchor, carried: Anchor | None, old: str, text: Tracked) -> str:
    """Whether it is right, wrong, lost, or lost because it is gone.

    A copy is the true place only when what was copied is no longer there, or
    was moved away while the copy stands between its neighbours.
    """
    places = _true_places(anchor, text, 0)
    copies = _true_places(anchor, text, COPY)
    if carried is None:
        return "lost" if places or copies else "gone"
    if carried.start in places or (not places and carried.start in copies):
        return "right"
    at_home = carried.start in copies and _around(carried, plain(text)) == _around(
        anchor, old
    )
    return "right" if at_home else "wrong"


def _around(anchor: Anchor, text: str) -> str:
    return text[max(anchor.start - 30, 0) : anchor.end + 30]


def _true_places(anchor: Anchor, text: Tracked, shift: int) -> set[int]:
    """Where the quote stands, most of its letters from where it stood."""
    whole, length, places = plain(text), len(anchor.quote), set()
    at = whole.find(anchor.quote)
    while at >= 0:
        own = sum(
            origin == shift + anchor.start + offset
            for offset, (_, origin) in enumerate(text[at : at + length])
        )
        if own * 2 > length:
            places.add(at)
        at = whole.find(anchor.quote, at + 1)
    return places


def outcomes(*, rounds: int, most_edits: int) -> Counter[str]:
    chance = random.Random(2011)  # noqa: S311 (the same edits every time)
    counted: Counter[str] = Counter()
    for _ in range(rounds):
        old = chance.choice(TEXTS)
        text = edited(old, chance, chance.randint(1, most_edits))
        anchors = anchors_of(old, chance)
        carried = passages.carry_all(anchors, old=old, new=plain(text))
        assert len(carried) == len(anchors)
        counted.update(
            truth(anchor, found, old, text)
            for anchor, found in zip(anchors, carried, strict=True)
        )
    return counted


def test_no_passage_is_carried_to_a_wrong_place():
    counted = outcomes(rounds=150, most_edits=3)

    assert counted["wrong"] == 0
    assert counted["right"] > 0.9 * (counted["right"] + counted["lost"])


@pytest.mark.slow
def test_of_two_thousand_edited_reports_no_passage_goes_wrong():
    """Measured: 96 % of what stayed is carried after one edit, 94 % after up to 3."""
    once = outcomes(rounds=2_000, most_edits=1)
    often = outcomes(rounds=2_000, most_edits=3)

    assert (once["wrong"], often["wrong"]) == (0, 0)
    assert once["right"] > 0.95 * (once["right"] + once["lost"])
    assert often["right"] > 0.92 * (often["right"] + often["lost"])


def test_the_bounds_of_a_long_passage_are_those_of_its_first_and_last_words():
    chance = random.Random(2012)  # noqa: S311
    found = 0
    for _ in range(150):
        old = chance.choice(TEXTS)
        text = edited(old, chance, chance.randint(1, 4))
        anchor = some_paragraphs(old, chance)
        bounds = passages.carry_bounds(anchor, old=old, new=plain(text))
        if bounds:
            found += 1
            first, last = text[bounds[0]][1], text[bounds[1] - 1][1]
            assert (first % COPY, last % COPY) == (anchor.start, anchor.end - 1)

    assert found > 100


def some_paragraphs(text: str, chance: random.Random) -> Anchor:
    spans = paragraphs(tracked(text))
    first = chance.randrange(len(spans))
    last = chance.randrange(first, len(spans))
    words = text[spans[first][0] : spans[last][1]].rstrip()
    return Anchor(spans[first][0], spans[first][0] + len(words), words)


def test_the_place_suggested_for_a_lost_passage_is_nearly_always_its_own():
    """Measured on 1,000 edited reports: 97 % of the lost ones that still stand."""
    chance = random.Random(2013)  # noqa: S311
    counted: Counter[bool] = Counter()
    for _ in range(60):
        old = chance.choice(TEXTS)
        text = edited(old, chance, chance.randint(1, 5))
        anchors = anchors_of(old, chance)
        carried = passages.carry_all(anchors, old=old, new=plain(text))
        lost = [a for a, there in zip(anchors, carried, strict=True) if not there]
        counted.update(
            is_suggested(anchor, old, text, places)
            for anchor in lost
            if (places := _remains(anchor, text))
        )

    assert counted[True] > 0.9 * counted.total() > 9


def is_suggested(anchor: Anchor, old: str, text: Tracked, places: list[int]) -> bool:
    guess = passages.best_guess(anchor, old=old, new=plain(text))
    return bool(guess) and any(guess.start <= at < guess.end for at in places)


def _remains(anchor: Anchor, text: Tracked) -> list[int]:
    """Where letters of the passage stand now."""
    own = range(anchor.start, anchor.end)
    return [at for at, (_, origin) in enumerate(text) if origin % COPY in own]

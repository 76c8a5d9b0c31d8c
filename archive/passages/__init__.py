"""Offsets and quotes, sentences, and carrying passages between revisions.

Knows code points, words and sentences; not what a passage is about.
"""

from archive.passages.alignment import Words, align
from archive.passages.anchors import (
    Anchor,
    carry,
    carry_all,
    carry_all_bounds,
    carry_bounds,
    carry_points,
    normalise,
    quote,
    refuse_piled_marks,
)
from archive.passages.guesses import Guess, best_guess
from archive.passages.sentences import Context, context, sentence_at
from archive.passages.steps import word_left, word_right

__all__ = [
    "Anchor",
    "Context",
    "Guess",
    "Words",
    "align",
    "best_guess",
    "carry",
    "carry_all",
    "carry_all_bounds",
    "carry_bounds",
    "carry_points",
    "context",
    "normalise",
    "quote",
    "refuse_piled_marks",
    "sentence_at",
    "word_left",
    "word_right",
]

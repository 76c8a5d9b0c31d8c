"""Correcting a text: a new revision, and what hangs on the words of the old one.

Decisions and proofs are carried to the very words, or are lost and wait for a
person. Nothing is moved by likeness, and the old revision keeps what it had.
A translation is a text beside it, on which nothing hangs.
"""

from archive.correcting.dating import Dated, Redated, is_typed
from archive.correcting.hanging import dates_of
from archive.correcting.losses import give_up, only_proven_by, place
from archive.correcting.texts import CannotCorrect, Corrected, correct
from archive.correcting.translating import CannotTranslate, article, translate

__all__ = [
    "CannotCorrect",
    "CannotTranslate",
    "Corrected",
    "Dated",
    "Redated",
    "article",
    "correct",
    "dates_of",
    "give_up",
    "is_typed",
    "only_proven_by",
    "place",
    "translate",
]

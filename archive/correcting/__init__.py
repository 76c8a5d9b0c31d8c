"""Correcting a text: a new revision, and what hangs on the words of the old one.

Decisions and proofs are carried to the very words, or are lost and wait for a
person. Nothing is moved by likeness, and the old revision keeps what it had.
"""

from archive.correcting.losses import give_up, place
from archive.correcting.texts import CannotCorrect, Corrected, correct

__all__ = ["CannotCorrect", "Corrected", "correct", "give_up", "place"]

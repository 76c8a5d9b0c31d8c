"""Dates as printed, resolved against a publication date."""

from archive.dates.found import FoundDate
from archive.dates.grammar import find, parse
from archive.dates.spans import Basis, DateSpan, Precision, describe

__all__ = ["Basis", "DateSpan", "FoundDate", "Precision", "describe", "find", "parse"]

"""A date as it stands in a text."""

from dataclasses import dataclass

from archive.dates.spans import DateSpan


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Offsets count code points, end excluded; the preposition is outside.

    The warning is "" or a sentence: the weekday printed is not that day's.
    """

    start: int
    end: int
    surface: str
    span: DateSpan
    warning: str

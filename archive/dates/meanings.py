"""What the words of a language mean, as its table in data/lexicon/dates says."""

from collections.abc import Iterator, Mapping, Sequence

Meaning = tuple[str, int]

# The letter of each list of words in a language's table, and the value that
# all words of the list have.
_KINDS = {
    "last": ("A", -1),
    "this": ("B", 0),
    "next": ("C", 1),
    "last_after": ("a", -1),
    "next_after": ("a", 1),
    "before_last": ("A", -2),
    "before_last_after": ("a", -2),
    "ago": ("g", 0),
    "ago_before": ("b", 0),
    "since": ("S", 0),
    "from": ("F", 0),
    "between": ("K", 0),
    "to": ("T", 0),
    "and": ("&", 0),
    "of": ("f", 0),
    "the": ("t", 0),
    "the_on": ("L", 0),
    "in": ("I", 0),
    "into": ("J", 0),
    "prepositions": ("p", 0),
    "modifiers": ("E", 0),
    "parts_of_day": ("P", 0),
    "parts_before": ("H", 0),
    "same": ("=", 0),
    "following": ("=", 1),
    "previous": ("=", -1),
    "in_time": ("<", 1),
    "name_before": ("j", 0),
    "name_after": ("y", 0),
    "its": ("i", 0),
    "now": ("h", 0),
    "not_a_date": ("n", 0),
    "day_marks": ("k", 0),
    "not_after_weekday": ("v", 0),
    "ahead": ("^", 0),
    "told": ("%", 0),
}
# Tables from a word to its own value.
_VALUED = {
    "days": "R",
    "unit_ends": "*",
    "numbers": "Q",
    "ordinals": "O",
    "day_words": "o",
    "seasons": "G",
    "units": "U",
    "units_many": "u",
    "seasons_alone": "r",
    "offsets": ">",
    "days_from_it": "!",
    "decades": "e",
    "parts_of_year": "q",
    "holidays": "Z",
    "days_around": "@",
}
# Twelve or seven lists of spellings, in the order of the calendar.
_LISTED = {"months_short": "m", "months": "M", "weekdays_short": "w", "weekdays": "W"}
UNITS = {"day": 1, "weekend": 2, "week": 3, "month": 4, "year": 5}


def of_table(table: Mapping[str, object]) -> Iterator[tuple[str, Meaning]]:
    for name, meaning in _KINDS.items():
        yield from ((text, meaning) for text in strings(table.get(name)))
    for name, letter in _VALUED.items():
        entries = table.get(name)
        for text, value in entries.items() if isinstance(entries, dict) else ():
            yield text, (letter, _value(value))
    for name, letter in _LISTED.items():
        yield from _calendar_words(table.get(name), letter)
    for text in strings(table.get("year_words")):
        yield text, ("z", UNITS["year"])


def _value(value: str | int) -> int:
    """A number, a unit, or the unit before this one: "-year"."""
    if isinstance(value, int):
        return value
    unit = UNITS.get(value.removeprefix("-"))
    if unit is None:
        return int(value)
    return -unit if value.startswith("-") else unit


def _calendar_words(entries: object, letter: str) -> Iterator[tuple[str, Meaning]]:
    """Months count from one, weekdays from nought as date.weekday() does."""
    first = 1 if letter in "Mm" else 0
    for number, spellings in enumerate(strings(entries), start=first):
        yield from ((text, (letter, number)) for text in spellings)


def strings(entry: object) -> Sequence[str]:
    return entry if isinstance(entry, list) else ()

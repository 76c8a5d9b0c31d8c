"""Names of months and weekdays of any language, from the CLDR."""

from collections.abc import Iterator, Mapping

from babel import Locale, UnknownLocaleError


def names(language: str) -> dict[str, object]:
    """A table as in data/lexicon/dates; empty for a language not known."""
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError, TypeError):
        return {}
    first = str(locale.months["format"]["wide"][1])
    return {
        "month_case": "title" if first[:1].isupper() else "lower",
        "months": [list(_forms(locale.months, number)) for number in range(1, 13)],
        "weekdays": [list(_forms(locale.days, number)) for number in range(7)],
    }


def _forms(
    table: Mapping[str, Mapping[str, Mapping[int, str]]], number: int
) -> Iterator[str]:
    """As in a date and, of the same word, as it stands alone."""
    in_date = table["format"]["wide"][number].strip(" .").casefold()
    alone = table["stand-alone"]["wide"][number].strip(" .").casefold()
    if in_date.isdigit():
        return
    yield in_date
    if alone[:2] == in_date[:2]:
        yield alone

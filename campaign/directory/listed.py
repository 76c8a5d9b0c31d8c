"""What the rows of a file say of missions, checked."""

import calendar
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from campaign import addressing, protocol
from campaign.directory.sheets import Fault, Row, Sheet
from campaign.models import Address, Recipient

Plain = str | float | None  # as JSON keeps it; days as YYYY-MM-DD

CHECK_AGAIN_AFTER = timedelta(days=365)
_PHONE = re.compile(r"[+0-9(][0-9 ()./;,ext+-]{3,59}", re.IGNORECASE)
_ITEM = re.compile(r"Q[1-9][0-9]{0,11}")
_SLUG = re.compile(r"[a-zA-Z0-9_-]{1,80}")
_check_web = URLValidator(schemes=["http", "https"])
# Flags of the list that name a repair; any other is a doubt.
_REPAIRED = ("receiving country corrected", "mission to the Holy See")
_MISPLACED = "coordinates nearest"
_ABROAD = frozenset(protocol.mission_kinds())

Kind, Office = Recipient.Kind, Recipient.Office
_OFFICES: Mapping[str, Recipient.Office] = {
    Kind.EMBASSY: Office.AMBASSADOR,
    Kind.HIGH_COMMISSION: Office.AMBASSADOR,
    Kind.EMBASSY_BRANCH: Office.AMBASSADOR,
    Kind.NUNCIATURE: Office.AMBASSADOR,
    Kind.CONSULATE_GENERAL: Office.CONSUL,
    Kind.CONSULATE: Office.CONSUL,
    Kind.HONORARY_CONSULATE: Office.CONSUL,
    Kind.DE_FACTO_CONSULATE: Office.CONSUL,
    Kind.CONSULAR_OFFICE: Office.CONSUL,
    Kind.CONSULAR_AGENCY: Office.CONSUL,
    Kind.PERMANENT_MISSION: Office.PERMANENT_REPRESENTATIVE,
    Kind.MINISTRY: Office.MINISTER,
    Kind.COMPANY: Office.COMPANY,
    Kind.BODY: Office.INTERNATIONAL_BODY,
}


@dataclass(frozen=True, slots=True)
class Way:
    """One address; `columns` are all but its medium and value."""

    medium: str
    value: str
    columns: Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class Listed:
    """A mission as a file lists it; `slug` is empty when a rule makes it.

    `accredited` is by country, with the source. `notes` are kept beside the
    values: doubts of the list itself, and whether it serves where it stands.
    """

    number: int
    slug: str
    state: str
    receiving: str
    wikidata: str
    columns: Mapping[str, Plain]
    ways: tuple[Way, ...] = ()
    accredited: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str | bool] = field(default_factory=dict)


def office_of(kind: str) -> Recipient.Office:
    """Who is written to. An office that has no such head: the office itself."""
    return _OFFICES.get(kind, Office.ORGANISATION)


def listed(sheet: Sheet) -> tuple[list[Listed], list[Fault]]:
    """Each mission once, and what is wrong with rows, those of the sheet too."""
    taken_in = _contacts if sheet.kind == "contacts" else _missions
    found, faults = taken_in(sheet.rows)
    return found, sorted([*sheet.faults, *faults], key=lambda each: each.number)


def _missions(rows: Iterable[Row]) -> tuple[list[Listed], list[Fault]]:
    found: dict[object, Listed] = {}
    faults = []
    for row in rows:
        try:
            each = _mission(row)
        except ValueError as error:
            faults.append(Fault(row.number, str(error)))
            continue
        key = (each.state, each.wikidata or (each.receiving, *_who(each)))
        first = found.setdefault(key, each)
        if first is not each:
            sentence = f"The same mission stands in row {first.number}."
            faults.append(Fault(row.number, sentence))
    return list(found.values()), faults


def _who(each: Listed) -> tuple[Plain, Plain]:
    return each.columns["kind"], each.columns["city"]


def _mission(row: Row) -> Listed:
    """Raises ValueError with a sentence."""
    state, kind = _state(row), _kind(row)
    receiving, stands_in = _country(row, "receiving"), _country(row, "country")
    accredited = [_code(each, "accredited_to") for each in row["accredited_to"].split()]
    wikidata = _item(row)
    doubts = [
        each
        for each in filter(None, row["flags"].split("; "))
        if not each.startswith(_REPAIRED)
    ]
    is_misplaced = any(each.startswith(_MISPLACED) for each in doubts)
    serious = [each for each in doubts if not each.startswith(_MISPLACED)]
    latitude, longitude = _place(row)
    is_sure = bool(stands_in) and stands_in != state and not serious
    source = f"https://www.wikidata.org/wiki/{wikidata}" if wikidata else ""
    return Listed(
        number=row.number,
        slug="",
        state=state,
        receiving=receiving or stands_in,
        wikidata=wikidata,
        columns={
            "kind": kind,
            "office": office_of(kind),
            "stands_in": stands_in,
            "city": _city(row),
            "latitude": None if is_misplaced else latitude,
            "longitude": None if is_misplaced else longitude,
            "website": _web(row, "website"),
            "wikidata": wikidata,
        },
        ways=tuple(_listed_ways(row, source)),
        accredited=dict.fromkeys(_elsewhere(accredited, stands_in, state), source),
        notes={
            "as_of": _day_words(row["as_of"]),
            "doubts": "; ".join(doubts),
            "serves_host": is_sure
            and (receiving in ("", stands_in) or stands_in in accredited),
        },
    )


def _elsewhere(accredited: Iterable[str], stands_in: str, state: str) -> list[str]:
    """A state is not accredited to itself."""
    return sorted(set(accredited) - {stands_in, state})


def _listed_ways(row: Row, source: str) -> Iterable[Way]:
    columns = _bare() | {
        "country": _country(row, "country"),
        "source_url": source,
        "checked_on": _day_words(row["as_of"]) or None,
    }
    for medium, column in (("phone", "phone"), ("email", "email")):
        if value := row[column]:
            yield Way(medium, _reaches(medium, value), columns)


def _contacts(rows: Iterable[Row]) -> tuple[list[Listed], list[Fault]]:
    """Rows of one mission are put together; a mission needs one that is good."""
    found: dict[str, Listed] = {}
    accredited: list[tuple[Row, str]] = []
    faults = []
    for row in rows:
        try:
            if row["kind"] == "none":
                continue
            if row["medium"] == "via":
                accredited.append((row, _code(row["receiving"], "receiving")))
                continue
            _contact(row, found)
        except ValueError as error:
            faults.append(Fault(row.number, str(error)))
    for row, country in accredited:
        if known := found.get(row["value"]):
            source = row["source_url"].split(" | ")[0]
            more = {**known.accredited, country: source}
            found[known.slug] = replace(known, accredited=more)
        else:
            sentence = f"The mission {row['value']} is not in this file."
            faults.append(Fault(row.number, sentence))
    return list(found.values()), faults


def _contact(row: Row, found: dict[str, Listed]) -> None:
    slug = row["mission"]
    if not _SLUG.fullmatch(slug):
        raise ValueError("A mission needs its code: letters, figures and hyphens.")
    known = found.get(slug) or _named(row, slug)
    if (known.state, known.columns["kind"]) != (_state(row), _kind(row)):
        raise ValueError(f"It contradicts row {known.number}, of the same mission.")
    if row["medium"] != "none":
        way = _way(row)
        if any(
            (each.medium, each.value) == (way.medium, way.value) for each in known.ways
        ):
            raise ValueError("The same address stands in an earlier row.")
        known = replace(known, ways=(*known.ways, way))
    found[slug] = known


def _named(row: Row, slug: str) -> Listed:
    state, kind, receiving = _state(row), _kind(row), _country(row, "receiving")
    return Listed(
        number=row.number,
        slug=slug,
        state=state,
        receiving=receiving,
        wikidata=_item(row),
        columns={
            "kind": kind,
            "office": office_of(kind),
            "stands_in": _country(row, "country") or receiving,
            "city": _city(row),
            "wikidata": _item(row),
        },
    )


def _way(row: Row) -> Way:
    if row["medium"] not in Address.Medium.values:
        raise ValueError(f"“{row['medium']}” is no way to reach anybody.")
    grade = row["grade"] or Address.Grade.IMPORTED
    if grade not in Address.Grade.values:
        raise ValueError(f"“{grade}” is no grade: verified, imported or disputed.")
    seen = first_day(row["seen_on"])
    is_verified = grade == Address.Grade.VERIFIED
    if is_verified and seen is None:
        raise ValueError("A verified address needs the day of its source, seen_on.")
    is_post = row["medium"] == Address.Medium.POST
    if is_verified and is_post and not (row["street"] and row["city"]):
        raise ValueError("A verified postal address needs its street and its city.")
    begins, ends = first_day(row["valid_from"]), last_day(row["valid_to"])
    if begins and ends and ends < begins:
        raise ValueError("It ends before it begins.")
    return Way(
        row["medium"],
        _reaches(row["medium"], row["value"]),
        _bare()
        | {
            "street": _short(row, "street", 200),
            "postcode": _short(row, "postcode", 20),
            "city": _short(row, "city", 120),
            "country": _country(row, "country"),
            "valid_from": _iso(begins),
            "valid_until": _iso(ends),
            "source_url": row["source_url"],
            "grade": grade,
            "checked_on": _iso(seen),
            "check_by": _iso(seen + CHECK_AGAIN_AFTER)
            if is_verified and seen
            else None,
            "note": row["note"],
        },
    )


def _bare() -> dict[str, Plain]:
    texts = ("street", "postcode", "city", "region", "country", "source_url", "note")
    days = ("valid_from", "valid_until", "checked_on", "check_by")
    return {
        **dict.fromkeys(texts, ""),
        **dict.fromkeys(days),
        "grade": Address.Grade.IMPORTED,
    }


def _state(row: Row) -> str:
    code = row["sending"].upper()
    if len(code) != 2:
        raise ValueError("A mission needs the state it represents, in two letters.")
    protocol.state_name(code, language="en")
    return _code(code, "sending")


def _kind(row: Row) -> str:
    if row["kind"] not in _ABROAD:
        raise ValueError(f"“{row['kind']}” is no kind of mission.")
    return row["kind"]


def _country(row: Row, column: str) -> str:
    return _code(row[column], column)


def _code(code: str, column: str) -> str:
    code = code.upper()
    if code and not addressing.is_country(code):
        raise ValueError(f"“{code}” in {column} is not a country code such as GB.")
    return code


def _item(row: Row) -> str:
    if (item := row["wikidata"]) and not _ITEM.fullmatch(item):
        raise ValueError(f"“{item}” is no item of Wikidata, such as Q145.")
    return row["wikidata"]


def _city(row: Row) -> str:
    """A list may hold the item of a town it has no name for."""
    city = _short(row, "city", 120)
    return "" if _ITEM.fullmatch(city) else city


def _short(row: Row, column: str, longest: int) -> str:
    if len(row[column]) > longest:
        raise ValueError(f"“{column}” is longer than {longest} characters.")
    return row[column]


def _place(row: Row) -> tuple[float | None, float | None]:
    """Latitude and longitude, both or neither."""
    if not (row["lat"] or row["lon"]):
        return None, None
    try:
        latitude, longitude = float(row["lat"]), float(row["lon"])
    except ValueError:
        latitude = longitude = math.nan
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("lat and lon are no place: two numbers of degrees are.")
    return latitude, longitude


def _web(row: Row, column: str) -> str:
    return _reaches("web", row[column]) if row[column] else ""


def _reaches(medium: str, value: str) -> str:
    """The value, if it can be one of that medium. Raises ValueError."""
    if not value or len(value) > 500:
        raise ValueError("An address needs a value of at most 500 characters.")
    checks: Mapping[str, Callable[[str], object]] = {
        "web": _check_web,
        "email": validate_email,
    }
    try:
        checks.get(medium, str)(value)
    except ValidationError as error:
        raise ValueError(f"“{value[:80]}” is no {medium} address.") from error
    if medium in ("phone", "fax") and not _PHONE.fullmatch(value):
        raise ValueError(f"“{value[:80]}” is no telephone number.")
    return value


def _day_words(text: str) -> str:
    return _iso(first_day(text)) or ""


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def first_day(text: str) -> date | None:
    """First day of YYYY, YYYY-MM or YYYY-MM-DD; None for nothing."""
    return date(*([*_numbers(text), 1, 1])[:3]) if text else None


def last_day(text: str) -> date | None:
    """Last day of YYYY, YYYY-MM or YYYY-MM-DD; None for nothing."""
    if not text:
        return None
    year, month, day = ([*_numbers(text), 0, 0])[:3]
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def _numbers(text: str) -> list[int]:
    if not re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?", text):
        raise ValueError(f"“{text}” is no day: write YYYY, YYYY-MM or YYYY-MM-DD.")
    return [int(part) for part in text.split("-")]

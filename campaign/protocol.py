"""Forms of address, names of states and names of missions, per language.

Read from data/protocol. Never guesses a gender, never leaves a salutation
or a closing empty, and makes no adjective out of a country.
"""

import csv
import gettext
import json
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple, NotRequired, TypedDict

import pycountry
from babel import Locale

_FOLDER = Path(__file__).resolve().parent.parent / "data" / "protocol"
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_INSTITUTION = re.compile(r"\{(mission|of_mission|organisation)\}")
_MARKS = re.compile("[\u0301\u064b-\u0652]")
_END_MARKS = " ,:!\u060c"
# offices without rows of their own are written to as an organisation
OFFICES = (
    *("ambassador", "high_commissioner", "permanent_representative", "charge"),
    *("consul_general", "consul", "honorary_consul"),
    *("minister", "president", "prosecutor"),
    *("company", "international_body", "organisation"),
)
REGISTERS = ("formal", "plain")
GENDERS = ("f", "m", "unknown")
# kinds whose name holds no state: "Apostolic Nunciature"
_LOCALES = {"en": "en_GB", "pt": "pt_PT"}
_ALONE = frozenset({"nunciature", "apostolic_delegation"})
# Who has no row of their own, and whose form is retitled for them.
_STAND_IN = {
    "high_commissioner": "ambassador",
    "permanent_representative": "ambassador",
    "consul": "consul_general",
    "honorary_consul": "consul_general",
}
_BETWEEN_MEMBERS = {"embassy": "high_commission", "ambassador": "high_commissioner"}


class Form(NamedTuple):
    """One way to address an office; address lines hold {name}, {mission} ….

    The status says of each text whether it is sourced or a convention that
    a native reader has still to check.
    """

    language: str
    office: str
    register: str
    gender: str
    address_lines: tuple[str, ...]
    salutation: str
    closing: str
    address_line_status: str
    salutation_status: str
    closing_status: str
    source: str


class _Grammar(TypedDict):
    """How a language says "the embassy of": one entry of missions.json."""

    kinds: dict[str, str]
    order: str
    nouns: dict[str, tuple[str, str]]
    endings: list[tuple[str, str]]
    after: list[tuple[str, str]]
    whole: dict[str, str]
    otherwise: list[tuple[str, str]]
    contractions: list[tuple[str, str]]
    of_kind: dict[str, str]
    titles: dict[str, list[tuple[str, str]]]
    heads: NotRequired[dict[str, list[tuple[str, str]]]]


class _States(TypedDict):
    official: dict[str, dict[str, str]]
    without_long_name: list[str]
    short: dict[str, dict[str, str]]


def languages() -> tuple[str, ...]:
    return tuple(sorted({form.language for form in _forms()}))


def form(
    *,
    language: str,
    office: str,
    register: str = "formal",
    gender: str = "unknown",
    name: str = "",
) -> Form:
    """The nearest form that is complete; the organisation's when none is.

    Order: as asked, gender unknown, the other register (first as asked,
    then unknown), the organisation. Salutation and closing are ready to
    print; a form whose salutation needs a name is passed over when none is
    given. Raises ValueError for a language, office, register or gender we
    do not have.
    """
    spoken = _language(language)
    _one_of(office, OFFICES, "office")
    _one_of(register, REGISTERS, "register")
    _one_of(gender, GENDERS, "gender")
    other = "plain" if register == "formal" else "formal"
    asked = [
        (office_row, row_register, row_gender)
        for office_row in (office, _STAND_IN.get(office, office))
        for row_register in (register, other)
        for row_gender in (gender, "unknown")
    ]
    asked.append(("organisation", "plain", "unknown"))
    rows = _complete_forms(spoken, has_name=bool(name.strip()))
    found = next(rows[key] for key in asked if key in rows)
    if found.office == _STAND_IN.get(office):
        found = _retitled(found, office)
    salutation = _filled(found.salutation, {"name": name})
    repeated = salutation.rstrip(_END_MARKS)
    closing = _filled(found.closing, {"salutation": repeated})
    return found._replace(salutation=salutation, closing=closing)


def lines(
    chosen: Form,
    *,
    name: str = "",
    name_dative: str = "",
    mission: str = "",
    organisation: str = "",
) -> tuple[str, ...]:
    """The address lines above the street, none blank, no placeholder left.

    `mission` is the mission's name in the letter's language, `organisation`
    the ministry, company or body; either stands in for the other. A line
    whose value is missing is left out ("Mr …" without a name, a Russian
    name without its dative).
    """
    institution = " ".join((organisation.strip() or mission.strip()).split())
    named = " ".join(mission.split()) or institution
    values = {
        "name": name,
        "name_dative": name_dative,
        "mission": named,
        "of_mission": _of_mission(named, chosen.language),
        "organisation": institution,
    }
    wanted = chosen.address_lines
    title, values["headed"] = _headed(chosen, values)
    if title:
        wanted = (*wanted[:-2], f"{title} {{headed}}")
    if not values["of_mission"]:
        wanted = tuple(line.replace(" {of_mission}", "") for line in wanted)
    filled = [_filled(line, values) for line in wanted]
    if not (title or any(_INSTITUTION.search(line) for line in wanted)):
        filled.append(institution)
    return tuple(filter(None, filled))


def is_member(code: str, *, on: date) -> bool:
    """Was the state a member of the Commonwealth on that day?"""
    return any(
        joined <= on and (left is None or on < left)
        for member, joined, left in _commonwealth()
        if member == code.upper()
    )


def between(kind_or_office: str, *, state: str, host: str, on: date) -> str:
    """What a mission or its head is called between these two states.

    "embassy" becomes "high_commission" and "ambassador" "high_commissioner"
    when both are in the Commonwealth on that day; otherwise as given.
    """
    if is_member(state, on=on) and is_member(host, on=on):
        return _BETWEEN_MEMBERS.get(kind_or_office, kind_or_office)
    return kind_or_office


def state_name(code: str, *, language: str, official: bool = True) -> str:
    """Such as "Republic of Kazakhstan"; "Kazakhstan" with official=False.

    The short name when there is no long one, or none in that language; ""
    for no code.
    """
    spoken = _language(language)
    known = code.strip().upper()
    if not known:
        return ""
    states = _states()
    short = states["short"].get(spoken, {}).get(known) or _territory(known, spoken)
    if not short:
        raise ValueError(f"“{code[:20]}” is not the code of a state we know.")
    long = states["official"].get(spoken, {}).get(known)
    if not official or (known in states["without_long_name"] and not long):
        return short
    return long or _catalogue_name(known, spoken) or short


def mission_name(kind: str, *, state: str, language: str) -> str:
    """Such as "Embassy of the Republic of Kazakhstan", by rules of missions.json."""
    spoken = _language(language)
    grammar = _grammars()[spoken]
    _one_of(kind, tuple(grammar["kinds"]), "mission kind")
    name = state_name(state, language=spoken)
    if kind in _ALONE or not name:
        alone = _rewritten(grammar["kinds"][kind], grammar["contractions"])
        return alone[0].upper() + alone[1:]
    phrase = _of_state(state.strip().upper(), name, grammar)
    joined = grammar["order"].format(kind=grammar["kinds"][kind], state=phrase)
    return _rewritten(joined, grammar["contractions"])


def mission_kinds() -> tuple[str, ...]:
    return tuple(_grammars()["en"]["kinds"])


def _of_state(code: str, name: str, grammar: _Grammar) -> str:
    """The name as it stands after the kind: "of the Kingdom of Spain"."""
    if code in grammar["whole"]:
        return grammar["whole"][code]
    words = name.split(" ")
    for place, word in enumerate(words):
        if word in grammar["nouns"]:
            before, noun = grammar["nouns"][word]
            adjectives = [_rewritten(w, grammar["endings"]) for w in words[:place]]
            rest = [_rewritten(w, grammar["after"]) for w in words[place + 1 :]]
            phrase = " ".join([before, *adjectives, noun or word, *rest])
            return phrase.strip().replace("+ ", "")
    return _rewritten(name, grammar["otherwise"])


def _of_mission(mission: str, language: str) -> str:
    """Such as "der Botschaft der Republik Kasachstan"; "" if not known."""
    first, _, rest = mission.partition(" ")
    genitive = _grammars()[language]["of_kind"].get(first, "")
    return genitive and f"{genitive} {rest}".strip()


def _headed(chosen: Form, values: Mapping[str, str]) -> tuple[str, str]:
    """Title and rest of one line: "Послу", "Республики Казахстан"; or "", ""."""
    title, last = ("", *chosen.address_lines)[-2:]
    found = _INSTITUTION.fullmatch(last)
    name = values[found[1]] if found else ""
    for first, head in _grammars()[chosen.language].get("heads", {}).get(title, []):
        # after a colon stands a name that no rule could put in its case
        if name.startswith(f"{first} ") and not name.startswith(f"{first} :"):
            return head, name.removeprefix(f"{first} ")
    return "", ""


def _rewritten(text: str, rules: list[tuple[str, str]]) -> str:
    for pattern, replacement in rules:
        if re.search(pattern, text):
            return re.sub(pattern, replacement, text)
    return text


def _filled(template: str, values: Mapping[str, str]) -> str:
    """The line with its values, or "" when one is missing. One pass only:
    what is put in is never read as a placeholder.
    """
    given = {name: " ".join(text.split()) for name, text in values.items()}
    if any(not given.get(name) for name in _PLACEHOLDER.findall(template)):
        return ""
    return _PLACEHOLDER.sub(lambda match: given[match[1]], template)


def _retitled(found: Form, office: str) -> Form:
    """The form of another post with the title of this one.

    By gender where the title that is replaced does not tell it.
    """
    known = _grammars()[found.language]["titles"]
    titles = known.get(f"{office}_{found.gender}", known[office])
    lines_ = tuple(_replaced(line, titles) for line in found.address_lines)
    if office == "permanent_representative":  # whose salutation is the same
        return found._replace(address_lines=lines_)
    salutation = _replaced(found.salutation, titles)
    return found._replace(address_lines=lines_, salutation=salutation)


def _replaced(text: str, pairs: list[tuple[str, str]]) -> str:
    """With the first pair that fits."""
    return next((text.replace(*pair) for pair in pairs if pair[0] in text), text)


def _language(language: str) -> str:
    primary = re.split(r"[-_]", language.strip().lower())[0]
    if primary not in languages():
        raise ValueError(
            f"No forms of address in the language “{language[:20]}” yet."
            f" There are: {', '.join(languages())}."
        )
    return primary


def _one_of(given: str, allowed: tuple[str, ...], what: str) -> None:
    if given not in allowed:
        raise ValueError(
            f"“{given[:40]}” is not one of the {what}s we know. There are: {', '.join(allowed)}."
        )


@cache
def _complete_forms(
    language: str, *, has_name: bool
) -> dict[tuple[str, str, str], Form]:
    """Rows that can be printed whole: all three texts, names at hand."""
    supplied = {"name"} if has_name else set()
    return {
        (row.office, row.register, row.gender): row
        for row in _forms()
        if row.language == language
        and all((row.address_lines, row.salutation, row.closing))
        and set(_PLACEHOLDER.findall(row.salutation)) <= supplied
    }


@cache
def _forms() -> tuple[Form, ...]:
    with (_FOLDER / "forms.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(
            Form(
                language=row["language"],
                office=row["office"],
                register=row["register"],
                gender=row["gender"],
                address_lines=tuple(filter(None, row["address_line"].split("|"))),
                salutation=row["salutation"],
                closing=row["closing"],
                address_line_status=row["status_address_line"],
                salutation_status=row["status_salutation"],
                closing_status=row["status_closing"],
                source=row["source"],
            )
            for row in csv.DictReader(rows)
        )


@cache
def _commonwealth() -> tuple[tuple[str, date, date | None], ...]:
    day = date.fromisoformat
    with (_FOLDER / "commonwealth.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(
            (row["code"], day(row["joined"]), day(row["left"]) if row["left"] else None)
            for row in csv.DictReader(rows)
        )


@cache
def _grammars() -> dict[str, _Grammar]:
    read: dict[str, _Grammar] = json.loads(
        (_FOLDER / "missions.json").read_text("utf-8")
    )
    return read


@cache
def _states() -> _States:
    read: _States = json.loads((_FOLDER / "states.json").read_text("utf-8"))
    return read


def _territory(code: str, language: str) -> str:
    if not re.fullmatch("[A-Z]{2}", code):
        return ""
    locale = Locale.parse(_LOCALES.get(language, language))
    name = str(locale.territories.get(code) or "")
    # British CLDR writes "St Kitts & Nevis"; a letter spells it out
    return (
        name.replace("St ", "Saint ").replace("&", "and") if language == "en" else name
    )


@cache
def _catalogue_name(code: str, language: str) -> str:
    """The long name of iso-codes in that language, "" when it has none."""
    country = pycountry.countries.get(alpha_2=code)
    original = str(getattr(country, "official_name", ""))
    if not original:
        return ""
    if language == "en":
        return original.removeprefix("the ").replace("'", "\u2019")
    catalogue = gettext.translation(
        "iso3166-1", pycountry.LOCALES_DIR, languages=[language], fallback=True
    )
    translated = catalogue.gettext(original)
    if translated == original:
        return ""
    # Russian stress marks and Arabic vowel marks are for dictionaries
    return _MARKS.sub("", translated).replace("'", "\u2019")

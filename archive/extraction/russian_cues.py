# ruff: noqa: RUF001  Cyrillic is meant
"""Russian names that a model leaves out, told by the dictionary or by a word beside.

Who is to be freed, where something is, the town that opens a report, and the bodies
that all the world calls by one name.
"""

import re
from collections.abc import Iterator
from functools import cache

from archive import lexicon
from archive.extraction import morphology
from archive.extraction.finds import Candidate, FindKind

SOURCE = "rule:russian-cues/1"
_SURE = 0.95
_LIKELY = 0.86
_POSSIBLE = 0.7
_WEAK = 0.6

# Свободу Иванову! and the cases it can stand in
_FREEDOM = re.compile(
    r"(?<!\w)(?P<cue>[Сс]вободу|СВОБОДУ|[Оо]свободите|[Рр]уки прочь от) "
    r"(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?: [А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)?)"
    r"(?![\w-])"
)
# на Карачаганаке
_WHERE = re.compile(
    r"(?<!\w)(?:[Вв]|[Вв]о|[Нн]а|[Пп]од|[Ии]з|[Бб]лиз) "
    r"(?P<name>[А-ЯЁ][а-яё]{4,}(?:-[А-ЯЁ][а-яё]+)?)(?![\w-]| [А-ЯЁ«])"
)
# КАДЖАРАН. — ; БИШКЕК, 18 ноября
_DATELINE = re.compile(
    r"^(?P<name>[А-ЯЁ]{4,}(?:-[А-ЯЁ]{2,})*)(?=\.? [—–-] |, \d{1,2} [а-яё]+)",
    re.MULTILINE,
)
# Талдыкорган, 11 февраля: a town that opens a line before a day
_TOWN_AND_DAY = re.compile(
    r"^(?P<name>[А-ЯЁ][а-яё]{3,}(?:-[А-ЯЁ][а-яё]+)?), \d{1,2} (?:январ|феврал|март|апрел|ма[йя]"
    r"|июн|июл|август|сентябр|октябр|ноябр|декабр)",
    re.MULTILINE,
)
# в кишлаке Вамар, близ станции Шиес, в махалле УПД
_SETTLEMENT = re.compile(
    r"(?<![\w-])(?:сел[оауе]|селом|деревн[яиюе]|деревней|пос[её]л(?:ок|к[ауе]|ком)|кишлак[ауе]?|кишлаком"
    r"|аул[ауе]?|аулом|хутор[ауе]?|хутором|станиц[аыуе]|станицей|махалл[яиюе]|микрорайон[ауе]?"
    r"|станци[яию]|разъезд[ауе]?|озер[оауе]|озером|рек[аиуе]|рекой|остров[ауе]?|перевал[ауе]?"
    r"|ущель[еяю]|гор[аыуе]|райцентр[ауе]?|городк?[ауе]?|райцентром|городом) (?:метро )?"
    r"(?P<name>[А-ЯЁ](?:[а-яё]+(?:-[А-ЯЁа-яё]+)*|[А-ЯЁ]{2,4}))(?![\w-]| [А-ЯЁ])"
)
_TITLED = re.compile(
    r"(?<![\w«-])[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)*(?![\w»-]|\.[А-Яа-яA-Za-z])"
)

# World Socialist Web Site
_LATIN = re.compile(
    r"(?<![\w.@/-])[A-Z][\w'-]+(?: (?:of|for|and|the|&|[A-Z][\w'-]+)){0,5} [A-Z][\w'-]+"
    r"(?![\w/@-])"
)
# NCOC, OpenDemocracy
_LATIN_WORD = re.compile(
    r"(?<![\w.@/-])(?:[A-Z]{3,7}|[A-Z][a-z]+[A-Z][A-Za-z]*)(?![\w@/-]|\.\w)"
)
_NUMERAL = re.compile("[IVXLC]+")
_NO_LATIN = lexicon.listed(
    "COVID SARS VPN SMS USB DVD GPS NFT SOS HIV PCR LGBT LGBTQ PDF FAQ USD EUR RUB KZT VIP"
    " CEO DIY MMS SIM LED URL HTML IBAN SWIFT TNT WiFi"
)
_CYRILLIC = re.compile(r"[А-ЯЁ][а-яё-]{4,}")


def find(text: str) -> Iterator[Candidate]:
    yield from _called_for(text)
    yield from _datelines(text)
    yield from _unknown_places(text)
    yield from _known_places(text)
    yield from _settlements(text)
    for match in _known_bodies().finditer(text):
        yield Candidate(*match.span(), FindKind.ORG, _SURE, SOURCE)
    for match in _LATIN_WORD.finditer(text):
        if match.group() not in _NO_LATIN and not _NUMERAL.fullmatch(match.group()):
            yield Candidate(*match.span(), FindKind.ORG, _WEAK, SOURCE)
    given = lexicon.words("given-names")
    for match in _LATIN.finditer(text):
        if match.group().split()[0].casefold() not in given:
            yield Candidate(*match.span(), FindKind.ORG, _WEAK, SOURCE)


def _called_for(text: str) -> Iterator[Candidate]:
    """Свободу Иванову! Whom the slogan names, unless it is a country."""
    for match in _FREEDOM.finditer(text):
        case = "datv" if match["cue"].casefold() == "свободу" else ""
        last = match["name"].rpartition(" ")[2].casefold()
        read = morphology.readings(last)
        is_place = bool(read) and read[0].kind == "Geox"
        if not is_place and any(
            each.kind in {"Surn", "Name"} and case in {"", each.case} for each in read
        ):
            yield Candidate(*match.span("name"), FindKind.PERSON, _LIKELY, SOURCE)


def _unknown_places(text: str) -> Iterator[Candidate]:
    """A capital in no dictionary, told of as where something is."""
    for match in _WHERE.finditer(text):
        word = match["name"].casefold()
        read = morphology.readings(word)
        is_noun = bool(read) and {each.kind for each in read} <= {"NOUN", "Geox"}
        if is_noun and not morphology.is_word(word):
            yield Candidate(*match.span("name"), FindKind.PLACE, _POSSIBLE, SOURCE)


def _settlements(text: str) -> Iterator[Candidate]:
    """Вамар after "кишлак"; no surname: жители посёлка | Иванов и Петров."""
    for match in _SETTLEMENT.finditer(text):
        word = match["name"].casefold()
        kinds = {(x.kind, x.case) for x in morphology.readings(word)}
        is_surname = ("Surn", "nomn") in kinds and not any(
            kind == "Geox" for kind, _ in kinds
        )
        if match["name"].isupper() or not (is_surname and morphology.is_word(word)):
            yield Candidate(*match.span("name"), FindKind.PLACE, _SURE, SOURCE)
    for match in _region_acronyms().finditer(text):
        yield Candidate(*match.span(), FindKind.PLACE, _SURE, SOURCE)


def _datelines(text: str) -> Iterator[Candidate]:
    for match in _DATELINE.finditer(text):
        kinds = {x.kind for x in morphology.readings(match["name"].casefold())}
        if "Geox" in kinds or len(match["name"]) > 5:
            yield Candidate(*match.span("name"), FindKind.PLACE, _LIKELY, SOURCE)
    for match in _TOWN_AND_DAY.finditer(text):
        if match["name"].casefold() in lexicon.words("ordinary", "ru"):
            continue  # Напомним, 11 февраля
        yield Candidate(*match.span("name"), FindKind.PLACE, _LIKELY, SOURCE)


def _known_places(text: str) -> Iterator[Candidate]:
    """A capital that the dictionary knows for a place and for nothing else."""
    for match in _TITLED.finditer(text):
        word = match.group().casefold()
        kinds = {each.kind for each in morphology.readings(word)}
        is_place = kinds == {"Geox"} and morphology.is_word(word)
        if is_place or _is_listed(word):
            yield Candidate(*match.span(), FindKind.PLACE, _POSSIBLE, SOURCE)


def _is_listed(word: str) -> bool:
    """Whether it is a place, in any case, that is called so in several languages."""
    names = {word} | {each.nominative for each in morphology.readings(word)}
    return not names.isdisjoint(_listed())


@cache
def _listed() -> frozenset[str]:
    cells = (
        cell for entry in lexicon.entries("place-forms") for cell in entry.split("|")
    )
    return frozenset(
        name.casefold() for cell in cells if _CYRILLIC.fullmatch(name := cell.strip())
    )


@cache
def _region_acronyms() -> re.Pattern[str]:
    """ГБАО, ЯНАО: regions called by an acronym."""
    names = "|".join(sorted(lexicon.entries("place-acronyms", "ru"), key=len)[::-1])
    return re.compile(rf"(?<![\w.«-])(?:{names})(?![\w»-])")


@cache
def _known_bodies() -> re.Pattern[str]:
    """The list as one pattern, where a star is an ending of up to four letters."""
    names = sorted(lexicon.entries("known-organisations", "ru"), key=len, reverse=True)
    choices = (re.escape(name).replace(r"\*", "[а-яё]{0,4}") for name in names)
    return re.compile(rf"(?<![\w«-])(?:{'|'.join(choices)})(?![\w-])")

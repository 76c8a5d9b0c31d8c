# ruff: noqa: RUF001  Cyrillic is meant
"""Russian names by rule alone, where no model is installed.

People by their endings, bodies by their head word, places by the dictionary.
"""

import re
from collections.abc import Iterator

from archive import lexicon
from archive.extraction import morphology, russian
from archive.extraction.finds import Candidate, FindKind

SOURCE = russian.SOURCE
_SURE = 0.95
_LIKELY = 0.86
_POSSIBLE = 0.7

_NAMES = re.compile(
    r"(?<![\w-])(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ]\.)"
    r"(?: [А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?| [А-ЯЁ]\.){1,2}(?![\w-])"
)
_TITLED = re.compile(r"(?<![\w«-])[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ]?[а-яё]+)*(?![\w-])")
_REGION = re.compile(
    r"(?<![\w-])[А-ЯЁ][а-яё]+(?:ая|ой|ую|ий|ого|ому|ом|ый|ым) "
    r"(?:област|кра|район|республик|Республик)[а-яё]{1,2}(?!\w)"
)
_AFTER_HEAD = re.compile(
    r"(?<!\w)(?:профсоюз|движени|парти|компани|газет|фонд|организаци|завод|агентств"
    r"|издани|групп|объединени|союз|центр|комитет|телеканал|журнал|предприяти)"
    r"[а-яё]{0,4} «([^»\n]{2,60})»"
)
_ACRONYM = re.compile(r"(?<![\w.«-])[А-ЯЁ]{2,6}(?![\w»-]|\.[А-ЯЁ])")
_STATES = lexicon.listed("США РФ СССР КНР КНДР ОАЭ ЮАР ФРГ ЛНР ДНР")
_CODES = lexicon.listed("УК УПК ГК ГПК ТК КК УИК СМИ ЧП ДТП АО ООО ТОО ЗАО ОАО ПАО НК")
_INITIAL = re.compile(r"[А-ЯЁ]\.")
_COURT = re.compile(
    r"(?<![\w-])[А-ЯЁ][а-яё]+(?: [а-яё]+(?:ий|ый|ой|ого|ому|им|ым|ом|ем)){0,2}"
    r" суд(?:а|у|ом|е)?(?!\w)"
)


def find(text: str) -> list[Candidate]:
    """By rule alone: people by their endings, bodies by their head word."""
    named = [*_people(text), *_courts(text), *_quoted(text), *_places(text)]
    return [*named, *_acronyms(text), *russian.find(text, named)]


def _people(text: str) -> Iterator[Candidate]:
    """Two or three capitalised words, of which the last ones are a name."""
    for match in _NAMES.finditer(text):
        words = match.group().split(" ")
        titled = 0
        while titled < len(words) and _is_title(words[titled]):
            titled += 1
        if _is_person(words[titled:], has_title=titled > 0):
            start = match.end() - len(" ".join(words[titled:]))
            yield Candidate(start, match.end(), FindKind.PERSON, _SURE, SOURCE)


def _is_title(word: str) -> bool:
    forms = {each.nominative for each in morphology.readings(word.casefold())}
    return not forms.isdisjoint(lexicon.words("titles", "ru"))


def _is_person(words: list[str], *, has_title: bool) -> bool:
    kinds = [
        {reading.kind for reading in morphology.readings(word.casefold())}
        for word in words
    ]
    if len(words) < 2:
        return has_title and bool(kinds) and "Surn" in kinds[0]
    is_given = "Name" in kinds[0] or not kinds[0] & {"ADJF", "Geox"}
    has_surname = any("Surn" in of_word for of_word in kinds[1:])
    return has_surname and (is_given or bool(_INITIAL.match(words[0])))


def _places(text: str) -> Iterator[Candidate]:
    for match in _REGION.finditer(text):
        yield Candidate(*match.span(), FindKind.PLACE, _LIKELY, SOURCE)
    for match in _TITLED.finditer(text):
        kinds = {each.kind for each in morphology.readings(match.group().casefold())}
        if "Geox" in kinds and not kinds & {"Name", "Surn"}:
            yield Candidate(*match.span(), FindKind.PLACE, _POSSIBLE, SOURCE)


def _quoted(text: str) -> Iterator[Candidate]:
    """Профсоюза «Жанарту»: the name in the quotation marks."""
    for match in _AFTER_HEAD.finditer(text):
        yield Candidate(*match.span(1), FindKind.ORG, _POSSIBLE, SOURCE)


def _acronyms(text: str) -> Iterator[Candidate]:
    start = 0
    for line in text.splitlines(keepends=True):
        for match in _ACRONYM.finditer(line) if not line.isupper() else ():
            low, high = match.span()
            kind = FindKind.PLACE if _is_place(match.group()) else FindKind.ORG
            if match.group() not in _CODES:
                yield Candidate(start + low, start + high, kind, _POSSIBLE, SOURCE)
        start += len(line)


def _is_place(word: str) -> bool:
    kinds = {each.kind for each in morphology.readings(word.casefold())}
    return word in _STATES or (len(word) > 3 and "Geox" in kinds)


def _courts(text: str) -> Iterator[Candidate]:
    for match in _COURT.finditer(text):
        yield Candidate(*match.span(), FindKind.ORG, _LIKELY, SOURCE)

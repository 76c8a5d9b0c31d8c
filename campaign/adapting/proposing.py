# ruff: noqa: RUF001  words and marks of other scripts are meant
"""A letter's paragraphs as paragraphs of a model letter, with placeholders.

Proposals: a person reads each before it is saved. What cannot be changed
safely stays as it was written.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from archive import lexicon
from campaign.adapting import phrases
from campaign.adapting.lines import read
from campaign.adapting.parts import Adapted, Role

_QUOTED = re.compile(r"[\n\r][ \t>]*>")
_SPACE = re.compile(r"\s+")
_BRACES = str.maketrans({"{": "(", "}": ")"})
_BULLET = re.compile(r"(?:[-–—•·*▪◦●○‣►✓]|\(?\d{1,2}[.)])\s+")
_SHORTEST_NAME = 5
# Marks, what somebody else says, the United States, and the number one.
_NOT_OURS = re.compile(
    r"\{\{[^{}]*\}\}|[“„«][^”“»]*[”“»]|\"[^\"]*\"|\bUS\b"
    r"|\b(?:Article|Part|Annex|Chapter|Schedule|War) I\b|\bI\b(?=[.;:)\]]|\s*$)"
)
# Spanish: as often nouns as verbs of the first person.
_NOUNS = lexicon.listed("rechazo repudio reclamo manifiesto expreso protesto")
_BLANK = re.compile(
    r"(?:(?:[_…]{2,}|\.{4,})\s*)?[\[(<](?P<asked>[^\])>\n]{2,60})[\])>]"
    r"|_{3,}|\.{5,}|…{2,}"
)
_ORGANISATION = (
    r"organi[sz]|union|branch|gewerkschaft|syndicat|sindicat|профсоюз|организац|kurum"
    r"|związ|organis"
)
_TOWN = (
    r"\b(?:town|city|place|ort|stadt|ville|lieu|ciudad|lugar|город|cidade|plaats"
    r"|miasto|şehir|stad)\b"
)
_DATE = r"\b(?:date|datum|fecha|дата|data|tarih)\b"
_ROLE = r"\b(?:role|position|funktion|fonction|cargo|должность|title)\b"
_NAME = r"name|nom\b|nombre|имя|ф\.?\s?и\.?\s?о|nome|imię|naam|\bad\b|namn"
# In this order: the name of your organisation is not a name.
_ASKED = (
    ("sender_organisation", _ORGANISATION),
    ("sender_town", _TOWN),
    ("date", _DATE),
    ("sender_role", _ROLE),
    ("sender_name", _NAME),
)
_MISSION = re.compile(
    r"embass|botschaft|ambassade|embajada|посольств|embaixada|ambasad|büyükelçili|ambasciat"
    r"|consulat|konsulat|consulad|консульств|high commission|mission",
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A paragraph of a model letter; offsets are those of the letter's text."""

    role: Role
    text: str
    start: int
    end: int


def with_placeholders(
    adapted: Adapted, *, mission_names: Sequence[str]
) -> tuple[Proposal, ...]:
    """The paragraphs with marks where mission, date and sender stand.

    mission_names are the names by which the mission may be called in the
    text. Wrapped lines are joined, a bullet stays, braces become brackets.
    """
    fixed = tuple(_fixed(adapted, mission_names))
    return tuple(
        Proposal(
            paragraph.role,
            _proposed(paragraph.text, paragraph.role, adapted, fixed),
            paragraph.start,
            paragraph.end,
        )
        for paragraph in adapted.paragraphs
    )


def _proposed(
    text: str, role: Role, adapted: Adapted, fixed: Sequence[tuple[str, str]]
) -> str:
    plain = unicodedata.normalize("NFC", text).translate(_BRACES)
    plain = _SPACE.sub(" ", _QUOTED.sub(" ", plain)).strip()
    if role is not Role.FACT and adapted.date:
        fixed = (*fixed, ("date", adapted.date.text))
    marked = _blanks(_named(plain, fixed))
    return _numbered(marked, adapted.language)


def _fixed(adapted: Adapted, missions: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Placeholders and the words they stand for, the longest words first."""
    found = {name.strip(): "mission" for name in missions}
    for words, name in (*_missions(adapted), *_senders(adapted)):
        found.setdefault(words.strip(" ,;."), name)
    for words in sorted(found, key=len, reverse=True):
        if len(words) >= _SHORTEST_NAME:
            yield found[words], words


def _missions(adapted: Adapted) -> Iterator[tuple[str, str]]:
    for addressee in adapted.addressees:
        for line in read(addressee.text):
            if _MISSION.search(line.folded):
                yield line.text, "mission"


def _senders(adapted: Adapted) -> Iterator[tuple[str, str]]:
    for part in (adapted.sender, adapted.signature):
        for line in read(part.text) if part else ():
            if line.has_body and not line.is_blank_form:
                yield line.text, "sender_organisation"
            elif 1 < len(line.words) < 5 and line.text.replace(" ", "").isalpha():
                yield line.text, "sender_name"


def _named(text: str, fixed: Sequence[tuple[str, str]]) -> str:
    """Each of the words replaced by its mark; a mark is never looked into."""
    marks = {phrases.fold(words): name for name, words in fixed}
    if not marks:
        return text
    words = sorted(marks, key=len, reverse=True)
    pattern = re.compile(
        rf"(?<!\w)(?:{'|'.join(map(_loose, words))})(?!\w)", re.IGNORECASE
    )

    def mark(found: re.Match[str]) -> str:
        name = marks.get(phrases.fold(_SPACE.sub(" ", found.group())), "")
        return f"{{{{ {name} }}}}" if name else found.group()

    return pattern.sub(mark, text)


def _loose(words: str) -> str:
    """Any white space for a space, either apostrophe."""
    return re.escape(_SPACE.sub(" ", words)).replace("\\ ", r"\s+").replace("'", "['’]")


def _blanks(text: str) -> str:
    """Blanks that say what is asked for become marks: [your name]."""

    def mark(found: re.Match[str]) -> str:
        asked = phrases.fold(found["asked"] or "")
        is_blank = found.group()[0] != "(" or "your" in asked or "_" in found.group()
        for name, pattern in _ASKED:
            if is_blank and re.search(pattern, asked):
                return f"{{{{ {name} }}}}"
        return found.group()

    return _BLANK.sub(mark, text)


def _numbered(text: str, language: str) -> str:
    """We protest → {{ I protest|We protest }}, when nothing else tells how many."""
    forms = _forms(language.partition("-")[0])
    if forms is None:
        return text
    pattern, pairs, left = forms

    def mark(found: re.Match[str]) -> str:
        one, many = pairs[phrases.fold(found.group())]
        if found.group()[0].isupper() and _is_begun(text, found.start()):
            one, many = _capital(one), _capital(many)
        return f"{{{{ {one}|{many} }}}}"

    rest = pattern.sub(" ", text)
    is_told = left.search(phrases.fold(re.sub(r"\{\{[^{}]*\}\}", " ", rest)))
    return text if is_told else pattern.sub(mark, text)


def first_person(text: str, language: str) -> str:
    """What tells how many write, outside marks and quotations.

    "" when nothing does, or the language has no list.
    """
    forms = _forms(language.partition("-")[0])
    if forms is None:
        return ""
    pattern, _pairs, left = forms
    plain = _NOT_OURS.sub(" ; ", unicodedata.normalize("NFC", text))
    for found in pattern.finditer(plain):
        if phrases.fold(found.group()) not in _NOUNS:
            return found.group()
    word = left.search(phrases.fold(plain))
    return word.group() if word else ""


def _is_begun(text: str, at: int) -> bool:
    """Whether a sentence begins here, so that both wordings need a capital."""
    before = _BULLET.sub("", text[:at]).rstrip(" «“\"'¡¿(")
    return not before or before.endswith((".", "!", "?", "…", ":", "”", "»"))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


_Forms = tuple[re.Pattern[str], dict[str, tuple[str, str]], re.Pattern[str]]


@cache
def _forms(language: str) -> _Forms | None:
    """The forms of a language, and what else is of the first person in it."""
    entries = (entry.split("\t") for entry in lexicon.entries("letters/first-person"))
    rows = [(one, many) for code, one, many in entries if code == language]
    if not rows:
        return None
    pairs = {phrases.fold(form): row for row in rows for form in row}
    longest_first = sorted(pairs, key=len, reverse=True)
    pattern = re.compile(
        rf"(?<![\w'’{{|])(?:{'|'.join(map(_loose, longest_first))})(?!\w)",
        re.IGNORECASE,
    )
    words = lexicon.rows("letters/first-person-words")
    return (
        pattern,
        pairs,
        phrases.pattern(row[1] for row in words if row[0] == language),
    )

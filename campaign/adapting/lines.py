# ruff: noqa: RUF001  words and marks of other scripts are meant
"""The lines of a letter or a page, and what kind of line each is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from campaign.adapting import phrases

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_EDGE = " \t\u00a0\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000\ufeff"
_FIRST = re.compile(rf"[^\s{_EDGE}]")
# How much of a line is looked at when its kind is told: no kind is longer.
_GLANCE = 400
_QUOTED = re.compile(r"\ufeff?(?:[ \t]{0,3}>){1,9}")
_LEAD = re.compile(r"[\s«»“”„\"'‘’*_#>|•·–—-]{0,12}")
_ITEM = re.compile(
    r"[-–—•·*▪◦●○‣►✓+]\s*|\(?\d{1,2}[.)]\s|\(?[a-zа-я][.)]\s"
    r"|\(?(?:[ivx]{1,4}|[IVX]{2,4})[.)]\s|\d{1,2}\s?[º°ª]\s?[.)-]*\s"
    r"|(?i:first(?:ly)?|second(?:ly)?|third(?:ly)?|primer[oa]|segund[oa]|tercer[oa]"
    r"|cuart[oa]|primeir[oa]|terceir[oa]|premièrement|deuxièmement|troisièmement"
    r"|erstens|zweitens|drittens|primo|secondo|terzo|во-первых|во-вторых|в-третьих"
    r"|أولا|ثانيا|ثالثا|رابعا)\s?[:.،,–—-]\s?"
)
_WORD = re.compile(r"\w[\w'’.-]*")
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";", "”", "»", "“", '"', ")", "。", "؟")
_BLANK = re.compile(
    r"_{3,}|\.{4,}|…{2,}|-{6,}|\[[^\]\n]{0,60}\]|<[^>@\n]{0,60}>|＿{3,}"
)
_BRACKET = re.compile(r"^[\[(<{*_\s]*")
_COLON = re.compile(r"[:：]")
# dashes, or dashes with scissors
_RULE = re.compile(r"[-=*~#+•–—_\s]*(?:8<|>8|%<|✂|✄)[-=*~#+•–—_\s]*|[-=*~#+•–—\s]{3,}")
# Where one is on a site: Home > Campaigns > Urgent
_TRAIL = re.compile(r"[^«\n]*\s[›→>»]\s[^«\n]*\s[›→>»]\s[^«\n]*")
_SPACED = re.compile(r"\s*\S+\s*")
_LONGEST_LABELLED = 300
# A second addressee in the next line: et de Monsieur N., préfet de …
_AND = frozenset({"and", "und", "et", "y", "e", "и", "i", "en", "ve", "och"})
# Russian and Ukrainian letters name who writes so: от Независимого профсоюза …
_FROM_A_NAME = frozenset({"от", "від"})
# A house and a postcode, which no year is: 12, place du Marché — 75011 Paris
_ADDRESS = re.compile(r"\d.*(?<![\w.])(?!(?:19|20)\d\d\b)\d{4,6}\s+[^\W\d]")
_POSTAL = re.compile(r"\d|@|https?:|\bfax\b|\btel\b|\be-?mail\b", re.IGNORECASE)


class Kind(StrEnum):
    TEXT = "text"
    SKIPPED = "skipped"
    ENDING = "ending"
    CALL = "call"
    LETTER = "letter"
    COPY = "copy"
    TO = "to"
    FROM = "from"
    SUBJECT = "subject"
    DATE = "date"
    POSTSCRIPT = "postscript"


@dataclass(frozen=True)
class Line:
    """A line that is not blank, without the space around it.

    after is where what follows a label begins; the start of the line without.
    """

    start: int
    end: int
    text: str
    blank_before: int

    @cached_property
    def lead(self) -> int:
        found = _LEAD.match(self.text)
        return found.end() if found else 0

    @cached_property
    def folded(self) -> str:
        """What is compared: the beginning of the line, behind marks and bullets."""
        return phrases.fold(self.text[self.lead : self.lead + _GLANCE])

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(_WORD.findall(self.text[:_GLANCE]))

    @cached_property
    def kind(self) -> Kind:
        return self._told[0]

    @cached_property
    def after(self) -> int:
        return self.start + self._told[1]

    @cached_property
    def _told(self) -> tuple[Kind, int]:
        return _kind(self)

    @cached_property
    def is_item(self) -> bool:
        return bool(_ITEM.match(self.text))

    @property
    def ends_sentence(self) -> bool:
        return self.text.endswith(_SENTENCE_ENDS)

    @cached_property
    def is_blank_form(self) -> bool:
        """To be filled in: [your name], ______, (Name and address), Nombre:"""
        text = self.text
        if len(text) > 120 or _RULE.fullmatch(text):
            return False
        if _BLANK.search(text):
            return len(self.words) <= 10
        inside = phrases.fold(text[_bracketed(text) :])
        named = phrases.among("blanks").match(inside)
        rest = _behind_blanks(inside)
        is_bare = not rest.strip(" .:_") or rest.startswith((":", "/"))
        return bool(named) and (is_bare or text[0] in "([<{")

    @cached_property
    def has_office(self) -> bool:
        return bool(phrases.among("offices").search(self.folded[:160]))

    @cached_property
    def has_body(self) -> bool:
        return bool(phrases.among("bodies").search(self.folded[:160]))

    @cached_property
    def starts_addressee(self) -> bool:
        return bool(phrases.among("addressee-starts").match(self.folded))

    @cached_property
    def is_postal(self) -> bool:
        return bool(_POSTAL.search(self.text[:160]))

    @cached_property
    def is_prose(self) -> bool:
        """Running text, not a name, an address, a heading or a form."""
        words = self.words
        if self.kind is not Kind.TEXT or len(words) < 4:
            return False
        if not any(word[0].isupper() or word[0].islower() for word in words):
            is_spaced = " " in self.text.strip()
            is_long = self._is_long_enough if is_spaced else len(self.text) >= 25
            return is_long and not (self._names_addressee or self.is_blank_form)
        limit = 0.6 if self._is_headed_by_body else 0.3
        is_name = _share_of_small(words) < limit or self._names_addressee
        return not (is_name or self.is_blank_form) and self._is_long_enough

    @property
    def _is_headed_by_body(self) -> bool:
        """Union locale des cheminots de Valmont"""
        is_headed = bool(phrases.among("bodies").match(self.folded))
        return is_headed and len(self.words) <= 8 and not self.ends_sentence

    @property
    def _is_long_enough(self) -> bool:
        count = len(self.words)
        is_sentence = self.ends_sentence and not self.text.endswith(":")
        return count >= 8 or (count >= 6 and len(self.text) >= 34) or is_sentence

    @property
    def _names_addressee(self) -> bool:
        """A line of an address in which every other word begins small."""
        if self.starts_addressee and self.text.endswith(","):
            return len(self.words) <= 12
        if self.ends_sentence or len(self.text) > 130:
            return False
        if len(self.words) <= 10 and _ADDRESS.match(self.text):
            return True
        if not self.has_office:
            return False
        if self.words and self.words[0] in _AND and len(self.words) <= 12:
            return _share_of_small(self.words) <= 0.45
        is_headed = bool(phrases.among("offices").match(self.folded))
        is_begun = is_headed and not self.text[self.lead].islower()
        return len(self.words) <= 9 or self.starts_addressee or is_begun


def read(text: str) -> list[Line]:
    return list(_read(text))


def _read(text: str) -> Iterator[Line]:
    at = blank = 0
    while at <= len(text):
        found = _BREAK.search(text, at)
        end = found.start() if found else len(text)
        quoted = _QUOTED.match(text, at, end)
        first = _FIRST.search(text, quoted.end() if quoted else at, end)
        if first is None:
            blank += 1
        else:
            last = end
            while not _FIRST.match(text[last - 1]):
                last -= 1
            yield Line(first.start(), last, text[first.start() : last], blank)
            blank = 0
        if found is None:
            return
        at = found.end()


def _kind(line: Line) -> tuple[Kind, int]:
    """The kind of a line and how many characters its label takes."""
    if len(line.text) <= _LONGEST_LABELLED:
        for kind in (Kind.SUBJECT, Kind.COPY, Kind.TO, Kind.FROM, Kind.DATE):
            length = _label(line, kind)
            if length:
                return kind, length
    return _unlabelled(line), 0


def _unlabelled(line: Line) -> Kind:
    folded = line.folded
    is_rule = bool(_RULE.fullmatch(line.text))
    if len(line.text) > _LONGEST_LABELLED or is_rule or not folded:
        return Kind.SKIPPED if is_rule else Kind.TEXT
    if _TRAIL.fullmatch(line.text):
        return Kind.SKIPPED
    plain = folded.strip(" .:!»>…")
    for kind, (whole, starts) in zip(
        (Kind.SKIPPED, Kind.ENDING), phrases.furniture(), strict=True
    ):
        if plain in whole or starts.match(folded):
            return kind
    if _is_heading(line):
        return Kind.LETTER
    if phrases.among("labels", "call").match(folded) and (
        len(line.words) <= 10 or line.text.endswith(":")
    ):
        return Kind.CALL
    is_after = phrases.among("labels", "postscript").match(folded)
    return Kind.POSTSCRIPT if is_after else Kind.TEXT


def _is_heading(line: Line) -> bool:
    """Sample letter: · Open letter to … · We ask you to send this letter:"""
    named = phrases.among("labels", "letter")
    if line.text.endswith(":") and len(line.words) <= 40:
        return bool(named.search(line.folded))
    is_sentence = line.text.endswith((".", "?", ",")) and len(line.words) > 5
    is_begun = not line.text[line.lead : line.lead + 1].islower()
    if is_sentence or not is_begun or len(line.words) > 16:
        return False
    return bool(named.match(line.folded))


def _label(line: Line, kind: Kind) -> int:
    """How many characters a label of this kind takes, its colon too; 0 for none."""
    found = phrases.among("labels", kind.value).match(line.folded)
    if found is None:
        return 0
    rest = line.folded[found.end() :].lstrip()
    colon = _COLON.search(line.text, line.lead, line.lead + found.end() + 6)
    if rest[:1] in {":", "："} and colon:
        return colon.end()
    if kind in {Kind.TO, Kind.FROM} and not rest:
        return len(line.text)
    if kind is Kind.SUBJECT and found.group() in {"re", "ref", "betr"}:
        dot = line.text.find(".", line.lead, line.lead + 6)
        return dot + 1 if rest[:1] == "." and dot > 0 else 0
    return _plain_label(line, kind, found.group(), rest)


def _plain_label(line: Line, kind: Kind, label: str, rest: str) -> int:
    """The same of a label without a colon: cc The Minister, from a name."""
    is_plain = " " in label or label.startswith(("cc", "c.c", "c/c"))
    is_copy = kind is Kind.COPY and is_plain and not line.text.endswith((".", "?"))
    is_from = kind is Kind.FROM and label in _FROM_A_NAME and _is_name(line, rest)
    if is_copy or is_from:
        return _after_words(line.text, line.lead, len(label.split()))
    return 0


def _is_name(line: Line, rest: str) -> bool:
    """Whether so few words with a capital first stand behind a label without colon."""
    begins = line.text[len(line.text) - len(rest) :][:1]
    is_named = begins.isupper() or bool(phrases.among("bodies").match(rest))
    return is_named and len(line.words) <= 8 and not line.ends_sentence


def _after_words(text: str, at: int, count: int) -> int:
    for _ in range(count):
        found = _SPACED.match(text, at)
        at = found.end() if found else at
    return at


def _behind_blanks(folded: str) -> str:
    """What is left behind the words that name blanks: Vorname Name, PLZ Ort."""
    found = phrases.among("blanks").match(folded)
    if found is None:
        return "-"
    rest = folded[found.end() :]
    while following := phrases.among("blanks").match(rest.lstrip(" ,")):
        rest = rest.lstrip(" ,")[following.end() :]
    return rest


def _share_of_small(words: Sequence[str]) -> float:
    """How many of the words begin small: of all, or of the longer, what is less.

    Society of Writers of the Lake District has small words and is a name.
    """
    longer = [word for word in words if len(word) > 3] or words
    shares = (sum(w[0].islower() for w in some) / len(some) for some in (words, longer))
    return min(shares)


def _bracketed(text: str) -> int:
    found = _BRACKET.match(text)
    return found.end() if found else 0

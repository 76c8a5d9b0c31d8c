"""A text as words: where they are and how they are written."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple
from unicodedata import category, normalize

from archive import lexicon
from archive.extraction import vocabulary
from archive.extraction.vocabulary import Vocabulary

# Marks that combine with the letter before them are part of a word in every
# script: a decomposed "é", Arabic vowels, the vowel signs of India.
_MARKS = "".join(
    re.escape(chr(code))
    for code in range(0x300, 0xFB20)
    if category(chr(code))[0] == "M"
)
# Letters with inner hyphens, apostrophes, dots and ampersands; initials such
# as "J." and "U.S." keep their dot. Each alternative eats a character at a
# time, so the time is linear.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?![^\W_])"
    r"|[A-ZÀ-ÖØ-ÞА-Я]\.(?=\s[^\W\d_])"
    r"|[^\W_](?:[\w" + _MARKS + r"]|[-\u2010\u2011'\u2019\u02bc.&·](?=[^\W_]))*"
)
# Addresses and handles: what is written inside them is no name.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]+|[@#]\w+"
    r"|(?<![\w.-])[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}/\S+",
    re.IGNORECASE,
)
_SIGNS = ("@", "#", "/", "www.", "WWW.")
_POSSESSIVE = re.compile(r"['\u2019\u02bc]s$", re.IGNORECASE)
_OPENS = re.compile(r"[.!?:;\n“”\"«»()•\[\]]|^[-\u2013—]\s|^\s*[-\u2013—]\s*$")
_PLAIN_GAP = re.compile(r"(?:['\u2019\u02bc](?:s|S)?)?[ \u00a0\t]{1,3}")
_WRAP = re.compile(r" ?\n ?")
_ABBREVIATIONS = lexicon.listed(
    "adm adv atty brig capt cllr cmdr col cpl dr fr gen gov hon insp lic lt maj mr mrs "
    "ms no prof rep rev sec sen sgt sr sra st supt"
)
_ARTICLES = (
    *("al-", "el-", "an-", "as-", "at-", "ad-", "ar-", "az-", "ul-", "d'", "l'"),
    *("dell'", "all'", "nell'", "sull'", "dall'"),
)
_ARTICLE_HAS_CAPITAL = re.compile(
    r"^\w{1,4}[-'\u2019\u2010\u2011]['\u2019\u02bc]?[^\W\d_a-zà-öø-ÿ]"
)
_ASIDE = lexicon.listed("bin ibn bint abd")
# A text is hard-wrapped when no line is longer than this; then a line that is
# nearly as long as the longest goes on in the next one.
_WIDEST_PAGE = 100
_NARROWEST_PAGE = 50
_LONGEST_HEADING = 140
_SHAPES_KEPT = 30_000


class Word(NamedTuple):
    """A word; folded is for looking up, end excludes a possessive 's.

    A tuple, because a text has hundreds and they are made one by one.
    """

    start: int
    end: int
    text: str
    folded: str
    is_capitalised: bool
    is_acronym: bool
    is_possessive: bool
    opens: bool
    """Whether a sentence, a quotation or a bracket begins here."""
    joins: bool
    """Whether nothing but space parts it from the word before."""
    in_capitals: bool
    """Whether its line is all capitals, where capitals tell nothing."""
    in_heading: bool
    """Whether its line capitalises every longer word."""


@dataclass(frozen=True, slots=True)
class Page:
    """A text with its words and the vocabulary of its language."""

    text: str
    words: list[Word]
    folded: list[str]
    capitals: list[int]
    """Indices of the capitalised words."""
    addresses: list[tuple[int, int]]
    """Places of web and mail addresses, handles and tags: no name is there."""
    lexis: Vocabulary

    def gap(self, index: int) -> str:
        """What stands between the word before and this one."""
        before = self.words[index - 1].end if index else 0
        return self.text[before : self.words[index].start]

    def ends_small(self, first: int, last: int) -> bool:
        """Whether a known name of some words ends without its capital.

        As in "The independent agency", "the Leningrad region".
        """
        end = self.words[last - 1]
        if last - first < 2 or end.is_capitalised or not end.text[0].isalpha():
            return False
        return not self.lexis.is_written_small(self.folded[first:last])

    def surface(self, first: int, last: int) -> str:
        """The text of the words first to last, last excluded."""
        return self.text[self.words[first].start : self.words[last - 1].end]


def is_capitalised(text: str) -> bool:
    if text[0].isupper():
        return not (text[1:2] == "-" and text[2:].islower())  # T-shirts
    if text[0].isdigit() or len(text) < 4:
        return False
    lowered = text.replace("\u2019", "'")
    return lowered.startswith(_ARTICLES) and bool(_ARTICLE_HAS_CAPITAL.match(lowered))


def is_acronym(text: str) -> bool:
    """CWI, C.CAWDU, ZANU-PF, IndustriALL: two capitals, or one inside."""
    letters = [letter for letter in text if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    if len(letters) < 2 or len(text) > 14 or text.endswith("."):
        return False
    return capitals == len(letters) or (capitals >= 3 and capitals * 2 >= len(letters))


def read(text: str, language: str) -> Page:
    addresses = _addresses(text)
    lines = _Lines.of(text)
    words: list[Word] = []
    before, line, starts = None, 0, [*lines.starts[1:], len(text) + 1]
    inside = _Inside(addresses) if addresses else None
    for match in _WORD.finditer(text):
        begin = match.start()
        while starts[line] <= begin:
            line += 1
        is_inside = inside is not None and inside.holds(begin, match.end())
        before = _word(match, before, lines, line, is_inside)
        if before.joins and _is_short_for_a_title(words[-1], text, begin):
            words[-1] = words[-1]._replace(folded=words[-1].folded + ".")
        words.append(before)
    folded = [word.folded for word in words]
    capitals = [at for at, word in enumerate(words) if word.is_capitalised]
    return Page(text, words, folded, capitals, addresses, vocabulary.of(language))


def _is_short_for_a_title(word: Word, text: str, following: int) -> bool:
    """Whether it is the Sen of "Sen. Leila de Lima", not of "Shoma Sen"."""
    is_dotted = following - word.end == 2 and text[word.end] == "."
    return is_dotted and word.folded != "no"


def _addresses(text: str) -> list[tuple[int, int]]:
    if not any(sign in text for sign in _SIGNS):
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]


class _Inside:
    """Whether places asked for in their order are inside an address."""

    def __init__(self, addresses: list[tuple[int, int]]) -> None:
        self._addresses = addresses
        self._at = 0

    def holds(self, start: int, end: int) -> bool:
        addresses = self._addresses
        while self._at < len(addresses) and addresses[self._at][1] <= start:
            self._at += 1
        return self._at < len(addresses) and addresses[self._at][0] < end


@lru_cache(maxsize=_SHAPES_KEPT)
def _shape(written: str) -> tuple[str, str, bool, bool]:
    """A word without possessive, folded, whether capitalised, whether acronym."""
    bare = _POSSESSIVE.sub("", written)
    folded = lexicon.fold(normalize("NFC", bare))
    return bare, folded, is_capitalised(bare), is_acronym(bare)


def _word(
    match: re.Match[str],
    before: Word | None,
    lines: "_Lines",
    line: int,
    is_address: bool,
) -> Word:
    text, start, written = match.string, match.start(), match.group()
    bare, folded, capitalised, acronym = _shape(written)
    end = start + len(bare)
    gap = text[before.end : start] if before else "\n"
    joins = gap == " " or (before is not None and _joins(gap, before, lines, line))
    is_possessive = bare != written or (
        text[end : end + 1] in _APOSTROPHES and text[end + 1 : end + 2] in _BLANKS
    )
    made = (
        start,
        end,
        bare,
        folded,
        capitalised and not is_address,
        acronym and not is_address,
        is_possessive,
        not joins and bool(_OPENS.search(gap)),
        joins,
        lines.in_capitals[line],
        lines.is_heading[line],
    )
    # what Word(...) does, at half its time
    return tuple.__new__(Word, made)


_APOSTROPHES = frozenset("'\u2019")
_BLANKS = frozenset(" \n")


def _joins(gap: str, before: Word, lines: "_Lines", line: int) -> bool:
    if _PLAIN_GAP.fullmatch(gap):
        return True
    if gap == ". ":
        return before.folded in _ABBREVIATIONS
    if gap in {" '", " \u2018", " \u2019", " \u02bb"}:
        return before.folded in _ASIDE
    return bool(_WRAP.fullmatch(gap)) and lines.goes_on(line)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where the lines of a text begin and how each is written."""

    starts: list[int]
    in_capitals: list[bool]
    is_heading: list[bool]
    wrapped_from: int
    """Characters from which a line goes on in the next; 0 when none does."""

    @classmethod
    def of(cls, text: str) -> "_Lines":
        lines = text.split("\n")
        starts = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
        widest = max(len(line) for line in lines)
        is_wrapped = _NARROWEST_PAGE <= widest <= _WIDEST_PAGE
        return cls(
            starts,
            [_is_in_capitals(line) for line in lines],
            [_is_heading(line) for line in lines],
            max(_NARROWEST_PAGE, widest - 25) if is_wrapped else 0,
        )

    def goes_on(self, line: int) -> bool:
        """Whether a line goes on with the sentence of the line before."""
        if not line or not self.wrapped_from:
            return False
        return self.starts[line] - self.starts[line - 1] > self.wrapped_from


def _is_in_capitals(line: str) -> bool:
    # a long line is judged by its beginning: this keeps hostile input cheap
    shown = line[:400]
    if shown[12:] and shown == shown.casefold():
        return False
    letters, upper = sum(map(str.isalpha, shown)), sum(map(str.isupper, shown))
    return letters >= 12 and upper >= 0.75 * letters and " " in line.strip()


def _is_heading(line: str) -> bool:
    """Whether a line capitalises its words as a headline does; no list does."""
    if len(line) > _LONGEST_HEADING or line.rstrip().endswith((".", ",", ";")):
        return False
    if line.count(", ") > 1:
        return False
    longer = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    capitalised = sum(word[0].isupper() for word in longer)
    return len(longer) >= 4 and capitalised >= 0.8 * len(longer)

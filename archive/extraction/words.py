"""A text as words: where they are and how they are written."""

import re
from dataclasses import dataclass

from archive import lexicon
from archive.extraction import vocabulary
from archive.extraction.vocabulary import Vocabulary

# Letters with inner hyphens, apostrophes, dots and ampersands; initials such
# as "J." and "U.S." keep their dot. Each alternative eats a character at a
# time, so the time is linear.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?![^\W_])"
    r"|[A-ZÀ-ÖØ-ÞА-Я]\.(?=\s[^\W\d_])"
    r"|[^\W_](?:\w|[-\u2010\u2011'\u2019\u02bc.&·](?=[^\W_]))*"
)
_POSSESSIVE = re.compile(r"['\u2019\u02bc]s$", re.IGNORECASE)
_OPENS = re.compile(r"[.!?:;\n“”\"«»()•\[\]]|^[-\u2013—]\s|^\s*[-\u2013—]\s*$")
_PLAIN_GAP = re.compile(r"(?:['\u2019\u02bc](?:s|S)?)?[ \u00a0\t]{1,3}")
_WRAP = re.compile(r" ?\n ?")
_ABBREVIATIONS = lexicon.listed(
    "adv col cpl dr fr gen gov hon lt mr mrs ms no prof rev sen sgt sr sra st"
)
_ARTICLES = ("al-", "el-", "an-", "as-", "at-", "ad-", "ar-", "az-", "ul-", "d'", "l'")
_ARTICLE_HAS_CAPITAL = re.compile(
    r"^\w{1,2}[-'\u2019\u2010\u2011]['\u2019\u02bc]?[^\W\d_a-zà-öø-ÿ]"
)
# A hard-wrapped line is at least this long; a heading above a name is not.
_WRAPPED_LINE = 50
_LONGEST_HEADING = 140


@dataclass(frozen=True, slots=True)
class Word:
    """A word; folded is for looking up, end excludes a possessive 's."""

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
    lexis: Vocabulary

    def gap(self, index: int) -> str:
        """What stands between the word before and this one."""
        before = self.words[index - 1].end if index else 0
        return self.text[before : self.words[index].start]

    def surface(self, first: int, last: int) -> str:
        """The text of the words first to last, last excluded."""
        return self.text[self.words[first].start : self.words[last - 1].end]


def is_capitalised(text: str) -> bool:
    if text[0].isupper():
        return True
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
    lines = _line_styles(text)
    words: list[Word] = []
    line = 0
    for match in _WORD.finditer(text):
        while line + 1 < len(lines) and lines[line + 1][0] <= match.start():
            line += 1
        words.append(_word(text, match, words[-1] if words else None, lines, line))
    folded = [word.folded for word in words]
    return Page(text, words, folded, vocabulary.of(language))


def _word(
    text: str,
    match: re.Match[str],
    before: Word | None,
    lines: list[tuple[int, bool, bool]],
    line: int,
) -> Word:
    written = match.group()
    bare = _POSSESSIVE.sub("", written)
    gap = text[before.end : match.start()] if before else "\n"
    joins = before is not None and _joins(gap, before, lines, line)
    return Word(
        start=match.start(),
        end=match.start() + len(bare),
        text=bare,
        folded=lexicon.fold(bare),
        is_capitalised=is_capitalised(bare),
        is_acronym=is_acronym(bare),
        is_possessive=bare != written
        or text[match.end() : match.end() + 2] in {"' ", "\u2019 ", "'\n", "\u2019\n"},
        opens=not joins and bool(_OPENS.search(gap)),
        joins=joins,
        in_capitals=lines[line][1],
        in_heading=lines[line][2],
    )


def _joins(
    gap: str, before: Word, lines: list[tuple[int, bool, bool]], line: int
) -> bool:
    if _PLAIN_GAP.fullmatch(gap):
        return True
    if gap == ". ":
        return before.folded in _ABBREVIATIONS
    if gap in {" '", " \u2018", " \u2019", " \u02bb"}:
        return before.folded in {"bin", "ibn", "bint", "abd"}
    if _WRAP.fullmatch(gap) and line:
        return lines[line][0] - lines[line - 1][0] >= _WRAPPED_LINE
    return False


def _line_styles(text: str) -> list[tuple[int, bool, bool]]:
    """Start of each line, whether it is all capitals, whether a heading."""
    styles = []
    start = 0
    for line in text.split("\n"):
        styles.append((start, _is_in_capitals(line), _is_heading(line)))
        start += len(line) + 1
    return styles


def _is_in_capitals(line: str) -> bool:
    # a long line is judged by its beginning: this keeps hostile input cheap
    letters = [letter for letter in line[:400] if letter.isalpha()]
    upper = sum(letter.isupper() for letter in letters)
    return len(letters) >= 12 and upper >= 0.75 * len(letters) and " " in line.strip()


def _is_heading(line: str) -> bool:
    if len(line) > _LONGEST_HEADING or line.rstrip().endswith((".", ",", ";")):
        return False
    longer = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    capitalised = sum(word[0].isupper() for word in longer)
    return len(longer) >= 4 and capitalised >= 0.8 * len(longer)

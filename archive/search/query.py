# ruff: noqa: RUF001  full-width and typographic signs are meant
"""What somebody typed into a search field, understood. Pure; nothing raises.

Words (all of them), "phrases", -words and -"phrases" to leave out, prefix*, a | b or
a OR b, title:word, and source: kind: language: year: entity: to narrow.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from archive.search import words

MOST_WORDS = 40
SHORTEST_PREFIX = 3
FIELDS = ("source", "kind", "language", "year", "entity")
_READ = 20_000  # code points of a query that are looked at
_VALUE = 120

_QUOTES = str.maketrans(
    dict.fromkeys("“”„‟«»＂〝〞", '"') | {"＊": "*", "｜": "|", "：": ":"}
)
_SHORTEST_APART = 3
_PIECE = re.compile(
    r"""(?P<minus>[-−－–](?=[^\s"'|]|"))?
        (?:(?P<field>[A-Za-z]{4,8}):(?=\S))?
        (?:"(?P<phrase>[^"]*)(?:"(?P<star>\*)?|$)
         |(?P<word>(?:[^\s"|,;/()\[\]{}<>]|(?<=\d),(?=\d))+))
      |(?P<or>\|)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase that is looked for.

    words: tokens as printed. is_prefix: the last may go on. in_title: nowhere else.
    """

    words: tuple[str, ...]
    is_prefix: bool = False
    in_title: bool = False

    def __str__(self) -> str:
        said = " ".join(self.words) + "*" * self.is_prefix
        if len(self.words) > 1:
            said = f'"{" ".join(self.words)}"{"*" * self.is_prefix}'
        return f"title:{said}" if self.in_title else said


@dataclass(frozen=True, slots=True)
class Query:
    """wanted: each group must match by one of its terms. unwanted: none of these.

    filters: field and value, as typed. typed: the query as it was read, on one
    line. has_more: words beyond the fortieth were left out. short_prefixes: taken
    as whole words.
    """

    typed: str = ""
    wanted: tuple[tuple[Term, ...], ...] = ()
    unwanted: tuple[Term, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    has_more: bool = False
    short_prefixes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.wanted)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Everything that is looked for or left out."""
        return (*(term for group in self.wanted for term in group), *self.unwanted)

    @property
    def has_phrases(self) -> bool:
        return any(len(term.words) > 1 for term in self.terms)

    def filter(self, field: str) -> str:
        return dict(self.filters).get(field, "")


def parse(text: str) -> Query:
    """What a person typed, understood as far as it can be. Never raises."""
    read = unicodedata.normalize("NFC", text[:_READ].translate(_QUOTES))
    read = "".join(each if _is_seen(each) else " " for each in read)
    found = _Reading()
    for piece in _PIECE.finditer(read):
        found.take(piece)
    typed = " ".join(read.split())
    return Query(
        typed=typed[:1000],
        wanted=tuple(found.groups),
        unwanted=tuple(dict.fromkeys(found.unwanted)),
        filters=tuple(found.filters.items()),
        has_more=found.has_more or len(text) > _READ,
        short_prefixes=tuple(dict.fromkeys(found.short)),
    )


def _is_seen(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) not in {"Cc", "Cs", "Co"}


def _apart(word: str) -> list[str]:
    """What signs hold together that belong to no word: strike&arrest is two words.

    AT&T and R&D are not, nor is what a hyphen, a full stop or an apostrophe joins.
    """
    signs = {each for each in word if _holds_apart(each)}
    parts = word.translate(dict.fromkeys(map(ord, signs), " ")).split()
    kept = all(
        len(each) >= _SHORTEST_APART or words.is_unspaced(each) for each in parts
    )
    return parts if parts and kept else [word]


def _holds_apart(sign: str) -> bool:
    return sign in "&:=!?…—―%\\" or unicodedata.category(sign) in {"Sc", "Sm", "So"}


class _Reading:
    """The pieces of a query, put together one by one."""

    def __init__(self) -> None:
        self.groups: list[tuple[Term, ...]] = []
        self.unwanted: list[Term] = []
        self.filters: dict[str, str] = {}
        self.short: list[str] = []
        self.has_more = False
        self._count = 0
        self._is_or = False

    def take(self, piece: re.Match[str]) -> None:
        word = piece["word"]
        if piece["or"] or word == "OR":
            self._is_or = bool(self.groups)
            return
        if word == "AND" and not piece["minus"]:
            return
        field = (piece["field"] or "").lower()
        said = word if word is not None else piece["phrase"]
        if field in FIELDS and not piece["minus"]:
            if value := "".join(filter(_is_seen, said)).strip()[:_VALUE]:
                self.filters[field] = value
            return
        is_title = field == "title"
        if field and not is_title:
            said = f"{piece['field']}:{said}"
        whole = bool(piece["minus"]) or self._is_or or word is None
        for part in (said,) if whole else _apart(said):
            self._terms(piece, part, is_title=is_title)

    def _terms(self, piece: re.Match[str], said: str, *, is_title: bool) -> None:
        is_prefix = bool(piece["star"]) or (said or "").endswith("*")
        found = self._counted(words.tokens(said))
        if not found:
            return
        last = found[-1]
        if is_prefix and len(last) < SHORTEST_PREFIX and not words.is_unspaced(last):
            is_prefix = False
            self.short.append(f"{last}*")
        term = Term(tuple(found), is_prefix, is_title)
        if piece["minus"]:
            self.unwanted.append(term)
        elif self._is_or:
            self.groups[-1] = tuple(dict.fromkeys((*self.groups[-1], term)))
        elif (term,) not in self.groups:
            self.groups.append((term,))
        self._is_or = False

    def _counted(self, found: list[str]) -> list[str]:
        left = MOST_WORDS - self._count
        self.has_more = self.has_more or len(found) > left
        kept = found[:left]
        self._count += len(kept)
        return kept


def without(query: Query, field: str) -> Query:
    """The same search without one of its filters."""
    kept = tuple(each for each in query.filters if each[0] != field)
    return replace(query, filters=kept)


def words_alone(query: Query) -> Query | None:
    """The same search for the words of its phrases, each by itself, in any order.

    None when there are no such phrases.
    """
    groups = [each for group in query.wanted for each in _words_of(group)]
    if len(groups) == len(query.wanted):
        return None
    return replace(query, wanted=tuple(dict.fromkeys(groups)))


def _words_of(group: tuple[Term, ...]) -> list[tuple[Term, ...]]:
    first, *others = group
    if others or len(first.words) == 1 or all(map(words.is_unspaced, first.words)):
        return [group]
    alone = [replace(first, words=(word,), is_prefix=False) for word in first.words]
    alone[-1] = replace(alone[-1], is_prefix=first.is_prefix)
    return [(each,) for each in alone]

# ruff: noqa: RUF001  letters of other scripts are meant
"""Words of a text with all the forms a protected name may hide in."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from archive import lexicon

# Written without spaces between words: names are looked for inside of these.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007"
    "\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
_KEPT = 20_000
_APOSTROPHES = "'’‘`´ʼʻ′＇"
# Seen by nobody, or marks upon the letter before.
_UNSEEN = "".join(
    chr(code)
    for code in (*range(0xAD, 0x10000), *range(0xE0000, 0xE01F0))
    if unicodedata.category(chr(code)) in {"Cf", "Mn", "Mc", "Me"}
)
_IN_WORD = f"[^\\W_]|[{re.escape(_UNSEEN)}\u0640]"
_WORD = re.compile(f"[^\\W_](?:{_IN_WORD}|[{_APOSTROPHES}](?=[^\\W_]))*")
_HYPHEN = "[-\u00ad\u2010\u2011\u2012\u2013¬]"
_LINE_END = re.compile(f"(?<=[^\\W_]){_HYPHEN}[ \\t]*\\n[ \\t]*(?=[^\\W_])")
_BROKEN_WORD = re.compile(
    f"[^\\W_](?:{_IN_WORD}|[{_APOSTROPHES}](?=[^\\W_])"
    f"|{_HYPHEN}[ \\t]{{0,40}}\\n[ \\t]{{0,40}}(?=[^\\W_]))*"
)
_SAME = str.maketrans(
    {
        **dict.fromkeys("يىی", "ي"),
        **dict.fromkeys("كک", "ك"),
        "ة": "ه",
        "ı": "i",
        "\u0640": None,
    }
)
_OWN_LETTERS = re.compile("[\u0590-\u07ff\ufb1d-\ufdff\ufe70-\ufeff]")
_ABJAD_BEFORE = lexicon.listed(
    "و ف ب ل ك ال وال فال بال كال ول لل ولل فلل ו ה ב ל מ כ ש וה"
)
_SHORTEST_STEM = 3
_LONGEST_POSSESSIVE = 4  # with its apostrophe
INFLECTED = "~"


def fold(word: str) -> str:
    """One word in small Latin letters; of scripts without vowels, its own."""
    return _folded(word) if len(word) > 60 else _remembered(word)


@lru_cache(maxsize=_KEPT)
def _remembered(word: str) -> str:
    return _folded(word)


def _folded(word: str) -> str:
    if word.isascii():
        return "".join(filter(str.isalnum, word.lower()))
    plain = unicodedata.normalize("NFKC", word).casefold().translate(_SAME)
    plain = "".join(
        each
        for each in unicodedata.normalize("NFD", plain)
        if not unicodedata.combining(each) and each not in _UNSEEN
    )
    if _OWN_LETTERS.search(plain) or UNSPACED.search(plain):
        return "".join(filter(str.isalnum, unicodedata.normalize("NFC", plain)))
    return "".join(filter(str.isalnum, anyascii(plain).lower()))


# Endings of cases, of names that change with them; possessives and plurals.
_ENDINGS = frozenset(
    fold(ending)
    for ending in lexicon.listed(
        "а я ия у ю ию е ие и ы о ой ей ёй ою ею ью ией иею ом ем ём им ым ам ям ами "
        "ями ах ях ых ых их ыми ими ого его ому ему ай ага аму ові еві єві ою єю ої "
        "ій ської ською ның нің дың дің тың тің ға ге қа ке на не ды ді ты ті ны ні "
        "нда нде да де та те дан ден тан тен нан нен мен бен пен "
        "a ia u iu e ie i y o oi oj ej ou om em im ym iem ami owi ovi evi ego iego "
        "emu iemu ega owie ow a as ą ę ě ė ui am an en s es ns n lle lla ssa sta "
        "nak nek ning ni ga ka dan den nin nun dan te ta da de "
        "ος ου ο ε α ας ης η ის მა მ ს ի ին ից ով ը"
    )
) - {""}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its folded forms, each with the place it takes up."""

    start: int
    end: int
    printed: str
    forms: tuple[tuple[str, int, int], ...]

    @property
    def is_capital(self) -> bool:
        """Begins large, or in a script that has no capitals."""
        return not self.printed[0].islower()

    @property
    def is_shouted(self) -> bool:
        """All capitals, but for a possessive or plural ending."""
        return re.split(f"[{_APOSTROPHES}]", self.printed)[0].rstrip("s").isupper()


def words(text: str) -> list[Word]:
    return [_word(match) for match in _WORD.finditer(text)]


def mended(text: str) -> list[Word]:
    """The words with those that a line end broke in two as one.

    Empty when no line ends in a hyphen.
    """
    if not _LINE_END.search(text):
        return []
    return [_word(match) for match in _BROKEN_WORD.finditer(text)]


def _word(match: re.Match[str]) -> Word:
    start, printed = match.start(), match.group()
    return Word(
        start,
        match.end(),
        printed,
        tuple((form, start + low, start + high) for form, low, high in _forms(printed)),
    )


@lru_cache(maxsize=_KEPT)
def _forms(printed: str) -> tuple[tuple[str, int, int], ...]:
    """The widest first; a possessive's or an article's letters stay outside."""
    whole = len(printed)
    pieces = re.split(f"[{_APOSTROPHES}]", printed)
    head, tail = len(pieces[0]) + 1, len(pieces[-1]) + 1
    is_possessive = len(pieces) > 1 and tail <= _LONGEST_POSSESSIVE
    whole_forms = [fold(printed)] if is_possessive else stems(fold(printed))
    found = [(form, 0, whole) for form in whole_forms]
    if len(pieces) > 1:
        found += [(form, 0, whole - tail) for form in stems(fold(printed[:-tail]))]
        if head <= _SHORTEST_STEM:
            found += [(form, head, whole) for form in stems(fold(printed[head:]))]
    if _OWN_LETTERS.search(printed):
        found += [
            (fold(printed[len(each) :]), len(each), whole)
            for each in _ABJAD_BEFORE
            if printed.startswith(each) and whole - len(each) >= _SHORTEST_STEM
        ]
    return tuple((form, low, high) for form, low, high in found if form)


def stems(folded: str) -> Iterator[str]:
    """The word, and what is left of it without an ending, so marked."""
    yield folded
    for size in range(1, min(6, len(folded) - _SHORTEST_STEM + 1)):
        if folded[-size:] in _ENDINGS:
            yield folded[:-size] + INFLECTED


def bases(folded: str) -> tuple[str, ...]:
    """The forms of stems() by which a word of a name is known."""
    found = [folded]
    if len(folded) >= _SHORTEST_STEM:
        found.append(folded + INFLECTED)
    bare = re.sub("[aeiouy]{1,2}$", "", folded)
    if len(bare) < _SHORTEST_STEM + 1:
        bare = re.sub("[aeiouy]$", "", folded)
    if bare != folded and len(bare) >= _SHORTEST_STEM:
        found.append(bare + INFLECTED)
    return tuple(found)

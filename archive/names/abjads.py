# ruff: noqa: RUF001  Arabic letters are meant
"""Whether a name in Latin letters is one in Arabic script, every letter accounted for.

The script leaves short vowels out. So a long vowel has to be there in Latin, too, a
short one may, and a given name has to be the one its letters are known to stand for.
"""

import re
from functools import lru_cache

from archive.names import folding, given, romanising, words
from archive.names.keys import Kind, Tokens, key_words

_WORD = re.compile("[\u0620-\u064a\u0671-\u06d3]+")
_PERSIAN = re.compile("[پچژگکی]")
_BEFORE_I = re.compile("ه\u200cا[یي]")
_SILENT_H = re.compile("ه\u200c")
_SERVANT = re.compile("عبدال(?=.{2})")
# What the letters may be in folded Latin letters; see sounds for the capitals.
_LETTERS = {
    **dict.fromkeys("ب", "b"), **dict.fromkeys("پ", "p"), **dict.fromkeys("تط", "t"),
    "ث": "(?:s|th?)", "ج": "[JgiY]", "چ": "[CS]", "ح": "h", "خ": "h", "د": "d",
    **dict.fromkeys("ذضظ", "(?:z|dh?)"), "ر": "r{1,2}", "ز": "[zs]", "ژ": "J",
    **dict.fromkeys("سص", "s"), "ش": "[SC]", "غ": "(?:g|k)", "ف": "f", "ق": "[kg]",
    **dict.fromkeys("كک", "k"), "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h",
    **dict.fromkeys("أإٱئ", "[aeiou]?"), "آ": "a", "ا": "a", "ع": "[aeiou]?a?",
    "ء": "a?", "ؤ": "[uo]?", "ى": "[ai]", **dict.fromkeys("يی", "(?:[ae]?i|Y|J|(?=e))"),
    "ۀ": "[ae]?h?",
    "و": "(?:[ao]?u|o|[aeo]?v)", "ة": "(?:[ae]h?|[ae]?t)",
}  # fmt: skip
_AT_START = {"ا": "[aeiou]?", "و": "v", "ي": "i?", "ی": "i?"}
_AT_END = {"ه": "[ae]?h?", "ح": "h?"}
_LEAST_LETTERS = 3


def is_spelt(latin: str, arabic: str, kind: Kind) -> bool:
    words_there = _words(arabic)
    tokens = [t for t in key_words(latin, kind) if t not in words.ARTICLES]
    letters = "".join(words_there)
    if len(letters) < _LEAST_LETTERS or not tokens:
        return False
    if kind is Kind.PERSON and not _may_be_one(tokens, words_there):
        return False
    return bool(_pattern(words_there).fullmatch("".join(tokens)))


def _words(arabic: str) -> tuple[str, ...]:
    written = _SILENT_H.sub("ۀ", _BEFORE_I.sub("ۀی", arabic))
    plain = _SERVANT.sub("عبد ", romanising.prepared(written))
    found = _WORD.findall(plain.replace("الله", "اله"))
    titles = (at for at, word in enumerate(found) if not _is_title(word))
    return tuple(found[next(titles, 0) :])


def _is_title(word: str) -> bool:
    return bool(set(folding.tokens(word)) & words.TITLES)


def _may_be_one(tokens: Tokens, words_there: tuple[str, ...]) -> bool:
    """Two names on either side; one known on either side has to be the same."""
    if min(len(tokens), len(words_there)) < 2:
        return False
    if len(tokens) != len(words_there):
        return len(tokens) + len(words_there) > 4
    return all(map(_agree, tokens, words_there))


def _agree(token: str, word: str) -> bool:
    there = "".join(folding.tokens(word))
    if given.is_arabic(token) or given.is_arabic(there):
        return token == there
    return True


@lru_cache(maxsize=5_000)
def _pattern(words_there: tuple[str, ...]) -> re.Pattern[str]:
    short = "[aeou]?" if any(map(_PERSIAN.search, words_there)) else "[aeiou]?"
    return re.compile(
        "(?:[aeiu]l)?".join(_of_word(word, short) for word in words_there)
    )


def _of_word(word: str, short: str) -> str:
    if given.is_arabic(known := "".join(folding.tokens(word))):
        return known
    last = len(word) - 1
    parts = []
    for at, letter in enumerate(word):
        usual = _LETTERS.get(letter, "[^a-z]")
        usual = _AT_START.get(letter, usual) if at == 0 else usual
        parts.append(_AT_END.get(letter, usual) if at == last else usual)
    return short.join(parts)

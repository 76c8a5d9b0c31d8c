# ruff: noqa: RUF001  letters of other scripts are meant
"""Any script in Latin letters, without what is no letter of a name."""

import re
import unicodedata

from anyascii import anyascii

# Letters whose usual romanisation is not the table's: Arabic long vowels stand
# for vowels, Greek pairs for one sound, Kazakh and Azerbaijani letters for one.
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("اآأإٱع", "a"),
        **dict.fromkeys("ضظذ", "z"),
        **dict.fromkeys("ىیيئ", "i"),
        **dict.fromkeys("وؤ", "u"),
        **dict.fromkeys("ةه", "h"),
        **dict.fromkeys("’ʼ‘`´'ʹʻʿʾˈ", ""),
        "χ": "kh", "ң": "n", "Ң": "N", "ә": "a", "Ә": "A", "ə": "a", "Ə": "A",
        "đ": "dj", "Đ": "Dj",
    }
)  # fmt: skip
_SILENT = str.maketrans("", "", "'`")
_VIETNAMESE = re.compile(r"[\u1ea0-\u1ef9]")
_JOINERS = re.compile("[\u064b-\u0655\u0670]")
_ARABIC_ARTICLE = re.compile(r"\bال(?=\w{3})")
_GREEK_PAIRS = {
    "ου": "u", "ού": "u", "μπ": "b", "ντ": "nt", "γγ": "ng", "γκ": "g",
    "ευ": "ev", "εύ": "ev", "αυ": "av", "αύ": "av", "τζ": "tz", "ու": "u",
}  # fmt: skip
_ABJADS = re.compile(r"[\u0590-\u07ff\ufb1d-\ufdff\ufe70-\ufeff]")
_WORD = re.compile(r"[^\W\d_]+")


def romanise(text: str) -> str:
    """In Latin letters, as near to print as a table comes; not folded."""
    text = prepared(text)
    if _VIETNAMESE.search(text):
        text = text.replace("đ", "d").replace("Đ", "D")
    for pair, letters in _GREEK_PAIRS.items():
        text = text.replace(pair, letters)
    return anyascii(text.translate(_LETTERS)).translate(_SILENT)


def prepared(text: str) -> str:
    """Without pictures, vowel marks and the Arabic article."""
    text = _JOINERS.sub("", _without_pictures(unicodedata.normalize("NFKC", text)))
    return _ARABIC_ARTICLE.sub("", text)


def omits_vowels(text: str) -> bool:
    """Whether it is written in a script that leaves short vowels out."""
    return bool(_ABJADS.search(text))


def mixed_scripts(text: str) -> bool:
    """Whether one word mixes Latin, Greek and Cyrillic letters: a disguise."""
    return not text.isascii() and any(
        len({_script(letter) for letter in word} - {""}) > 1
        for word in _WORD.findall(text)
    )


def _without_pictures(text: str) -> str:
    """No emoji, which the table spells out as words, and nothing invisible."""
    return text if text.isascii() else "".join(map(_plain, text))


def _plain(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in {"Cf", "Cs", "Cn", "Co"}:
        return ""
    return " " if category in {"So", "Cc"} else letter


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").partition(" ")[0]
    return name if name in {"LATIN", "GREEK", "CYRILLIC"} else ""

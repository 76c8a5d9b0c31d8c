"""Which language a text is in: a guess for when nobody says.

Pure. By script where the script decides, else by the commonest small words.
"""

import re
from collections import Counter
from functools import cache

from archive import lexicon

# The first thousands of words say it; the rest of a book is not read.
_READ = 6_000
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("Cyrl", "ru", re.compile("[\u0400-\u052f]")),
    ("Arab", "ar", re.compile("[\u0600-\u06ff\u0750-\u077f]")),
    ("Grek", "el", re.compile("[\u0370-\u03ff]")),
    ("Hebr", "he", re.compile("[\u0590-\u05ff]")),
    ("Armn", "hy", re.compile("[\u0530-\u058f]")),
    ("Geor", "ka", re.compile("[\u10a0-\u10ff]")),
    ("Deva", "hi", re.compile("[\u0900-\u097f]")),
    ("Beng", "bn", re.compile("[\u0980-\u09ff]")),
    ("Thai", "th", re.compile("[\u0e00-\u0e7f]")),
    ("Mymr", "my", re.compile("[\u1000-\u109f]")),
    ("Khmr", "km", re.compile("[\u1780-\u17ff]")),
    ("Hang", "ko", re.compile("[\uac00-\ud7af]")),
    ("Kana", "ja", re.compile("[\u3040-\u30ff]")),
    ("Hani", "zh", re.compile("[\u4e00-\u9fff]")),
    ("Latn", "en", re.compile("[A-Za-z\u00c0-\u024f]")),
)
# What only one language of a script writes decides against common words.
_MARKS = (
    ("kk", re.compile("[әғқңұһ]", re.IGNORECASE)),
    ("uk", re.compile("[їєґ]", re.IGNORECASE)),
    ("be", re.compile("[ў]", re.IGNORECASE)),
    ("fa", re.compile("[پچژگ]")),
)
# What a language of the script never writes speaks against it.
_NEVER = {
    "ru": re.compile("[іїєґўјљњђћџ]", re.IGNORECASE),
    "uk": re.compile("[ёъыэўј]", re.IGNORECASE),
    "be": re.compile("[ищъ]", re.IGNORECASE),
    "bg": re.compile("[ёыэіїєґўј]", re.IGNORECASE),
    "sr": re.compile("[ёйщъыьэюяіїєґў]", re.IGNORECASE),
}
_SHARE_OF_MARKS = 0.004
# Letters in which a stretch is told from the text around it: by its script, and
# by its words in the same script.
_OTHER_SCRIPT, _OTHER_SIGNS = 20, 8
_SIGNS = {"Hani", "Kana", "Hang"}
_OTHER_WORDS = 120
_LETTER = re.compile(r"[^\W\d_]")
# Written in Latin letters as well as in others.
_BOTH_SCRIPTS = lexicon.listed("sr kk uz ku az tk mn tt bs sh cnr ms ha")


def guess(text: str) -> str:
    """The language of a text, as a two-letter code; "" when nothing tells.

    Reads the first few thousand characters only.
    """
    opening = text[:_READ]
    script, default = _script(opening)
    if not script:
        return ""
    words = Counter(_WORD.findall(opening.casefold()))
    counts = {
        language: sum(words[word] for word in small.split())
        for language, small in lexicon.rows("small-words")
        if _script(small)[0] == script and not _is_ruled_out(language, opening)
    }
    for language, mark in _MARKS:
        if language in counts and len(mark.findall(opening)) > _SHARE_OF_MARKS * len(
            opening
        ):
            counts[language] += max(counts.values())
    best = max(counts, key=lambda language: counts[language], default="")
    return best if best and counts[best] else default * (script != "Latn")


def _is_ruled_out(language: str, text: str) -> bool:
    never = _NEVER.get(language)
    if never is None:
        return False
    return len(never.findall(text)) > _SHARE_OF_MARKS * len(text)


def other_than(language: str, words: str) -> str:
    """The language of a stretch that is surely not the one of its text, else "".

    In the same script both halves must say the same: a short stretch is what
    the text is.
    """
    home = language.partition("-")[0].casefold()
    letters = len(_LETTER.findall(words[:_READ]))
    own, there = _script_of(home), _script(words[:_READ])[0]
    enough = _OTHER_SIGNS if there in _SIGNS else _OTHER_SCRIPT
    found = guess(words) if letters >= enough else ""
    if not found or found == home:
        return ""
    if own and there != own:
        return "" if home in _BOTH_SCRIPTS and there == "Latn" else found
    middle = min(len(words), _READ) // 2
    halves = {guess(words[:middle]), guess(words[middle:_READ])}
    return found if letters >= _OTHER_WORDS and halves == {found} else ""


@cache
def _script_of(language: str) -> str:
    """The script a language is written in; "" when that is not known."""
    small = {row[0]: row[1] for row in lexicon.rows("small-words")}
    if language in small:
        return _script(small[language])[0]
    return next((name for name, each, _ in _SCRIPTS if each == language), "")


def _script(text: str) -> tuple[str, str]:
    """The script most letters are in, and the language it stands for alone."""
    counts = {
        (name, language): len(pattern.findall(text))
        for name, language, pattern in _SCRIPTS
    }
    # one kana or hangul sign among Chinese ones says more than a Chinese one
    counts["Kana", "ja"] *= 5
    best = max(counts, key=lambda each: counts[each])
    return best if counts[best] else ("", "")

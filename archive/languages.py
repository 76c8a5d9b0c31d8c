"""Which language a text is in: a guess for when nobody says.

Pure. By script where the script decides, else by the commonest small words.
"""

import re
from collections import Counter

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
_SHARE_OF_MARKS = 0.004


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
        if _script(small)[0] == script
    }
    for language, mark in _MARKS:
        if language in counts and len(mark.findall(opening)) > _SHARE_OF_MARKS * len(
            opening
        ):
            counts[language] += max(counts.values())
    best = max(counts, key=lambda language: counts[language], default="")
    return best if best and counts[best] else default * (script != "Latn")


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

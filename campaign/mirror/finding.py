"""What the search of a copy looks through, and how it folds words. Pure.

A browser folds what is typed by the table and the rules it is given here; where
that is not what the archive makes of a word in print, the word is listed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from archive import names
from archive.exports import Json, to_json
from archive.names import sounds

# Scripts in which something may be typed though no page is written in them.
_SCRIPTS = (*range(0xA0, 0x530), *range(0x531, 0x700), *range(0x10A0, 0x1100))
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# A map of letters and a list of rules know nothing of these.
_UNFOLDED = re.compile(r"[\u0590-\u07ff\u0e00-\u0eff\u1100-\ud7ff\uf900-\ufaff]")
_SPELT_OUT = {"S": "sh", "C": "ch", "J": "j", "T": "ts", "Y": "i"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that can be found. file: from the root of the copy."""

    file: str
    kind: str
    title: str
    text: str
    language: str = ""
    day: str = ""


def index(entries: Iterable[Entry]) -> str:
    """A script that hands them over: a page on a disk may not fetch a file."""
    listed = sorted(entries, key=lambda each: (each.kind, each.file))
    letters = _letters(listed)
    written: dict[str, Json] = {
        "letters": letters,
        "rules": [[rule, sound.replace("\\1", "$1")] for rule, sound in sounds.rules()],
        "sounds": _SPELT_OUT,
        "words": _otherwise(listed, letters),
        "pages": [
            [each.file, each.kind, each.title, each.language, each.day, each.text]
            for each in listed
        ],
    }
    return f"const COPY = {to_json(written)};\n"


def folded(word: str, letters: dict[str, str]) -> str:
    """What the browser makes of a word, by the same table and rules."""
    found = "".join(letters.get(each, each) for each in word.lower())
    for pattern, sound in _rules():
        found = pattern.sub(sound, found)
    return "".join(_SPELT_OUT.get(each, each) for each in found)


@cache
def _rules() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(rule), sound) for rule, sound in sounds.rules()]


def _letters(entries: Iterable[Entry]) -> dict[str, str]:
    """Each letter as it is romanised, where that is not the letter itself."""
    used = {
        letter for each in entries for letter in f"{each.title} {each.text}".lower()
    }
    wanted = used | {chr(code).lower() for code in _SCRIPTS}
    return {
        letter: latin
        for letter in sorted(wanted)
        if _is_letter(letter) and (latin := _romanised(letter)) != letter
    }


def _is_letter(letter: str) -> bool:
    if letter in "'’":
        return True
    if len(letter) > 1 or letter.isascii():
        return False
    return unicodedata.category(letter)[0] in "LMN"


def _romanised(letter: str) -> str:
    """As one letter of many; nothing where it is no letter of a word."""
    found = names.romanise(letter).lower()
    return found if found.isalnum() or not found else letter


def _otherwise(entries: Iterable[Entry], letters: dict[str, str]) -> dict[str, str]:
    """Printed words that the archive folds in another way than the browser."""
    return {
        word: ours
        for word in sorted({word for each in entries for word in _words(each)})
        if (ours := names.fold(word).replace(" ", "")) != folded(word, letters)
        and not _UNFOLDED.search(word)
        and ours
    }


def _words(entry: Entry) -> Iterator[str]:
    text = f"{entry.title} {entry.text}"
    return (found[0].lower() for found in _WORD.finditer(text))

"""Random edits of real reports, every character with the offset it came from.

So a passage carried to the same words elsewhere is found out.
"""

import random
import re
from pathlib import Path

FOLDER = Path(__file__).parents[1]
REPORTS = [
    *FOLDER.glob("data/seeds/*.txt"),
    *FOLDER.glob("tests/archive/extraction/reports/*.txt"),
]
ANNOTATION = re.compile(r"\[\[\w+:([^|\]]*)[^\]]*\]\]")
TEXTS = [ANNOTATION.sub(r"\1", path.read_text()) for path in sorted(REPORTS)]
QUOTES = str.maketrans({"'": "’", '"': "”", "’": "'", "“": '"', "”": '"', "–": "-"})

Tracked = list[tuple[str, int]]
NOWHERE = -1
COPY = 10_000_000  # added to the offset of what a copied character came from


def tracked(text: str) -> Tracked:
    return [(char, at) for at, char in enumerate(text)]


def plain(text: Tracked) -> str:
    return "".join(char for char, _ in text)


def written(words: str) -> Tracked:
    return [(char, NOWHERE) for char in words]


def copied(words: Tracked) -> Tracked:
    return [(char, at if at < 0 else at % COPY + COPY) for char, at in words]


def paragraphs(text: Tracked) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\n]+\n*", plain(text))]


def a_paragraph(text, chance):
    return chance.choice(paragraphs(text) or [(0, len(text))])


def words_of(text, chance):
    found = list(re.finditer(r"\S+", plain(text)))
    if not found:
        return 0, 0
    first = chance.randrange(len(found))
    last = min(first + chance.choice([0, 0, 1, 2, 5]), len(found) - 1)
    return found[first].start(), found[last].end()


def delete_words(text, chance):
    start, end = words_of(text, chance)
    return text[:start] + text[end:]


def insert_words(text, chance):
    """Words the text has elsewhere, or new ones."""
    at, _ = words_of(text, chance)
    start, end = words_of(text, chance)
    words = chance.choice([copied(text[start:end]), written("it was reported")])
    return text[:at] + words + written(" ") + text[at:]


def replace_words(text, chance):
    start, end = words_of(text, chance)
    again, stop = words_of(text, chance)
    words = chance.choice([copied(text[again:stop]), written("the authorities")])
    return (
        text
        if plain(words) == plain(text[start:end])
        else text[:start] + words + text[end:]
    )


def mistype(text, chance):
    start, end = words_of(text, chance)
    at = chance.randrange(start, end) if start < end else 0
    letter = "a" if text[at][0] in "eiou" else chance.choice("eiou")
    return text[:at] + written(letter) + text[at + chance.randrange(2) :]


def respace(text, chance):
    gaps = [at for at, (char, _) in enumerate(text) if char.isspace()] or [0]
    at = chance.choice(gaps)
    return (
        text[:at]
        + written(chance.choice(["  ", "\n", "\u00a0", "\n\n"]))
        + text[at + 1 :]
    )


def requote(text, chance):
    start, end = a_paragraph(text, chance)
    changed = [
        (char.translate(QUOTES), at if char.translate(QUOTES) == char else NOWHERE)
        for char, at in text[start:end]
    ]
    return text[:start] + changed + text[end:]


def delete_paragraph(text, chance):
    start, end = a_paragraph(text, chance)
    return text[:start] + text[end:]


def insert_paragraph(text, chance):
    """A sentence made of words that the text has elsewhere."""
    at, _ = a_paragraph(text, chance)
    pieces = [copied(text[slice(*words_of(text, chance))]) for _ in range(4)]
    spaced = [letter for piece in pieces for letter in piece + written(" ")]
    return text[:at] + spaced + written("\n\n") + text[at:]


def move_paragraph(text, chance):
    start, end = a_paragraph(text, chance)
    moved, rest = text[start:end], text[:start] + text[end:]
    at, _ = a_paragraph(rest, chance)
    return rest[:at] + moved + rest[at:]


def duplicate_paragraph(text, chance):
    start, end = a_paragraph(text, chance)
    at, _ = a_paragraph(text, chance)
    return text[:at] + copied(text[start:end]) + text[at:]


EDITS = [
    delete_words,
    insert_words,
    replace_words,
    mistype,
    respace,
    requote,
    delete_paragraph,
    insert_paragraph,
    move_paragraph,
    duplicate_paragraph,
]


def edited(text: str, chance: random.Random, times: int) -> Tracked:
    changed = tracked(text)
    for _ in range(times):
        changed = chance.choice(EDITS)(changed, chance)
    return changed

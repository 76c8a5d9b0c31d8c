"""Which line of a text is its title."""

import re
from dataclasses import replace

from archive import lexicon
from archive.cleaning.lines import Line, SegmentKind, is_date, is_salutation

_LONGEST_TITLE = 200
_LONGEST_KICKER = 40
_FARTHEST = 4
_SITE = re.compile(
    r"(?:https?://|www\.)\S+|[\w-]+\.(?:org|com|net|info|de|fr|ru|uk|es)\b"
)


def mark(lines: list[Line]) -> list[Line]:
    """With the title marked; what stands above it stays as it is."""
    bodies = [at for at, x in enumerate(lines) if x.kind is SegmentKind.BODY]
    for index, at in enumerate(bodies[:_FARTHEST]):
        after = [lines[x] for x in bodies[index + 1 : index + 2]]
        if after and _stands_above(lines[at], after[0]):
            continue
        if not _is_title(lines[at]):
            return lines
        marked = replace(lines[at], kind=SegmentKind.TITLE)
        return [*lines[:at], marked, *lines[at + 1 :]]
    return lines


def _stands_above(line: Line, after: Line) -> bool:
    """A date, the name of a site or of a column, with a title beneath."""
    if not _is_title(after) or len(after.text.split()) < 3:
        return False
    return is_date(line.text) or (
        len(line.text) <= _LONGEST_KICKER and _is_kicker(line, after)
    )


def _is_kicker(line: Line, after: Line) -> bool:
    folded = line.folded.strip(" :|/»>-–")
    if folded in lexicon.words("kickers") or _SITE.fullmatch(folded):
        return True
    is_land = folded in lexicon.countries("en")
    words = line.text.split()
    is_loud = line.text.isupper() and len(words) <= 3
    is_longer = len(after.text.split()) > len(words) + 1
    return (is_land or is_loud) and is_longer and _is_headline(after)


def _is_headline(line: Line) -> bool:
    return not line.text.endswith((".", ",", ";")) and len(line.text) <= _LONGEST_TITLE


def _is_title(line: Line) -> bool:
    if len(line.text) > _LONGEST_TITLE or is_salutation(line) or is_date(line.text):
        return False
    is_sentence = line.text.endswith((".", ",", ";")) and len(line.text) > 100
    return not is_sentence and not line.begins_with("addressees")

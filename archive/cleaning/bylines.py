"""Who wrote a report, by the line that says so."""

import re
from collections.abc import Sequence

from archive import lexicon
from archive.cleaning.lines import Line, SegmentKind, is_date

_LONGEST = 120
_PARTS = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+|,\s+")
_IN_PLACE = re.compile(r"\s+(?:in|aus|à|en|из)\s+\S.*$")


def find(lines: Sequence[Line]) -> str:
    """The author without place and date; "" where no line names one."""
    own = [line for line in lines if line.kind is not SegmentKind.BOILERPLATE]
    kinds = [line.kind for line in own]
    title = kinds.index(SegmentKind.TITLE) if SegmentKind.TITLE in kinds else 0
    for line in own[: title + 5]:
        if line.kind is SegmentKind.TITLE and title == 0:
            continue
        if line.kind is not SegmentKind.TITLE and (author := _author(line)):
            return author
    return ""


def _author(line: Line) -> str:
    first, _, rest = line.text.partition(" ")
    is_by = lexicon.fold(first) in lexicon.words("bylines")
    two = " ".join(line.folded.split()[:2])
    if two in lexicon.words("bylines"):
        is_by, rest = True, line.text.split(maxsplit=2)[2] if two != line.folded else ""
    if not is_by and not _is_signed_and_dated(line):
        return ""
    written = rest if is_by else line.text
    return (
        _stripped(written.strip(" :")) if _names_somebody(written.strip(" :")) else ""
    )


def _is_signed_and_dated(line: Line) -> bool:
    """Name, place, date: a line under the title without a "by"."""
    parts = _PARTS.split(line.text)
    if not 2 <= len(parts) <= 4 or len(line.text) > _LONGEST or not is_date(parts[-1]):
        return False
    words = parts[0].split()
    is_name = 2 <= len(words) <= 5 and all(word[0].isupper() for word in words)
    return is_name and not _is_place(parts[0]) and not is_date(parts[0])


def _stripped(written: str) -> str:
    """Without the places and dates at the end."""
    bare = written
    while True:
        cuts = list(_PARTS.finditer(bare))
        if not cuts:
            break
        last = bare[cuts[-1].end() :]
        if not (is_date(last) or _is_place(last) or _is_day(last)):
            break
        bare = bare[: cuts[-1].start()]
    placed = _IN_PLACE.search(bare)
    if placed and _is_place(bare[placed.start() :].split(maxsplit=1)[-1]):
        bare = bare[: placed.start()]
    return bare.strip(" ,.")


def _is_day(text: str) -> bool:
    """16 June, June 16: a day whose year stands behind it."""
    words = lexicon.fold(text).replace(".", " ").split()
    has_month = any(word in lexicon.words("months") for word in words)
    return len(words) <= 3 and has_month


def _is_place(text: str) -> bool:
    folded = lexicon.fold(text).strip(" .")
    return folded in lexicon.words("places") or any(
        folded in lexicon.countries(language) for language in lexicon.LANGUAGES
    )


def _names_somebody(text: str) -> bool:
    head = _PARTS.split(text)[0]
    words = head.split()
    capitals = sum(word[0].isupper() for word in words)
    has_figure = any(letter.isdigit() for letter in head)
    return (
        0 < len(text) <= _LONGEST
        and not text.endswith(".")
        and not has_figure
        and (len(words) <= 8 and 0 < capitals >= len(words) - 2)
    )

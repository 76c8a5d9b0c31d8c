"""BibTeX: read by LaTeX, biblatex and JabRef alike."""

import re
from collections.abc import Iterator

from archive.dates import DateSpan, Precision
from archive.exports import left_over
from archive.reading.reference import Creator, Reference

MEDIA_TYPE = "application/x-bibtex"
MONTHS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
# BibTeX counts braces even behind a backslash: they are written as words.
_ESCAPES = str.maketrans(
    {
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "\\": r"{\textbackslash}",
        "^": r"{\textasciicircum}",
        "~": r"{\textasciitilde}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
    }
)
# Two of these LaTeX sets as one other sign.
_MELTS = re.compile(
    "|".join(f"(?<={one})(?={one})" for one in "-'`,<>") + "|(?<=[!?])(?=`)"
)
# What a list of names is divided by.
_DIVIDES = re.compile(r",|\band\b|\bothers\b", re.IGNORECASE)


def write(reference: Reference) -> str:
    fields = ",\n".join(f"  {name} = {value}" for name, value in _fields(reference))
    return f"@misc{{{reference.slug},\n{fields}\n}}\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    # Braces twice: capital letters stay as they are.
    yield "title", f"{{{{{_text(reference.title)}}}}}"
    if reference.creator:
        yield "author", f"{{{_author(reference.creator)}}}"
    if reference.source:
        yield "howpublished", f"{{{_text(reference.source)}}}"
    yield from _dates(reference.published)
    yield "langid", f"{{{_text(reference.language)}}}"
    yield "url", f"{{{reference.address}}}"
    yield "note", f"{{{_text(left_over(reference))}}}"


def _dates(span: DateSpan | None) -> Iterator[tuple[str, str]]:
    """The date is read by biblatex, year and month by others."""
    if span is None:
        return
    yield "date", f"{{{span.value}}}"
    if span.precision in {Precision.INTERVAL, Precision.OPEN}:
        first, _, last = span.value.partition("/")
        years = dict.fromkeys((first[:4], last[:4].strip(".")))
        yield "year", f"{{{'--'.join(years)}}}"
        return
    yield "year", f"{{{span.start.year}}}"
    if span.precision is not Precision.YEAR:
        yield "month", MONTHS[span.start.month - 1]
    if span.precision is Precision.DAY:
        yield "day", f"{{{span.start.day}}}"


def _author(creator: Creator) -> str:
    if creator.family:
        return f"{_part(creator.family)}, {_part(creator.given)}"
    return f"{{{_text(creator.name)}}}"


def _part(name: str) -> str:
    words = _text(name)
    return f"{{{words}}}" if _DIVIDES.search(name) else words


def _text(words: str) -> str:
    # Between these signs first: what is put there is no word.
    parted = (part.translate(_ESCAPES) for part in _MELTS.split(words))
    return "{}".join(parted)

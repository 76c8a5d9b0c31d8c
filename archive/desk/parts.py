"""A text as numbered paragraphs, each under what it is said to be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.models import Revision, Segment

# A card bears so many paragraphs, and so much of each; the rest is a page on.
SHOWN = 200
LONGEST = 1500


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line with words in it. Offsets count code points, end excluded."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one kind, empty where nobody has said which, and its words.

    language: when it is another than that of the document.
    """

    kind: str
    language: str
    label: str
    start: int
    end: int
    words: Sequence[tuple[int, str]]


def paragraphs(text: str) -> list[Paragraph]:
    found: list[Paragraph] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Paragraph(len(found) + 1, start, start + len(line)))
        start += len(line) + 1
    return found


def stretch(text: str, first: int, last: int) -> tuple[int, int]:
    """Where paragraphs first to last stand. Raises ValueError when they do not."""
    lines = paragraphs(text)
    if not 1 <= first <= last <= len(lines):
        raise ValueError(
            _("Give two numbers of paragraphs, from 1 to %(last)s.")
            % {"last": len(lines)}
        )
    return lines[first - 1].start, lines[last - 1].end


def of(
    revision: Revision, segments: Sequence[Segment], *, first: int = 1
) -> tuple[list[Part], int | None]:
    """The parts on a page that begins at a paragraph, and where the next begins."""
    lines = paragraphs(revision.text)
    shown = lines[first - 1 : first - 1 + SHOWN]
    further = first + SHOWN if len(lines) >= first + SHOWN else None
    stretches = list(_stretches(segments, len(revision.text)))
    return list(_parts(revision.text, stretches, shown)), further


def _stretches(
    segments: Sequence[Segment], length: int
) -> Iterator[tuple[str, str, int, int]]:
    """The segments in order, and what no segment covers between them."""
    at = 0
    for segment in sorted(segments, key=lambda segment: segment.start):
        if at < segment.start:
            yield "", "", at, segment.start
        yield segment.kind, segment.language, segment.start, segment.end
        at = segment.end
    if at < length:
        yield "", "", at, length


def _parts(
    text: str,
    stretches: Sequence[tuple[str, str, int, int]],
    lines: Sequence[Paragraph],
) -> Iterator[Part]:
    at = 0
    for kind, language, start, end in stretches:
        while at < len(lines) and lines[at].end <= start:
            at += 1
        words = list(_words(text, start, end, lines, at))
        if words:
            yield Part(kind, language, _label(kind), start, end, words)


def _words(
    text: str, start: int, end: int, lines: Sequence[Paragraph], at: int
) -> Iterator[tuple[int, str]]:
    """The paragraphs that begin before the end, each as far as it is within."""
    for line in lines[at:]:
        if line.start >= end:
            return
        words = text[max(start, line.start) : min(end, line.end)].strip()
        if words:
            cut = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
            yield line.number, cut


def _label(kind: str) -> str:
    return str(Segment.Kind(kind).label) if kind else _("not marked")

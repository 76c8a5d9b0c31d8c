"""The body of a letter in paragraphs, each with its role."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from campaign.adapting import roles, sentences
from campaign.adapting.lines import Kind, Line
from campaign.adapting.parts import AdaptedParagraph, Role, part

_WIDEST_WRAP = 110
_NEARLY_FULL = 0.72
_ABOVE = 8


@dataclass(frozen=True, slots=True)
class Stretch:
    """A line of a body, or what of it is of the body."""

    start: int
    end: int
    blank_before: int
    is_item: bool


def stretches(
    lines: Sequence[Line], *, start: int, end: int, without: Sequence[tuple[int, int]]
) -> list[Stretch]:
    """What of these lines lies between two offsets; no furniture, no parts."""
    found = []
    for line in lines:
        low, high = max(line.start, start), min(line.end, end)
        is_part = any(a < high and low < b for a, b in without)
        if low < high and line.kind is not Kind.SKIPPED and not is_part:
            is_item = line.is_item and low == line.start
            found.append(Stretch(low, high, line.blank_before, is_item))
    return found


def paragraphs(text: str, body: Sequence[Stretch]) -> tuple[AdaptedParagraph, ...]:
    """Wrapped lines joined, sentences of another role set apart."""
    found: list[AdaptedParagraph] = []
    for start, end, is_item in _joined(text, body):
        pieces = [(start, end)] if is_item else list(sentences.split(text, start, end))
        above = [paragraph.role for paragraph in found[-_ABOVE:]]
        found += _by_role(text, pieces, is_item=is_item, above=above)
    return tuple(found)


def _by_role(
    text: str,
    pieces: Sequence[tuple[int, int]],
    *,
    is_item: bool,
    above: Sequence[Role],
) -> Iterator[AdaptedParagraph]:
    told = roles.of([text[a:b] for a, b in pieces], is_item=is_item, above=above)
    at = 0
    for number in range(1, len(pieces) + 1):
        if number < len(pieces) and told[number] is told[at]:
            continue
        piece = part(text, pieces[at][0], pieces[number - 1][1])
        if piece:
            yield AdaptedParagraph(piece.start, piece.end, told[at], piece.text)
        at = number


def _joined(text: str, body: Sequence[Stretch]) -> Iterator[tuple[int, int, bool]]:
    width = max((s.end - s.start for s in body), default=0)
    first = 0
    for number in range(1, len(body) + 1):
        if number < len(body) and _is_wrapped(
            text, body[number - 1 : number + 1], width
        ):
            continue
        yield body[first].start, body[number - 1].end, body[first].is_item
        first = number


def _is_wrapped(text: str, pair: Sequence[Stretch], width: int) -> bool:
    """Whether the second line goes on with the paragraph of the first."""
    above, below = pair
    ends = text[above.end - 1] in '.!?…:;”»"。؟'
    begins_small = text[below.start].islower()
    if below.is_item:
        return False
    if below.blank_before:
        return (
            begins_small
            and not ends
            and not above.is_item
            and text[above.end - 1] != ","
        )
    if width > _WIDEST_WRAP:
        return begins_small and not ends
    is_full = above.end - above.start >= _NEARLY_FULL * width and width >= 40
    return begins_small or not ends or (is_full and text[above.end - 1] != ":")

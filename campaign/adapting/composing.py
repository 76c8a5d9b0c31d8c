"""A text in composed letters (NFC), and where each stood in the text as given."""

import re
import unicodedata
from dataclasses import replace

from campaign.adapting.parts import Adapted, AdaptedParagraph, Part

_CLUSTER = re.compile(r"[\s\S][\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f]*")


def composed(text: str) -> tuple[str, list[int] | None]:
    """The text composed, and for each offset in it the one in the text given.

    None when the text is composed already, so that every offset is its own.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, None
    pieces: list[str] = []
    offsets: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        piece = unicodedata.normalize("NFC", cluster.group())
        last = cluster.end() - 1
        offsets += [min(cluster.start() + number, last) for number in range(len(piece))]
        pieces.append(piece)
    return "".join(pieces), [*offsets, len(text)]


def as_given(found: Adapted, text: str, offsets: list[int]) -> Adapted:
    """A letter found in a composed text as parts of the text it was made of."""

    def part(old: Part | None) -> Part | None:
        if old is None:
            return None
        start, end = offsets[old.start], offsets[old.end]
        return Part(start, end, text[start:end])

    def parts(old: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(new for new in map(part, old) if new)

    def paragraph(old: AdaptedParagraph) -> AdaptedParagraph:
        start, end = offsets[old.start], offsets[old.end]
        return AdaptedParagraph(start, end, old.role, text[start:end])

    return replace(
        found,
        sender=part(found.sender),
        place=part(found.place),
        date=part(found.date),
        addressees=parts(found.addressees),
        subject=part(found.subject),
        salutation=part(found.salutation),
        paragraphs=tuple(map(paragraph, found.paragraphs)),
        closing=part(found.closing),
        signature=part(found.signature),
        copies=parts(found.copies),
        others=tuple(as_given(other, text, offsets) for other in found.others),
    )

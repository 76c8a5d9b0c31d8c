"""One module per export format; none knows its neighbours."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from archive.dates import DateSpan
from archive.reading.reference import Reference

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]


def to_json(value: Json) -> str:
    """A line, with every letter as it is written.

    What closes an element of HTML is written as an escape, so that the line may
    stand in any page; so are the two line ends JavaScript knows beside LF.
    """
    made = json.dumps(value, ensure_ascii=False, allow_nan=False)
    for letter in "<>&\u2028\u2029":
        made = made.replace(letter, f"\\u{ord(letter):04x}")
    return made


def as_one(span: DateSpan | None) -> str:
    """The day, month or year that all of a span lies in; empty when none does."""
    if span is None:
        return ""
    first, slash, last = span.value.partition("/")
    parts = zip(first.split("-"), (last if slash else first).split("-"), strict=False)
    return "-".join(
        part for part, _ in takewhile(lambda both: both[0] == both[1], parts)
    )


def left_over(reference: Reference) -> str:
    """What a citation says beside the fields that formats have."""
    return "; ".join(_said(reference))


def _said(reference: Reference) -> Iterator[str]:
    if reference.addressee:
        yield f"To {reference.addressee}"
    if reference.printed_in:
        yield f"Printed in: {reference.printed_in}, {reference.printed_in_page}"
    yield f"Revision {reference.revision}"
    if reference.sha256:
        yield f"SHA-256 {reference.sha256}"
    if reference.original:
        yield f"Original: {reference.original}"

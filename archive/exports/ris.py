"""RIS: a line a field, read by Zotero, EndNote and Mendeley."""

from collections.abc import Iterator

from archive.dates import DateSpan, Precision
from archive.exports import left_over
from archive.models import Document
from archive.reading.reference import Creator, Reference

MEDIA_TYPE = "application/x-research-info-systems"


def write(reference: Reference) -> str:
    lines = [f"{tag}  - {value}" for tag, value in _fields(reference) if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", _type(reference)
    yield "TI", reference.title
    yield "AU", _author(reference.creator) if reference.creator else ""
    yield "T2" if reference.is_paper else "PB", reference.source
    yield from _dates(reference.published)
    yield "LA", reference.language
    yield "UR", reference.address
    yield "ID", reference.slug
    yield "N1", left_over(reference)


def _type(reference: Reference) -> str:
    if reference.is_letter:
        return "PCOMM"
    if reference.kind == Document.Kind.JUDGMENT:
        return "CASE"
    if reference.is_paper:
        return "NEWS"
    return "ELEC" if reference.is_website else "RPRT"


def _author(creator: Creator) -> str:
    """RIS has no other sign for family, given than the comma."""
    if creator.family:
        return f"{_whole(creator.family)}, {_whole(creator.given)}"
    return _whole(creator.name)


def _whole(name: str) -> str:
    return " – ".join(part.strip() for part in name.split(","))


def _dates(span: DateSpan | None) -> Iterator[tuple[str, str]]:
    """YYYY/MM/DD/words, as far as it is known; of a span its start in words."""
    if span is None:
        return
    yield "PY", str(span.start.year)
    if span.precision in {Precision.INTERVAL, Precision.OPEN}:
        yield "DA", f"{span.start.year}///{span.value.replace('/', ' to ')}"
        return
    parts = [*span.value.split("-"), "", ""][:3]
    yield "DA", "/".join(parts) + "/"

"""CSL-JSON: what citation processors take (citationstyles.org, schema 1.0)."""

from archive.dates import DateSpan, Precision
from archive.exports import Json, left_over
from archive.models import Document
from archive.reading.reference import Creator, Reference

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"


def item(reference: Reference) -> dict[str, Json]:
    made: dict[str, Json] = {
        "id": reference.slug,
        "type": _type(reference),
        "title": reference.title,
        "author": [_name(reference.creator)] if reference.creator else None,
        "recipient": [{"literal": reference.addressee}]
        if reference.addressee
        else None,
        _publisher(reference): reference.source,
        "issued": _date(reference.published),
        "language": reference.language,
        "URL": reference.address,
        "version": str(reference.revision),
        "note": left_over(reference),
    }
    return {name: value for name, value in made.items() if value}


def _publisher(reference: Reference) -> str:
    is_inside = reference.is_paper or reference.is_website
    return "container-title" if is_inside else "publisher"


def _type(reference: Reference) -> str:
    if reference.is_letter:
        return "personal_communication"
    if reference.kind == Document.Kind.JUDGMENT:
        return "legal_case"
    if reference.is_paper:
        return "article-newspaper"
    return "webpage" if reference.is_website else "report"


def _name(creator: Creator) -> dict[str, Json]:
    if creator.family:
        return {"family": creator.family, "given": creator.given}
    return {"literal": creator.name}


def _date(span: DateSpan | None) -> Json:
    if span is None:
        return None
    first, _, last = span.value.partition("/")
    if span.precision is Precision.OPEN:
        return {"literal": f"{first}/.."}
    return {"date-parts": [_parts(each) for each in (first, last) if each]}


def _parts(value: str) -> list[Json]:
    return [int(part) for part in value.split("-")]

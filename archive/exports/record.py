"""A report as JSON: its text, and what is named and proven in it, with offsets."""

from archive.dates import DateSpan
from archive.exports import Json
from archive.reading.marked import Marked, MarkedName, MarkedProof, Place, Translated

MEDIA_TYPE = "application/json"


def report(marked: Marked) -> dict[str, Json]:
    """Offsets count code points of the text, end excluded."""
    cited = marked.reference
    creator = cited.creator
    return {
        "id": cited.slug,
        "url": cited.page,
        "kind": cited.kind,
        "title": cited.title,
        "author": creator.name if creator else "",
        "addressee": cited.addressee,
        "source": cited.source,
        "language": cited.language,
        "published": _date(cited.published),
        "original_url": cited.original,
        "copy_url": cited.copy_elsewhere,
        "printed_in": cited.printed_in_page,
        "rights": cited.rights,
        "revision": cited.revision,
        "revision_url": cited.address,
        "revision_sha256": cited.sha256,
        "text": marked.text,
        "mentions": [_name(each) for each in marked.named],
        "evidence": [_proof(each) for each in marked.proven],
        "translations": [_translation(each) for each in marked.translated],
    }


def _date(span: DateSpan | None) -> Json:
    if span is None:
        return None
    return {"value": span.value, "precision": span.precision, "basis": span.basis}


def _name(row: MarkedName) -> Json:
    who = row.who
    return {
        "id": row.key,
        "kind": row.kind,
        "value": row.value,
        "entity": {"id": who.slug, "label": who.label, "url": who.url} if who else None,
        **_place(row.place),
    }


def _proof(row: MarkedProof) -> Json:
    return {
        "id": row.key,
        "claim": row.claim,
        "kind": row.kind,
        "sentence": row.sentence,
        "happened": _date(row.happened),
        "modality": row.modality,
        "attributed_to": row.attributed_to,
        "status": row.status,
        "stance": row.stance,
        **_place(row.place),
    }


def _translation(row: Translated) -> Json:
    return {
        "language": row.language,
        "revision": row.revision,
        "note": row.note,
        "url": row.url,
        "text_url": row.text_url,
    }


def _place(place: Place) -> dict[str, Json]:
    return {"quote": place.quote, "start": place.start, "end": place.end}

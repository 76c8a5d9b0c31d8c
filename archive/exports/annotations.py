"""W3C Web Annotations: what is named and proven in a text, and exactly where."""

from archive.exports import Json
from archive.reading.marked import Marked, MarkedName, MarkedProof, Place

MEDIA_TYPE = "application/ld+json"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def collection(marked: Marked, *, address: str, text: str) -> dict[str, Json]:
    """address: where this is given. text: where the bare text is."""
    items: list[Json] = [
        *(_named(each, address, text) for each in marked.named),
        *(_proven(each, address, text) for each in marked.proven),
    ]
    return {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": marked.reference.title,
        "total": len(items),
        "first": {
            "id": f"{address}#page-1",
            "type": "AnnotationPage",
            "partOf": address,
            "startIndex": 0,
            "items": items,
        },
    }


def _named(row: MarkedName, address: str, text: str) -> Json:
    body: Json = (
        {"type": "SpecificResource", "source": row.who.url, "purpose": "identifying"}
        if row.who
        else _says(row.value or row.kind, "tagging")
    )
    return {
        "id": f"{address}#mention-{row.key}",
        "type": "Annotation",
        "motivation": "identifying" if row.who else "tagging",
        "body": [body],
        "target": _target(row.place, text),
    }


def _proven(row: MarkedProof, address: str, text: str) -> Json:
    return {
        "id": f"{address}#proof-{row.key}",
        "type": "Annotation",
        "motivation": "assessing",
        "body": [_says(row.sentence, "describing"), _says(row.stance, "tagging")],
        "target": _target(row.place, text),
    }


def _says(words: str, purpose: str) -> Json:
    return {
        "type": "TextualBody",
        "value": words,
        "format": "text/plain",
        "purpose": purpose,
    }


def _target(place: Place, text: str) -> Json:
    quoted: Json = {
        "type": "TextQuoteSelector",
        "exact": place.quote,
        "prefix": place.before,
        "suffix": place.after,
    }
    if place.start is None:
        return {"source": text, "selector": [quoted]}
    placed: Json = {
        "type": "TextPositionSelector",
        "start": place.start,
        "end": place.end,
    }
    return {"source": text, "selector": [quoted, placed]}

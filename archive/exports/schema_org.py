"""JSON-LD in the words of schema.org: what search engines and libraries read."""

from collections.abc import Sequence

from archive.exports import Json, as_one
from archive.models import Document, Entity, Source
from archive.reading.reference import Creator, Reference
from archive.reading.reuse import Who

MEDIA_TYPE = "application/ld+json"
TYPES = {
    Entity.Kind.PERSON: "Person",
    Entity.Kind.ORG: "Organization",
    Entity.Kind.PLACE: "Place",
}


def graph(reference: Reference, named: Sequence[Who] = ()) -> dict[str, Json]:
    """named: whom the text names, each once."""
    made: dict[str, Json] = {
        "@context": "https://schema.org",
        "@type": _type(reference),
        "@id": reference.page,
        "url": reference.page,
        "headline": reference.title,
        "inLanguage": reference.language,
        "author": _author(reference.creator),
        "publisher": _publisher(reference),
        "recipient": _recipient(reference),
        "isPartOf": _printed_in(reference),
        "isBasedOn": reference.original,
        "version": str(reference.revision),
        "identifier": _identifier(reference),
        "copyrightNotice": reference.rights,
        "mentions": [_who(each) for each in named],
        "datePublished": as_one(reference.published),
    }
    return {name: value for name, value in made.items() if value}


def _type(reference: Reference) -> str:
    if reference.is_letter:
        return "Message"
    if reference.kind == Document.Kind.REPORT and reference.is_paper:
        return "NewsArticle"
    return "Article" if reference.kind == Document.Kind.REPORT else "CreativeWork"


def _author(creator: Creator | None) -> Json:
    if creator is None:
        return None
    made: dict[str, Json] = {
        "@type": TYPES.get(Entity.Kind(creator.kind)) if creator.kind else None,
        "name": creator.name,
        "familyName": creator.family,
        "givenName": creator.given,
    }
    return {name: value for name, value in made.items() if value}


def _publisher(reference: Reference) -> Json:
    if not reference.source:
        return None
    is_person = reference.source_kind == Source.Kind.PERSON
    kind = "Person" if is_person else "Organization"
    return {"@type": kind, "name": reference.source}


def _recipient(reference: Reference) -> Json:
    """Of a message only: other works have none in this vocabulary."""
    is_sent = reference.is_letter and reference.addressee
    return {"name": reference.addressee} if is_sent else None


def _printed_in(reference: Reference) -> Json:
    if not reference.printed_in:
        return None
    page = reference.printed_in_page
    return {"@type": "Article", "@id": page, "name": reference.printed_in}


def _identifier(reference: Reference) -> Json:
    if not reference.sha256:
        return reference.address
    return [
        reference.address,
        {
            "@type": "PropertyValue",
            "propertyID": "SHA-256",
            "value": reference.sha256,
        },
    ]


def _who(who: Who) -> Json:
    kind = TYPES[Entity.Kind(who.kind)]
    return {"@type": kind, "@id": who.url, "name": who.label}

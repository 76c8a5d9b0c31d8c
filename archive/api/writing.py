"""Values of the archive in the shapes they are sent in. No query."""

from archive.api import shapes
from archive.dates import DateSpan
from archive.reading.marked import Marked, MarkedName, MarkedProof, Translated
from archive.reading.reference import Reference
from archive.reading.reuse import Entry, Fact, Named, Proven, Where, Who
from archive.search import Facet, Facets, Instead, Piece


def when(span: DateSpan | None) -> shapes.When | None:
    if span is None:
        return None
    return shapes.When(
        value=span.value,
        precision=span.precision.value,
        basis=span.basis.value,
        first_day=span.start,
        last_day=span.end,
    )


def document(cited: Reference) -> shapes.Document:
    return shapes.Document(
        id=cited.slug,
        url=cited.page,
        kind=cited.kind,
        title=cited.title,
        author=cited.creator.name if cited.creator else "",
        addressee=cited.addressee,
        source=cited.source,
        language=cited.language,
        published=when(cited.published),
        original_url=cited.original,
        copy_url=cited.copy_elsewhere,
        printed_in=cited.printed_in_page,
        rights=cited.rights,
        revision=cited.revision,
        revision_url=cited.address,
        revision_sha256=cited.sha256,
    )


def document_with_text(marked: Marked) -> shapes.DocumentWithText:
    return shapes.DocumentWithText(
        **dict(document(marked.reference)),
        text=marked.text,
        mentions=[_named(each) for each in marked.named],
        evidence=[_proof(each) for each in marked.proven],
        translations=[_translation(each) for each in marked.translated],
    )


def _translation(row: Translated) -> shapes.Translation:
    return shapes.Translation(
        language=row.language,
        revision=row.revision,
        note=row.note,
        url=row.url,
        text_url=row.text_url,
    )


def _named(row: MarkedName) -> shapes.MentionInText:
    found = row.who
    return shapes.MentionInText(
        id=row.key,
        kind=row.kind,
        value=row.value,
        entity=who(found),
        quote=row.place.quote,
        start=row.place.start,
        end=row.place.end,
    )


def _proof(row: MarkedProof) -> shapes.EvidenceInText:
    return shapes.EvidenceInText(
        id=row.key,
        claim=row.claim,
        kind=row.kind,
        sentence=row.sentence,
        happened=when(row.happened),
        modality=row.modality,
        attributed_to=row.attributed_to,
        status=row.status,
        stance=row.stance,
        quote=row.place.quote,
        start=row.place.start,
        end=row.place.end,
    )


def who(found: Who | None) -> shapes.Who | None:
    if found is None:
        return None
    return shapes.Who(id=found.slug, label=found.label, kind=found.kind, url=found.url)


def quote(where: Where) -> shapes.Quote:
    return shapes.Quote(
        document=where.document,
        revision=where.revision,
        revision_sha256=where.sha256,
        url=where.url,
        quote=where.quote,
        start=where.start,
        end=where.end,
    )


def entity(row: Entry) -> shapes.Entity:
    return shapes.Entity(
        id=row.who.slug,
        url=row.who.url,
        kind=row.who.kind,
        label=row.who.label,
        description=row.description,
        names=list(row.names),
        wikidata=row.wikidata,
        latitude=None if row.latitude is None else float(row.latitude),
        longitude=None if row.longitude is None else float(row.longitude),
        first=quote(row.first) if row.first else None,
    )


def mention(row: Named) -> shapes.Mention:
    return shapes.Mention(
        id=row.key,
        kind=row.kind,
        value=row.value,
        entity=who(row.who),
        place=quote(row.where),
    )


def claim(row: Fact) -> shapes.Claim:
    return shapes.Claim(
        id=row.key,
        kind=row.kind,
        sentence=row.sentence,
        happened=when(row.happened),
        happened_words=row.happened_words,
        place=who(row.place),
        participants=[
            shapes.Participant(role=each.role, words=each.words, entity=who(each.who))
            for each in row.parts
        ],
        modality=row.modality,
        attributed_to=row.attributed_to,
        status=row.status,
        disputed_reason=row.disputed_reason,
        known_from=row.known_from,
        superseded_by=row.superseded_by,
        superseded_on=row.superseded_on,
        evidence=[evidence(each) for each in row.proofs],
    )


def evidence(row: Proven) -> shapes.Evidence:
    return shapes.Evidence(**dict(quote(row.where)), stance=row.stance)


def pieces(found: tuple[Piece, ...]) -> list[shapes.Piece]:
    return [shapes.Piece(text=each.text, is_marked=each.is_marked) for each in found]


def beside(found: tuple[Instead, ...]) -> list[shapes.Beside]:
    return [
        shapes.Beside(typed=each.typed, words=list(each.words), name=each.name)
        for each in found
    ]


def facets(found: Facets) -> shapes.Facets:
    return shapes.Facets(
        counted=found.counted,
        is_complete=found.is_complete,
        source=_facet(found.source),
        kind=_facet(found.kind),
        language=_facet(found.language),
        year=_facet(found.year),
        entity=_facet(found.entity),
    )


def _facet(found: tuple[Facet, ...]) -> list[shapes.Facet]:
    return [shapes.Facet(value=f.value, label=f.label, count=f.count) for f in found]

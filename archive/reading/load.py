"""A document and its reading view out of the database, in few queries."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from archive.dates import DateSpan
from archive.dates.spans import from_value
from archive.models import (
    Capture,
    Claim,
    Document,
    Evidence,
    Mention,
    Name,
    Revision,
)
from archive.models.authorship import Author as Viewer
from archive.reading import visible
from archive.reading.build import InnerLetter, Part, Reading, build
from archive.reading.notes import ClaimNote, DateNote, NameNote, Note
from archive.reading.weave import Mark

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

CSS = {
    Mention.Kind.PERSON: "person",
    Mention.Kind.ORG: "organisation",
    Mention.Kind.PLACE: "place",
}


class _Shelf(TypedDict):
    capture_sha256: str | None
    captured_at: datetime | None


class _Spelt(TypedDict):
    is_as_printed: bool


class _Weighed(TypedDict):
    newer_is_shown: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A revision of a document, read, and what its page says around it."""

    document: Document
    revision: Revision
    reading: Reading
    capture_sha256: str
    captured_at: datetime | None

    @property
    def is_current(self) -> bool:
        return self.revision.pk == self.document.current_revision_id

    @property
    def earlier(self) -> int:
        """The number of the revision before; 0 when this is the first."""
        return self.revision.number - 1

    @property
    def printed_at(self) -> str:
        """The address of the report a letter is printed in, at the letter.

        Empty when it stands in none.
        """
        report, place = self.document.part_of, self.document.part_of_passage
        if report is None or place is None:
            return ""
        return f"{report.get_absolute_url()}#p-{place.start}-{place.end}"


def opened(
    slug: str,
    *,
    viewer: Viewer,
    on: date,
    number: int | None = None,
    show_boilerplate: bool = False,
) -> Opened | None:
    """A document that may be seen; without a number its current revision.

    None when there is no such thing for this viewer. Five queries, six for
    an older revision.
    """
    document = _documents(viewer, on=on).filter(slug=slug).first()
    if document is None:
        return None
    revision = _revision(document, number)
    if revision is None:
        return None
    return Opened(
        document=document,
        revision=revision,
        reading=_reading(
            document,
            revision,
            origins=_origins(document, revision),
            letters=_letters(document, revision, viewer=viewer, on=on),
            viewer=viewer,
            on=on,
            show_boilerplate=show_boilerplate,
        ),
        capture_sha256=document.capture_sha256 or "",
        captured_at=document.captured_at,
    )


def _documents(
    viewer: Viewer, *, on: date
) -> "QuerySet[WithAnnotations[Document, _Shelf]]":
    shown = Document.objects.visible_to(viewer, on=on)
    captures = Capture.objects.filter(document=OuterRef("pk")).order_by("id")
    return shown.select_related(
        "source", "current_revision", "part_of", "part_of_passage"
    ).annotate(
        capture_sha256=Subquery(captures.values("sha256")[:1]),
        captured_at=Subquery(captures.values("received_at")[:1]),
    )


def _revision(document: Document, number: int | None) -> Revision | None:
    found = document.current_revision
    if number is not None and (found is None or found.number != number):
        found = document.revisions.filter(number=number).first()
    if found is not None:
        found.document = document  # known: its address costs no query
    return found


def _reading(
    document: Document,
    revision: Revision,
    *,
    origins: dict[int, int],
    letters: list[InnerLetter],
    viewer: Viewer,
    on: date,
    show_boilerplate: bool,
) -> Reading:
    proofs = list(_proofs(revision, origins, viewer=viewer, on=on))
    found = list(_mentions(revision, origins))
    return build(
        revision.text,
        title=document.title,
        parts=[
            Part(part.start, part.end, part.kind) for part in revision.segments.all()
        ],
        letters=letters,
        marks=[
            *(_mark(mention, origins) for mention in found),
            *(Mark(*_place(proof, origins)) for proof in proofs),
        ],
        notes=[
            *(_claim_note(proof, origins, on=on) for proof in proofs),
            *_name_and_date_notes(found, origins),
        ],
        show_boilerplate=show_boilerplate,
    )


def _origins(document: Document, revision: Revision) -> dict[int, int]:
    """By revision, the offset there at which this text begins.

    A letter printed in a report, word for word the same, is lent the marks
    of the report; it is shown only where the report is.
    """
    origins = {revision.pk: 0}
    printed = document.part_of_passage
    if printed is not None and printed.quote == revision.text:
        origins[printed.revision_id] = printed.start
    return origins


def _within(revision: Revision, origins: dict[int, int]) -> Q:
    inside = Q(pk__in=[])
    for revision_id, origin in origins.items():
        inside |= Q(
            passage__revision=revision_id,
            passage__start__gte=origin,
            passage__end__lte=origin + len(revision.text),
        )
    return inside


def _mentions(
    revision: Revision, origins: dict[int, int]
) -> "QuerySet[WithAnnotations[Mention, _Spelt]]":
    as_printed = Name.objects.filter(
        entity=OuterRef("entity"),
        text=OuterRef("passage__quote"),
        kind=Name.Kind.AS_PRINTED,
    )
    return (
        Mention.objects.accepted()
        .filter(_within(revision, origins))
        .select_related("passage", "entity")
        .annotate(is_as_printed=Exists(as_printed))
        .order_by("passage__start", "id")
    )


def _proofs(
    revision: Revision, origins: dict[int, int], *, viewer: Viewer, on: date
) -> "QuerySet[WithAnnotations[Evidence, _Weighed]]":
    shown = visible.evidence(viewer, on=on)
    return (
        shown.filter(_within(revision, origins))
        .select_related("passage", "claim__superseded_by")
        .annotate(
            newer_is_shown=Exists(shown.filter(claim=OuterRef("claim__superseded_by")))
        )
        .order_by("passage__start", "id")
    )


def _place(row: Mention | Evidence, origins: dict[int, int]) -> tuple[int, int]:
    passage = row.passage
    origin = origins[passage.revision_id]
    return passage.start - origin, passage.end - origin


def _mark(mention: Mention, origins: dict[int, int]) -> Mark:
    start, end = _place(mention, origins)
    if mention.entity is None:
        return Mark(start, end)
    kind = Mention.Kind(mention.entity.kind)
    return Mark(start, end, mention.entity.get_absolute_url(), CSS[kind])


def _claim_note(
    proof: "WithAnnotations[Evidence, _Weighed]", origins: dict[int, int], *, on: date
) -> ClaimNote:
    claim = proof.claim
    start, end = _place(proof, origins)
    is_over = claim.superseded_on is not None and claim.superseded_on <= on
    newer = claim.superseded_by if is_over and proof.newer_is_shown else None
    return ClaimNote(
        start=start,
        end=end,
        claim_id=claim.pk,
        kind=claim.get_kind_display(),
        sentence=claim.sentence,
        modality=_modality(claim),
        attributed_to=claim.attributed_to,
        against=proof.stance == Evidence.Stance.CONTRADICTS,
        disputed=claim.status == claim.Status.DISPUTED,
        superseded_on=claim.superseded_on if is_over else None,
        superseded_by=newer.sentence if newer else "",
    )


def _modality(claim: Claim) -> str:
    """In words, when the kind of claim does not say as much."""
    if claim.modality == Claim.Modality.REPORTED or (
        claim.kind == Claim.Kind.THREAT and claim.modality == Claim.Modality.THREATENED
    ):
        return ""
    return claim.get_modality_display()


def _name_and_date_notes(
    found: "list[WithAnnotations[Mention, _Spelt]]", origins: dict[int, int]
) -> Iterator[Note]:
    for mention in found:
        start, end = _place(mention, origins)
        printed, entity = mention.passage.quote, mention.entity
        if entity is None:
            if span := _unsaid(mention):
                yield DateNote(start, end, printed, span)
        elif mention.is_as_printed and printed.casefold() != entity.label.casefold():
            url = entity.get_absolute_url()
            yield NameNote(start, end, printed, entity.label, url)


def _unsaid(mention: Mention) -> DateSpan | None:
    """The date of a mention whose words name no year: it was worked out."""
    if mention.kind != Mention.Kind.DATE or mention.value[:4] in mention.passage.quote:
        return None
    try:
        return from_value(mention.value)
    except ValueError:
        return None


def _letters(
    document: Document, revision: Revision, *, viewer: Viewer, on: date
) -> list[InnerLetter]:
    """The letters printed in this revision; of a letter, all of it."""
    if document.kind == Document.Kind.LETTER:
        words = document.published_words
        return [InnerLetter(0, len(revision.text), written_words=words)]
    printed = (
        Document.objects.visible_to(viewer, on=on)
        .filter(part_of_passage__revision=revision)
        .select_related("part_of_passage")
    )
    return [
        InnerLetter(
            start=letter.part_of_passage.start,
            end=letter.part_of_passage.end,
            url=letter.get_absolute_url(),
            author=letter.author,
            addressee=letter.addressee,
            written=letter.published,
            written_words=letter.published_words,
        )
        for letter in printed
        if letter.part_of_passage is not None
    ]

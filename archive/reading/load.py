"""A document and its reading view out of the database, in few queries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from archive.dates import DateSpan
from archive.dates.spans import from_value
from archive.models import (
    Capture,
    Claim,
    Document,
    Entity,
    Evidence,
    Mention,
    Name,
    Revision,
)
from archive.models.authorship import Author as Viewer
from archive.protection import Projected
from archive.reading import protecting, visible
from archive.reading.build import InnerLetter, Part, Reading, build
from archive.reading.notes import ClaimNote, DateNote, NameNote, Note
from archive.reading.protecting import People, Screen
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
    """A revision of a document, read, and what its page says around it.

    text: what this viewer reads of the revision's text. Document and revision
    are copies for show where a name is protected.
    """

    document: Document
    revision: Revision
    screen: Screen
    text: Projected
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

    None when there is no such thing for this viewer. Six queries, seven for
    an older revision.
    """
    document = _documents(viewer, on=on).filter(slug=slug).first()
    if document is None:
        return None
    revision = _revision(document, number)
    if revision is None:
        return None
    about = [key for key in (document.pk, document.part_of_id) if key]
    screen = protecting.screen_for(viewer, documents=about)
    text, reading = _read(
        document,
        revision,
        screen=screen,
        viewer=viewer,
        on=on,
        show_boilerplate=show_boilerplate,
    )
    return Opened(
        document=screen.document(document),
        revision=screen.revision(revision),
        screen=screen,
        text=text,
        reading=reading,
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


def _read(
    document: Document,
    revision: Revision,
    *,
    screen: Screen,
    viewer: Viewer,
    on: date,
    show_boilerplate: bool,
) -> tuple[Projected, Reading]:
    people = screen.of(document.pk, document.part_of_id)
    origins = _origins(document, revision)
    letters = _letters(document, revision, viewer=viewer, on=on)
    proofs = list(_proofs(revision, origins, viewer=viewer, on=on))
    found = list(_mentions(revision, origins))
    text = text_read(revision.text, found, origins, screen=screen, people=people)
    return text, build(
        text,
        title=document.title,
        title_read=screen.words(document.title, people),
        parts=[
            Part(
                part.start,
                part.end,
                part.kind,
                part.language if part.language != document.language else "",
            )
            for part in revision.segments.all()
        ],
        letters=[_letter_read(letter, screen, people) for letter in letters],
        marks=[
            *(_mark(mention, origins, screen) for mention in found),
            *(Mark(*_place(proof, origins)) for proof in proofs),
        ],
        notes=[
            *(_claim_note(p, origins, on=on, screen=screen) for p in proofs),
            *_name_and_date_notes(found, origins, screen, text),
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
        .select_related("passage", "entity__root")
        .annotate(is_as_printed=Exists(as_printed))
        .order_by("passage__start", "id")
    )


def _proofs(
    revision: Revision, origins: dict[int, int], *, viewer: Viewer, on: date
) -> "QuerySet[WithAnnotations[Evidence, _Weighed]]":
    shown = visible.evidence(viewer, on=on)
    of_any_text = visible.evidence(viewer, on=on, is_live=False)
    return (
        of_any_text.filter(_within(revision, origins))
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


def text_read(
    text: str,
    found: Sequence[Mention],
    origins: dict[int, int],
    *,
    screen: Screen,
    people: People,
) -> Projected:
    """What is read of a text, with what a person marked as a protected name masked,
    whatever it says.

    found: accepted mentions. origins: by revision where in it this text begins.
    """
    if not screen:
        return Projected(text)
    places = [(*_place(each, origins), each.entity) for each in found if each.entity]
    return screen.projected(
        text,
        people,
        marked=[(s, e, screen.shown(who)) for s, e, who in places if screen.hides(who)],
        cleared=[(s, e) for s, e, who in places if not screen.hides(who)],
    )


def _mark(mention: Mention, origins: dict[int, int], screen: Screen) -> Mark:
    start, end = _place(mention, origins)
    entity = _shown_as(mention)
    if entity is None or not screen.has_page(entity):
        return Mark(start, end)
    kind = Mention.Kind(entity.kind)
    return Mark(start, end, entity.get_absolute_url(), CSS[kind])


def _shown_as(mention: Mention) -> Entity | None:
    """The entity it names, or the one that was merged into."""
    return mention.entity and (mention.entity.root or mention.entity)


def _claim_note(
    proof: "WithAnnotations[Evidence, _Weighed]",
    origins: dict[int, int],
    *,
    on: date,
    screen: Screen,
) -> ClaimNote:
    claim = screen.claim(proof.claim)
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
    found: "list[WithAnnotations[Mention, _Spelt]]",
    origins: dict[int, int],
    screen: Screen,
    text: Projected,
) -> Iterator[Note]:
    for mention in found:
        start, end = _place(mention, origins)
        printed, entity = mention.passage.quote, _shown_as(mention)
        if entity is None:
            if span := _unsaid(mention):
                yield DateNote(start, end, screen.words(printed), span)
        elif not screen.has_page(entity):
            continue
        elif mention.is_as_printed and printed.casefold() != entity.label.casefold():
            url = entity.get_absolute_url()
            names = text.quote(start, end), screen.own(entity.label)
            yield NameNote(start, end, *names, url)


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


def _letter_read(letter: InnerLetter, screen: Screen, people: People) -> InnerLetter:
    return replace(
        letter,
        author=screen.words(letter.author, people),
        addressee=screen.words(letter.addressee, people),
    )

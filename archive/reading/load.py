"""A document and its reading view out of the database, in few queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from archive.dates import DateSpan
from archive.dates.spans import from_value
from archive.models import (
    Capture,
    Document,
    Entity,
    Evidence,
    Mention,
    Revision,
    Segment,
)
from archive.models.authorship import Author as Viewer
from archive.protection import Projected
from archive.reading import letters, named, pace, proofs, protecting
from archive.reading.blocks import Part
from archive.reading.build import Reading, build
from archive.reading.finds import Find, found_in
from archive.reading.notes import DateNote, NameNote, Note
from archive.reading.origins import Origins, origins_of
from archive.reading.prepared import Prepared, by_viewer, given
from archive.reading.screen import NUMBERED, People, Screen
from archive.reading.translations import own_title, spoken_in
from archive.reading.weave import Mark

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class _Shelf(TypedDict):
    capture_sha256: str | None
    captured_at: datetime | None
    newest: int
    has_parts: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A revision of a document, read, and what its page says around it.

    text: what this viewer reads of the revision's text; language: of that. newest:
    the number of the newest text. Document and revision are copies for show
    where a name is protected.
    """

    document: Document
    revision: Revision
    screen: Screen
    text: Projected
    language: str
    reading: Reading
    capture_sha256: str
    captured_at: datetime | None
    newest: int

    @property
    def is_current(self) -> bool:
        return self.revision.pk == self.document.current_revision_id

    @property
    def is_translation(self) -> bool:
        return self.revision.kind == Revision.Kind.TRANSLATION

    @property
    def title(self) -> str:
        """As it is read: of a translation its own, if it has one."""
        return "".join(piece.text for piece in self.reading.title)

    @property
    def title_language(self) -> str:
        is_own = self.is_translation and self.reading.title_anchors
        return self.language if is_own else self.document.language

    @property
    def is_behind(self) -> bool:
        """Of a translation: the text that it was made of has been corrected since."""
        current = self.document.current_revision
        return current is not None and current.number > self.revision.number

    @property
    def minutes(self) -> int:
        return pace.minutes(self.reading.words, language=self.language)

    @property
    def printed_at(self) -> str:
        """The address of the report a letter is printed in, at the letter; or ""."""
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

    None when there is no such thing for this viewer. Five queries and one for
    letters inside; with a number one more, and one when it is not the current.
    """
    asked = _slug(slug)
    document = next(iter(_documents(viewer).ask(slug=asked, on=on)), None)
    if document is None:
        return None
    revision = _revision(document, number)
    if revision is None:
        return None
    about = [key for key in (document.pk, document.part_of_id) if key]
    screen = protecting.screen_for(viewer, documents=_behind(about))
    if screen.address(document) != slug:
        return None
    parts = [Part(*row) for row in _segments().ask(revision=revision.pk)]
    language = spoken_in(revision, parts) or document.language
    text, reading = _read(
        document,
        revision,
        [_part(each, language) for each in parts],
        title=own_title(revision, parts) or document.title,
        screen=screen,
        viewer=viewer,
        on=on,
        asked=number is not None,
        show_boilerplate=show_boilerplate,
    )
    return Opened(
        document=screen.document(document),
        revision=screen.revision(revision),
        screen=screen,
        text=text,
        language=language,
        reading=reading,
        capture_sha256=document.capture_sha256 or "",
        captured_at=document.captured_at,
        newest=document.newest,
    )


def _slug(asked: str) -> str:
    """That of the document whose number stands in its place; else what was asked.
    One query for a number, and none for anything else.
    """
    number = NUMBERED.fullmatch(asked)
    found = Document.objects.filter(pk=int(number[1])) if number else None
    slugs = found.values_list("slug", flat=True) if found is not None else ()
    return next(iter(slugs), asked)


def _behind(about: list[int]) -> QuerySet[Document, int]:
    """These, and what else proves the claims told on their pages: where one of
    them is about somebody, a surname alone in the claim is theirs.
    """
    told = Evidence.objects.filter(passage__revision__document__in=about).order_by()
    proofs = Evidence.objects.filter(
        Q(claim__in=told.values("claim"))
        | Q(claim__in=told.values("claim__superseded_by"))
    )
    keys = proofs.order_by().values("passage__revision__document")
    found = Document.objects.filter(Q(pk__in=about) | Q(pk__in=keys))
    return found.order_by().values_list("pk", flat=True)


@by_viewer
def _documents(viewer: Viewer) -> "QuerySet[WithAnnotations[Document, _Shelf]]":
    shown = Document.objects.visible_to(viewer, on=given("on", date))
    captures = Capture.objects.filter(document=OuterRef("pk")).order_by("id")
    texts = Revision.objects.filter(document=OuterRef("pk")).order_by("-number")
    return (
        shown.filter(slug=given("slug", str))
        .select_related("source", "current_revision", "part_of", "part_of_passage")
        .annotate(
            capture_sha256=Subquery(captures.values("sha256")[:1]),
            captured_at=Subquery(captures.values("received_at")[:1]),
            newest=Coalesce(Subquery(texts.values("number")[:1]), 0),
            has_parts=Exists(Document.objects.filter(part_of=OuterRef("pk"))),
        )
    )


@cache
def _segments() -> Prepared[tuple[int, int, str, str]]:
    rows = Segment.objects.filter(revision=given("revision", int)).order_by("start")
    return Prepared(rows.values_list("start", "end", "kind", "language"))


def _revision(document: Document, number: int | None) -> Revision | None:
    found = document.current_revision
    if number is not None and (found is None or found.number != number):
        found = document.revisions.standing().filter(number=number).first()
    if found is not None:
        found.document = document  # known: its address costs no query
    return found


def _read(
    document: Document,
    revision: Revision,
    parts: Iterable[Part],
    *,
    title: str,
    screen: Screen,
    viewer: Viewer,
    on: date,
    asked: bool,
    show_boilerplate: bool,
) -> tuple[Projected, Reading]:
    """asked: by its number, at its permanent address."""
    people = screen.of(document.pk, document.part_of_id)
    where = origins_of(document, revision)
    proved = proofs.proving(revision.text, where, viewer=viewer, on=on)
    found = found_in(revision.text, where)
    text = _text_read(
        revision.text,
        [(each.start, each.end, each.entity) for each in found],
        screen=screen,
        people=people,
    )
    return text, build(
        text,
        title=title,
        title_read=screen.words(title, people),
        parts=parts,
        letters=[
            letters.read(each, screen, people)
            for each in letters.printed_in(
                document, revision, viewer=viewer, on=on, screen=screen
            )
        ],
        marks=[
            *(_mark(each, screen) for each in found),
            *(Mark(proof.start, proof.end) for proof in proved),
            *(_once_cited(revision) if asked else ()),
        ],
        notes=[
            *(proofs.note(proof, on=on, screen=screen) for proof in proved),
            *_name_and_date_notes(found, screen, text),
        ],
        named=named.named(found, screen=screen, text=text),
        show_boilerplate=show_boilerplate,
    )


def _part(part: Part, language: str) -> Part:
    """With its language where it is another than that of the text."""
    return replace(part, language="") if part.language == language else part


def _once_cited(revision: Revision) -> Iterator[Mark]:
    """Where anything hung that a person saw: its address stays, whatever became
    of it. One query.
    """
    decided = Mention.objects.filter(passage=OuterRef("pk"), decided_at__isnull=False)
    proofs = Evidence.objects.filter(passage=OuterRef("pk"))
    found = revision.passages.filter(Exists(decided) | Exists(proofs)).order_by()
    for start, end in found.values_list("start", "end"):
        yield Mark(start, end)


def text_read(
    text: str,
    found: Iterable[Mention],
    origins: Origins,
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
    places = [(*_place(each, origins), each.entity) for each in found]
    return _text_read(text, places, screen=screen, people=people)


def _place(row: Mention, origins: Origins) -> tuple[int, int]:
    passage = row.passage
    origin = origins[passage.revision_id]
    return passage.start - origin, passage.end - origin


def _text_read(
    text: str,
    places: Iterable[tuple[int, int, Entity | None]],
    *,
    screen: Screen,
    people: People,
) -> Projected:
    if not screen:
        return Projected(text)
    named = [(start, end, who) for start, end, who in places if who is not None]
    return screen.projected(
        text,
        people,
        marked=[(s, e, screen.shown(who)) for s, e, who in named if screen.hides(who)],
        cleared=[(s, e) for s, e, who in named if not screen.hides(who)],
    )


def _mark(find: Find, screen: Screen) -> Mark:
    """A link to who it is, at the foot of the page."""
    entity = find.entity
    if entity is None or not screen.has_page(entity):
        return Mark(find.start, find.end)
    kind = named.CSS[Entity.Kind(entity.kind)]
    return Mark(find.start, find.end, f"#{named.anchor(entity)}", kind)


def _name_and_date_notes(
    found: Iterable[Find], screen: Screen, text: Projected
) -> Iterator[Note]:
    for find in found:
        start, end, printed, entity = find.start, find.end, find.quote, find.entity
        if entity is None:
            if span := _unsaid(find):
                yield DateNote(start, end, screen.words(printed), span)
        elif not screen.has_page(entity):
            continue
        elif find.is_as_printed and printed.casefold() != entity.label.casefold():
            url = entity.get_absolute_url()
            names = text.quote(start, end), screen.own(entity.label)
            yield NameNote(start, end, *names, url)


def _unsaid(find: Find) -> DateSpan | None:
    """The date of a mention whose words name no year: it was worked out."""
    if find.kind != Mention.Kind.DATE or find.value[:4] in find.quote:
        return None
    try:
        return from_value(find.value)
    except ValueError:
        return None

"""What others take from the archive, as the public reads it: plain values.

Where a word of a text is left out, neither its hash is given nor where anything
stands in it: with both, names could be tried until one fits.
"""

from collections.abc import Collection, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from archive.dates import DateSpan
from archive.models import Document, Entity, Evidence, Mention, Passage, Revision
from archive.models.authorship import Author as Viewer
from archive.protection import Projected
from archive.reading import protecting
from archive.reading.load import text_read
from archive.reading.screen import Screen


@dataclass(frozen=True, slots=True)
class Who:
    """A person, an organisation or a place with a page."""

    slug: str
    label: str
    kind: str
    url: str


@dataclass(frozen=True, slots=True)
class Where:
    """Words in a revision. page: the document's, address: the revision's.

    sha256 is empty and start and end are None when words of it are left out.
    Offsets count code points, end excluded.
    """

    document: str
    page: str
    revision: int
    address: str
    sha256: str
    quote: str
    start: int | None
    end: int | None

    @property
    def url(self) -> str:
        if self.start is None:
            return self.address
        return f"{self.address}#p-{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Named:
    """A name, a date or another find that a person accepted. who: of a name."""

    key: int
    kind: str
    value: str
    who: Who | None
    where: Where


@dataclass(frozen=True, slots=True)
class Proven:
    """Words for or against a claim."""

    claim: int
    stance: str
    where: Where

    @property
    def is_for(self) -> bool:
        return self.stance == Evidence.Stance.SUPPORTS


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody's part in a claim. who: None for the unnamed and the protected."""

    role: str
    words: str
    who: Who | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim and where it is proven, the first proof for it first."""

    key: int
    kind: str
    sentence: str
    happened: DateSpan | None
    happened_words: str
    place: Who | None
    modality: str
    attributed_to: str
    status: str
    disputed_reason: str
    known_from: date
    superseded_by: int | None
    superseded_on: date | None
    parts: tuple[Part, ...]
    proofs: tuple[Proven, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody or something with a page; first: one place where it is named."""

    who: Who
    description: str
    names: tuple[str, ...]
    wikidata: str
    latitude: Decimal | None
    longitude: Decimal | None
    first: Where | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Documents read together. texts: of those where anything may be left out."""

    screen: Screen
    texts: Mapping[int, Projected]
    site: str

    def is_whole(self, document: Document) -> bool:
        text = self.texts.get(document.pk)
        return text is None or not text.masks

    def where(self, passage: Passage) -> Where:
        """Of a passage in its document's text of today, loaded with both."""
        revision = passage.revision
        document = self.screen.addressed(revision.document)
        if document is not revision.document:
            revision = copy(revision)
            revision.document = document
        is_whole = self.is_whole(document)
        start, end = passage.start, passage.end
        text = self.texts.get(document.pk)
        return Where(
            document=document.slug,
            page=self.site + document.get_absolute_url(),
            revision=revision.number,
            address=self.site + revision.get_absolute_url(),
            sha256=revision.sha256 if is_whole else "",
            quote=text.quote(start, end) if text else passage.quote,
            start=start if is_whole else None,
            end=end if is_whole else None,
        )

    def who(self, entity: Entity | None) -> Who | None:
        """What stands for it, loaded with its root; None without a page."""
        found = entity and (entity.root or entity)
        if found is None or not self.screen.has_page(found):
            return None
        url = self.site + found.get_absolute_url()
        return Who(found.slug, self.screen.own(found.label), found.kind, url)


def shelf(documents: Collection[int], *, viewer: Viewer, site: str) -> Shelf:
    """documents: by key. One query; four while somebody is protected."""
    printed_in = Document.objects.filter(pk__in=documents, part_of__isnull=False)
    screen = protecting.screen_for(viewer)
    if not screen:
        return Shelf(screen, {}, site)
    around = printed_in.order_by().values_list("part_of", flat=True)
    both = {*documents, *(key for key in around if key)}
    screen = protecting.screen_for(viewer, documents=both)
    return Shelf(screen, _texts(documents, screen), site)


def _texts(documents: Collection[int], screen: Screen) -> dict[int, Projected]:
    """The texts of today as they are read. Two queries."""
    revisions = Revision.objects.filter(
        document__in=documents, document__current_revision__isnull=False
    ).select_related("document__part_of_passage")
    today = [r for r in revisions.order_by() if r.pk == r.document.current_revision_id]
    origins = {each.pk: origins_of(each) for each in today}
    found: dict[int, list[Mention]] = {}
    named = Mention.objects.accepted().filter(
        entity__isnull=False,
        passage__revision__in={key for own in origins.values() for key in own},
    )
    for each in named.select_related("passage", "entity").order_by():
        found.setdefault(each.passage.revision_id, []).append(each)
    return {
        each.document_id: _text(each, origins[each.pk], found, screen) for each in today
    }


def origins_of(revision: Revision) -> dict[int, int]:
    """By revision, the offset there at which this text begins.

    A letter printed word for word in a report is lent the marks of the report.
    """
    printed = revision.document.part_of_passage
    if printed is None or printed.quote != revision.text:
        return {revision.pk: 0}
    return {revision.pk: 0, printed.revision_id: printed.start}


def _text(
    revision: Revision,
    origins: dict[int, int],
    found: Mapping[int, list[Mention]],
    screen: Screen,
) -> Projected:
    document = revision.document
    length = len(revision.text)
    inside = [
        each
        for key, origin in origins.items()
        for each in found.get(key, ())
        if origin <= each.passage.start and each.passage.end <= origin + length
    ]
    people = screen.of(document.pk, document.part_of_id)
    return text_read(revision.text, inside, origins, screen=screen, people=people)

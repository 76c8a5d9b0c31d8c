"""A report with all that is named and proven in it, for other programs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from archive.dates import DateSpan
from archive.models import Claim, Mention, Passage, Revision
from archive.models.authorship import Author as Viewer
from archive.reading import visible
from archive.reading.load import Opened
from archive.reading.reference import Reference, creators, reference
from archive.reading.reuse import Shelf, Who, origins_of
from archive.reading.versions import also_in, versions

# As much of the text is quoted before and after words, to find them again.
_AROUND = 32


@dataclass(frozen=True, slots=True)
class Place:
    """Words in the text. start and end: None when words of it are left out.

    Offsets count code points, end excluded.
    """

    quote: str
    before: str
    after: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class MarkedName:
    """What a person accepted there. who: of a name."""

    key: int
    kind: str
    value: str
    who: Who | None
    place: Place


@dataclass(frozen=True, slots=True)
class MarkedProof:
    """Words for or against a claim, and what the claim says."""

    key: int
    claim: int
    kind: str
    sentence: str
    happened: DateSpan | None
    modality: str
    attributed_to: str
    status: str
    stance: str
    place: Place


@dataclass(frozen=True, slots=True)
class Translated:
    """The newest translation into a language; where it is read, and its bare text."""

    language: str
    revision: int
    note: str
    url: str
    text_url: str


@dataclass(frozen=True, slots=True)
class Marked:
    """text: as the public reads it, all of it."""

    reference: Reference
    text: str
    named: tuple[MarkedName, ...]
    proven: tuple[MarkedProof, ...]
    translated: tuple[Translated, ...] = ()

    @property
    def who(self) -> tuple[Who, ...]:
        """Whom it names, each once."""
        return tuple(dict.fromkeys(each.who for each in self.named if each.who))


def cited(opened: Opened, *, viewer: Viewer, on: date, site: str) -> Reference:
    """One query when the report names its author."""
    document = opened.document
    return reference(
        document,
        opened.revision,
        creators([document], viewer=viewer, on=on).get(document.pk),
        site=site,
        is_whole=not opened.text.masks,
    )


def marked(opened: Opened, *, viewer: Viewer, on: date, site: str) -> Marked:
    """Of a text of today. Two queries; one more when the report names its author,
    and when it has several texts.
    """
    origins = origins_of(opened.revision)
    here = Shelf(opened.screen, {opened.document.pk: opened.text}, site)
    return Marked(
        reference=cited(opened, viewer=viewer, on=on, site=site),
        text=opened.text.text,
        named=tuple(_named(opened, origins, here)),
        proven=tuple(_proven(opened, origins, viewer=viewer, on=on)),
        translated=tuple(_translated(opened, site)),
    )


def _translated(opened: Opened, site: str) -> Iterator[Translated]:
    slug = opened.document.slug
    for each in also_in(versions(opened), opened):
        made = each.revision
        text = reverse("archive:revision-text", args=[slug, made.number])
        url = site + made.get_absolute_url()
        yield Translated(each.language, made.number, made.note, url, site + text)


def _named(
    opened: Opened, origins: dict[int, int], here: Shelf
) -> Iterator[MarkedName]:
    found = Mention.objects.accepted().filter(_within(opened.revision, origins))
    for each in found.select_related("passage", "entity__root").order_by(
        "passage__start", "id"
    ):
        who = here.who(each.entity)
        if who or not each.entity:
            place = _place(each.passage, origins, opened)
            kind = who.kind if who else each.kind
            yield MarkedName(each.pk, kind, each.value, who, place)


def _proven(
    opened: Opened, origins: dict[int, int], *, viewer: Viewer, on: date
) -> Iterator[MarkedProof]:
    found = visible.evidence(viewer, on=on).filter(_within(opened.revision, origins))
    for each in found.select_related("passage", "claim").order_by(
        "passage__start", "id"
    ):
        claim: Claim = opened.screen.claim(each.claim)
        yield MarkedProof(
            key=each.pk,
            claim=claim.pk,
            kind=claim.kind,
            sentence=claim.sentence,
            happened=claim.happened,
            modality=claim.modality,
            attributed_to=claim.attributed_to,
            status=claim.status,
            stance=each.stance,
            place=_place(each.passage, origins, opened),
        )


def _within(revision: Revision, origins: dict[int, int]) -> Q:
    inside = Q(pk__in=[])
    for key, origin in origins.items():
        inside |= Q(
            passage__revision=key,
            passage__start__gte=origin,
            passage__end__lte=origin + len(revision.text),
        )
    return inside


def _place(passage: Passage, origins: dict[int, int], opened: Opened) -> Place:
    origin, text = origins[passage.revision_id], opened.text
    start, end = passage.start - origin, passage.end - origin
    is_whole = not text.masks
    return Place(
        quote=text.quote(start, end),
        before=text.slice(max(start - _AROUND, 0), start),
        after=text.slice(end, end + _AROUND),
        start=start if is_whole else None,
        end=end if is_whole else None,
    )

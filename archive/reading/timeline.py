"""What happened, day by day: the claims that public words prove, the newest first.

Other rooms put what they know of beside them: see together().
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from archive.charts.regions import Place, Region, around
from archive.charts.timelines import Chart, Event, chart
from archive.dates import DateSpan
from archive.models import Claim, Entity, Evidence, Participant
from archive.models.authorship import Author as Viewer
from archive.reading import protecting, visible
from archive.reading.keyset import Key, day, number, page
from archive.reading.known import Known, known
from archive.reading.screen import Screen

SIZE = 60
# Claims stand before what other rooms put on the same day.
CLAIMS = 0
NEWEST = (
    Key("happened_from", day, descending=True),
    Key("id", number, descending=True),
)
_BEYOND_ALL = 10**18 - 1


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page: its day (None: unknown), its room, its key."""

    on: date | None
    room: int
    key: int

    def __str__(self) -> str:
        return f"{self.on or ''}_{self.room}_{self.key}"

    def of_room(self, room: int) -> str:
        """For keyset.page() over NEWEST of a room's own rows."""
        key = self.key if room == self.room else _BEYOND_ALL if room > self.room else 0
        return f"{self.on or ''}_{key}"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something happened; url: "" for what has no page."""

    name: str
    url: str
    longitude: float | None = None
    latitude: float | None = None

    @property
    def is_placed(self) -> bool:
        return self.longitude is not None and self.latitude is not None


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. label: the kind in words.

    known: of a claim; of others lead: where it is told, and where that leads.
    """

    cursor: Cursor
    label: str
    happened: DateSpan | None
    sentence: str
    spot: Spot | None = None
    known: Known | None = None
    lead: tuple[str, str] = ("", "")

    @property
    def anchor(self) -> str:
        return f"t-{self.cursor.room}-{self.cursor.key}"


@dataclass(frozen=True, slots=True)
class Together:
    """A page of entries, drawn twice. undated: of no known day, after all others.

    unplaced: how many have no position.
    """

    dated: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    older: str
    is_first: bool
    chart: Chart | None
    map: Region | None
    unplaced: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for and understood; ignored: the names of the rest."""

    entity: Entity | None = None
    kind: str = ""
    ignored: tuple[str, ...] = ()


def narrowed(
    asked: Mapping[str, str],
    *,
    kinds: Collection[str],
    viewer: Viewer,
    on: date,
    screen: Screen,
) -> Asked:
    """kinds: those of all rooms. Two queries for an entity, else none."""
    slug, kind = asked.get("entity", "").strip(), asked.get("kind", "").strip()
    may_be = slug and "\x00" not in slug and len(slug) <= 120
    found = (
        visible.led_to(slug, viewer=viewer, on=on, screen=screen) if may_be else None
    )
    ignored = (("entity", slug, found), ("kind", kind, kind in kinds))
    return Asked(
        entity=found,
        kind=kind if kind in kinds else "",
        ignored=tuple(name for name, text, good in ignored if text and not good),
    )


def cursor(text: str) -> Cursor | None:
    """None when it is empty or not one of ours."""
    try:
        on, room, key = text.split("_")
        return Cursor(day(on), number(room), number(key))
    except ValueError:
        return None


def claims(
    asked: Asked,
    *,
    viewer: Viewer,
    on: date,
    screen: Screen,
    after: Cursor | None = None,
    among: QuerySet[Claim, int] | None = None,
) -> list[Entry]:
    """One more than a page, the newest first. Two queries; two more while
    somebody is protected, two where most of what is asked for is not public.

    among: the keys of claims that another room asks for.
    """
    rows = Claim.objects.filter(status__in=visible.SHOWN).only("happened_from")
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.entity:
        rows = rows.filter(pk__in=about(asked.entity))
    if among is not None:
        rows = rows.filter(pk__in=among)
    shown = visible.cited(viewer, on=on)
    read = _proven(rows, shown, on=on, after=after.of_room(CLAIMS) if after else "")
    if screen:
        screen = protecting.screen_for(viewer, documents=_documents(read))
    return [_entry(each, screen) for each in read]


def _proven(
    rows: QuerySet[Claim], shown: QuerySet[Evidence], *, on: date, after: str
) -> list[Known]:
    """One more than a page of those with a proof among what is shown.

    Sorted first and then looked at: to look at the proofs of all claims takes ten
    times as long. Only where most are drafts all are asked, in two queries more.
    """
    sorted_only = page(rows, NEWEST, after=after, size=SIZE + SIZE // 3)
    found = _read(sorted_only.rows, shown, on)
    if sorted_only.older and len(found) <= SIZE:
        proof = shown.filter(claim=OuterRef("pk"), stance=Evidence.Stance.SUPPORTS)
        proven = page(rows.filter(Exists(proof)), NEWEST, after=after, size=SIZE + 1)
        found = _read(proven.rows, shown, on)
    return found[: SIZE + 1]


def _read(rows: Sequence[Claim], shown: QuerySet[Evidence], on: date) -> list[Known]:
    proofs = (
        shown.filter(claim__in=[each.pk for each in rows])
        .select_related("claim__place__root", "passage__revision__document__source")
        .defer("passage__revision__text")
        .order_by(
            F("claim__happened_from").desc(nulls_last=True), "-claim", "-stance", "id"
        )
    )
    return [each for each in known(proofs, on=on) if each.proofs] if rows else []


def about(entity: Entity) -> QuerySet[Claim, int]:
    """The keys of claims in which it, or what leads to it, has a part."""
    here = visible.one_with(entity)
    parts = Participant.objects.filter(entity__in=here).order_by().values("claim")
    told = Claim.objects.filter(Q(pk__in=parts) | Q(place__in=here))
    return told.order_by().values_list("pk", flat=True)


def together(
    rooms: Iterable[Sequence[Entry]], *, after: Cursor | None = None
) -> Together:
    """A page of what all rooms gave, each the newest first."""
    every = sorted((each for room in rooms for each in room), key=_place)
    shown = every[:SIZE]
    events = [Event(each.label, each.happened) for each in shown if each.happened]
    return Together(
        dated=tuple(each for each in shown if each.happened),
        undated=tuple(each for each in shown if not each.happened),
        older=str(shown[-1].cursor) if len(every) > SIZE else "",
        is_first=after is None,
        chart=chart(sorted(events, key=lambda each: each.span.start)),
        map=drawn(each.spot for each in shown),
        unplaced=sum(not (each.spot and each.spot.is_placed) for each in shown),
    )


def spot_of(place: Entity | None, screen: Screen) -> Spot | None:
    """Loaded with what it leads to. None for one whose name is not shown."""
    found = place and (place.root or place)
    if found is None or not screen.has_page(found):
        return None
    return Spot(
        screen.own(found.label),
        found.get_absolute_url(),
        None if found.longitude is None else float(found.longitude),
        None if found.latitude is None else float(found.latitude),
    )


def drawn(spots: Iterable[Spot | None]) -> Region | None:
    """A map of those with a position; None when none has."""
    return around(
        Place(each.name, each.longitude, each.latitude)
        for each in spots
        if each and each.longitude is not None and each.latitude is not None
    )


def _place(entry: Entry) -> tuple[int, int, int]:
    where = entry.cursor
    known_day = where.on.toordinal() if where.on else 0
    return -known_day, where.room, -where.key


def _entry(known: Known, screen: Screen) -> Entry:
    claim = known.claim
    read = known.read(screen)
    return Entry(
        cursor=Cursor(claim.happened_from, CLAIMS, claim.pk),
        label=read.claim.get_kind_display(),
        happened=claim.happened,
        sentence=read.claim.sentence,
        spot=spot_of(claim.place, screen),
        known=read,
    )


def _documents(claims: Iterable[Known]) -> set[int]:
    found = set()
    for each in claims:
        for passage in (*each.proofs, *each.contradictions):
            document = passage.revision.document
            found |= {document.pk, document.part_of_id or document.pk}
    return found

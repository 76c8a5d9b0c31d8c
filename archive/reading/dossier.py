"""All that the archive shows of a person, an organisation or a place."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypedDict

from django.db.models import (
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
)
from django.db.models.functions import Greatest, Substr

from archive import passages
from archive.charts.regions import Region
from archive.models import (
    Claim,
    Document,
    Entity,
    Evidence,
    Mention,
    Participant,
    Passage,
)
from archive.models.authorship import Author as Viewer
from archive.models.revision import is_current
from archive.protection import Projected
from archive.reading import company, protecting, spelt, timeline, visible
from archive.reading.company import Companion
from archive.reading.keyset import Key, Page, cursor_of, day, number, page
from archive.reading.known import Known, cited, known
from archive.reading.questions import Question, questions
from archive.reading.screen import Screen
from archive.reading.spelt import Spelling

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

SIZE = 50
CLAIMS_UPTO = 50  # the timeline has all of them
# As far as a sentence is shown to each side of a name.
_MARGIN = 400
# A name that is cut in two where the words shown end is not found there.
_EDGE = 100
_RECENT = (
    Key("passage__revision__document__published_on", day, descending=True),
    Key("passage__revision__document_id", number, descending=True),
    Key("passage__start", number),
    Key("id", number),
)


@dataclass(frozen=True, slots=True)
class Naming:
    """The sentence in which a name stands, and where."""

    before: str
    printed: str
    after: str
    url: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A document and the sentences in it that name the entity."""

    document: Document
    namings: tuple[Naming, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """older: the cursor of further mentions; has_more_claims: earlier ones.

    company: on the first page only. is_counted: of all mentions, not the newest.
    """

    entity: Entity
    spellings: tuple[Spelling, ...]
    known: tuple[Known, ...]
    cited: tuple[Passage, ...]
    questions: tuple[Question, ...]
    company: tuple[Companion, ...]
    map: Region | None
    printed: tuple[Printed, ...]
    older: str
    is_first: bool
    has_more_claims: bool
    is_counted: bool


class _Windowed(TypedDict):
    window: str
    window_start: int


if TYPE_CHECKING:
    _Named = WithAnnotations[Mention, _Windowed]
else:
    _Named = Any


@dataclass(frozen=True, slots=True)
class _Listed:
    page: "Page[_Named]"
    company: Sequence[Companion]
    is_counted: bool


def dossier(
    entity: Entity,
    *,
    viewer: Viewer,
    on: date,
    after: str = "",
    screen: Screen | None = None,
) -> Dossier:
    """Of an entity that stands for itself, and all that lead to it.

    Eight queries, seven on further pages; two more for a name that is not among the
    newest mentions, one more without a screen, or when that hides anybody.
    """
    # The keys themselves: asked for by a question in the question, both databases
    # read the whole archive for somebody whom thousands of reports name.
    members = list(visible.one_with(entity).values_list("pk", flat=True))
    shown = visible.mentions(viewer, on=on).filter(entity__in=members)
    today = visible.mentions_today(viewer, on=on).filter(entity__in=members)
    listed = _mentions(today, members, after=after)
    mentions = listed.page
    found = known(_proofs(members, viewer=viewer, on=on), on=on)
    spellings = spelt.spellings(
        entity,
        own=_told(entity, members, viewer=viewer, on=on),
        shown=shown,
        newest=mentions.rows if mentions.is_first else (),
    )
    places = [*cited(found), *(each.passage for each in mentions.rows)]
    places += [each.passage for each in spellings if each.passage]
    places += [each.nearest for each in listed.company]
    if screen is None or screen:
        screen = protecting.screen_for(viewer, documents=_documents(places))
    read = [each.read(screen) for each in found[-CLAIMS_UPTO:]]
    return Dossier(
        entity=screen.row(entity),
        spellings=tuple(_spelling_read(each, screen) for each in spellings),
        known=tuple(read),
        cited=tuple(screen.passage(passage) for passage in cited(found)),
        questions=questions(read),
        company=tuple(_company_read(listed.company, screen)),
        map=_map(entity, found, screen),
        printed=_printed(mentions.rows, screen),
        older=mentions.older,
        is_first=mentions.is_first,
        has_more_claims=len(found) > CLAIMS_UPTO,
        is_counted=listed.is_counted,
    )


def _mentions(
    today: QuerySet[Mention], members: Collection[int], *, after: str
) -> "_Listed":
    """A page of where it is named, the newest first, and who is beside it there.

    Three queries, on further pages two. Found by what they are sorted by alone,
    then read: to sort thousands with their words takes ten times as long.
    """
    sorted_by = ("passage__start", "passage__revision__document__published_on")
    keys = page(
        today.select_related("passage__revision__document").only(*sorted_by),
        _RECENT,
        after=after,
        size=SIZE if after else max(company.AHEAD, SIZE),
    )
    rows = keys.rows[:SIZE]
    older = keys.older if len(keys.rows) <= SIZE else cursor_of(rows[-1], _RECENT)
    beside = company.near(company.places(keys.rows), members) if keys.is_first else []
    wanted = {*(row.pk for row in rows), *(each.mention for each in beside)}
    all_read = in_sentences(Mention.objects.select_related("entity__root"))
    read = all_read.in_bulk(wanted)
    return _Listed(
        Page([read[row.pk] for row in rows if row.pk in read], older, keys.is_first),
        company.companions(beside, read),
        is_counted=not keys.older,
    )


def _told(
    entity: Entity, members: Collection[int], *, viewer: Viewer, on: date
) -> QuerySet[Entity] | Collection[int]:
    """It, and of what leads to it that which has something of its own to show."""
    if len(members) == 1:
        return members
    merged = visible.shown_alone(viewer, on=on).filter(pk__in=members)
    return Entity.objects.filter(
        Q(pk=entity.pk) | Q(pk__in=merged.values("pk"))
    ).order_by()


def in_sentences(
    mentions: QuerySet[Mention],
) -> "QuerySet[WithAnnotations[Mention, _Windowed]]":
    """Mentions in what readers see now, with the words around each.

    The words are cut out by the database: a page of fifty mentions must not
    load fifty long reports.
    """
    start, end = F("passage__start"), F("passage__end")
    return (
        mentions.filter(is_current("passage__revision"))
        .select_related("passage__revision__document__source")
        .defer("passage__revision__text")
        .annotate(
            window_start=Greatest(start - _MARGIN, 0),
            window=Substr(
                "passage__revision__text",
                Greatest(start - _MARGIN, 0) + 1,
                end - start + 2 * _MARGIN,
            ),
        )
    )


def _documents(places: Iterable[Passage]) -> set[int]:
    documents = {each.revision.document for each in places}
    parts = {each.part_of_id for each in documents if each.part_of_id}
    return {each.pk for each in documents} | parts


def _spelling_read(spelling: Spelling, screen: Screen) -> Spelling:
    passage = spelling.passage
    name = screen.row(spelling.name)
    return Spelling(name, passage and screen.passage(passage))


def _company_read(found: Iterable[Companion], screen: Screen) -> Iterator[Companion]:
    """Without those who have no page."""
    for each in found:
        if screen.has_page(each.entity):
            where = screen.passage(each.nearest)
            yield replace(each, entity=screen.row(each.entity), nearest=where)


def _map(entity: Entity, found: Iterable[Known], screen: Screen) -> Region | None:
    """Where it lies, or else where what is known of it happened."""
    spots = [timeline.spot_of(each.claim.place, screen) for each in found]
    if entity.kind == Entity.Kind.PLACE:
        spots = [timeline.spot_of(entity, screen)]
    return timeline.drawn(spots)


def _printed(
    mentions: "Sequence[WithAnnotations[Mention, _Windowed]]", screen: Screen
) -> tuple[Printed, ...]:
    return tuple(
        Printed(
            screen.document(document),
            tuple(naming(mention, screen) for mention in together),
        )
        for document, together in groupby(
            mentions, key=lambda mention: mention.passage.revision.document
        )
    )


def naming(
    mention: "WithAnnotations[Mention, _Windowed]", screen: Screen | None = None
) -> Naming:
    """screen: before the words around it; None = before a curator, who reads all."""
    passage, window = mention.passage, mention.window
    start = passage.start - mention.window_start
    end = start + len(passage.quote)
    low, high = passages.sentence_at(window, start, end)
    if screen and low == 0 < mention.window_start:
        low = min(start, _EDGE)
    if screen and high == len(window) > end + _EDGE:
        high -= _EDGE
    # The words named are somebody else's: a bare surname there is theirs.
    read = _window_read(passage, window, (start, end), screen)
    return Naming(
        before=read.slice(low, start),
        printed=read.slice(start, end),
        after=read.slice(end, high),
        url=(_addressed(passage, screen) if screen else passage).get_absolute_url(),
    )


def _addressed(passage: Passage, screen: Screen) -> Passage:
    """At the address its document is known by; its words are read already."""
    document = screen.addressed(passage.revision.document)
    if document is passage.revision.document:
        return passage
    shown = copy(passage)
    shown.revision = copy(passage.revision)
    shown.revision.document = document
    return shown


def _window_read(
    passage: Passage, window: str, place: tuple[int, int], screen: Screen | None
) -> Projected:
    if not screen:
        return Projected(window)
    document = passage.revision.document
    people = screen.of(document.pk, document.part_of_id)
    return screen.projected(window, people, cleared=[place])


def _proofs(one: Collection[int], *, viewer: Viewer, on: date) -> list[Evidence]:
    """What proves the newest claims about it, claim by claim in time. Two queries."""
    shown = visible.cited(viewer, on=on)
    proof = shown.filter(claim=OuterRef("pk"), stance=Evidence.Stance.SUPPORTS)
    # those about it first, then whether they may be seen
    here = Claim.objects.filter(place__in=one).order_by().values("pk")
    parts = Participant.objects.filter(entity__in=one).order_by()
    newest = (
        Claim.objects.filter(pk__in=here.union(parts.values("claim")))
        .filter(Exists(proof), status__in=visible.SHOWN)
        .order_by(F("happened_from").desc(nulls_first=True), "-known_from", "-id")
        .values_list("pk", flat=True)
    )
    return list(
        shown.filter(claim__in=list(newest[: CLAIMS_UPTO + 1]))
        .select_related("claim__place__root", "passage__revision__document__source")
        .defer("passage__revision__text")
        .order_by(
            F("claim__happened_from").asc(nulls_last=True),
            "claim__known_from",
            "claim",
            "id",
        )
    )

"""All that the archive shows of a person, an organisation or a place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, TypedDict

from django.db.models import (
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Greatest, Replace, Substr

from archive import passages
from archive.models import (
    Claim,
    Document,
    Entity,
    Evidence,
    Mention,
    Name,
    Participant,
    Passage,
)
from archive.models.authorship import Author as Viewer
from archive.models.document import is_current
from archive.protection import Projected
from archive.reading import protecting, visible
from archive.reading.keyset import Key, day, number, page
from archive.reading.protecting import Screen

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

SIZE = 50
CLAIMS_UPTO = 100
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
class Spelling:
    """A name and, where it is printed so, the newest passage."""

    name: Name
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class Known:
    """A claim and the numbers of the sources that prove or contradict it."""

    claim: Claim
    proofs: tuple[int, ...]
    contradictions: tuple[int, ...]
    is_over: bool

    @property
    def is_plain(self) -> bool:
        """Reported, and nothing more to say of it."""
        claim = self.claim
        return not (
            self.is_over
            or self.contradictions
            or claim.attributed_to
            or claim.modality != Claim.Modality.REPORTED
            or claim.status == Claim.Status.DISPUTED
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
    """older: the cursor of further mentions; has_more_claims: earlier ones."""

    entity: Entity
    spellings: tuple[Spelling, ...]
    known: tuple[Known, ...]
    cited: tuple[Passage, ...]
    printed: tuple[Printed, ...]
    older: str
    is_first: bool
    has_more_claims: bool


class _PrintedAt(TypedDict):
    printed_at: int | None


class _Windowed(TypedDict):
    window: str
    window_start: int


def dossier(
    entity: Entity,
    *,
    viewer: Viewer,
    on: date,
    after: str = "",
    screen: Screen | None = None,
) -> Dossier:
    """Of an entity that stands for itself, and all that lead to it.

    Four queries; one more without a screen, or when that hides anybody.
    """
    shown = visible.mentions(viewer, on=on).filter(entity__in=visible.one_with(entity))
    mentions = page(in_sentences(shown), _RECENT, after=after, size=SIZE)
    proofs = list(_proofs(entity, viewer=viewer, on=on))
    cited = {proof.passage_id: proof.passage for proof in proofs}
    known = _known(proofs, list(cited), on=on)
    spellings = _spellings(entity, shown, viewer=viewer, on=on)
    places = [*cited.values(), *(each.passage for each in mentions.rows)]
    places += [each.passage for each in spellings if each.passage]
    if screen is None or screen:
        screen = protecting.screen_for(viewer, documents=_documents(places))
    return Dossier(
        entity=screen.row(entity),
        spellings=tuple(_spelling_read(each, screen) for each in spellings),
        known=tuple(_known_read(each, screen) for each in known[-CLAIMS_UPTO:]),
        cited=tuple(screen.passage(passage) for passage in cited.values()),
        printed=_printed(mentions.rows, screen),
        older=mentions.older,
        is_first=mentions.is_first,
        has_more_claims=len(known) > CLAIMS_UPTO,
    )


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


def _known_read(known: Known, screen: Screen) -> Known:
    return replace(known, claim=screen.claim(known.claim))


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
        url=passage.get_absolute_url(),
    )


def _window_read(
    passage: Passage, window: str, place: tuple[int, int], screen: Screen | None
) -> Projected:
    if not screen:
        return Projected(window)
    document = passage.revision.document
    people = screen.of(document.pk, document.part_of_id)
    return screen.projected(window, people, cleared=[place])


def _spellings(
    entity: Entity, shown: QuerySet[Mention], *, viewer: Viewer, on: date
) -> tuple[Spelling, ...]:
    # A name over the end of a line is kept in one line.
    printed = Replace(
        "passage__quote", Value("\n"), Value(" "), output_field=TextField()
    )
    newest = (
        shown.alias(printed=printed)
        .filter(printed=OuterRef("text"))
        .order_by(
            F("passage__revision__document__published_on").desc(nulls_last=True),
            "passage__revision__number",
            "passage__start",
        )
    )
    merged = visible.shown_alone(viewer, on=on).filter(root=entity)
    own = Entity.objects.filter(Q(pk=entity.pk) | Q(pk__in=merged.values("pk")))
    # one IN: an OR of two would look at every name there is
    spelt = Name.objects.filter(entity__in=own.order_by()).annotate(
        printed_at=Subquery(newest.values("passage")[:1])
    )
    # A spelling is told where it may be read; our own names need no proof.
    names = _told_once(
        entity, spelt.exclude(kind=Name.Kind.AS_PRINTED, printed_at=None)
    )
    places = _with_document(Passage.objects.all()).in_bulk(
        [name.printed_at for name in names if name.printed_at]
    )
    return tuple(Spelling(name, places.get(name.printed_at)) for name in names)


def _told_once(
    entity: Entity, names: "QuerySet[WithAnnotations[Name, _PrintedAt]]"
) -> "list[WithAnnotations[Name, _PrintedAt]]":
    """Its own before those of what leads to it, what we write first."""
    found: dict[str, WithAnnotations[Name, _PrintedAt]] = {}
    for name in sorted(names, key=lambda name: (name.entity_id != entity.pk, name.pk)):
        if name.entity_id != entity.pk and name.kind == Name.Kind.PREFERRED:
            name.kind = Name.Kind.ALIAS  # shown as one, not kept as one
        found.setdefault(name.text, name)
    return sorted(
        found.values(), key=lambda name: (name.kind != Name.Kind.PREFERRED, name.text)
    )


def _with_document(places: QuerySet[Passage]) -> QuerySet[Passage]:
    return places.select_related("revision__document__source").defer("revision__text")


def _proofs(entity: Entity, *, viewer: Viewer, on: date) -> QuerySet[Evidence]:
    """What proves the newest claims about it, claim by claim in time."""
    shown = visible.evidence(viewer, on=on)
    one = visible.one_with(entity)
    # those about it first, then whether they may be seen
    here = Claim.objects.filter(place__in=one).order_by().values("pk")
    parts = Participant.objects.filter(entity__in=one).order_by()
    newest = (
        Claim.objects.filter(pk__in=here.union(parts.values("claim")))
        .filter(Exists(shown.filter(claim=OuterRef("pk"))))
        .order_by(F("happened_from").desc(nulls_first=True), "-known_from", "-id")
        .values("pk")[: CLAIMS_UPTO + 1]
    )
    return (
        shown.filter(claim__in=newest)
        .select_related("claim", "passage__revision__document__source")
        .defer("passage__revision__text")
        .order_by(
            F("claim__happened_from").asc(nulls_last=True),
            "claim__known_from",
            "claim",
            "id",
        )
    )


def _known(
    proofs: Iterable[Evidence], cited: Sequence[int], *, on: date
) -> list[Known]:
    numbers = {passage_id: at for at, passage_id in enumerate(cited, start=1)}
    found = []
    for claim, together in groupby(proofs, key=lambda proof: proof.claim):
        by_stance: dict[str, list[int]] = {}
        for proof in together:
            by_stance.setdefault(proof.stance, []).append(numbers[proof.passage_id])
        found.append(
            Known(
                claim=claim,
                proofs=tuple(by_stance.get(Evidence.Stance.SUPPORTS, ())),
                contradictions=tuple(by_stance.get(Evidence.Stance.CONTRADICTS, ())),
                is_over=claim.superseded_on is not None and claim.superseded_on <= on,
            )
        )
    return found

"""A search for a page: asked in as few places as show what is wanted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypedDict
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from archive import search
from archive.finding.asked import REPORT, Asked, also, written
from archive.finding.found import Beside, Choice, Found, Line, Narrowing, Section
from archive.finding.glimpses import glimpses
from archive.models import Document, Passage, Revision
from archive.models.authorship import Author as Viewer
from archive.reading import protecting, visible
from archive.search import (
    EntityHit,
    Facet,
    Facets,
    Hit,
    Instead,
    Piece,
    Query,
    Results,
    Tier,
)
from archive.search import rooms as other_rooms
from archive.search.instead import Asker
from archive.search.scoping import asking

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ENTITY, CLAIM = "entity", "claim"
# Of what most archives have none: offered where some was found.
_RARE = {"translation"}
SIZE, FEW, GLIMPSE, CARDS, NAMES = 20, 10, 3, 3, 40
# Words of a search without an answer that are looked for one by one.
_ALONE = 5


def kinds() -> Mapping[str, "StrOrPromise"]:
    """Of what there is a list, and how it is called."""
    own: dict[str, StrOrPromise] = {
        REPORT: _("Reports"),
        ENTITY: _("People, organisations, places"),
        CLAIM: _("Facts"),
    }
    return own | {room.kind: room.label for room in other_rooms.rooms()}


def find(asked: Asked, *, viewer: Viewer, on: date) -> Found:
    """All that a page shows of a search. What it costs is said where it is pinned."""
    query = asked.query
    said = search.describe(query) if query.typed else ()
    if not query:
        return Found(asked, said=said)
    desk = _Desk(asked, asking(viewer, on))
    found = desk.narrow() if asked.kind == ENTITY else desk.listed()
    found = replace(found, said=said, kinds=tuple(_kinds(found)))
    return desk.helped(found) if found.is_nothing and found.is_first else found


def _kinds(found: Found) -> Iterator[Choice]:
    asked = found.asked
    there = {asked.kind, *(section.kind for section in found.sections)}
    for kind, label in {"": _("Everything"), **kinds()}.items():
        if kind in _RARE - there:
            continue
        url = asked.among(kind).address
        yield Choice(label, url, is_current=kind == asked.kind, value=kind)


class _Who(TypedDict):
    viewer: Viewer
    on: date
    asker: Asker


class _Desk:
    """One search, asked in several places for one viewer."""

    def __init__(self, asked: Asked, asker: Asker) -> None:
        self.asked = asked
        self.asker = asker
        self._who = _Who(viewer=asker.viewer, on=asker.on, asker=asker)

    def narrow(self) -> Found:
        """People, organisations and places only."""
        return Found(self.asked, cards=self._cards(NAMES))

    def listed(self) -> Found:
        asked = self.asked
        kind = asked.kind or REPORT
        size = FEW if asked.is_everywhere else SIZE
        results = self._search(asked.query, kind, after=asked.after, size=size)
        whole = asked.only(
            [n for n in asked.filters if n not in results.narrowed.ignored]
        )
        found = Found(
            asked=whole,
            narrowed=results.narrowed.read(self.asker.screen),
            main=Section(kind, kinds()[kind], self._lines(kind, results)),
            next=results.next and replace(whole, kind=kind, after=results.next).address,
            is_first=results.is_first,
            bounded=results.bounded,
            aliases=tuple(self._beside("aliases", results.aliases)),
            similar=tuple(self._beside("similar", results.similar)),
            off=tuple(_off(whole)),
        )
        if asked.is_everywhere:
            cards = self._cards(CARDS + 1)
            return replace(
                found,
                cards=cards[:CARDS],
                all_cards=asked.among(ENTITY).address if cards[CARDS:] else "",
                sections=tuple(self._glimpses(results)),
            )
        return self._with_facets(found) if kind == REPORT else found

    def helped(self, found: Found) -> Found:
        """Which of the words stand in nothing, and how to look without them, or for
        the words of a phrase each by itself.
        """
        groups = self.asked.query.wanted
        if alone := search.words_alone(self.asked.query):
            found = replace(found, alone=self.asked.saying(alone).address)
        if len(groups) == 1:
            return replace(found, nowhere=(" | ".join(map(str, groups[0])),))
        gone = {group for group in groups[:_ALONE] if not self._stands(group)}
        kept = tuple(group for group in groups if group not in gone)
        fewer = replace(self.asked.query, wanted=kept)
        return replace(
            found,
            nowhere=tuple(
                " | ".join(map(str, group)) for group in groups if group in gone
            ),
            fewer=self.asked.saying(fewer).address if gone and kept else "",
        )

    def _stands(self, group: tuple[search.Term, ...]) -> bool:
        kind = self.asked.kind or REPORT
        alone = Query(typed=" ".join(map(str, group)), wanted=(group,))
        found = search.search(
            alone, kind=kind, size=1, aliases=False, similar=False, **self._who
        )
        return bool(found.hits)

    def _search(
        self, query: Query, kind: str, *, size: int, after: str = ""
    ) -> Results:
        asked = self.asked
        return search.search(
            query,
            kind=kind,
            filters=asked.filters,
            after=after,
            size=size,
            aliases="aliases" not in asked.without,
            similar="similar" not in asked.without,
            **self._who,
        )

    def _cards(self, size: int) -> tuple[EntityHit, ...]:
        query = self.asked.query
        return tuple(
            replace(each, why="") if _is_called(each, query) else each
            for each in search.entities(query, size=size, **self._who)
        )

    def _glimpses(self, results: Results) -> Iterator[Section]:
        """Of the other kinds, by the words that found the first report."""
        tier = results.hits[0].tier if results.hits else Tier.EXACT
        query = self.asked.query
        if tier >= Tier.ALIAS:
            query = search.parse(marking(results)[tier])
        others = [kind for kind in kinds() if kind not in {REPORT, ENTITY}]
        found = glimpses(
            query,
            others,
            asker=self.asker,
            size=GLIMPSE + 1,
            is_bounded=results.bounded,
        )
        for kind, hits in found.items():
            if lines := self._lines(kind, Results(query, hits=tuple(hits[:GLIMPSE]))):
                more = self.asked.among(kind).address if hits[GLIMPSE:] else ""
                yield Section(kind, kinds()[kind], lines, more)

    def _with_facets(self, found: Found) -> Found:
        counted = search.facets(
            self.asked.query, filters=self.asked.filters, **self._who
        )
        return replace(
            found, facets=counted, narrowings=tuple(_narrowings(counted, found))
        )

    def _beside(self, name: str, others: Sequence[Instead]) -> Iterator[Beside]:
        switch = self.asked.switched(name).address
        is_whole = name == "similar" and len(self.asked.query.wanted) == 1
        for other in others:
            words = other.words if is_whole else ()
            alone = (self.asked.saying(search.parse(word)) for word in words)
            yield Beside(other, switch, tuple(each.address for each in alone))

    def _lines(self, kind: str, results: Results) -> tuple[Line, ...]:
        words = marking(results)
        if kind == CLAIM:
            proofs = self._proofs(results.hits)
            return tuple(
                Line(
                    hit, proof.get_absolute_url(), _sentence(hit, words), passage=proof
                )
                for hit in results.hits
                if (proof := proofs.get(hit.object_id))
            )
        room = other_rooms.of(kind)
        return tuple(
            Line(
                hit,
                address_of(hit, words),
                _snippet(hit) if room else hit.snippet,
                room.note(hit.object) if room else "",
            )
            for hit in results.hits
        )

    def _proofs(self, hits: Sequence[Hit]) -> dict[int, Passage]:
        """Of each claim the first words that prove it, as the viewer reads them."""
        if not hits:
            return {}
        rows = (
            visible.evidence(self.asker.viewer, on=self.asker.on)
            .filter(claim__in=[hit.object_id for hit in hits], stance="supports")
            .select_related("passage__revision__document__source")
            .defer("passage__revision__text")
            .order_by("-pk")
        )
        passages = {each.claim_id: each.passage for each in rows}
        screen = self.asker.screen
        if screen:
            about = {each.revision.document_id for each in passages.values()}
            screen = protecting.screen_for(self.asker.viewer, documents=about)
        return {pk: screen.passage(each) for pk, each in passages.items()}


def marking(results: Results) -> Mapping[Tier, str]:
    """By the reason what was found for it, what a page is asked to mark."""
    ways = {
        Tier.ALIAS: [way for each in results.aliases for way in each.words],
        Tier.SIMILAR: [
            way for each in (*results.aliases, *results.similar) for way in each.words
        ],
    }
    plain = written(replace(results.query, filters=())).typed
    return {
        tier: also(results.query, (way.split() for way in ways[tier]))
        if ways.get(tier)
        else plain
        for tier in Tier
    }


def address_of(hit: Hit, words: Mapping[Tier, str]) -> str:
    """Of a text at the first of the words looked for, which are marked there."""
    url: str = hit.object.get_absolute_url()
    if isinstance(hit.object, Document | Revision):
        return f"{url}?{urlencode({'q': words[hit.tier]})}#hit"
    return url


def _snippet(hit: Hit) -> tuple[Piece, ...]:
    """Of what is told by its title, only what the title does not have."""
    is_told = any(piece.is_marked for piece in hit.title)
    has_more = any(piece.is_marked for piece in hit.snippet)
    return hit.snippet if has_more and not is_told else ()


def _sentence(hit: Hit, words: Mapping[Tier, str]) -> tuple[Piece, ...]:
    """Of a fact, which is a claim here, all of it."""
    said = getattr(hit.object, "sentence", "")
    return search.marked(said, search.parse(words[hit.tier]), is_whole=True)


def _is_called(found: EntityHit, query: Query) -> bool:
    """Whether the words stand in the name that is shown anyway."""
    return bool(search.hits_in(str(found.entity), query))


def _off(asked: Asked) -> Iterator[Choice]:
    labels = {"aliases": _("other names"), "similar": _("similar spellings")}
    for name in sorted(asked.without):
        yield Choice(labels[name], asked.switched(name).address, value=name)


def _narrowings(counted: Facets, found: Found) -> Iterator[Narrowing]:
    labels: dict[str, StrOrPromise] = {
        "source": _("Source"),
        "kind": _("Kind"),
        "language": _("Language"),
        "year": _("Year"),
        "entity": _("Who and where"),
    }
    taken = found.asked.narrowing
    for name, label in labels.items():
        facets: tuple[Facet, ...] = getattr(counted, name)
        choices = tuple(
            Choice(
                each.label,
                found.asked.by(name, each.value).address,
                each.count,
                value=each.value,
            )
            for each in facets
        )
        if len(choices) > 1 and not taken.get(name):
            yield Narrowing(name, label, choices)

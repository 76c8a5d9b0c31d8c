"""What was found, loaded and made ready for its viewer."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from archive.models import Claim, Document, Entity, Mention
from archive.protection import Projected
from archive.reading import load, protecting
from archive.reading.screen import Screen
from archive.search import expressions, keys, layers, rooms, snippets
from archive.search.everybody import Everything, with_texts
from archive.search.expressions import Layers, Step
from archive.search.found import Hit, Tier
from archive.search.glancing import Glance, glance
from archive.search.instead import Asker
from archive.search.layers import Stretch
from archive.search.lookup import Place
from archive.search.marking import Finder


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as its viewer reads it, and the stretches of its text that are found.

    read: of a report what is read of its text; otherwise its text itself.
    """

    row: Model
    title: str
    language: str
    read: Projected
    text: str
    stretches: Sequence[Stretch]
    is_as_kept: bool = False  # what is read is what the index keeps

    @property
    def layers(self) -> list[Layers]:
        """As the index would keep what this viewer reads."""
        tokens = layers.tokens(self.text, self.stretches)
        return list(layers.parts(self.title, tokens, language=self.language))


# Places in one text from which the best stretch is chosen.
_MARKED = 12


def shown(
    kind: str,
    places: Sequence[Place],
    rows: "QuerySet[Any] | Everything",
    asker: Asker,
) -> dict[int, Shown]:
    """By key of the object what was found. One query; three for reports and while
    somebody is protected.
    """
    if kind == "report" or isinstance(rows, Everything):
        return _reports(places, rows, asker)
    wanted = [keys.object_of(place.key) for place in places]
    found = rows.in_bulk(wanted) if wanted else {}
    if kind == "claim" and asker.screen and found:
        return _claims(found, asker)
    if room := rooms.of(kind):
        read = room.read(found, asker.screen) if found else {}
        return {
            pk: _plain(one.row, one.title, one.text, asker.screen, one.language)
            for pk, one in read.items()
        }
    return {pk: _other(row, asker.screen) for pk, row in found.items()}


def _claims(found: Mapping[int, Claim], asker: Asker) -> dict[int, Shown]:
    """As what proves them reads: there a surname alone may be somebody's."""
    proofs = Document.objects.filter(
        revisions__passages__evidence__claim__in=list(found)
    )
    screen = protecting.screen_for(
        asker.viewer, documents=proofs.order_by().values_list("pk", flat=True)
    )
    return {pk: _other(row, screen) for pk, row in found.items()}


def _other(row: Model, screen: Screen) -> Shown:
    """Of a claim its sentence; of an entry its names and description; else what it
    is called.
    """
    if isinstance(row, Claim):
        row = screen.claim(row)
        return _plain(row, "", row.sentence, screen)
    if isinstance(row, Entity):
        spelt = sorted({name.text for name in row.names.all()} - {row.label})
        row = screen.row(row)
        text = "\n".join([*map(screen.own, spelt), row.description])
        # all its spellings are kept, and not all of them are told
        return replace(_plain(row, row.label, text, screen), is_as_kept=False)
    return _plain(row, str(row), "", screen)


def _plain(
    row: Model, title: str, text: str, screen: Screen, language: str = "en"
) -> Shown:
    whole = [Stretch(0, len(text), language)]
    read = Projected(text)
    return Shown(row, title, language, read, text, whole, is_as_kept=not screen)


def _reports(
    places: Sequence[Place],
    rows: "QuerySet[Document] | Everything",
    asker: Asker,
) -> dict[int, Shown]:
    stretches = {keys.object_of(p.key): p.stretches for p in places}
    if isinstance(rows, Everything):
        found = rows.load(stretches)
    else:
        found = with_texts(rows).in_bulk(list(stretches)) if stretches else {}
    screen, mentions = asker.screen, {}
    if screen and found:
        screen = protecting.screen_for(asker.viewer, documents=found)
        mentions = _mentions(found.values())
    return {
        pk: _report(document, stretches[pk], screen, mentions.get(pk, ()))
        for pk, document in found.items()
        if document.current_revision is not None
    }


def _mentions(documents: Iterable[Document]) -> dict[int, list[Mention]]:
    rows = (
        Mention.objects.accepted()
        .filter(passage__revision__in=[each.current_revision_id for each in documents])
        .select_related("passage", "entity__root")
        .order_by("passage__start", "id")
    )
    by_revision: dict[int, list[Mention]] = {}
    for each in rows:
        by_revision.setdefault(each.passage.revision_id, []).append(each)
    return {
        each.pk: by_revision.get(each.current_revision_id or 0, [])
        for each in documents
    }


def _report(
    document: Document, stretches: str, screen: Screen, mentions: Sequence[Mention]
) -> Shown:
    revision = document.current_revision
    text = revision.text if revision else ""
    people = screen.of(document.pk, document.part_of_id)
    origins = {document.current_revision_id or 0: 0}
    read = load.text_read(text, mentions, origins, screen=screen, people=people)
    where = [Stretch(*each) for each in json.loads(stretches)]
    if read.masks:
        where = [
            Stretch(read.place(each.start), read.place(each.end), each.language)
            for each in where
        ]
    title = screen.words(document.title, people) if screen else document.title
    return Shown(
        row=screen.document(document),
        title=title,
        language=document.language,
        read=read,
        text=read.text,
        stretches=where,
        is_as_kept=not read.masks and title == document.title,
    )


def layers_of(place: Place, each: Shown) -> list[Layers]:
    """As the index keeps it, where its viewer reads that; only this part of a text."""
    if each.is_as_kept and place.layers is not None:
        return [place.layers]
    return each.layers


def tier_of(each: Shown, steps: Sequence[Step]) -> int:
    """By which tier its viewer would find it; 0 = by none."""
    tiers = [expressions.tier_of(steps, part) for part in each.layers]
    return min(filter(None, tiers), default=0)


def hit(kind: str, place: Place, each: Shown, finder: Finder) -> Hit:
    seen = _glance(place, each, finder)
    offset = None if seen.first is None else each.read.origin(seen.first)
    return Hit(
        kind=kind,
        object_id=keys.object_of(place.key),
        tier=Tier(place.tier),
        why=why(place.tier),
        object=each.row,
        title=snippets.pieces(each.title, seen.title),
        snippet=snippets.snippet(each.text, seen.spans, best=seen.best),
        offset=offset if kind == "report" else None,
    )


def _glance(place: Place, each: Shown, finder: Finder) -> Glance:
    """By the row of the index if it can be; else the text is looked through."""
    found = None
    is_first_part = place.key == keys.first_of(place.key)
    if each.is_as_kept and place.layers is not None and is_first_part:
        found = glance(
            finder.atoms,
            place.layers,
            title=each.title,
            text=each.text,
            stretches=each.stretches,
        )
    if found is not None:
        return found
    head = [Stretch(0, len(each.title), each.language)]
    spans = finder.spans(each.text, each.stretches, most=_MARKED)
    title = finder.spans(each.title, head)
    return Glance(tuple(title), tuple(spans), spans[0][0] if spans else None)


def why(tier: int) -> str:
    """The reason something was found, for a reader; "" when it is as typed."""
    return str(_WHY[Tier(tier)])


_WHY = {
    Tier.TITLE: _("in the title"),
    Tier.EXACT: "",
    Tier.SPELLING: _("other spelling or script"),
    Tier.FORM: _("other form of the word"),
    Tier.ALIAS: _("known under another name"),
    Tier.SIMILAR: _("similar spelling"),
}

"""Whom a text names, explained at the foot of the page: tapped, read, closed."""

from collections.abc import Iterable, Iterator, Mapping

from archive.models import Entity
from archive.protection import Projected
from archive.reading.finds import Find
from archive.reading.notes import Named
from archive.reading.screen import Screen

CSS = {
    Entity.Kind.PERSON: "person",
    Entity.Kind.ORG: "organisation",
    Entity.Kind.PLACE: "place",
}


def anchor(entity: Entity) -> str:
    return f"who-{entity.slug}"


def named(
    found: Iterable[Find], *, screen: Screen, text: Projected
) -> tuple[Named, ...]:
    """By the order of print. found: in the text.

    Whose name is not shown is left out, as whoever has no page. No query.
    """
    entities: dict[int, Entity] = {}
    spelt: dict[int, dict[str, None]] = {}
    for each in found:
        entity = each.entity
        if entity is not None and screen.has_page(entity):
            entities.setdefault(entity.pk, entity)
            words = " ".join(text.quote(each.start, each.end).split())
            spelt.setdefault(entity.pk, {})[words] = None
    return tuple(_each(entities, spelt, screen))


def _each(
    entities: Mapping[int, Entity],
    spelt: Mapping[int, Mapping[str, None]],
    screen: Screen,
) -> Iterator[Named]:
    for key, entity in entities.items():
        read = screen.row(entity)
        known = read.label.casefold()
        yield Named(
            key=key,
            anchor=anchor(entity),
            label=read.label,
            description=read.description,
            kind=CSS[Entity.Kind(entity.kind)],
            url=entity.get_absolute_url(),
            spellings=tuple(each for each in spelt[key] if each.casefold() != known),
        )

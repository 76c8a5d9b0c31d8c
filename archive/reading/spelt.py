"""How a name is printed: each spelling of an entity and the newest place of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import (
    Case,
    F,
    IntegerField,
    QuerySet,
    TextField,
    Value,
    When,
    Window,
)
from django.db.models.functions import Replace, RowNumber

from archive.models import Entity, Mention, Name, Passage


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name and, where it is printed so, the newest passage."""

    name: Name
    passage: Passage | None


def spellings(
    entity: Entity,
    *,
    own: QuerySet[Entity] | Collection[int],
    shown: QuerySet[Mention],
    newest: Sequence[Mention],
) -> tuple[Spelling, ...]:
    """own: it, and what leads to it and may be told.

    shown: where it may be read; newest: the first of these in texts of today,
    or nothing. A query; two more when a name is not among the newest.
    """
    names = list(Name.objects.filter(entity__in=own).order_by())
    texts = {name.text for name in names}
    places = dict(_printed(newest))
    places |= _older(shown, texts - set(places))
    # A spelling is told where it may be read; our own names need no proof.
    told = [
        name
        for name in names
        if name.text in places or name.kind != Name.Kind.AS_PRINTED
    ]
    return tuple(
        Spelling(name, places.get(name.text)) for name in _told_once(entity, told)
    )


def _printed(newest: Sequence[Mention]) -> Iterator[tuple[str, Passage]]:
    """By what is printed; of several the first comes last, and stays."""
    for mention in reversed(newest):
        # A name over the end of a line is kept in one line.
        yield mention.passage.quote.replace("\n", " "), mention.passage


def _older(shown: QuerySet[Mention], texts: Collection[str]) -> Mapping[str, Passage]:
    """The newest place of each, in a text of today if there is one. Two queries."""
    if not texts:
        return {}
    printed = Replace(
        "passage__quote", Value("\n"), Value(" "), output_field=TextField()
    )
    # Ranked in one pass: a question for each name would read all places again.
    rank = Window(
        RowNumber(),
        partition_by="printed",
        order_by=[
            _is_former(),
            F("passage__revision__document__published_on").desc(nulls_last=True),
            F("passage__revision__document_id").desc(),
            F("passage__revision__number").desc(),
            F("passage__start").asc(),
        ],
    )
    ranked = shown.annotate(printed=printed).filter(printed__in=texts)
    found = ranked.annotate(rank=rank).filter(rank=1).order_by()
    keys = dict(found.values_list("printed", "passage"))
    if not keys:
        return {}
    places = (
        Passage.objects.select_related("revision__document__source")
        .defer("revision__text")
        .in_bulk(keys.values())
    )
    return {text: places[key] for text, key in keys.items()}


def _is_former() -> Case:
    """0 in a text of today, 1 in one that was corrected since."""
    today = When(
        passage__revision__document__current_revision=F("passage__revision"),
        then=Value(0),
    )
    return Case(today, default=Value(1), output_field=IntegerField())


def _told_once(entity: Entity, names: Iterable[Name]) -> list[Name]:
    """Its own before those of what leads to it, what we write first."""
    found: dict[str, Name] = {}
    for name in sorted(names, key=lambda name: (name.entity_id != entity.pk, name.pk)):
        if name.entity_id != entity.pk and name.kind == Name.Kind.PREFERRED:
            name.kind = Name.Kind.ALIAS  # shown as one, not kept as one
        found.setdefault(name.text, name)
    return sorted(
        found.values(), key=lambda name: (name.kind != Name.Kind.PREFERRED, name.text)
    )

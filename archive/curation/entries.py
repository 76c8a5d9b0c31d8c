"""Entries of people, organisations and places, and their spellings."""

import re
from decimal import Decimal

from anyascii import anyascii
from django.db.models import Q, QuerySet

from archive import names, resolution, search
from archive.models import Batch, Entity, Name, recording
from archive.models.authorship import Author, delete_as, save_as
from archive.models.slugs import free_slug

NAME_LENGTH = 200  # of the columns that hold labels and spellings


def new_entity(
    label: str,
    *,
    kind: str,
    by: Author,
    description: str = "",
    slug: str = "",
    position: tuple[Decimal, Decimal] | None = None,
) -> Entity:
    """A person, organisation or place, with its label as preferred name.

    position: latitude and longitude, in degrees north and east. Raises ValueError for
    another kind, for no name or too long a one, and for a position not on earth.
    """
    label = one_line(label)
    if kind not in Entity.Kind.values:
        raise ValueError("Only people, organisations and places have entries.")
    if not label:
        raise ValueError("An entry needs a name.")
    if len(label) > NAME_LENGTH:
        raise ValueError(f"A name has at most {NAME_LENGTH} characters.")
    latitude, longitude = position or (None, None)
    if position and not (abs(position[0]) <= 90 and abs(position[1]) <= 180):
        raise ValueError("A position is at most 90 degrees north and 180 east.")
    with recording(Batch.Verb.ENTRY, by=by, summary=label):
        entity = Entity(
            kind=kind,
            slug=free_slug(Entity, slug or label, otherwise="entry"),
            label=label,
            sort_key=sort_key(label, kind=kind),
            description=description,
            latitude=latitude,
            longitude=longitude,
        )
        save_as(entity, by)
        add_name(entity, label, kind=Name.Kind.PREFERRED, by=by)
    return entity


def called(words: str, *, kind: str) -> QuerySet[Entity]:
    """The entries with this very name, written as it may be.

    Those that stand for themselves: of a merged one, the one it leads to.
    """
    found = Entity.objects.of_kind(kind).called(one_line(words)).values("pk")
    return Entity.objects.filter(
        Q(pk__in=found) | Q(pk__in=Entity.objects.filter(pk__in=found).values("root")),
        root=None,
    )


def add_name(
    entity: Entity,
    text: str,
    *,
    kind: str = Name.Kind.ALIAS,
    language: str = "",
    by: Author = None,
) -> Name:
    """A spelling of an entity; the one that is there when it is known."""
    name = entity.names.filter(text=text).first()
    if name is None:
        name = Name(entity=entity, text=text, kind=kind, language=language)
        save_name(name, by=by)
    return name


def save_name(name: Name, *, by: Author) -> None:
    """Keep a spelling a curator typed, with what it is found and compared by."""
    name.text = one_line(name.text)
    name.key = names.key(name.text)[:200]
    with recording(Batch.Verb.EDIT, by=by, summary=name.text):
        save_as(name, by)
        resolution.index([name])
        resolution.look_for_pairs(name.entity)
        search.index_entities([name.entity_id])


def delete_name(name: Name, *, by: Author) -> None:
    """Forget a spelling; its history names who did."""
    with recording(Batch.Verb.EDIT, by=by, summary=name.text):
        delete_as(name, by)
        resolution.look_for_pairs(name.entity)
        search.index_entities([name.entity_id])


def prefer_label(entity: Entity, *, by: Author) -> None:
    """An entity without a preferred name gets its label as one."""
    search.index_entities([entity.pk])
    if entity.names.filter(kind=Name.Kind.PREFERRED).exists():
        return
    label = one_line(entity.label)
    name = entity.names.filter(text=label).first()
    name = name or Name(entity=entity, text=label)
    name.kind = Name.Kind.PREFERRED
    save_name(name, by=by)


def remember_spelling(entity: Entity, surface: str, *, by: Author = None) -> None:
    """Keep a spelling as printed, unless it is a bare part of the label.

    A lone surname would otherwise find every bearer of it, everywhere. What is
    longer than any name is not kept either.
    """
    surface = one_line(surface)
    if len(surface) > NAME_LENGTH:
        return
    is_part = set(names.fold(surface).split()) < set(names.fold(entity.label).split())
    if entity.kind == Entity.Kind.PERSON and is_part:
        return
    add_name(entity, surface, kind=Name.Kind.AS_PRINTED, by=by)


def protect(entity: Entity, level: str, *, by: Author) -> None:
    """How far the name may be shown to the public. Raises ValueError."""
    if level not in Entity.Protection.values:
        raise ValueError("A name is public, shown as initials, or hidden.")
    if entity.is_purged:
        raise ValueError("This name was purged: it stays hidden.")
    summary = f"{entity} ({Entity.Protection(level).label})"
    with recording(Batch.Verb.PROTECT, by=by, summary=summary):
        entity.protection = level
        save_as(entity, by)


def sort_key(label: str, *, kind: str) -> str:
    """A person by the last word of the label, everything else as it stands.

    Plain letters as they are written, not as names are compared: there "zh"
    and "j" are one sound.
    """
    words = re.sub(r"[^\w\s]+", " ", anyascii(label).casefold()).split()
    if kind == Entity.Kind.PERSON:
        words = [*words[-1:], *words[:-1]]
    return (" ".join(words) or label)[:200]


def one_line(text: str) -> str:
    return " ".join(text.split())

"""Whose names the public does not read. One query a page, kept nowhere."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import TypeVar

from django.db.models import Case, Exists, F, Model, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from archive import protection
from archive.models import Claim, Document, Entity, Evidence, Mention
from archive.models.authorship import Author as Viewer
from archive.protection import Level, Protected
from archive.reading.prepared import Prepared, given_all
from archive.reading.screen import NUMBERED, Screen

Row = TypeVar("Row", bound=Model)
Documents = Collection[int] | QuerySet[Document] | QuerySet[Document, int]


def documents_read(
    rows: Sequence[Document], *, viewer: Viewer, screen: Screen | None = None
) -> list[Document]:
    """Documents as this viewer reads them. One query, none when nobody is
    protected on a screen that was there before.
    """
    if screen is not None and not screen:
        return list(rows)
    keys = {each.pk for each in rows}
    keys |= {each.part_of_id for each in rows if each.part_of_id}
    found = screen_for(viewer, documents=keys)
    return [found.document(each) for each in rows]


def screen_for(viewer: Viewer, *, documents: Documents = ()) -> Screen:
    """Whose names this viewer does not read; staff read all.

    documents: those whose words are shown, by key. One query, and one more
    for documents while somebody is protected.
    """
    if viewer is not None and getattr(viewer, "is_staff", False):
        return Screen()
    return _read(_rows(documents))


def addressed(entity: Entity) -> list[str]:
    """The slugs of documents that hold a protected entity's name. Two queries.

    Empty when nobody is kept from reading the name.
    """
    who = screen_for(None).people.get(entity.root_id_or_own)
    pattern = protection.slug_pattern([who]) if who else ""
    if not pattern:
        return []
    found = Document.objects.filter(slug__iregex=pattern).order_by("slug")
    return list(found.values_list("slug", flat=True))


def at(rows: QuerySet[Row], slug: str, *, viewer: Viewer) -> Row | None:
    """The row at an address of ours, with the slug the public knows it by.

    A slug that would name somebody leads nowhere; the number in its place does.
    One query; one more while somebody is protected.
    """
    number = NUMBERED.fullmatch(slug)
    asked = Q(slug=slug) | Q(pk=int(number[1])) if number else Q(slug=slug)
    found = with_addresses(rows.filter(asked), viewer=viewer)
    return next((each for each in found if getattr(each, "slug", "") == slug), None)


def with_addresses(rows: QuerySet[Row], *, viewer: Viewer) -> list[Row]:
    """With the slugs the public knows them by, never to be saved. One query; one
    more while somebody is protected.
    """
    hides = Exists(Entity.objects.exclude(protection=Entity.Protection.PUBLIC))
    found = list(rows.annotate(is_screened=hides))
    if not any(getattr(each, "is_screened", False) for each in found):
        return found
    screen = screen_for(viewer)
    return [screen.addressed(each) for each in found]


# In the place of a document: the line is of a spelling, or of somebody else's.
OWN, MERGED, OTHER = 0, -1, -2
Line = tuple[int, str, str, str, str, str, int]


def _rows(documents: Documents) -> Iterable[Line]:
    """A line for each spelling, and one for each document and whom it is about.

    One for each spelling of others whom these documents name or tell of too.
    """
    spelt = _spelt().ask()
    if not spelt or (not isinstance(documents, QuerySet) and not documents):
        return spelt
    return [*spelt, *_told_in(documents)]


def _told_in(documents: Documents) -> Iterable[Line]:
    if isinstance(documents, QuerySet):
        return _named(documents)
    upto = next((most for most in _SHELVES if len(documents) <= most), None)
    if upto is None:
        return _named(documents)
    return _named_in(upto).ask(documents=list(documents))


# How many documents a question is written for: a page, a list, a long one.
_SHELVES = (1, 12, 60)


@cache
def _named_in(upto: int) -> Prepared[Line]:
    return Prepared(_named(given_all("documents", upto=upto)))


@cache
def _spelt() -> Prepared[Line]:
    rows = _lines(
        kept_back().annotate(spelling=Coalesce("names__text", Value(""))),
        Coalesce("root", "pk"),
        (F("protection"), F("kind"), F("label"), F("slug"), F("spelling")),
        Case(When(root=None, then=OWN), default=MERGED),
    )
    return Prepared(rows)


def _named(documents: Documents) -> QuerySet[Model, Line]:
    # The database wants the same columns of all that it puts together.
    proofs = Evidence.objects.filter(
        claim__status__in=(Claim.Status.CONFIRMED, Claim.Status.DISPUTED)
    )
    about: list[tuple[QuerySet[Model], str]] = [
        (Mention.objects.accepted(), "entity"),
        (proofs, "claim__participants__entity"),
        (proofs, "claim__place"),
    ]
    first, *others = (
        lines(rows, path, documents)
        for lines in (_about, _beside)
        for rows, path in about
    )
    return first.union(*others, all=True)


def _about(
    rows: QuerySet[Model], path: str, documents: Documents
) -> QuerySet[Model, Line]:
    """A line for each document that names one of them, or proves something."""
    there = rows.filter(
        **{
            f"{path}__in": kept_back().values("pk"),
            "passage__revision__document__in": documents,
        }
    )
    return _lines(
        there,
        Coalesce(f"{path}__root", path),
        (Value(""),) * 5,
        F("passage__revision__document"),
    ).distinct()


def _beside(
    rows: QuerySet[Model], path: str, documents: Documents
) -> QuerySet[Model, Line]:
    """A line for each spelling of somebody else in a document about one of them."""
    here = {"passage__revision__document": OuterRef("passage__revision__document")}
    protected = kept_back().values("pk")
    named = Mention.objects.accepted().filter(entity__in=protected, **here)
    told = Evidence.objects.filter(
        Q(claim__participants__entity__in=protected) | Q(claim__place__in=protected),
        **here,
    )
    others = rows.filter(
        Exists(named) | Exists(told),
        **{
            "passage__revision__document__in": documents,
            f"{path}__isnull": False,
        },
    ).exclude(**{f"{path}__in": protected})
    none = Value("")
    label, spelling = F(f"{path}__label"), Coalesce(f"{path}__names__text", none)
    root = Coalesce(f"{path}__root__label", none)
    return _lines(
        others, Value(0), (none, none, label, root, spelling), Value(OTHER)
    ).distinct()


def _lines(
    rows: QuerySet[Model],
    cluster: Combinable,
    words: Iterable[Combinable],
    where: Combinable,
) -> QuerySet[Model, Line]:
    columns = {f"word{at}": each for at, each in enumerate(words)}
    annotated = rows.order_by().annotate(cluster=cluster, **columns, where=where)
    lines: QuerySet[Model, Line] = annotated.values_list("cluster", *columns, "where")
    return lines


def kept_back() -> QuerySet[Entity]:
    """All that stand for, or lead to, somebody whose name is not shown."""
    chosen = Entity.objects.exclude(protection=Entity.Protection.PUBLIC)
    roots = chosen.annotate(cluster=Coalesce("root", "pk")).order_by().values("cluster")
    led = Entity.objects.filter(root__in=roots).order_by().values("pk")
    # as a list of keys: for one or the other PostgreSQL reads every entity there is
    return Entity.objects.filter(pk__in=roots.union(led)).order_by()


def _read(lines: Iterable[Line]) -> Screen:
    names: dict[int, dict[str, None]] = {}
    levels: dict[int, set[str]] = {}
    kinds: dict[int, str] = {}
    known: dict[int, set[int]] = {}
    others: dict[str, None] = {}
    # What stands for itself first: of its label are the initials.
    ordered = sorted(lines, key=lambda line: line[-1] == MERGED)
    for cluster, level, kind, label, slug, spelling, where in ordered:
        if where > OWN:
            known.setdefault(where, set()).add(cluster)
            continue
        if where == OTHER:
            others |= dict.fromkeys((label, slug, spelling))
            continue
        kinds.setdefault(cluster, kind)
        levels.setdefault(cluster, set()).add(level)
        spelt = names.setdefault(cluster, {})
        spelt |= dict.fromkeys(filter(None, (label, spelling, _spoken(slug))))
    people = {
        cluster: Protected(
            names=tuple(found),
            level=_strictest(levels[cluster]),
            is_person=kinds[cluster] == Entity.Kind.PERSON,
            withheld=_("[name withheld]"),
        )
        for cluster, found in names.items()
    }
    about = {key: frozenset(found) for key, found in known.items()}
    return Screen(people, about, tuple(sorted(others)))


def _spoken(slug: str) -> str:
    """The words of a slug: it may be an older spelling of the name."""
    return " ".join(word for word in slug.split("-") if word.isalpha()).title()


def _strictest(levels: Collection[str]) -> Level:
    """Of all that were joined: whoever is hidden once is hidden."""
    return Level.HIDDEN if Level.HIDDEN in levels else Level.INITIALS

"""How what was found is spread over sources, kinds, languages, years and names."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models.functions import Coalesce

from archive.models import Document, Mention
from archive.models.authorship import Author as Viewer
from archive.search import collecting, expressions, keys, scoping, showing
from archive.search.entities import offered
from archive.search.found import Facet, Facets
from archive.search.instead import Asker
from archive.search.query import Query, parse
from archive.search.scoping import Cursor

COUNTED = 500
_SHOWN = 12


def facets(
    query: str | Query,
    *,
    viewer: Viewer,
    on: date,
    filters: Mapping[str, str] | None = None,
    asker: Asker | None = None,
) -> Facets:
    """Counts over the newest 500 reports found by the words typed.

    Six queries at most, and those of the filters.
    """
    query = parse(query) if isinstance(query, str) else query
    if not query:
        return Facets()
    asker = asker or scoping.asking(viewer, on)
    narrowed = scoping.narrowing(query, filters, asker, "report")
    rows = scoping.among_all("report", asker, narrowed)
    scope = scoping.scope_of(query, "report", rows, narrowed, Cursor())
    found, is_all = _keys(query, scope, asker)
    return _counted(found, asker, is_complete=is_all and not scope.is_bounded)


def _keys(query: Query, scope: scoping.Scope, asker: Asker) -> tuple[list[int], bool]:
    if not scoping.is_careful(query, asker):
        # all tiers at once: of these the newest
        widest = [expressions.Step(1, expressions.all_of(query))]
        places = collecting.collect(widest, scope, Cursor(), limit=COUNTED + 1)
        found = [keys.object_of(place.key) for place in places]
        return found[:COUNTED], len(found) <= COUNTED
    steps = expressions.of_words(query)
    wide = expressions.without_unwanted(steps)
    limit = collecting.CHECKED
    places = collecting.collect(wide, scope, Cursor(), limit=limit + 1)
    each = showing.shown("report", places[:limit], scope.rows, asker)
    found = [pk for pk, one in each.items() if showing.tier_of(one, steps)]
    return found, not found or len(places) <= limit


def _counted(found: Sequence[int], asker: Asker, *, is_complete: bool) -> Facets:
    rows = list(
        Document.objects.filter(pk__in=found)
        .order_by()
        .values_list("kind", "language", "published_on", "source__slug", "source__name")
    )
    kinds = dict(Document.Kind.choices)
    years = Counter(str(row[2].year) for row in rows if row[2])
    languages = Counter(row[1] for row in rows)
    of_kind = Counter(row[0] for row in rows)
    return Facets(
        counted=len(rows),
        is_complete=is_complete,
        source=_most(_sources(Counter((row[3], row[4]) for row in rows), asker)),
        kind=_most({(each, str(kinds[each])): n for each, n in of_kind.items()}),
        language=_most({(each, each): n for each, n in languages.items()}),
        year=_most({(each, each): n for each, n in years.items()}),
        entity=_entities(found, asker),
    )


Called = tuple[str, str]  # the value in an address, and what it is called


def _sources(
    counted: Mapping[tuple[str | None, str | None], int], asker: Asker
) -> dict[Called, int]:
    """Of sources whose own name is shown."""
    screen = asker.screen
    return {
        (slug, screen.own(name or "")): n
        for (slug, name), n in counted.items()
        if slug and not screen.in_slug(slug)
    }


def _most(counted: Mapping[Called, int]) -> tuple[Facet, ...]:
    ordered = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Facet(value, label, n) for (value, label), n in ordered[:_SHOWN])


def _entities(found: Sequence[int], asker: Asker) -> tuple[Facet, ...]:
    """Those that most of them name, with a page of their own."""
    named = (
        Mention.objects.accepted()
        .filter(
            entity__isnull=False,
            passage__revision__in=Document.objects.filter(pk__in=found).values(
                "current_revision"
            ),
        )
        .order_by()
        .annotate(of=Coalesce("entity__root", "entity"))
        .values_list("of", "passage__revision")
        .distinct()
    )
    counted = Counter(of for of, _revision in named)
    ordered = sorted(counted.items(), key=lambda each: (-each[1], each[0]))[
        : 2 * _SHOWN
    ]
    rows = offered([of for of, _n in ordered], asker)
    screen = asker.screen
    return tuple(
        Facet(rows[of].slug, screen.own(rows[of].label), n)
        for of, n in ordered
        if of in rows
    )[:_SHOWN]

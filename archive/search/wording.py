"""What was understood of a search, and why something was found, in plain words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from archive.search.query import MOST_WORDS, Query


def describe(query: Query) -> tuple[str, ...]:
    """In plain words what is looked for, what is left out and what was ignored."""
    return tuple(_described(query))


def _described(query: Query) -> Iterator[str]:
    if not query:
        yield _("There is nothing to look for in this: give a word or a name.")
    else:
        wanted = ", ".join(_(" or ").join(map(str, group)) for group in query.wanted)
        yield _("Looked for: %(words)s.") % {"words": wanted}
    if query.unwanted:
        without = ", ".join(map(str, query.unwanted))
        yield _("Without: %(words)s.") % {"words": without}
    if query.filters:
        by = ", ".join(f"{field}: {value}" for field, value in query.filters)
        yield _("Only %(filters)s.") % {"filters": by}
    if query.short_prefixes:
        yield _("%(words)s: a beginning needs three letters; taken as whole words.") % {
            "words": ", ".join(query.short_prefixes)
        }
    if query.has_more:
        yield _("Only the first %(n)s words were looked for.") % {"n": MOST_WORDS}

"""What people say of a source: who it is, and what on its pages is no report."""

from urllib.parse import urlsplit

from anyascii import anyascii
from django.utils.text import slugify

from archive.models import Batch, Source, recording
from archive.models.authorship import Author, save_as
from archive.models.slugs import free_slug

_STEM = 70  # the column has room for a number behind it


def new_source(
    name: str,
    *,
    by: Author,
    kind: str = Source.Kind.WEBSITE,
    home: str = "",
    language: str = "en",
) -> Source:
    """A source that was not known; pages of its site are told by their address.

    Raises ValueError for a name or a site that another source has.
    """
    name = " ".join(name.split())
    domain = _domain(home)
    if not name:
        raise ValueError("Give the name of the source.")
    if known := Source.objects.filter(name__iexact=name).first():
        raise ValueError(f"“{known.name}” is a source already: choose it.")
    if domain and (owner := _owner(domain)):
        raise ValueError(f"{domain} is the site of “{owner.name}”: choose that.")
    with recording(Batch.Verb.ENTRY, by=by, summary=name):
        source = Source(
            slug=free_slug(Source, slugify(anyascii(name))[:_STEM], otherwise="source"),
            name=name,
            kind=kind,
            home=home,
            domains=domain,
            language=language,
        )
        save_as(source, by)
    return source


def _domain(home: str) -> str:
    try:
        host = urlsplit(home).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _owner(domain: str) -> Source | None:
    named = Source.objects.filter(domains__icontains=domain)
    return next(
        (
            each
            for each in named
            if domain in each.domains.replace(",", " ").casefold().split()
        ),
        None,
    )


def describe_source(source: Source, *, by: Author) -> None:
    """Keep what was typed about a source."""
    with recording(Batch.Verb.EDIT, by=by, summary=source.name):
        save_as(source, by)


def set_boilerplate(source: Source, rules: str, *, by: Author) -> None:
    """Keep the rules of a source. Its texts are marked by them in the worker."""
    with recording(Batch.Verb.EDIT, by=by, summary=source.name):
        source.boilerplate = rules
        save_as(source, by)

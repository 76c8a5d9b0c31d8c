"""A file read and marked, not yet stored; what people say goes before it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from archive import cleaning, dates, languages, lexicon, readers
from archive.models import Document, Source

# A report is a few kilobytes; a book is two megabytes. Above this a person
# has picked the wrong file, and reading it would only fill the memory.
LIMIT_BYTES = 5 * 1024 * 1024
_LONGEST_URL = 500
_LONGEST_CODE = 12
_AS_STATED = "stated by the page"

Read = Callable[..., readers.Readout]


class Refused(ValueError):
    """Why nothing was stored, in words for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Described:
    """What the person who brings a document says of it. Empty = not said."""

    title: str = ""
    slug: str = ""
    source: Source | None = None
    kind: str = Document.Kind.REPORT
    author: str = ""
    language: str = ""
    published: dates.DateSpan | None = None
    published_words: str = ""
    url: str = ""
    visibility: str = Document.Visibility.DRAFT


@dataclass(frozen=True, slots=True)
class Received:
    """The bytes as they came, and where from."""

    content: bytes
    received_at: datetime
    file_name: str = ""
    media_type: str = ""
    url: str = ""
    final_url: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document read and marked. Offsets are code points of its text."""

    title: str
    author: str
    text: str
    language: str
    source: Source | None
    published: dates.DateSpan | None
    published_words: str
    url: str
    media_type: str
    segments: Sequence[cleaning.Segment]
    letters: Sequence[cleaning.InnerLetter] = field(default=())
    page_starts: Sequence[int] = field(default=())
    aside: Sequence[tuple[int, int]] = field(default=())
    notes: Sequence[str] = field(default=())


def draft(
    received: Received, described: Described, *, read: Read = readers.read
) -> Draft:
    """Bytes into text with its parts marked. Raises Refused.

    A query for the sources when the file says where it was published.
    """
    refuse_size(len(received.content))
    _refuse_language(described.language)
    try:
        readout = read(
            received.content,
            file_name=received.file_name,
            media_type=received.media_type,
            language=described.language,
        )
        return _marked(readout, received, described)
    except ValueError as error:
        raise Refused(str(error)) from error


def refuse_size(size_bytes: int) -> None:
    """Asked before a file is read, so that a huge one never fills the memory."""
    if size_bytes > LIMIT_BYTES:
        size, limit = size_bytes / 1024**2, LIMIT_BYTES / 1024**2
        raise Refused(
            f"The file is {size:.0f} MB; reports up to {limit:.0f} MB are taken."
        )


def profile_of(source: Source | None) -> cleaning.Profile:
    """The rules of a source for what on its pages is not the report."""
    return cleaning.profile(source.boilerplate if source else "")


def _marked(
    readout: readers.Readout, received: Received, described: Described
) -> Draft:
    url = _address(described.url, received.url, readout.url)
    source = described.source or _source_of(url)
    cleaned = cleaning.clean(
        readout.text, profile=profile_of(source), aside=readout.aside
    )
    published, words = _published(readout, described)
    return Draft(
        title=described.title or readout.title or cleaned.title,
        author=described.author or readout.byline or cleaned.byline,
        text=readout.text,
        language=_language(readout, described),
        source=source,
        published=published,
        published_words=words,
        url=url,
        media_type=readout.media_type,
        segments=cleaned.segments,
        letters=cleaning.find_letters(readout.text, cleaned.segments),
        page_starts=readout.page_starts,
        aside=readout.aside,
        notes=readout.notes,
    )


def _published(
    readout: readers.Readout, described: Described
) -> tuple[dates.DateSpan | None, str]:
    """The day a person gives goes before the one the page states."""
    # when a file was made is not when its words came out
    is_stated = readout.published and readout.kind in {"html", "eml"}
    if described.published is not None or not is_stated:
        return described.published, described.published_words
    try:
        return dates.parse(readout.published), described.published_words or _AS_STATED
    except ValueError:
        return None, described.published_words


def _language(readout: readers.Readout, described: Described) -> str:
    """As a person says, as the page says, as the words look; English at last."""
    stated = readout.language if _is_language(readout.language) else ""
    return described.language or stated or languages.guess(readout.text) or "en"


def _is_language(code: str) -> bool:
    return len(code) <= _LONGEST_CODE and lexicon.is_language(code)


def _refuse_language(code: str) -> None:
    if code and not _is_language(code):
        raise Refused(f"“{code}” is no language code: write en, ru, pt-BR.")


def _address(*candidates: str) -> str:
    for url in candidates:
        if url.startswith(("https://", "http://")) and len(url) <= _LONGEST_URL:
            return url
    return ""


def _source_of(url: str) -> Source | None:
    """The source that publishes at the host of an address, if one does."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if not host:
        return None
    for source in Source.objects.exclude(domains=""):
        domains = source.domains.replace(",", " ").casefold().split()
        if any(host == name or host.endswith(f".{name}") for name in domains):
            return source
    return None

"""A file read and marked, not yet stored; what people say goes before it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from archive import cleaning, dates, languages, lexicon, readers
from archive.cleaning import bylines
from archive.ingest import tongues
from archive.models import Document, Source
from archive.readers import datelines

# A report is a few kilobytes; a book is two megabytes. Above this a person
# has picked the wrong file, and reading it would only fill the memory.
LIMIT_BYTES = 5 * 1024 * 1024
_LONGEST_URL = 500
_LONGEST_CODE = 12
_LONGEST_WORDS = 200
_AS_STATED = "stated by the page"
# A letter with no more of a report around it than this is no letter inside one.
_WHOLE = 0.9

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
    """REPORT is also what nobody has said: a letter alone is then a letter."""
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
    kind: str
    author: str
    addressee: str
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
    language = _language(readout, described)
    letters = cleaning.find_letters(readout.text, cleaned.segments)
    whole = _whole_letter(letters, cleaned.segments, described)
    published, words = _published(readout, received, described, cleaned, whole)
    return Draft(
        title=described.title or readout.title or cleaned.title,
        kind=whole.kind if whole else described.kind,
        author=described.author or _author(readout, cleaned, source, whole),
        addressee=whole.addressee if whole else "",
        text=readout.text,
        language=language,
        source=source,
        published=published,
        published_words=words,
        url=url,
        media_type=readout.media_type,
        segments=tongues.told(readout.text, cleaned.segments, language=language),
        letters=() if whole else letters,
        page_starts=readout.page_starts,
        aside=readout.aside,
        notes=readout.notes,
    )


def _whole_letter(
    letters: Sequence[cleaning.InnerLetter],
    segments: Sequence[cleaning.Segment],
    described: Described,
) -> cleaning.InnerLetter | None:
    """The letter that is all there is, but for a title and what a site prints."""
    if len(letters) != 1 or described.kind == Document.Kind.JUDGMENT:
        return None
    only = letters[0]
    own = [
        part
        for part in segments
        if part.kind
        not in {cleaning.SegmentKind.BOILERPLATE, cleaning.SegmentKind.TITLE}
    ]
    total = sum(part.end - part.start for part in own)
    inside = sum(
        max(0, min(part.end, only.end) - max(part.start, only.start)) for part in own
    )
    if inside < total * _WHOLE:
        return None
    is_said = described.kind != Document.Kind.REPORT
    return replace(only, kind=described.kind) if is_said else only


def _author(
    readout: readers.Readout,
    cleaned: cleaning.Cleaned,
    source: Source | None,
    whole: cleaning.InnerLetter | None,
) -> str:
    """The people rather than the paper; of a letter, who signed it."""
    publishers = [readout.site_name, source.name if source else ""]
    stated = bylines.without_publisher(readout.byline, publishers)
    printed = bylines.without_publisher(cleaned.byline, publishers)
    signed = whole.sender if whole else ""
    named = [each for each in (stated, printed, signed) if each]
    people = [each for each in named if not bylines.is_publisher(each, publishers)]
    return next(iter([*people, *named]), "")


def _published(
    readout: readers.Readout,
    received: Received,
    described: Described,
    cleaned: cleaning.Cleaned,
    whole: cleaning.InnerLetter | None,
) -> tuple[dates.DateSpan | None, str]:
    """As a person says, as the page states, as the report prints; or nothing.

    A printed day with two readings is left to a person: its words are kept.
    """
    if described.published is not None:
        return described.published, described.published_words
    # when a file was made is not when its words came out
    if readout.published and readout.kind in {"html", "eml"}:
        try:
            stated = dates.parse(readout.published)
        except ValueError:
            return None, described.published_words
        return stated, described.published_words or _AS_STATED
    found = printed_day(
        readout.text,
        () if whole else cleaned.segments,
        language=_language(readout, described),
        received_at=received.received_at,
    )
    if found is None:
        return _written(whole, described)
    words = described.published_words or found.words[:_LONGEST_WORDS]
    if found.is_ambiguous:
        return None, words
    return replace(found.readings[0], basis=dates.Basis.DATELINE), words


def _written(
    whole: cleaning.InnerLetter | None, described: Described
) -> tuple[dates.DateSpan | None, str]:
    """The date of a letter, wherever in it that stands."""
    words = whole.written if whole else ""
    if not words or datelines.readings(words):
        return None, described.published_words or words[:_LONGEST_WORDS]
    found = dates.find(words, published_on=None, language=described.language or "en")
    if not found:
        return None, described.published_words
    span = replace(found[0].span, basis=dates.Basis.DATELINE)
    return span, described.published_words or words[:_LONGEST_WORDS]


def printed_day(
    text: str,
    segments: Sequence[cleaning.Segment],
    *,
    language: str,
    received_at: datetime,
) -> datelines.Dateline | None:
    """The day a report prints as that of its publication, if it prints one."""
    # it may be the day after at the other end of the world
    upto = received_at.date() + timedelta(days=1)
    return datelines.find(text, segments, language=language, upto=upto)


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

"""PDF: the text of each page, with where the pages begin."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pypdf import PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from archive.readers import printed, reflow, tidying
from archive.readers.readout import Readout, Unreadable

MOST_PAGES = 2_000
_MOST_LETTERS = 8_000_000
_MOST_BYTES = 30_000_000
_LETTERS_OF_A_PAGE = 20
_UNREADABLE_SHARE = 0.2
_MOST_NAMED = 8
_RUNNING_PAGES = 3
_RUNNING_SHARE = 0.5
_LONGEST_RUNNING = 120
_NO_LETTER = re.compile(
    "[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]|\\(cid:\\d+\\)|/g\\d+(?=/g)"
)
_SCAN = (
    "The PDF holds pictures of pages and no text: run it through OCR (text"
    " recognition) and bring the result."
)
_LOCKED = "The PDF is locked with a password: unlock it and bring the open copy."
_DAMAGED = "The PDF is damaged: fetch it again, or open it and print it to a new PDF."
_TOO_MUCH = (
    "The PDF is packed so that it unfolds to far more than a report: it is refused."
)

# Each stumble of a damaged file is a line in its log; the curator gets one.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read(content: bytes) -> Readout:
    try:
        with apply_configuration(
            zlib_maximum_output_length=_MOST_BYTES,
            lzw_maximum_output_length=_MOST_BYTES,
            run_length_maximum_output_length=_MOST_BYTES,
            array_based_stream_maximum_output_length=_MOST_BYTES,
            stream_decoding_work_maximum_length=_MOST_BYTES * 3,
            page_tree_maximum_entries=MOST_PAGES * 4,
        ):
            return _read(_opened(content))
    except LimitReachedError:
        raise Unreadable(_TOO_MUCH) from None
    except DependencyError:
        raise Unreadable(
            "The PDF is protected: open it, print it to a new PDF and bring that."
        ) from None
    except PyPdfError:
        raise Unreadable(_DAMAGED) from None


def _opened(content: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(_LOCKED)
    # What the file says comes first: counting a hundred thousand is slow.
    tree = reader.root_object.get("/Pages")
    stated = tree.get_object().get("/Count", 0) if tree else 0
    _refuse_pages(stated if isinstance(stated, int) else 0)
    _refuse_pages(len(reader.pages))
    return reader


def _refuse_pages(count: int) -> None:
    if count > MOST_PAGES:
        raise Unreadable(
            f"The PDF has {count:,} pages; up to {MOST_PAGES:,} are read. Bring the"
            " part that is the report."
        )


def _read(reader: PdfReader) -> Readout:
    pages = [_lines(text) for text in _texts(reader)]
    _refuse_unreadable(pages)
    running = _running(pages)
    known = reflow.words("\n".join(line for page in pages for line in page))
    parts: list[str] = []
    starts, aside = [], []
    at = 0
    for page in pages:
        starts.append(at)
        for paragraph, is_running in _paragraphs(page, running, known):
            if is_running and paragraph:
                aside.append((at, at + len(paragraph)))
            parts.append(paragraph)
            at += len(paragraph) + 1
        parts.append("")
        at += 1
    text = "\n".join(parts).rstrip("\n")
    about = _about(reader)
    return Readout(
        text=text,
        kind="pdf",
        media_type="application/pdf",
        aside=tuple(aside),
        page_starts=tuple(min(start, len(text)) for start in starts),
        title=printed.title(about.get("/Title", "")),
        byline=printed.author(about.get("/Author", "")),
        published=printed.file_day(
            _pdf_day(about.get("/CreationDate", "")),
            _pdf_day(about.get("/ModDate", "")),
        ),
        notes=_notes(pages),
    )


def _texts(reader: PdfReader) -> Iterator[str]:
    length = 0
    for page in reader.pages:
        text = page.extract_text()
        length += len(text)
        if length > _MOST_LETTERS:
            raise Unreadable(_TOO_MUCH)
        yield text


def _lines(text: str) -> list[str]:
    """The lines of a page; one blank line where some are, none at its ends."""
    # a soft hyphen at the end of a line says that a word goes on
    marked = re.sub(r"\xad(?=[ \t]*\n)", "\u2010", text)
    tidied = tidying.tidy(tidying.unshaped(marked))
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in tidied.split("\n")]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _refuse_unreadable(pages: Sequence[Sequence[str]]) -> None:
    text = "".join(line for page in pages for line in page)
    if len(re.sub(r"\W", "", text)) < _LETTERS_OF_A_PAGE:
        raise Unreadable(_SCAN)
    if len(_NO_LETTER.findall(text)) > len(text) * _UNREADABLE_SHARE:
        raise Unreadable(
            "The PDF does not say which letters its signs are: run it through OCR"
            " (text recognition) and bring the result."
        )


def _running(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """What stands at the head or foot of most pages, numbers apart."""
    ends = Counter[str]()
    filled = [page for page in pages if len(page) > 2]
    for page in filled:
        ends.update({_masked(line) for line in (*page[:2], *page[-2:])})
    least = max(_RUNNING_PAGES, len(filled) * _RUNNING_SHARE)
    return frozenset(line for line, count in ends.items() if count >= least)


def _masked(line: str) -> str:
    return re.sub(r"\d+", "#", line)[:_LONGEST_RUNNING] if line else ""


def _paragraphs(
    page: Sequence[str], running: frozenset[str], known: Counter[str]
) -> Iterator[tuple[str, bool]]:
    """Each with whether it is the running head or foot of the page."""
    first, last = 0, len(page)
    while first < min(2, last) and _is_running(page[first], running):
        first += 1
    while last > max(first, len(page) - 2) and _is_running(page[last - 1], running):
        last -= 1
    yield from ((line, True) for line in page[:first])
    yield from ((line, False) for line in reflow.join(page[first:last], known=known))
    yield from ((line, True) for line in page[last:])


def _is_running(line: str, running: frozenset[str]) -> bool:
    return not line or _masked(line) in running


def _about(reader: PdfReader) -> dict[str, str]:
    """What the file's properties say; empty where they are broken."""
    try:
        about = reader.metadata
        return {str(name): str(value) for name, value in about.items()} if about else {}
    except (PyPdfError, ValueError, TypeError, AttributeError):
        return {}


def _pdf_day(stated: str) -> str:
    """D:20110622101500+02'00' as an ISO day (PDF 32000-1, section 7.9.4)."""
    return printed.day(stated.removeprefix("D:")[:8])


def _notes(pages: Sequence[Sequence[str]]) -> tuple[str, ...]:
    empty = [
        str(number)
        for number, page in enumerate(pages, start=1)
        if len(re.sub(r"\W", "", "".join(page))) < _LETTERS_OF_A_PAGE // 2
    ]
    if not empty:
        return ()
    named = ", ".join(empty[:_MOST_NAMED]) + (" …" if len(empty) > _MOST_NAMED else "")
    many = "Page" if len(empty) == 1 else "Pages"
    return (f"{many} without text, perhaps pictures: {named}.",)

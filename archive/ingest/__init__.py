"""Bytes in; a document with its capture, revision and segments out.

The only writer of stored bytes and text. One transaction a document: all of
it is there, or nothing. The same bytes twice are stored once.
"""

from archive.ingest.drafting import (
    LIMIT_BYTES,
    Described,
    Draft,
    Received,
    Refused,
    draft,
    printed_day,
    profile_of,
    refuse_size,
)
from archive.ingest.likenesses import remember
from archive.ingest.marking import Marked, mark_again, mark_one, mark_source, parts
from archive.ingest.storing import (
    AlreadyKnown,
    add_revision,
    add_segments,
    add_translation,
    ingest,
    inner_letter,
    published_columns,
)
from archive.ingest.taking import Reader, Taken, take_in

__all__ = [
    "LIMIT_BYTES",
    "AlreadyKnown",
    "Described",
    "Draft",
    "Marked",
    "Reader",
    "Received",
    "Refused",
    "Taken",
    "add_revision",
    "add_segments",
    "add_translation",
    "draft",
    "ingest",
    "inner_letter",
    "mark_again",
    "mark_one",
    "mark_source",
    "parts",
    "printed_day",
    "profile_of",
    "published_columns",
    "refuse_size",
    "remember",
    "take_in",
]

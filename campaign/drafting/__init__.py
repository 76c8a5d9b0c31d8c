"""Writing model letters: from a document, on a sheet, in other languages."""

from campaign.drafting.making import (
    copy_to_frame,
    from_document,
    next_version,
    translation_of,
)
from campaign.drafting.problems import Problem, newest_of, problems, word_count
from campaign.drafting.proposing import (
    Proposed,
    ProposedPiece,
    fitting,
    in_order,
    propose,
    searched,
)
from campaign.drafting.rewriting import Refused, Stale, faults, rewrite
from campaign.drafting.sample import nobody
from campaign.drafting.sheet import (
    MOST_ALTERNATIVES,
    MOST_PARAGRAPHS,
    Piece,
    Sheet,
    sheet_of,
)
from campaign.drafting.trial import behind, trying

__all__ = [
    "MOST_ALTERNATIVES",
    "MOST_PARAGRAPHS",
    "Piece",
    "Problem",
    "Proposed",
    "ProposedPiece",
    "Refused",
    "Sheet",
    "Stale",
    "behind",
    "copy_to_frame",
    "faults",
    "fitting",
    "from_document",
    "in_order",
    "newest_of",
    "next_version",
    "nobody",
    "problems",
    "propose",
    "rewrite",
    "searched",
    "sheet_of",
    "translation_of",
    "trying",
    "word_count",
]

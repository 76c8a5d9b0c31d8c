"""A model letter as its editor holds it: values, saved or not yet."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date

from campaign.models import ModelLetter, Paragraph

# More than any letter has; a form that sends more is not ours.
MOST_PARAGRAPHS = 60
MOST_ALTERNATIVES = 12
LONGEST_TEXT = 4000  # characters; a page holds about 3,000


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph; key = its row, None for one that has none yet."""

    role: str
    text: str
    is_locked: bool = True
    is_optional: bool = False
    alternatives: tuple[str, ...] = ()  # in their order, none empty
    claims: tuple[int, ...] = ()
    key: int | None = None
    passage: int | None = None  # the words of the template it follows
    follows: int | None = None  # the paragraph it translates


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a curator writes of a version, in the order it is printed."""

    subject: str
    register: str
    in_force_from: date
    what_changed: str = ""
    pieces: tuple[Piece, ...] = field(default=())

    @property
    def mark(self) -> str:
        """The same for the same letter, whoever saved it: tells two tabs apart."""
        said = asdict(self)
        for piece in said["pieces"]:
            piece["claims"] = sorted(piece["claims"])
            del piece["key"], piece["passage"], piece["follows"]
        text = json.dumps(said, default=str, sort_keys=True)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def sheet_of(model_letter: ModelLetter) -> Sheet:
    """As it is saved. No query when it was loaded with_text()."""
    return Sheet(
        subject=model_letter.subject,
        register=model_letter.register,
        in_force_from=model_letter.in_force_from,
        what_changed=model_letter.what_changed,
        pieces=tuple(_piece(each) for each in model_letter.paragraphs.all()),
    )


def _piece(paragraph: Paragraph) -> Piece:
    return Piece(
        role=paragraph.role,
        text=paragraph.text,
        is_locked=paragraph.is_locked,
        is_optional=paragraph.is_optional,
        alternatives=tuple(each.text for each in paragraph.alternatives.all()),
        claims=tuple(each.claim_id for each in paragraph.citations.all()),
        key=paragraph.pk,
        passage=paragraph.adapted_from_id,
        follows=paragraph.follows_id,
    )

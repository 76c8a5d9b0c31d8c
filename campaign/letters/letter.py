"""The letter itself: what every format renders and nobody stores."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify

# A line left to be filled in by hand: an address nobody has verified, or a
# signature. Formats draw it as a rule or print it as it stands.
BLANK_LINE = "_" * 30


class Refused(ValueError):
    """No letter can be made; the reasons are sentences for the page."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything a letter says, in the order it is printed.

    Plain text throughout, NFC, no line breaks but those the writer made in a
    paragraph (LF). Empty strings and empty tuples mean that the part is left
    out. Same inputs, same value.
    """

    language: str  # BCP 47, "en", "de"
    sender: tuple[str, ...]  # name, organisation, town: one line each
    place_and_date: str
    written_on: date
    addressee: tuple[str, ...]  # office, mission, street … country; may hold BLANK_LINE
    reference: str
    subject: str
    salutation: str
    paragraphs: tuple[str, ...]
    closing: str
    signature: tuple[
        str, ...
    ]  # name, role, organisation; BLANK_LINE first when by hand
    copies_label: str  # "Copy to:" in the letter's language
    copies: tuple[str, ...]
    email_to: str  # "" when no verified e-mail address is known
    email_cc: tuple[str, ...]
    is_draft: bool  # every format then says DRAFT
    facts_checked: str = ""  # "Facts checked on 28 September 2011"
    # only when the writer asked for the sources:
    notes: tuple[tuple[int, ...], ...] = ()  # for each paragraph, from 1
    sources_label: str = ""  # "Sources" in the letter's language
    sources: tuple[str, ...] = ()  # publisher, title, date, address; 1 is the first
    evidence_label: str = ""  # "Evidence for each sentence:"
    evidence_url: str = ""  # printed, and as a QR code


def file_name(letter: Letter, extension: str) -> str:
    """A name for the file that tells the letter, not the sender.

    ASCII only, so that it needs no quoting in a header.
    """
    _word, _space, number = letter.reference.partition(" ")
    code = slugify(number.replace("/", "-"))
    return f"letter-{code}-{letter.language}.{extension}"

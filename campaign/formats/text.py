"""A letter as plain text, as it would be read aloud.

Paragraphs are not wrapped: every mail program and editor wraps for its own
width, and a hard break inside a sentence survives copying.
"""

from campaign.formats import DRAFT, cited, copies, notes_below, plain, printable
from campaign.letters import Letter

MEDIA_TYPE = "text/plain; charset=utf-8"
EXTENSION = "txt"


def render(letter: Letter) -> bytes:
    """UTF-8 without a byte order mark, LF line ends, one at the end."""
    letter = printable(letter)
    blocks = [
        [DRAFT if letter.is_draft else ""],
        letter.sender,
        [letter.place_and_date],
        letter.addressee,
        [letter.reference, letter.facts_checked],
        [letter.subject],
        [letter.salutation],
        *([paragraph.in_brackets] for paragraph in cited(letter)),
        [letter.closing],
        letter.signature,
        copies(letter),
        *notes_below(letter),
    ]
    return plain(blocks).encode()

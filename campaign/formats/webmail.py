"""Links that open a new message in a mailbox on the web.

A web address is kept by browsers and servers on its way, so it carries to
whom and about what, and nothing of who writes: the text is for pasting.
"""

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from campaign.formats import is_email, printable
from campaign.letters import BLANK_LINE, Letter

# As for mailto: what is longer may be cut on the way.
LIMIT_BYTES = 1900


@dataclass(frozen=True, slots=True)
class _Mailbox:
    name: str
    compose: str  # where a message is begun; the fields follow
    subject: str  # what the subject is called there


_MAILBOXES = (
    _Mailbox("Gmail", "https://mail.google.com/mail/?view=cm&fs=1&", "su"),
    _Mailbox("Outlook", "https://outlook.live.com/mail/0/deeplink/compose?", "subject"),
    _Mailbox(
        "Outlook (work or school)",
        "https://outlook.office.com/mail/deeplink/compose?",
        "subject",
    ),
    _Mailbox("Yahoo Mail", "https://compose.mail.yahoo.com/?", "subj"),
)


class Webmail(NamedTuple):
    """A link for a page: with rel="noreferrer noopener"."""

    name: str
    href: str


def links(letter: Letter) -> list[Webmail]:
    """One for each kind of mailbox; none without a verified address.

    The subject is left out where it says who writes or would be cut.
    """
    letter = printable(letter)
    if not is_email(letter.email_to):
        return []
    copies = ",".join(filter(is_email, letter.email_cc))
    subject = "" if _tells_who_writes(letter) else letter.subject
    return [
        Webmail(box.name, _href(box, letter, copies, subject)) for box in _MAILBOXES
    ]


def _href(box: _Mailbox, letter: Letter, copies: str, subject: str) -> str:
    """As much as is safe: all of it, or without copies, or whom it is to."""
    to = {"to": letter.email_to}
    about = {box.subject: subject}
    for fields in (to | {"cc": copies} | about, to | about, to):
        query = "&".join(
            f"{name}={quote(value, safe='@,')}"
            for name, value in fields.items()
            if value
        )
        if len(box.compose + query) <= LIMIT_BYTES:
            break
    return box.compose + query


def _tells_who_writes(letter: Letter) -> bool:
    said = letter.subject.casefold()
    lines = (*letter.sender, *letter.signature)
    return any(line.casefold() in said for line in lines if line and line != BLANK_LINE)

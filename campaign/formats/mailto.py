"""A letter as a mailto: link (RFC 6068), whole where mail programs take it."""

from dataclasses import dataclass
from urllib.parse import quote

from campaign.formats import is_email, mail_body, printable
from campaign.letters import Letter

# Windows cuts a link it opens at about 2,000 bytes; so do some mail programs.
LIMIT_BYTES = 1900


@dataclass(frozen=True, slots=True)
class Mailto:
    """A link, and whether it carries the whole letter."""

    href: str
    is_complete: bool


def link(letter: Letter) -> Mailto:
    """The whole letter while it fits, else to whom and the subject alone.

    Then the text is for the writer to paste, and the copies with it; a
    subject that is itself too long is left out too. What is no plain e-mail
    address is never in a link.
    """
    letter = printable(letter)
    cc = ",".join(filter(None, map(_address, letter.email_cc)))
    subject = _text(letter.subject)
    body = _text(mail_body(letter).rstrip("\n").replace("\n", "\r\n"))
    for fields in ({"cc": cc, "subject": subject, "body": body}, {"subject": subject}):
        href = _href(letter.email_to, fields)
        if len(href) <= LIMIT_BYTES:
            return Mailto(href, is_complete="body" in fields)
    return Mailto(_href(letter.email_to, {}), is_complete=False)


def _href(email: str, fields: dict[str, str]) -> str:
    query = "&".join(f"{name}={value}" for name, value in fields.items() if value)
    return f"mailto:{_address(email)}" + (f"?{query}" if query else "")


def _address(email: str) -> str:
    return quote(email, safe="@") if is_email(email) else ""


def _text(text: str) -> str:
    return quote(text, safe="")

"""A letter as an e-mail draft: opened, it waits in the mail program.

X-Unsent opens it for writing instead of reading. A draft has no sender, no
date and no message number: the mail program adds its own, and we know none.
"""

import re
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP

from campaign.formats import is_email, mail_body, printable
from campaign.letters import Letter

MEDIA_TYPE = "message/rfc822"
EXTENSION = "eml"

# Words that need no encoding and that a line can hold.
_PLAIN = re.compile(r"[!-~]{1,60}( [!-~]{1,60})*")


def render(letter: Letter) -> bytes:
    """ASCII with CRLF line ends; UTF-8 inside, encoded (RFC 2045, 2047, 5322).

    To and Cc are missing when no address is known; what is no plain e-mail
    address is left out.
    """
    letter = printable(letter)
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if is_email(letter.email_to):
        message["To"] = letter.email_to
    if copies := list(filter(is_email, letter.email_cc)):
        message["Cc"] = ", ".join(copies)
    message.set_content(mail_body(letter), cte="quoted-printable")
    return _subject(letter.subject) + message.as_bytes()


def _subject(subject: str) -> bytes:
    """The header line, encoded unless it is plain words.

    EmailMessage would decode what merely looks encoded, =?utf-8?q?a=0Ab?=, and
    before Python 3.11.10 write the line break in it as one (CVE-2024-6923).
    """
    is_plain = _PLAIN.fullmatch(subject) and "=?" not in subject
    header = Header(subject, "us-ascii" if is_plain else "utf-8", header_name="Subject")
    line = header.encode(linesep="\r\n")
    return f"Subject: {line}\r\n".encode("ascii")

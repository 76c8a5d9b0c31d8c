"""Messages as mailed, and pages a browser saved as one file (MHTML)."""

from dataclasses import replace
from email import errors, message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from archive.readers import page, plain, printed, tidying
from archive.readers.readout import Readout, Unreadable

_MOST_NAMED = 5
# A text part this short, beside a page four times as long, only says that the
# message is a page.
_STUB_LETTERS = 200
_STUB_TIMES = 4
# Taking a header apart costs the square of its length.
_LONGEST_HEADER = 5_000
_NO_TEXT = "The message holds no text, only attachments: bring those one by one."


def read(content: bytes, *, language: str = "") -> Readout:
    message = message_from_bytes(content, policy=policy.default)
    address = _header(message, "Snapshot-Content-Location")
    saved = address or "<Saved by" in _header(message, "From")
    written = _written(message, language=language, address=address)
    if saved:
        return written
    return replace(
        written,
        kind="eml",
        media_type="message/rfc822",
        title=tidying.one_line(_header(message, "Subject")),
        byline=_sender(message),
        published=_day(message),
        notes=(*written.notes, *_attachments(message)),
    )


def _written(message: EmailMessage, *, language: str, address: str) -> Readout:
    text, web = _part(message, "plain"), _part(message, "html")
    letters = _letters(text, language) if text is not None else ""
    is_stub = web is not None and len(letters) < _STUB_LETTERS
    if web is not None and (is_stub or not letters):
        seen = _page(web, language, address)
        if seen and len(seen.text) > len(letters) * (_STUB_TIMES if letters else 0):
            return seen
    if not letters:
        raise Unreadable(_NO_TEXT)
    return Readout(letters, "eml", "message/rfc822")


def _part(message: EmailMessage, subtype: str) -> EmailMessage | None:
    found = message.get_body(preferencelist=(subtype,))
    return found if isinstance(found, EmailMessage) else None


def _page(part: EmailMessage, language: str, address: str) -> Readout | None:
    charset = part.get_content_charset("")
    try:
        return page.read(
            _bytes(part),
            media_type=f"text/html; charset={charset}",
            language=language,
            url=address,
        )
    except Unreadable:
        return None


def _letters(part: EmailMessage, language: str) -> str:
    content = _bytes(part)
    if not content.strip():
        return ""
    try:
        text = content.decode(part.get_content_charset("utf-8"))
    except (LookupError, ValueError):
        text = plain.decode(content, language=language)
    if part.get_param("format", "") == "flowed":
        is_space_dropped = part.get_param("delsp", "no") == "yes"
        text = _unflowed(text.replace("\r\n", "\n"), is_space_dropped=is_space_dropped)
    return tidying.tidy(text).strip("\n").replace("\x00", " ")


def _bytes(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _unflowed(text: str, *, is_space_dropped: bool) -> str:
    """Lines that end in a space go on in the next one (RFC 3676 section 4.1)."""
    lines: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        bare = line.removeprefix(" ")
        if goes_on and not bare.startswith(">"):
            lines[-1] += bare
        else:
            lines.append(bare)
        goes_on = bare.endswith(" ") and bare != "-- "
        if goes_on and is_space_dropped:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _header(message: EmailMessage, name: str) -> str:
    raw = (value for key, value in message.raw_items() if key.lower() == name.lower())
    if len(str(next(raw, ""))) > _LONGEST_HEADER:
        return ""
    try:
        return str(message.get(name, ""))
    except (errors.MessageError, ValueError, IndexError, AttributeError, LookupError):
        return ""


def _sender(message: EmailMessage) -> str:
    name, address = parseaddr(_header(message, "From"))
    return tidying.one_line(name or address)


def _day(message: EmailMessage) -> str:
    try:
        return printed.day(
            parsedate_to_datetime(_header(message, "Date")).date().isoformat()
        )
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _attachments(message: EmailMessage) -> tuple[str, ...]:
    names = [
        tidying.one_line(part.get_filename() or part.get_content_type(), 80)
        for part in message.iter_attachments()
    ]
    if not names:
        return ()
    named = ", ".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
    many = "1 attachment was" if len(names) == 1 else f"{len(names)} attachments were"
    return (f"{many} left out: {named}.",)

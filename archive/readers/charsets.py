"""The letters of a page, by its mark, its own words or what its bytes allow."""

import codecs
import re

from archive.readers import plain, sniffing

# What browsers take these labels for (Encoding Standard, section 4.2).
_AS_BROWSERS_READ = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
    "utf-7": "utf-8",
}
_WIDE = {"utf-16", "utf-16-le", "utf-16-be"}
# Codecs that turn bytes into letters and yet are no charset of a page.
_NO_CHARSET = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"}
_META = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_SENT = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_LOOKED_AT = 8_192
# A page in which one letter in a thousand is broken is still that page.
_BROKEN_SHARE = 0.001


def decode(content: bytes, *, media_type: str = "", language: str = "") -> str:
    """The page as text. Raises Unreadable for what is empty or not text.

    Valid UTF-8 is UTF-8 whatever the page says: pages are saved anew by
    programs that leave the old label in.
    """
    if marked := sniffing.marked_charset(content):
        return content.decode(marked, errors="replace")
    sent = _known(next(iter(_SENT.findall(media_type)), ""))
    if sent in _WIDE:
        return content.decode(sent, errors="replace")
    labels = [label for label in (sent, *_printed(content)) if label]
    for label in labels if content.isascii() else ["utf-8", *labels]:
        if (text := _decoded(content, label)) is not None:
            return text
    for label in labels:
        if (text := _nearly(content, label)) is not None:
            return text
    return plain.decode(content, language=language)


def _printed(content: bytes) -> list[str]:
    head = content[:_LOOKED_AT]
    found = [*_META.findall(head)[:1], *_DECLARED.findall(head)[:1]]
    known = [_known(label.decode("ascii", errors="replace")) for label in found]
    return [_AS_BROWSERS_READ.get(label, label) for label in known]


def _known(label: str) -> str:
    """The codec a label names, empty for none or for one that is no charset."""
    try:
        b"a".decode(label.strip(), errors="replace")
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return ""
    if name.replace("-", "_") in _NO_CHARSET:
        return ""
    return name if name in _WIDE else _AS_BROWSERS_READ.get(name, name)


def _decoded(content: bytes, label: str) -> str | None:
    try:
        return content.decode(label)
    except UnicodeDecodeError:
        return None


def _nearly(content: bytes, label: str) -> str | None:
    text = content.decode(label, errors="replace")
    is_good = text.count("\ufffd") <= max(len(text) * _BROKEN_SHARE, 2)
    return text if is_good else None

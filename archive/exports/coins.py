"""COinS: a citation in the title of an empty <span>, which Zotero finds in lists."""

from urllib.parse import urlencode

from archive.exports import as_one
from archive.models import Document
from archive.reading.reference import one_line


def title(document: Document, *, site: str) -> str:
    """Of a document as its viewer reads it, loaded with its source."""
    source = document.source
    fields = {
        "ctx_ver": "Z39.88-2004",
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:dc",
        "rft.type": document.kind,
        "rft.title": one_line(document.title),
        "rft.creator": one_line(document.author),
        "rft.publisher": one_line(source.name) if source else "",
        "rft.date": as_one(document.published),
        "rft.language": document.language,
        "rft.identifier": site + document.get_absolute_url(),
    }
    return urlencode({name: value for name, value in fields.items() if value})

"""What an answer is built of, without its words: equal for two answers that say
different things in the same way.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html
from pypdf import PdfReader

# What a program or another site's page is asked for by.
LEADING = {"href", "src", "action", "formaction", "srcset", "data", "xlink:href"}
# What a picture of ours is drawn with.
DRAWN = {"svg", "g", "path", "defs", "symbol", "use", "rect", "clipPath", "title"}
# Nothing of ours runs from these, whatever is stored.
ACTIVE = re.compile(r"^\s*(?:javascript|vbscript|data|blob|file)\s*:", re.IGNORECASE)
_XML = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_STRANGE_IN_PDF = (
    "/JavaScript",
    "/JS",
    "/Launch",
    "/AA",
    "/EmbeddedFile",
    "/RichMedia",
)


class Broken(AssertionError):
    """An answer that no reader of its kind can read, or that does something."""


def of(response) -> tuple[str, int, Any]:
    """Tags, attributes, keys, columns: by the kind of the answer."""
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    body = b"".join(response) if response.streaming else response.content
    _heads(response)
    found = _reader(kind)(body)
    if kind == "image/svg+xml":  # each letter is drawn, and lines end at the width
        found = {each[1].rpartition("}")[2] for each in found} <= DRAWN
    return kind, response.status_code, found


def _heads(response) -> None:
    for name, value in response.headers.items():
        if re.search(r"[\r\n\0]", f"{name}{value}"):
            raise Broken(f"a line ends inside {name}")


def _reader(kind: str):
    if kind == "text/html":
        return html
    if kind.endswith(("+xml", "/xml")):
        return xml
    if kind.endswith(("json", "json+")) or "+json" in kind:
        return lambda body: keys(json.loads(body, parse_constant=_no_number))
    return {"text/csv": table, "application/pdf": pdf}.get(kind, bool)


def _no_number(name: str) -> None:
    raise Broken(f"{name} is no number in JSON")


def html(body: bytes) -> tuple[object, ...]:
    """As browsers read it: libxml2 >= 2.14 has the tokenizer of HTML 5."""
    if not body.strip():
        return ()  # a redirect
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    return tuple(_elements(lxml_html.document_fromstring(body, parser=parser)))


def xml(body: bytes) -> tuple[object, ...]:
    try:
        return tuple(_elements(etree.fromstring(body, _XML)))
    except etree.XMLSyntaxError as error:
        raise Broken(f"no XML: {error}") from error


def _elements(root) -> Iterator[tuple[object, ...]]:
    for each in root.iter():
        depth = sum(1 for _ in each.iterancestors())
        if not isinstance(each.tag, str):
            yield depth, "comment or instruction"
            continue
        for name, value in each.attrib.items():
            _refuse(each.tag, name, value)
        yield depth, each.tag, tuple(sorted(_attribute(*one) for one in each.items()))


def _refuse(tag: str, name: str, value: str) -> None:
    if name.lower().startswith("on") or name == "style":
        raise Broken(f"<{tag} {name}={value!r}>")
    if name in LEADING and ACTIVE.match(re.sub(r"[\x00-\x20]", "", value)):
        raise Broken(f"<{tag} {name}={value!r}>")


def _attribute(name: str, value: str) -> str:
    """Its name; of an address where it leads to, as far as the host."""
    if name not in LEADING:
        return name
    parts = urlsplit(value)
    return f"{name}={parts.scheme}//{parts.netloc if parts.scheme != 'mailto' else ''}"


def keys(found: object) -> object:
    if isinstance(found, dict):
        return {key: keys(value) for key, value in found.items()}
    if isinstance(found, list):
        return sorted({repr(keys(each)) for each in found})
    return type(found).__name__


def table(body: bytes) -> list[int]:
    """How many cells each row has; none begins a formula."""
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    for cell in (cell for row in rows for cell in row):
        if re.match(r"[=+@\t\r]|-(?!\d)", cell):
            raise Broken(f"a formula: {cell!r}")
    return [len(row) for row in rows]


def pdf(body: bytes) -> bool:
    found = PdfReader(io.BytesIO(body), strict=True)
    objects = str([found.trailer["/Root"], *(dict(page) for page in found.pages)])
    if strange := [each for each in _STRANGE_IN_PDF if f"'{each}'" in objects]:
        raise Broken(f"{strange} in a PDF")
    return len(found.pages) > 0


def difference(one: object, other: object) -> str:
    """Where two shapes part; empty where they do not."""
    if one == other:
        return ""
    if isinstance(one, tuple) and isinstance(other, tuple):
        for at, (a, b) in enumerate(zip(one, other, strict=False)):
            if a != b:
                inner = difference(a, b) if isinstance(a, tuple) else ""
                return inner or f"at {at}: {a!r:.200} became {b!r:.200}"
        return f"{len(one)} became {len(other)}: {(one[len(other) :] or other[len(one) :])[:3]!r:.300}"
    return f"{one!r:.200} became {other!r:.200}"

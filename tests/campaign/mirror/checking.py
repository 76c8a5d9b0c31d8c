"""What somebody finds out who opens every file of a copy."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html

_MARKED = re.compile(r"\bonline\b|as it is now")


def broken(folder: Path, site: str) -> list[str]:
    """Links that lead to no file, or to no place in it; unmarked links online.

    Read by another parser than the one that wrote the pages.
    """
    found = []
    for page in sorted(folder.rglob("*.html")):
        where = page.relative_to(folder)
        for element in html.fromstring(page.read_bytes()).iter(etree.Element):
            for name in ("href", "src", "action"):
                link = element.get(name)
                fault = link and _fault(page, element, link, folder, site)
                found += [f"{where}: {link}: {fault}"] if fault else []
    return found


def _fault(page, element, link, folder, site):
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return _elsewhere(element, link, site)
    target = page if not parts.path else (page.parent / unquote(parts.path)).resolve()
    if link.startswith("/") or not target.is_relative_to(folder.resolve()):
        return "out of the copy"
    if not target.is_file():
        return "no file"
    if not parts.fragment or target.suffix != ".html":
        return ""
    return "" if unquote(parts.fragment) in _anchors(target) else "no such place"


def _elsewhere(element, link, site):
    if element.tag in {"img", "script"}:
        return "from another host"
    is_ours = element.tag == "a" and link.startswith(f"{site}/")
    is_marked = _MARKED.search(element.text_content())
    return "online, and not marked" if is_ours and not is_marked else ""


@cache
def _anchors(page: Path) -> frozenset[str]:
    return frozenset(html.fromstring(page.read_bytes()).xpath("//@id"))


def bytes_in(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def words_in(folder):
    return {
        name: body.decode("utf-8", "ignore") for name, body in bytes_in(folder).items()
    }

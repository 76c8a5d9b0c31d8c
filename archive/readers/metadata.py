"""What a page states of itself. Nothing is guessed; not stated is empty."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import etree

from archive import lexicon
from archive.readers import days, elements, printed, tidying
from archive.readers.blocks import Block

_ARTICLES = lexicon.listed(
    "article newsarticle blogposting report reportagenewsarticle analysisnewsarticle"
    " opinionnewsarticle backgroundnewsarticle pressrelease liveblogposting"
    " socialmediaposting scholarlyarticle techarticle webpage"
)
_TITLES = ("og:title", "dc.title", "dcterms.title", "twitter:title", "citation_title")
_AUTHORS = (
    "author", "article:author", "dc.creator", "dcterms.creator", "citation_author",
    "parsely-author", "sailthru.author", "byl",
)  # fmt: skip
_LANGUAGES = ("content-language", "dc.language", "dcterms.language", "og:locale")
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{1,5}\)(\S{1,2000}) -->")
# Between a headline and the name of the site in the bar of a browser.
_BAR = re.compile(r"\s+(?:[|«»\u2039\u203a·•:\u2013\u2014-]|::)\s+|\s*[|»]\s*")
_BYLINE_NAMES = re.compile(
    r"\b(?:byline|author|createdby|submitted|username|posted-by)\b"
)
_LONGEST_JSON = 1_000_000
_MOST_JSON_NODES = 20_000


@dataclass(frozen=True, slots=True)
class Stated:
    """published is an ISO day or month; day_words are its words on the page."""

    title: str = ""
    byline: str = ""
    language: str = ""
    published: str = ""
    day_words: str = ""
    url: str = ""
    site_name: str = ""


def read(tree: etree._Element, blocks: Sequence[Block], *, source: str) -> Stated:
    """What a page states; source is all of it, with what a browser noted there."""
    meta, linked = _meta(tree), _linked_data(tree)
    site_name = tidying.one_line(
        meta.get("og:site_name", "") or _name(linked.get("publisher"))
    )
    language = _language(tree, meta, linked, blocks)
    title = _title(tree, blocks, meta, linked, site_name)
    published, day_words = days.published(
        tree,
        blocks,
        meta,
        linked=_name(linked.get("datePublished")),
        title=title,
        language=language,
    )
    return Stated(
        title=title,
        byline=_byline(tree, meta, linked),
        language=language,
        published=published,
        day_words=day_words,
        url=_url(tree, meta, source),
        site_name=site_name,
    )


def _meta(tree: etree._Element) -> dict[str, str]:
    """The first content of each name, in lower case."""
    said: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in ("name", "property", "itemprop", "http-equiv"):
            if content and (name := element.get(key)):
                said.setdefault(name.strip().lower(), content[:2_000])
    return said


def _linked_data(tree: etree._Element) -> Mapping[str, object]:
    """The article among the JSON-LD of a page; empty without one."""
    for script in tree.iter("script"):
        is_data = (script.get("type") or "").strip().lower() == "application/ld+json"
        if is_data and len(script.text or "") <= _LONGEST_JSON:
            text = re.sub(
                r"\A\s*//<!\[CDATA\[|//\]\]>\s*\Z|\A\s*<!--|-->\s*\Z",
                "",
                script.text or "",
            )
            try:
                loaded = json.loads(text, strict=False)
            except (ValueError, RecursionError):
                continue
            if article := next(_articles(loaded), None):
                return article
    return {}


def _articles(loaded: object) -> Iterator[dict[str, object]]:
    waiting, seen = [loaded], 0
    found = []
    while waiting and seen < _MOST_JSON_NODES:
        node, seen = waiting.pop(), seen + 1
        if isinstance(node, list):
            waiting += reversed(node)
        elif isinstance(node, dict):
            kinds = node.get("@type")
            names = {
                str(x).lower() for x in (kinds if isinstance(kinds, list) else [kinds])
            }
            if names & _ARTICLES:
                found.append((names <= {"webpage"}, node))
            waiting += reversed(
                [x for x in node.values() if isinstance(x, dict | list)]
            )
    return (node for _, node in sorted(found, key=lambda pair: pair[0]))


def _name(value: object) -> str:
    """A name in JSON-LD: a text, a thing with a name, or several of them."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return (
            _name(value.get("name")) if not isinstance(value.get("name"), dict) else ""
        )
    if isinstance(value, list):
        names = [_name(one) for one in value[:10] if not isinstance(one, list)]
        return ", ".join(dict.fromkeys(name for name in names if name))
    return ""


def _title(
    tree: etree._Element,
    blocks: Sequence[Block],
    meta: Mapping[str, str],
    linked: Mapping[str, object],
    site_name: str,
) -> str:
    """The headline as printed, where a heading is part of what the page states."""
    bar = next((element.text or "" for element in tree.iter("title")), "")
    stated = [
        _name(linked.get("headline")),
        *(meta.get(name, "") for name in _TITLES),
        bar,
    ]
    stated = [line for line in map(tidying.one_line, stated) if line]
    for line in stated:
        if printed_line := _printed_heading(line, blocks, site_name):
            return printed_line
    return _without_site(stated[0], site_name) if stated else _only_heading(blocks)


def _printed_heading(stated: str, blocks: Sequence[Block], site_name: str) -> str:
    wanted = f" {' '.join(tidying.words(stated))} "
    site = tidying.words(site_name)
    fits = [
        block.text
        for block in blocks
        if block.level
        and (words := tidying.words(block.text))
        and words != site
        and f" {' '.join(words)} " in wanted
        and not _is_last_part(stated, block.text)
    ]
    return tidying.one_line(max(fits, key=len, default=""))


def _is_last_part(stated: str, text: str) -> bool:
    """Whether it stands behind a bar, where browsers show the site's name."""
    parts = [part for part in _BAR.split(stated) if part]
    is_last = len(parts) > 1 and tidying.words(parts[-1]) == tidying.words(text)
    return is_last and len(parts[0]) >= len(parts[-1])


def _without_site(stated: str, site_name: str) -> str:
    parts = [part.strip() for part in _BAR.split(stated) if part.strip()]
    site = tidying.words(site_name)
    if site and len(parts) > 1:
        if tidying.words(parts[-1]) == site:
            return stated[: stated.rindex(parts[-1])].rstrip(
                " |«»\u2039\u203a·•:\u2013\u2014-"
            )
        if tidying.words(parts[0]) == site:
            return stated[len(parts[0]) :].lstrip(" |«»\u2039\u203a·•:\u2013\u2014-")
    return stated


def _only_heading(blocks: Sequence[Block]) -> str:
    first = [block.text for block in blocks if block.level == 1]
    return tidying.one_line(first[0]) if len(first) == 1 else ""


def _byline(
    tree: etree._Element, meta: Mapping[str, str], linked: Mapping[str, object]
) -> str:
    stated = [_name(linked.get("author")), *(meta.get(name, "") for name in _AUTHORS)]
    for line in stated:
        if author := printed.author(line):
            return author
    for element in elements.named(tree, _BYLINE_NAMES):
        if author := printed.author(elements.text_of(element, 200)):
            return author
    return ""


def _language(
    tree: etree._Element,
    meta: Mapping[str, str],
    linked: Mapping[str, object],
    blocks: Sequence[Block],
) -> str:
    stated = [
        tree.get("lang")
        or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        or tree.get("xml:lang")
        or "",
        *(meta.get(name, "") for name in _LANGUAGES),
        _name(linked.get("inLanguage")),
    ]
    text = " ".join(block.text for block in blocks[:300])
    for tag in stated:
        if language := printed.language(tag, text):
            return language
    return ""


def _url(tree: etree._Element, meta: Mapping[str, str], source: str) -> str:
    canonical = [
        element.get("href") or ""
        for element in tree.iter("link")
        if "canonical" in (element.get("rel") or "").lower().split()
    ]
    saved = _SAVED_FROM.search(source[:2_000])
    stated = [*canonical[:1], meta.get("og:url", ""), saved[1] if saved else ""]
    return next((url for url in map(address, stated) if url), "")


def address(url: str) -> str:
    """An absolute web address in one piece, or nothing."""
    url = url.strip()
    if len(url) > 2_000 or re.search(r"[\s\x00-\x1f<>\"]", url):
        return ""
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return ""
    return url if is_web and not parts.username else ""

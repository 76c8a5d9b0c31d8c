"""A page of the web: all that can be seen of it, and which of it is the article."""

import re

from lxml import etree, html

from archive.readers import article, blocks, charsets, metadata
from archive.readers.readout import Readout, Unreadable

# A page of ten thousand lines has fifty thousand; above this is an attack.
_MOST_TAGS = 400_000
# What XML allows and a parser may stumble over.
_BROKEN = re.compile("[\x00\ud800-\udfff]")


def read(
    content: bytes, *, media_type: str = "", language: str = "", url: str = ""
) -> Readout:
    """The page as text; url is where it came from, if what held it knows."""
    source = charsets.decode(content, media_type=media_type, language=language)
    tree = _tree(source)
    lines = blocks.read(tree)
    if not lines:
        raise Unreadable(
            "The page holds no text that can be seen: it was saved before its words"
            " had loaded. Open it in a browser, copy the words and paste them."
        )
    stated = metadata.read(tree, lines, source=source)
    kept = (stated.byline, stated.day_words)
    chosen = article.mark(tree, lines, title=stated.title, kept=kept)
    text, ranges = blocks.join(lines)
    return Readout(
        text=text,
        kind="html",
        media_type=_media_type(source),
        title=stated.title,
        byline=stated.byline,
        language=stated.language,
        published=stated.published,
        url=stated.url or metadata.address(url),
        site_name=stated.site_name,
        aside=_aside(ranges, chosen) if chosen else (),
        notes=() if chosen else (_NOT_TOLD,),
    )


_NOT_TOLD = (
    "The article could not be told from the rest of the page: mark menus and appeals"
    " by hand."
)


def _tree(source: str) -> html.HtmlElement:
    if source.count("<") > _MOST_TAGS:
        raise Unreadable("The page has far too many tags to be a report.")
    parser = html.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        huge_tree=True,
    )
    broken = _BROKEN.sub("\ufffd", source).encode()
    try:
        tree = html.document_fromstring(broken, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise Unreadable("The page is empty or broken beyond reading.") from None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Unreadable(
            "The page nests thousands of tags in each other: it is broken."
        )
    return tree


def _media_type(source: str) -> str:
    is_strict = source.lstrip("\ufeff \r\n\t").startswith("<?xml")
    return "application/xhtml+xml" if is_strict else "text/html"


def _aside(
    ranges: list[tuple[int, int]], chosen: list[bool]
) -> tuple[tuple[int, int], ...]:
    """Where the lines are that were not chosen; neighbours are one range."""
    joined: list[tuple[int, int]] = []
    was_chosen = True
    for (start, end), is_chosen in zip(ranges, chosen, strict=True):
        if not is_chosen:
            joined[len(joined) if was_chosen else -1 :] = [
                (start if was_chosen else joined[-1][0], end)
            ]
        was_chosen = is_chosen
    return tuple(joined)

"""The day a page says it was published, from the surest place that has one.

Not from its address, its comments or its calendar: those name other days.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from lxml import etree

from archive.readers import elements, printed, tidying
from archive.readers.blocks import Block

_STATED = (
    "article:published_time", "og:article:published_time", "datepublished",
    "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created",
    "dc.date.created", "pubdate", "publishdate", "publish-date", "publish_date",
    "parsely-pub-date", "sailthru.date", "citation_publication_date",
    "citation_date", "date",
)  # fmt: skip
_NAMES = re.compile(
    r"(?<![a-z])(?:date|datetime|dateline|published|pubdate|createdate|created"
    r"|submitted|timestamp|posted|entry-meta|postmetadata|article-info)(?![a-z])"
)
_OTHER = re.compile(r"modif|updated|calendar|event|archive")
_LONGEST_LINE = 160
# A line under the headline that is a date and little more.
_LONGEST_DATELINE = 60
_DATELINE_REACH = 3
_DATELINE_SHARE = 0.5


def published(
    tree: etree._Element,
    blocks: Sequence[Block],
    meta: Mapping[str, str],
    *,
    linked: str,
    title: str,
    language: str,
) -> tuple[str, str]:
    """The day and its words on the page; linked is what the page's data says."""
    stated = [meta.get(name, "") for name in _STATED]
    for line in [*stated[:3], linked, *stated[3:]]:
        if day := printed.day(line):
            return day, _words_of(tree, day)
    return (
        _in_times(tree)
        or _in_names(tree, language)
        or _in_dateline(blocks, title, language)
        or ("", "")
    )


def _in_times(tree: etree._Element) -> tuple[str, str] | None:
    """One that is named for it, or the only day there is."""
    found = [(element, day) for element, day in _times(tree) if day]
    sure = [
        (element, day)
        for element, day in found
        if element.get("pubdate") is not None or elements.is_named(element, _NAMES)
    ]
    if not sure and len({day for _, day in found}) > 1:
        return None
    element, day = next(iter(sure or found), (None, ""))
    return None if element is None else (day, elements.text_of(element, 80))


def _in_names(tree: etree._Element, language: str) -> tuple[str, str] | None:
    for element in elements.named(tree, _NAMES, but=_OTHER):
        line = elements.text_of(element, _LONGEST_LINE)
        found = printed.day_in(line, language=language)
        if found[0]:
            return found
    return None


def _in_dateline(
    blocks: Sequence[Block], title: str, language: str
) -> tuple[str, str] | None:
    wanted = tidying.words(title)
    at = next(
        (n for n, x in enumerate(blocks) if tidying.words(x.text) == wanted), None
    )
    if at is None or not wanted:
        return None
    for block in blocks[at + 1 : at + 1 + _DATELINE_REACH]:
        if len(block.text) > _LONGEST_DATELINE:
            return None
        day, words = printed.day_in(block.text, language=language)
        if day and len(words) >= len(block.text) * _DATELINE_SHARE:
            return day, words
    return None


def _words_of(tree: etree._Element, day: str) -> str:
    """How the page prints a day it states elsewhere."""
    same = (element for element, stated in _times(tree) if stated == day)
    element = next(same, None)
    return "" if element is None else elements.text_of(element, 80)


def _times(tree: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Moments written for programs, with their day, and not of a comment.

    Before there was a tag for them they stood in the title of abbr.
    """
    for element in islice(tree.iter("time", "abbr"), elements.MOST_LOOKED_AT):
        key = "datetime" if element.tag == "time" else "title"
        is_other = elements.is_named(element, _OTHER) or elements.stands_around(element)
        if (stated := element.get(key)) and not is_other:
            yield element, printed.day(stated)

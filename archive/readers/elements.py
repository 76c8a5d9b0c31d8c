"""Parts of a page by the names its makers gave them."""

import re

from lxml import etree

from archive.readers import tidying
from archive.readers.blocks import is_around

MOST_LOOKED_AT = 40
# What holds a line of a byline; a part with more in it is no such line.
_TAGS = (
    "a", "abbr", "address", "b", "cite", "dd", "div", "em", "footer", "h2", "h3", "h4",
    "h5", "h6", "header", "i", "li", "p", "small", "span", "strong", "td",
)  # fmt: skip
_KEYS = ("class", "itemprop", "rel", "id", "property")
# The foot of an article says who wrote it and when, that of a site does not.
_OF_THE_ARTICLE = re.compile(
    r"\b(?:post|entry|article)[-_](?:footer|header|meta|info)\b"
)


def named(
    tree: etree._Element, names: re.Pattern[str], *, but: re.Pattern[str] | None = None
) -> list[etree._Element]:
    """The first parts of the article's page with such a name, and without the other."""
    found = []
    for element in tree.iter(*_TAGS):
        is_other = but is not None and is_named(element, but)
        if is_named(element, names) and not is_other and not stands_around(element):
            found.append(element)
            if len(found) >= MOST_LOOKED_AT:
                break
    return found


def is_named(element: etree._Element, names: re.Pattern[str]) -> bool:
    return bool(names.search(_names(element)))


def stands_around(element: etree._Element) -> bool:
    """Whether it is part of a comment, a menu or another article's link."""
    return any(
        isinstance(above.tag, str)
        and (above.tag == "aside" or is_around(above, above.tag))
        and not _OF_THE_ARTICLE.search(_names(above))
        for above in element.iterancestors()
    )


def text_of(element: etree._Element, limit: int) -> str:
    """Its words in one line; empty where they are more than the limit."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(part)
        length += len(part)
        if length > limit * 2:
            return ""
    text = tidying.one_line(" ".join(parts), limit * 2)
    return text if len(text) <= limit else ""


def _names(element: etree._Element) -> str:
    return " ".join(element.get(key) or "" for key in _KEYS)[:300].lower()

"""The lines a reader of a page sees, in their order, and where each stands.

Knows tags; not which lines are the article.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from archive import lexicon
from archive.readers import tidying

_UNSEEN = lexicon.listed(
    "applet audio base canvas datalist embed head iframe link map meta noembed object"
    " param script style svg template title video"
)
# Lines with room around them, and lines without; the rest runs on.
_APART = lexicon.listed(
    "article aside blockquote dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header"
    " hr main menu nav ol p pre section table ul"
)
_OWN_LINE = lexicon.listed(
    "address body button caption center dd details dialog div dir dt figcaption html"
    " label legend li noscript optgroup option select summary tbody td textarea tfoot"
    " th thead tr"
)
_BLOCKS = _APART | _OWN_LINE
_CELLS = frozenset({"td", "th"})
_KEPT_WHITE = frozenset({"pre", "textarea", "listing", "plaintext", "xmp"})
_NEVER_HIDDEN = frozenset({"html", "body", "main", "article"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\n\r\f\xa0]+")
_WORD = re.compile(r"[a-z]+")
_CELL_END = "\x1f"
_LONGEST_CELL = 200
# What a site calls the things around an article, in its class names and ids.
_AROUND = lexicon.listed(
    "ad ads addthis addtoany advert advertisement banner breadcrumb breadcrumbs"
    " calendar comment comments cookie cookies disqus donate donation donations"
    " footer jp links login masthead menu menus modal nav navbar navi navigation newsletter"
    " pager pagination pathway popup promo recommended related relatedposts reply"
    " respond search share sharebar sharedaddy sharing sidebar sidebars signup skip"
    " social sociable subscribe subscription tagcloud tags toolbar topbar trackback"
    " trackbacks trending widget widgets"
)


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a page. own and parent tell which lines stand together.

    gap is the number of line ends before it; level that of a heading, else 0;
    linked how many of its letters are links.
    """

    text: str
    gap: int
    own: int
    parent: int
    level: int = 0
    linked: int = 0
    is_around: bool = False


@dataclass(slots=True)
class _Place:
    """An open block element: its number and what its lines share."""

    number: int = 0
    level: int = 0
    is_around: bool = False
    keeps_white: bool = False
    is_short_cell: bool = False


@dataclass(slots=True)
class _Walk:
    blocks: list[Block] = field(default_factory=list)
    places: list[_Place] = field(default_factory=lambda: [_Place()])
    parts: list[str] = field(default_factory=list)
    gap: int = 0
    count: int = 0
    links: int = 0
    linked: int = 0
    is_after_link: bool = False

    def open(self, element: etree._Element, tag: str) -> None:
        if tag == "a":
            self.links += 1
            # drawn apart by the site's style, as in a bar of buttons
            self.parts += [" "] if self.is_after_link else []
        if tag == "br":
            self.break_line()
        elif tag in _BLOCKS:
            is_short_cell = tag in _CELLS and _is_short_cell(element)
            if is_short_cell:
                self.parts.append(_CELL_END)
            else:
                self.end_line(2 if tag in _APART else 1)
            self.enter(element, tag, is_short_cell=is_short_cell)
        self.add(element.text)

    def close(self, element: etree._Element, tag: str) -> None:
        if tag == "a":
            self.links -= 1
            self.is_after_link = True
        if tag in _BLOCKS:
            if not self.places[-1].is_short_cell:
                self.end_line(2 if tag in _APART else 1)
            self.places.pop()

    def enter(self, element: etree._Element, tag: str, *, is_short_cell: bool) -> None:
        self.count += 1
        above = self.places[-1]
        is_heading = len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()
        self.places.append(
            _Place(
                number=self.count,
                level=int(tag[1]) if is_heading else above.level,
                is_around=above.is_around or is_around(element, tag),
                keeps_white=above.keeps_white or tag in _KEPT_WHITE,
                is_short_cell=is_short_cell,
            )
        )

    def add(self, text: str | None) -> None:
        if not text:
            return
        if not self.places[-1].keeps_white:
            self.take(text)
            return
        first, *lines = text.replace("\r\n", "\n").split("\n")
        self.take(first)
        for line in lines:
            self.break_line()
            self.take(line)

    def take(self, text: str) -> None:
        self.parts.append(text)
        self.is_after_link = False
        if self.links:
            self.linked += len(text)

    def break_line(self) -> None:
        """The first ends a line, the second in a row leaves one blank."""
        is_second = not "".join(self.parts).strip(" \t\n\r\f\xa0" + _CELL_END)
        self.end_line(2 if is_second else 1)

    def end_line(self, gap: int) -> None:
        text = _line("".join(self.parts))
        if text:
            self.blocks.append(self.block(text))
            self.gap = 0
        self.parts.clear()
        self.linked = 0
        self.gap = max(self.gap, gap)

    def block(self, text: str) -> Block:
        place = self.places[-1]
        return Block(
            text=text,
            gap=self.gap,
            own=place.number,
            parent=self.places[-2].number if len(self.places) > 1 else 0,
            level=place.level,
            linked=min(self.linked, len(text)),
            is_around=place.is_around,
        )


def read(tree: etree._Element) -> list[Block]:
    """The lines of a page that can be seen.

    A page that hides all of itself until a script has run is read as if that
    script had.
    """
    return _read(tree, is_hidden_left=True) or _read(tree, is_hidden_left=False)


def join(blocks: Sequence[Block]) -> tuple[str, list[tuple[int, int]]]:
    """The lines as one text, and where each of them is."""
    parts: list[str] = []
    ranges = []
    at = 0
    for block in blocks:
        white = "\n" * block.gap if parts else ""
        at += len(white)
        parts += [white, block.text]
        ranges.append((at, at + len(block.text)))
        at += len(block.text)
    return "".join(parts), ranges


def is_around(element: etree._Element, tag: str) -> bool:
    """Whether a part of the page says of itself that it is not the article."""
    if tag in _NEVER_HIDDEN:
        return False
    if tag == "nav" or element.get("role") in {"navigation", "search", "banner"}:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:300].lower()
    return any(word in _AROUND for word in _WORD.findall(names))


def _read(tree: etree._Element, *, is_hidden_left: bool) -> list[Block]:
    walk = _Walk()
    for event, element, tag in _steps(tree, is_hidden_left=is_hidden_left):
        if event == "start":
            walk.open(element, tag)
        elif event == "end":
            walk.close(element, tag)
        if event != "start":
            walk.add(element.tail)
    walk.end_line(0)
    return walk.blocks


def _steps(
    tree: etree._Element, *, is_hidden_left: bool
) -> Iterator[tuple[str, etree._Element, str]]:
    """Each element with start and end if it is seen, with over if it is not."""
    walker = etree.iterwalk(tree, events=("start", "end"))
    unseen: etree._Element | None = None
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else "script"
        if unseen is not None:
            unseen = None
            yield "over", element, tag
        elif event == "start" and _is_unseen(
            element, tag, is_hidden_left=is_hidden_left
        ):
            walker.skip_subtree()
            unseen = element
        else:
            yield event, element, tag


def _is_unseen(element: etree._Element, tag: str, *, is_hidden_left: bool) -> bool:
    if tag in _UNSEEN:
        return True
    if not is_hidden_left or tag in _NEVER_HIDDEN:
        return False
    if element.get("hidden", "until-found") != "until-found":
        return True
    return bool(_HIDDEN.search((element.get("style") or "")[:1000]))


def _is_short_cell(cell: etree._Element) -> bool:
    """A cell of words alone: with its neighbours it makes one line."""
    length = len(cell.text or "")
    for inside in cell.iterdescendants():
        if inside.tag in _BLOCKS or inside.tag in {"br", "script", "style"}:
            return False
        length += len(inside.text or "") + len(inside.tail or "")
        if length > _LONGEST_CELL:
            return False
    return length <= _LONGEST_CELL


def _line(text: str) -> str:
    cells = [
        _WHITE.sub(" ", tidying.tidy(cell)).strip() for cell in text.split(_CELL_END)
    ]
    return "\t".join(cells).strip("\t")

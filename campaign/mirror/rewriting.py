"""A page of the site as a page of the copy. Pure: markup in, markup out.

What is not changed stays as it was, letter by letter.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

_LINKS = ("href", "src", "data", "poster", "xlink:href", "action")
# Their addresses are those of the original, and are said to be.
_OF_THE_ORIGINAL = {"canonical", "shortlink"}
Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Online:
    """Where a link leads that has no file."""

    address: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the copy says on its pages; all but `online` is markup.

    menu: at the end of the list at its head. foot: at the beginning of its foot.
    form: in the place of a form. search: where the form leads that is kept.
    online: after a link that has no file.
    """

    menu: str = ""
    foot: str = ""
    form: str = ""
    search: str = ""
    online: str = "online"


Lead = Callable[[str], "str | Online | None"]


def links(page: str) -> Iterator[str]:
    """Every address a page leads to or shows, of the copy's own kind or not."""
    found: list[str] = []

    def heard(link: str) -> None:
        found.append(link)

    rewritten(page, heard, Words())
    return iter(dict.fromkeys(found))


def rewritten(page: str, lead: Lead, words: Words) -> str:
    """lead: a link as it stands to the one in the copy; None = it stays."""
    writer = _Writer(lead, words)
    writer.feed(page)
    writer.close()
    return "".join(writer.pieces)


@dataclass(slots=True)
class _State:
    left_out: str = ""  # the element whose content does not go along
    is_online: bool = False  # inside a link without a file
    is_at_head: bool = False  # inside <header>
    has_menu: bool = False
    # places on the page that a link led to, and those of them that were left out
    wanted: set[str] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)


class _Writer(HTMLParser):
    def __init__(self, lead: Lead, words: Words) -> None:
        super().__init__(convert_charrefs=False)
        self.lead = lead
        self.words = words
        self.pieces: list[str] = []
        self.state = _State()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if self.state.left_out:
            here = dict(attrs).get("id") or ""
            self.state.lost += [here] if here in self.state.wanted else []
            return
        if self._is_left_out(tag, dict(attrs)):
            self.state.left_out = tag
            self.pieces.append(self.words.form if tag == "form" else "")
            return
        self.state.is_at_head |= tag == "header"
        self._tag(tag, attrs)
        if tag == "footer":
            self.pieces.append(self.words.foot)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        if not self.state.left_out:
            self._tag(tag, attrs, closing="/")

    def handle_endtag(self, tag: str) -> None:
        if self.state.left_out:
            if tag == self.state.left_out:
                self.state.left_out = ""
                spans = (
                    f'<span id="{escape(each)}"></span>' for each in self.state.lost
                )
                self.pieces.extend(spans)
                self.state.lost.clear()
            return
        if tag == "a" and self.state.is_online:
            self.pieces.append(f" <small>({escape(self.words.online)})</small>")
            self.state.is_online = False
        if tag == "ul" and self.state.is_at_head and not self.state.has_menu:
            self.pieces.append(self.words.menu)
            self.state.has_menu = True
        self.state.is_at_head &= tag != "header"
        self.pieces.append(f"</{tag}>")

    def _is_left_out(self, tag: str, attributes: dict[str, str | None]) -> bool:
        """Forms need the server; a browser runs no module from a disk."""
        if "data-copy" in attributes:  # made for the copy
            return False
        if tag == "form":
            return not self._searches(attributes)
        return tag == "script" and "src" in attributes

    def _searches(self, attributes: dict[str, str | None]) -> bool:
        is_get = (attributes.get("method") or "get").lower() == "get"
        action = attributes.get("action")
        return is_get and bool(action) and self.lead(action or "") == self.words.search

    def _tag(self, tag: str, attributes: Attributes, *, closing: str = "") -> None:
        changed = [
            (name, self._led(tag, name, value, attributes))
            for name, value in attributes
        ]
        if changed == attributes:
            self.pieces.append(self.get_starttag_text() or "")
            return
        written = "".join(
            f" {name}" if value is None else f' {name}="{escape(value)}"'
            for name, value in changed
        )
        self.pieces.append(f"<{tag}{written}{closing}>")

    def _led(
        self, tag: str, name: str, value: str | None, attributes: Attributes
    ) -> str | None:
        if value is None or name not in _LINKS:
            return value
        if tag == "link" and dict(attributes).get("rel") in _OF_THE_ORIGINAL:
            return value
        if value.startswith("#"):
            self.state.wanted.add(value[1:])
        found = self.lead(value)
        if isinstance(found, Online):
            self.state.is_online = tag == "a"
            return found.address
        return value if found is None else found

    # all else goes along as it is

    def handle_data(self, data: str) -> None:
        self._kept(data)

    def handle_entityref(self, name: str) -> None:
        self._kept(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._kept(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self._kept(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self._kept(f"<!{decl}>")

    def _kept(self, text: str) -> None:
        if not self.state.left_out:
            self.pieces.append(text)


# what a page says


@dataclass(slots=True)
class Read:
    """title: of its <h1>, with its language. day: of its first <time>."""

    title: str = ""
    language: str = ""
    day: str = ""
    text: str = ""
    words: list[str] = field(default_factory=list)


def read(page: str) -> Read:
    """The words of <main>, without markup."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    found = reader.read
    found.title = " ".join(found.title.split())
    found.text = " ".join("".join(found.words).split())
    return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read = Read()
        self.inside: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag in {"main", "h1", "script", "style"}:
            self.inside.add(tag)
        attributes = dict(attrs)
        if tag == "h1":
            self.read.language = attributes.get("lang") or ""
        if tag == "time" and "main" in self.inside and not self.read.day:
            self.read.day = attributes.get("datetime") or ""
        self.read.words.append(" " if "main" in self.inside else "")

    def handle_endtag(self, tag: str) -> None:
        self.inside.discard(tag)
        self.read.words.append(" " if "main" in self.inside else "")

    def handle_data(self, data: str) -> None:
        if "h1" in self.inside and "main" in self.inside:
            self.read.title += data
        if "main" in self.inside and not self.inside & {"script", "style"}:
            self.read.words.append(data)

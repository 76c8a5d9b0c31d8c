"""Paragraphs of a report in HTML, with their marks and what stands beside them.

Written here and not in a template: a report has hundreds of marks and notes, and
a template takes several times as long over each.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_bidi, ngettext
from django.utils.translation import gettext as _

from archive.reading.build import Paragraph
from archive.reading.notes import ClaimNote, DateNote, NameNote, Note
from archive.reading.paragraphs import Shape
from archive.reading.weave import Piece
from archive.templatetags.wording import direction, span_words

register = template.Library()
_LABEL = '<span class="tag {}">{}</span>'


@register.simple_tag
def woven(pieces: Iterable[Piece]) -> str:
    """Words with their marks."""
    return _joined(_pieces(pieces))


@register.simple_tag
def printed(paragraphs: Iterable[Paragraph], language: str, base: str) -> str:
    """language: of the text; base: the address at which its anchors stay."""
    press = _Press(language, base, _("Link to this paragraph"), _ours(language))
    return _joined(part for each in paragraphs for part in press.row(each))


def _joined(parts: Iterable[str]) -> str:
    """One after the other; what is no HTML yet is escaped."""
    found = tuple(parts)
    return format_html("{}" * len(found), *found) if found else ""


def _opened(element: str, given: Mapping[str, str]) -> str:
    said = {name: value for name, value in given.items() if value}
    if not said:
        return _tag("<{}>", element)
    names = "".join(f' {name}="{{}}"' for name in said)
    return format_html(f"<{{}}{names}>", element, *said.values())


@lru_cache(maxsize=64)
def _tag(form: str, *words: str) -> str:
    """One that many places share."""
    return format_html(form, *words)


@dataclass(frozen=True, slots=True)
class _Press:
    """linked: what a link to a paragraph is called; ours: what a note is set in."""

    language: str
    base: str
    linked: str
    ours: Mapping[str, str]

    def row(self, paragraph: Paragraph) -> Iterator[str]:
        """A paragraph, with its notes beside it."""
        for anchor in paragraph.others:
            yield format_html('<span id="{}"></span>', anchor)
        if not paragraph.notes:
            yield from self._paragraph(paragraph)
            return
        yield _tag('<div class="{}">\n', "row")
        yield from self._paragraph(paragraph)
        yield _opened("aside", {"class": "note", "role": "note", **self.ours})
        yield "\n"
        yield from _notes(paragraph, paragraph.language or self.language)
        yield _tag("</{}>\n</{}>\n", "aside", "div")

    def _paragraph(self, paragraph: Paragraph) -> Iterator[str]:
        language = paragraph.language
        given = {
            "class": paragraph.css,
            "id": paragraph.anchor,
            "lang": language,
            "dir": direction(language) if language else "",
        }
        yield _opened(paragraph.element, given)
        yield from _pieces(paragraph.pieces, breaks=paragraph.kind == Shape.LINES)
        if paragraph.link:
            link = ' <a class="to" href="{}#{}" aria-label="{}">¶</a>'
            yield format_html(link, self.base, paragraph.link, self.linked)
        yield _tag("</{}>\n", paragraph.element)


def _ours(language: str) -> dict[str, str]:
    """Notes are in the language of the page, whatever that of the text is."""
    here = get_language() or "en"
    if language == here[:2]:
        return {}
    return {"lang": here, "dir": "rtl" if get_language_bidi() else "ltr"}


def _pieces(pieces: Iterable[Piece], *, breaks: bool = False) -> Iterator[str]:
    for piece in pieces:
        for tag in piece.opens:
            given = {"id": tag.anchor, "class": tag.css, "href": tag.url}
            yield _opened(tag.name, given)
        first, *lines = piece.text.split("\n") if breaks else [piece.text]
        yield first
        for line in lines:
            yield format_html("<br>{}", line)
        for name in piece.closes:
            yield _tag("</{}>", name)


def _notes(paragraph: Paragraph, language: str) -> Iterator[str]:
    """language: of the words that are quoted."""
    yield from (_note(each, language) for each in paragraph.remarks)
    claims = [_claim(each) for each in paragraph.claims]
    if not paragraph.is_crowded:
        yield from claims
        return
    many = ngettext("%(n)s claim:", "%(n)s claims:", len(claims)) % {"n": len(claims)}
    kinds = ", ".join(paragraph.claim_kinds)
    opened = "<details>\n<summary>{} {}</summary>\n{}</details>\n"
    yield format_html(opened, many, kinds, _joined(claims))


def _note(note: Note, language: str) -> str:
    match note:
        case ClaimNote():
            return _claim(note)
        case DateNote():
            date = '<p><q lang="{}">{}</q> = {}</p>\n'
            return format_html(date, language, note.printed, span_words(note.span))
        case NameNote():
            name = (
                '<p>{} <q lang="{}">{}</q>: <a href="{}"><bdi>{}</bdi></a></p>\n',
                _("printed"),
                language,
            )
            return format_html(*name, note.printed, note.url, note.label)


def _claim(note: ClaimNote) -> str:
    said = [_heading(note), note.sentence]
    if note.attributed_to:
        said.append(_("According to %(who)s.") % {"who": note.attributed_to})
    if note.disputed:
        said.append(_tag(_LABEL, "caution", _("disputed")))
    if note.superseded_on:
        said += [_tag(_LABEL, "caution", _("superseded")), _since(note)]
    return format_html(f"<p>{' '.join(['{}'] * len(said))}</p>\n", *said)


def _since(note: ClaimNote) -> str:
    day = date_format(note.superseded_on or "", "j F Y")
    if not note.superseded_by:
        return _("since %(day)s.") % {"day": day}
    return _("Since %(day)s: %(newer)s") % {"day": day, "newer": note.superseded_by}


def _heading(note: ClaimNote) -> str:
    if note.against:
        return _tag(_LABEL, "wrong", _("contradicts"))
    said = f", {note.modality}" if note.modality else ""
    return format_html("<b>{}{}:</b>", capfirst(note.kind), said)

"""Reports that a search found, in HTML, and words with what was looked for marked.

Written here and not in a template, which takes several times as long over each.
"""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from archive.finding.found import Beside, Line
from archive.models import Document
from archive.search import Piece
from archive.templatetags.wording import language_name, span_datetime, span_words

register = template.Library()


@register.filter
def marked(pieces: Iterable[Piece]) -> str:
    found = tuple(pieces)
    form = "".join("<mark>{}</mark>" if each.is_marked else "{}" for each in found)
    return format_html(form, *(each.text for each in found)) if found else ""


@register.filter
def each_alone(beside: Beside) -> str:
    """The words that were looked for beside; a link to each where there is one."""
    words = beside.other.words
    if not beside.alone:
        return ", ".join(words)
    pairs = zip(beside.alone, words, strict=True)
    return format_html_join(", ", '<a href="{}" rel="nofollow">{}</a>', pairs)


@register.simple_tag
def found_reports(lines: Iterable[Line]) -> str:
    """A row of a list for each."""
    names: dict[str, str] = {}
    rows = []
    for line in lines:
        code = line.hit.object.language
        if code not in names:
            names[code] = language_name(code)
        rows.append(_report(line, line.hit.object, names[code]))
    return format_html("{}" * len(rows), *rows) if rows else ""


def _report(line: Line, report: Document, language: str) -> str:
    snippet: str = ""
    if line.snippet:
        snippet = format_html(
            '<p lang="{}" dir="auto">{}</p>\n', report.language, marked(line.snippet)
        )
    return format_html(
        '<li>{}\n<div><h3 lang="{}" dir="auto"><a href="{}">{}</a></h3>\n'
        '{}<p class="meta">{}</p>\n</div></li>\n',
        _day(report),
        report.language,
        line.url,
        marked(line.hit.title),
        snippet,
        _about(report, language, line.hit.why),
    )


def _day(report: Document) -> str:
    day = report.published
    if not day:
        return format_html('<span class="meta">{}</span>', _("date unknown"))
    return format_html(
        '<time datetime="{}">{}</time>', span_datetime(day), span_words(day)
    )


def _about(report: Document, language: str, why: str) -> str:
    source = format_html("<bdi>{}</bdi>", report.source.name) if report.source else ""
    is_other = report.kind != Document.Kind.REPORT
    kind = report.get_kind_display() if is_other else ""
    reason = format_html("<em>{}</em>", why) if why else ""
    said = [each for each in (source, kind, language, reason) if each]
    return format_html(" · ".join(["{}"] * len(said)), *said) if said else ""

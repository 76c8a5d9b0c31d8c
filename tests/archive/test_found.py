"""Rows of reports found, as HTML."""

from datetime import date

import pytest

from archive.finding.found import Beside, Line
from archive.models import Document, Source
from archive.search import Hit, Instead, Piece, Tier
from archive.templatetags.found import each_alone, found_reports, marked

HOSTILE = '<script>alert("1")</script>{{ x }}{}%s'


def line(document, *, title=(), snippet=(), why="", url="/reports/a/?q=x#hit"):
    hit = Hit("report", 1, Tier.EXACT, why, document, tuple(title))
    return Line(hit, url, tuple(snippet))


def test_what_was_looked_for_is_marked_and_all_of_it_escaped():
    pieces = [Piece("a < b "), Piece(HOSTILE, is_marked=True), Piece(" {} & c")]
    assert marked(pieces) == (
        "a &lt; b <mark>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"
        "{{ x }}{}%s</mark> {} &amp; c"
    )


def test_nothing_is_nothing():
    assert marked(()) == found_reports(()) == ""


def test_a_row_says_when_where_and_why():
    report = Document(
        title="Strike",
        language="ru",
        kind=Document.Kind.LETTER,
        source=Source(name="The <Paper>"),
        published_on=date(2011, 12, 16),
    )
    made = found_reports(
        [
            line(
                report,
                title=[Piece("Strike", is_marked=True)],
                snippet=[Piece("the "), Piece("strike", is_marked=True)],
                why="in the title",
            )
        ]
    )
    assert made == (
        '<li><time datetime="2011-12-16">16 December 2011</time>\n'
        '<div><h3 lang="ru" dir="auto"><a href="/reports/a/?q=x#hit">'
        "<mark>Strike</mark></a></h3>\n"
        '<p lang="ru" dir="auto">the <mark>strike</mark></p>\n'
        '<p class="meta"><bdi>The &lt;Paper&gt;</bdi> · letter · Russian'
        " · <em>in the title</em></p>\n</div></li>\n"
    )


def test_a_row_without_a_date_and_a_source_has_neither():
    made = found_reports([line(Document(language="en"), title=[Piece("Untitled")])])
    assert '<span class="meta">date unknown</span>' in made
    assert '<p class="meta">English</p>' in made
    assert "<time" not in made
    assert "<bdi>" not in made


@pytest.mark.parametrize("where", ["title", "snippet", "why", "url"])
def test_no_words_of_others_become_markup(where):
    report = Document(language=HOSTILE, source=Source(name=HOSTILE))
    said = {"title": [Piece(HOSTILE)], "snippet": [Piece(HOSTILE)]}
    given = said.get(where, HOSTILE)
    assert "<script" not in found_reports([line(report, **{where: given})])


def test_each_word_spelled_alike_leads_to_itself_and_none_becomes_markup():
    other = Instead("strik", ("strike", "<b>"))
    assert each_alone(Beside(other, "?off")) == "strike, <b>"
    linked = each_alone(Beside(other, "?off", ("?q=strike", "?q=%3Cb%3E")))
    assert linked == (
        '<a href="?q=strike" rel="nofollow">strike</a>, '
        '<a href="?q=%3Cb%3E" rel="nofollow">&lt;b&gt;</a>'
    )

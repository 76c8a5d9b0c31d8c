import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from campaign.formats import html, text

ROOT = Path(__file__).parents[3]
CSS = (ROOT / "static/letter.css").read_text()


class Reader(HTMLParser):
    """Collects the tags and the text between <body> and its end."""

    def __init__(self, document: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.words: list[str] = []
        self.feed(document.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "body":
            self.words.clear()

    def handle_data(self, data):
        self.words += data.split()


def test_the_file_says_what_the_text_says(letter):
    plain = replace(letter, sources=(), evidence_url="")

    read = Reader(html.render(plain))

    assert read.words == text.render(plain).decode().split()


def test_the_file_knows_language_direction_and_title(tunis):
    read = Reader(html.render(tunis))

    assert ("html", {"lang": "ar", "dir": "rtl"}) in read.tags
    assert f"<title>{tunis.subject}</title>" in html.render(tunis).decode()


def test_the_file_asks_for_nothing(letter):
    document = html.render(letter).decode()
    tags = Reader(html.render(letter)).tags
    asked = {name for _, found in tags for name in found} & {"src", "style", "srcset"}

    assert not {tag for tag, _ in tags} & {"script", "link", "img", "iframe", "form"}
    assert not asked
    assert not re.search(r"url\(|@import", document)


def test_sources_are_a_list_below_the_letter(sourced):
    document = html.render(sourced).decode()

    assert "</bdi><sup>1, 2</sup></p>\n" in document
    assert document.count("<li><bdi>") == 2
    assert f"Ref. 1/2<br>{sourced.facts_checked}" in document


def test_the_evidence_is_a_link_that_tells_nobody(sourced):
    links = [found for tag, found in Reader(html.render(sourced)).tags if tag == "a"]

    assert links == [{"href": sourced.evidence_url, "rel": "noreferrer noopener"}]


def test_the_code_is_a_picture_with_words(sourced):
    pictures = [
        found for tag, found in Reader(html.render(sourced)).tags if tag == "svg"
    ]

    assert [found["role"] for found in pictures] == ["img"]
    assert pictures[0]["aria-label"] == f"QR: {sourced.evidence_url}"


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", '"><script>', "data:text/html,x"]
)
def test_what_is_no_web_address_is_no_link(typed, sourced):
    tags = [
        tag for tag, _ in Reader(html.render(replace(sourced, evidence_url=typed))).tags
    ]

    assert not {"a", "svg", "script"} & set(tags)


def test_the_style_sheet_arrives_as_it_is(london):
    assert CSS in html.render(london).decode()
    assert not set(CSS) & set("<>&\"'")


def test_the_subject_heads_a_file_but_not_a_page(london):
    inside = render_to_string("campaign/_letter.html", {"letter": london})

    assert f"<h1>{london.subject}</h1>" in html.render(london).decode()
    assert "<h1" not in inside
    assert f'<h2 class="subject">{london.subject}</h2>' in inside


def test_each_line_keeps_its_own_direction(tunis):
    assert "<bdi>125 Pall Mall</bdi>" in html.render(tunis).decode()


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", '"><img src=x onerror=a>', "</style><b>"]
)
def test_typed_markup_makes_no_element(typed, london):
    letter = replace(
        london, subject=typed, sender=(typed,), language=typed, paragraphs=(typed,)
    )

    found = {tag for tag, _ in Reader(html.render(letter)).tags}

    assert not found & {"script", "img", "b"}


def measures(path: str, pattern: str) -> list[tuple[str, str]]:
    return re.findall(pattern, (ROOT / path).read_text(), re.MULTILINE)[:10]


def test_sheet_and_pdf_share_ten_measures():
    sheet = measures("static/letter.css", r"^  --([a-z-]+): ([\d.]+[a-z]+);$")
    printed = measures(
        "campaign/formats/letter.typ", r"^#let ([a-z-]+) = ([\d.]+[a-z]+)$"
    )

    assert sheet == printed
    assert [name for name, _ in sheet][-2:] == ["fold-first", "fold-second"]

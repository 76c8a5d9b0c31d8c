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
    read = Reader(html.render(letter))

    assert read.words == text.render(letter).decode().split()


def test_the_file_knows_language_direction_and_title(tunis):
    read = Reader(html.render(tunis))

    assert ("html", {"lang": "ar", "dir": "rtl"}) in read.tags
    assert f"<title>{tunis.subject}</title>" in html.render(tunis).decode()


def test_the_file_asks_for_nothing(letter):
    document = html.render(letter).decode()
    tags = {tag for tag, _ in Reader(html.render(letter)).tags}

    assert not tags & {"script", "link", "img", "iframe", "object", "form"}
    assert not re.search(r"url\(|@import|https?:|style=", document)


def test_the_style_sheet_arrives_as_it_is(london):
    assert CSS in html.render(london).decode()
    assert not set(CSS) & set("<>&\"'")


def test_the_subject_heads_a_file_but_not_a_page(london):
    inside = render_to_string("campaign/_letter.html", {"letter": london})

    assert f"<h1>{london.subject}</h1>" in html.render(london).decode()
    assert "<h1" not in inside
    assert f'<p class="subject">{london.subject}</p>' in inside


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

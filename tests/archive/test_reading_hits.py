"""Words that are looked for, marked in a finished reading."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import reading
from archive.reading import Mark
from archive.reading.hits import MOST, hits
from archive.reading.weave import Piece, Tag

TEXT = "Oil workers strike.\n\nNatalia Sokolova, the strikers’ lawyer, is free."
NAME = Mark(21, 37, "#who-1", "person")


def find(word):
    return lambda text, _language: [m.span() for m in re.finditer(word, text)]


def read(word, text=TEXT, marks=(NAME,), **options):
    built = reading.build(text, title="Strike in A Town", marks=marks, **options)
    return hits(built, find(word), language="en")


def html(pieces):
    found = []
    for piece in pieces:
        found += [
            f"<{t.name}{' #' + t.anchor if t.anchor else ''}>" for t in piece.opens
        ]
        found += [piece.text, *(f"</{name}>" for name in piece.closes)]
    return "".join(found)


def paragraphs(found):
    return [
        html(each.pieces)
        for section in found.reading.sections
        for each in section.paragraphs
    ]


def test_the_first_place_is_where_a_search_leads():
    found = read("workers")
    assert paragraphs(found)[0] == ("Oil <mark #hit>workers</mark><a>1/1</a> strike.")
    assert found.anchors == ("hit",)


def test_places_are_numbered_and_each_leads_to_the_next():
    found = read("strike")
    first, second = paragraphs(found)
    assert "<mark #hit>strike</mark><a>1/2</a>" in first
    assert "<mark #hit-2>strike</mark><a>2/2</a>rs’" in second
    links = [
        tag.url
        for section in found.reading.sections
        for each in section.paragraphs
        for piece in each.pieces
        for tag in piece.opens
        if tag.css == "hit"
    ]
    assert links == ["#hit-2", "#hit"]


def test_a_name_stays_a_link_and_no_link_stands_in_a_link():
    (_first, second) = paragraphs(read("Natalia"))
    assert second.startswith(
        "<a #p-21-37><mark #hit>Natalia</mark> Sokolova</a><a>1/1</a>, the"
    )


def test_a_place_that_crosses_a_name_is_marked_in_pieces_with_one_anchor():
    (_first, second) = paragraphs(read("Sokolova, the"))
    assert second.startswith(
        "<a #p-21-37>Natalia <mark #hit>Sokolova</mark></a>"
        "<mark>, the</mark><a>1/1</a> strikers"
    )


def test_the_title_is_marked_without_a_number():
    found = read("Strike|strike")
    assert html(found.reading.title) == "<mark #hit>Strike</mark> in A Town"
    assert found.anchors == ("hit", "hit-2", "hit-3")


def test_nothing_is_marked_where_nothing_stands():
    found = read("embassy")
    assert found.anchors == ()
    assert found.reading == reading.build(TEXT, title="Strike in A Town", marks=[NAME])


def test_so_many_places_are_marked_and_no_more():
    found = read("a", text="a " * 1000, marks=())
    assert len(found.anchors) == MOST
    assert found.is_full


def test_a_language_of_its_own_is_looked_through_as_such():
    asked = []

    def find_nothing(_text, language):
        asked.append(language)
        return []

    built = reading.build(
        TEXT, title="T", parts=[reading.Part(21, len(TEXT), "body", "ru")]
    )
    hits(built, find_nothing, language="en")
    assert asked == ["en", "en", "ru"]


@given(
    places=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=8),
    word=st.sampled_from("aeio r"),
)
@pytest.mark.filterwarnings("ignore")
def test_whatever_is_marked_the_words_stay_and_elements_nest(places, word):
    marks = [Mark(s, min(s + n, len(TEXT)), "#x") for s, n in places]
    built = reading.build(TEXT, title="T", marks=marks)
    found = hits(built, find(word), language="en")
    open_tags = []
    said = []
    for section in found.reading.sections:
        for each in section.paragraphs:
            for piece in each.pieces:
                open_tags += [tag.name for tag in piece.opens]
                if not any(tag.css == "hit" for tag in piece.opens):
                    said.append(piece.text)
                for name in piece.closes:
                    assert open_tags.pop() == name
                assert open_tags.count("a") <= 1
    assert open_tags == []
    assert "".join(said) == built.words.replace("\n", "")


def test_a_piece_without_words_stays():
    made = reading.build("A", title="T")
    assert html([Piece("", (Tag("span", "x"),), ("span",))]) == "<span #x></span>"
    assert hits(made, find("A"), language="").anchors == ("hit",)

"""A link to a paragraph arrives, today and whatever becomes of the text's parts."""

from hypothesis import given
from hypothesis import strategies as st

from archive.reading import InnerLetter, Mark, Part, build
from archive.reading.notes import Named
from archive.reading.paragraphs import split

KINDS = ["title", "body", "letter", "quote", "boilerplate"]


def paragraphs(view):
    return [one for section in view.sections for one in section.paragraphs]


def ids(view):
    """Every id that the page of a reading has."""
    pieces = [*view.title, *(p for one in paragraphs(view) for p in one.pieces)]
    return [
        *(tag.anchor for piece in pieces for tag in piece.opens if tag.anchor),
        *(anchor for one in paragraphs(view) for anchor in one.anchors),
        *(each.letter.anchor for each in view.sections if each.letter),
        *view.title_anchors,
        *view.left_out,
    ]


def places(text):
    return {f"p-{one.start}-{one.end}" for one in split(text, 0, len(text))}


def test_each_paragraph_has_a_link_to_itself():
    view = build("One.\n\nTwo.", title="T")

    assert [one.link for one in paragraphs(view)] == ["p-0-4", "p-6-10"]
    assert [one.anchors for one in paragraphs(view)] == [("p-0-4",), ("p-6-10",)]


def test_a_paragraph_that_is_marked_as_a_whole_keeps_one_anchor():
    (paragraph,) = paragraphs(build("One.", title="T", marks=[Mark(0, 4)]))

    assert (paragraph.link, paragraph.anchors) == ("p-0-4", ())


def test_a_paragraph_that_is_the_letter_is_anchored_on_the_letter():
    view = build("Dear Sir,", title="T", letters=[InnerLetter(0, 9)])

    assert ids(view) == ["p-0-9"]


def test_a_title_in_the_text_can_be_linked_to():
    view = build("Raid\n\nIt was.", title="Raid", parts=[Part(0, 4, "title")])

    assert view.title_anchors == ("p-0-4",)


def test_a_part_in_the_middle_of_a_paragraph_leaves_its_anchor_where_it_begins():
    view = build("Menu. It was.", title="T", parts=[Part(0, 5, "quote")])

    first, second = paragraphs(view)
    assert (first.link, first.anchors) == ("p-0-13", ("p-0-13",))
    assert (second.link, second.anchors) == ("", ())


parts = st.builds(
    lambda start, length, kind: Part(start, start + length, kind),
    st.integers(0, 80),
    st.integers(1, 40),
    st.sampled_from(KINDS),
)
spans = st.tuples(st.integers(0, 79), st.integers(1, 30))


@given(
    st.text(alphabet=st.sampled_from("Ab .\n"), min_size=1, max_size=80),
    st.lists(parts, max_size=6),
    st.lists(spans, max_size=6),
)
def test_wherever_parts_begin_each_paragraph_of_the_text_is_there_once(
    text, segments, places_of_marks
):
    marks = [
        Mark(start, min(start + length, len(text)))
        for start, length in places_of_marks
        if start < len(text) and text[start : start + length].strip()
    ]

    view = build(text, title="A b", parts=segments, marks=marks, show_boilerplate=True)

    found = ids(view)
    assert len(found) == len(set(found))
    assert places(text) <= set(found)
    assert {one.link for one in paragraphs(view)} - {""} <= set(found)


def test_whom_the_shown_words_do_not_name_is_not_explained():
    ivan = Named(1, "who-ivan", "Ivan", "", "person", "/people/ivan/")
    olga = Named(2, "who-olga", "Olga", "", "person", "/people/olga/")

    view = build(
        "Ivan came.\n\nOlga collects.",
        title="T",
        parts=[Part(12, 26, "boilerplate")],
        marks=[Mark(0, 4, "#who-ivan"), Mark(12, 16, "#who-olga")],
        named=[ivan, olga],
    )
    assert view.named == (ivan,)

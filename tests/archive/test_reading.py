"""The reading view: what stands where, and that every word and anchor is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading import (
    ClaimNote,
    InnerLetter,
    Mark,
    NameNote,
    Part,
    build,
)
from archive.reading.paragraphs import split
from archive.reading.weave import distinct, weave

LONG = (
    "The strikers of the oil field have held out for more than three months now, " * 3
)


def claim(start, end, **fields):
    fields.setdefault("claim_id", 1)
    return ClaimNote(start, end, kind="raid", sentence="Police came.", **fields)


def printed(paragraph):
    return "".join(piece.text for piece in paragraph.pieces)


def paragraphs(view):
    return [one for section in view.sections for one in section.paragraphs]


def texts(view):
    return [printed(paragraph) for paragraph in paragraphs(view)]


def markup(pieces):
    """The pieces as a line: <a#p-0-5> for an element with an anchor."""
    line = ""
    for piece in pieces:
        for tag in piece.opens:
            anchor = f"#{tag.anchor}" if tag.anchor else ""
            line += f"<{tag.name}{anchor}>"
        line += piece.text + "".join(f"</{name}>" for name in piece.closes)
    return line


def woven(text, marks):
    return weave(text, 0, len(text), distinct(marks), begun=set())


# marks


def test_a_name_becomes_a_link_with_its_anchor():
    (_, name, _) = woven("In Aktau today", [Mark(3, 8, "/places/aktau/", "place")])

    (tag,) = name.opens
    assert (tag.anchor, tag.url, tag.css) == (
        "p-3-8",
        "/places/aktau/",
        "mention place",
    )


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([Mark(0, 8), Mark(3, 8)], "<span#p-0-8>In <span#p-3-8>Aktau</span></span>"),
        (
            [Mark(0, 5), Mark(3, 8)],
            "<span#p-0-5>In <span#p-3-8>Ak</span></span><span>tau</span>",
        ),
        ([Mark(0, 2), Mark(2, 8)], "<span#p-0-2>In</span><span#p-2-8> Aktau</span>"),
        ([Mark(0, 8), Mark(0, 8)], "<span#p-0-8>In Aktau</span>"),
    ],
    ids=["nested", "crossing", "touching", "twice"],
)
def test_marks_that_meet_make_elements_that_nest(marks, expected):
    assert markup(woven("In Aktau", marks)) == expected


def test_a_name_inside_a_name_is_an_anchor_and_no_link():
    text = "Embassy in London"

    pieces = woven(text, [Mark(0, 17, "/o/"), Mark(11, 17, "/p/")])
    assert markup(pieces) == "<a#p-0-17>Embassy in <span#p-11-17>London</span></a>"


def test_a_passage_cut_by_another_says_where_it_goes_on():
    pieces = woven("In Aktau", [Mark(0, 5), Mark(3, 8)])

    assert [tag.css for piece in pieces for tag in piece.opens] == ["", "cut", "more"]


def test_of_two_marks_on_the_same_words_the_link_is_kept():
    assert distinct([Mark(0, 2), Mark(0, 2, "/p/")]) == [Mark(0, 2, "/p/")]


spans = st.tuples(st.integers(0, 60), st.integers(1, 30), st.sampled_from(["", "/x/"]))


@given(st.text(min_size=1, max_size=60), st.lists(spans, max_size=12))
def test_whatever_is_marked_every_word_and_anchor_is_there_once(text, places):
    marks = [
        Mark(start, min(start + length, len(text)), url)
        for start, length, url in places
        if start < len(text)
    ]

    pieces = woven(text, marks)

    anchors = [tag.anchor for piece in pieces for tag in piece.opens if tag.anchor]
    assert "".join(piece.text for piece in pieces) == text
    assert sorted(anchors) == sorted(mark.anchor for mark in distinct(marks))
    assert_nested(pieces)


def assert_nested(pieces):
    """Elements close in the order they opened, and no link holds a link."""
    stack = []
    for piece in pieces:
        for tag in piece.opens:
            assert tag.name == "span" or "a" not in stack
            stack.append(tag.name)
        for name in piece.closes:
            assert stack.pop() == name
    assert stack == []


@given(st.text(min_size=1, max_size=60), st.lists(spans, max_size=8))
def test_an_anchor_stands_where_its_passage_begins(text, places):
    marks = [
        Mark(start, start + 1, url) for start, _, url in places if start < len(text)
    ]

    offset, found = 0, {}
    for piece in woven(text, marks):
        found.update({tag.anchor: offset for tag in piece.opens if tag.anchor})
        offset += len(piece.text)
    assert found == {mark.anchor: mark.start for mark in marks}


# paragraphs


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("One.\n\nTwo.", ["prose", "prose"]),
        (f"{LONG}\n{LONG}", ["prose", "prose"]),
        ("The Embassy\n125 Pall Mall\nLondon", ["lines"]),
        ("a" * 70 + "\n" + "b" * 66 + "\nthe end.", ["prose"]),
        (f"Berlin embassy picket\n{LONG}", ["heading", "prose"]),
        (f"Berlin embassy picket.\n{LONG}", ["prose", "prose"]),
        ("Berlin embassy picket\n\nShort.", ["prose", "prose"]),
        (" \n\t\n ", []),
        ("", []),
    ],
)
def test_paragraphs_follow_the_lines_of_the_text(text, shapes):
    assert [stretch.shape for stretch in split(text, 0, len(text))] == shapes


@given(st.text(alphabet=st.sampled_from("ab \n\t."), max_size=200))
def test_no_word_is_lost_between_paragraphs(text):
    found = "".join(text[one.start : one.end] for one in split(text, 0, len(text)))

    assert "".join(found.split()) == "".join(text.split())


# the reading


def test_the_title_is_not_said_twice():
    view = build(
        "Kazakhstan: protest\n\nIt was.",
        title="Kazakhstan: Protest",
        parts=[Part(0, 19, "title")],
    )

    assert markup(view.title) == "Kazakhstan: protest"
    assert texts(view) == ["It was."]


def test_a_printed_title_that_differs_stays_in_the_text():
    view = build(
        "SOLIDARITY!\n\nIt was.", title="Protest", parts=[Part(0, 11, "title")]
    )

    assert texts(view) == ["SOLIDARITY!", "It was."]


def test_names_in_the_title_can_be_jumped_to_but_are_no_links():
    view = build(
        "Aktau\n\nIt was.",
        title="Aktau",
        parts=[Part(0, 5, "title")],
        marks=[Mark(0, 5, "/places/aktau/", "place")],
    )

    assert markup(view.title) == "<span#p-0-5>Aktau</span>"


def test_boilerplate_is_left_out_and_its_anchors_are_kept():
    view = build(
        "It was.\n\nDonate!",
        title="T",
        parts=[Part(9, 16, "boilerplate")],
        marks=[Mark(9, 15)],
    )

    assert texts(view) == ["It was."]
    assert (view.is_whole, view.left_out) == (False, ("p-9-15",))


def test_boilerplate_is_shown_in_its_place_when_asked_for():
    view = build(
        "Menu\n\nIt was.",
        title="T",
        parts=[Part(0, 4, "boilerplate")],
        show_boilerplate=True,
    )

    assert [one.css for one in paragraphs(view)] == ["boilerplate", ""]
    assert view.is_whole


def test_boilerplate_that_proves_a_claim_is_shown():
    view = build(
        "It was.\n\nCorrected on 3 May.",
        title="T",
        parts=[Part(9, 28, "boilerplate")],
        notes=[claim(9, 18)],
    )

    assert texts(view) == ["It was.", "Corrected on 3 May."]


def test_a_letter_is_set_apart_with_its_date():
    text = "They wrote:\n\n16 June 2011\n\nDear Sir,\n\nThey left."
    letter = InnerLetter(13, 36, url="/reports/l/", written_words="16 June 2011")

    view = build(text, title="T", parts=[Part(0, len(text), "body")], letters=[letter])
    assert [section.letter for section in view.sections] == [None, letter, None]
    assert [one.css for one in view.sections[1].paragraphs] == ["dateline", ""]


def test_a_letter_that_no_document_was_made_of_is_set_apart_too():
    view = build("They wrote:\n\nDear Sir,", title="T", parts=[Part(13, 22, "letter")])

    assert [bool(section.letter) for section in view.sections] == [False, True]


def test_the_passage_that_is_the_letter_is_anchored_on_the_letter_alone():
    letter = InnerLetter(0, 9)

    view = build("Dear Sir,", title="T", letters=[letter], marks=[Mark(0, 9)])
    assert markup(paragraphs(view)[0].pieces) == "Dear Sir,"


def test_a_passage_over_two_paragraphs_has_one_anchor():
    view = build("One.\n\nTwo.", title="T", marks=[Mark(0, 10)])

    lines = [markup(one.pieces) for one in paragraphs(view)]
    assert lines == ["<span#p-0-10>One.</span>", "<span>Two.</span>"]


def test_a_quote_and_a_short_first_paragraph_are_set_as_such():
    view = build(
        "Free them!\n\nWe will.\n\nIt was.", title="T", parts=[Part(12, 20, "quote")]
    )

    assert [(one.kind, one.css) for one in paragraphs(view)] == [
        ("prose", "lead"),
        ("quote", ""),
        ("prose", ""),
    ]


def test_notes_stand_beside_the_paragraph_of_their_words():
    view = build("One.\n\nTwo.", title="T", notes=[claim(6, 10)])

    assert [len(one.notes) for one in paragraphs(view)] == [0, 1]


def test_a_spelling_is_explained_once_and_a_claim_beside_each_proof():
    name = NameNote(0, 4, "Ivan", "Ivan Ivanov", "/people/ivan/")
    again = NameNote(6, 10, "Ivan", "Ivan Ivanov", "/people/ivan/")

    view = build(
        "Ivan.\n\nIvan.", title="T", notes=[name, again, claim(0, 4), claim(7, 11)]
    )
    assert [len(one.notes) for one in paragraphs(view)] == [2, 1]


def test_a_note_on_the_title_stands_beside_the_first_paragraph():
    view = build(
        "Raid\n\nIt was.",
        title="Raid",
        parts=[Part(0, 4, "title")],
        notes=[claim(0, 4)],
    )

    assert [len(one.notes) for one in paragraphs(view)] == [1]


def test_many_claims_fold_beside_a_short_paragraph_and_warnings_do_not():
    notes = [claim(0, 4, claim_id=number) for number in range(4)]
    warning = claim(0, 4, claim_id=9, against=True)

    (paragraph,) = paragraphs(build("Ivan.", title="T", notes=[*notes, warning]))
    assert paragraph.is_crowded
    assert paragraph.claim_kinds == ("raid",)
    assert paragraph.remarks == (warning,)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "<script>alert(1)</script>\n\n</p><img onerror=x>",
        "\u202eevil\u202c and \u2066more",
        "\n\n\n",
        "سلام\n\nعليكم",
        "e\u0301\x0b\x0c\u2028next",
    ],
    ids=["long", "markup", "bidi", "blank", "arabic", "odd"],
)
def test_any_text_can_be_read(text):
    view = build(text, title="T", marks=[Mark(0, 2)], notes=[claim(0, 2)])

    assert "".join("".join(texts(view)).split()) == "".join(text.split())


parts = st.builds(
    lambda start, length, kind: Part(start, start + length, kind),
    st.integers(0, 80),
    st.integers(1, 40),
    st.sampled_from(["title", "body", "letter", "quote", "boilerplate"]),
)


@given(
    st.text(alphabet=st.sampled_from("Ab .\n"), min_size=1, max_size=80),
    st.lists(parts, max_size=6),
    st.lists(spans, max_size=8),
)
def test_however_segments_overlap_nothing_is_lost_or_doubled(text, segments, places):
    marks = [
        Mark(start, min(start + length, len(text)), url)
        for start, length, url in places
        if start < len(text) and text[start : start + length].strip()
    ]

    view = build(text, title="none", parts=segments, marks=marks, show_boilerplate=True)

    anchors = [
        *(section.letter.anchor for section in view.sections if section.letter),
        *(
            tag.anchor
            for one in paragraphs(view)
            for piece in one.pieces
            for tag in piece.opens
            if tag.anchor
        ),
    ]
    assert "".join("".join(texts(view)).split()) == "".join(text.split())
    assert len(anchors) == len(set(anchors))
    assert {mark.anchor for mark in marks} <= set(anchors)


def test_a_paragraph_in_another_language_says_so():
    text = "Police came.\n\nМы протестуем.\n\nThey went."
    view = build(text, title="Raid", parts=[Part(14, 28, "letter", "ru")])

    spoken = [(printed(each), each.language) for each in paragraphs(view)]

    assert [language for _words, language in spoken] == ["", "ru", ""]

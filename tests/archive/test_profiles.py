import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import cleaning
from archive.cleaning import SegmentKind
from archive.cleaning.lines import read

PAGE = """Skip to content
Labour Weekly
Bakers walk out
Bakers of four large shops walked out this morning over unpaid overtime.
Sponsored: buy our calendar
Comments
First!
Post a comment
The union will meet on Monday to vote on the offer.
Related articles
Miners walk out
Dockers walk out
"""


@pytest.mark.parametrize(
    ("rules", "marked"),
    [
        ("starts: Sponsored", ["Sponsored: buy our calendar"]),
        ("contains: our calendar", ["Sponsored: buy our calendar"]),
        ("is: First!", ["First!"]),
        ("from: Related articles", ["Related articles", "Miners walk out", "Dockers walk out"]),
        ("until: Labour Weekly", ["Skip to content", "Labour Weekly"]),
        ("between: Comments ... Post a comment", ["Comments", "First!", "Post a comment"]),
        ("starts: Sponsored\nkeep: calendar", []),
        ("# a comment\n\n", []),
        ("contains: (.*)+$", []),
        ("from: Skip to content", []),
    ],
)  # fmt: skip
def test_a_rule_marks_the_lines_it_names(rules, marked):
    lines = list(read(PAGE))
    hits = cleaning.profile(rules).marks(lines)

    assert [x.text for x, hit in zip(lines, hits, strict=True) if hit] == marked


def test_a_profile_marks_and_moves_nothing():
    cleaned = cleaning.clean(PAGE, profile=cleaning.profile("starts: Sponsored"))

    assert ("boilerplate", "Sponsored: buy our calendar") in [
        (x.kind.value, PAGE[x.start : x.end]) for x in cleaned.segments
    ]


def test_keep_overrules_what_we_mark_ourselves():
    text = (
        "Bakers walk out\n\nThey meet again today.\n\nDonate now to the bakers of Lima."
    )

    marked = cleaning.clean(text).segments
    kept = cleaning.clean(
        text, profile=cleaning.profile("keep: bakers of Lima")
    ).segments

    assert marked[-1].kind is SegmentKind.BOILERPLATE
    assert kept[-1].kind is SegmentKind.BODY


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ("starts: Donate\nremove: all", "Line 2: “remove: all” is not a rule"),
        ("Donate now", "Line 1: “Donate now” is not a rule"),
        ("contains: a", "Line 1: “a” is too short"),
        ("starts:", "Line 1: “” is too short"),
        ("between: Comments", "Line 1: between needs two ends"),
        ("starts: " + "x" * 300, "Line 1: a rule has at most 200 characters"),
        ("starts: abc\n" * 201, "Line 201: more than 200 rules"),
    ],
)
def test_a_bad_rule_is_refused_with_its_line(rules, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        cleaning.profile(rules)


def test_what_a_page_sets_apart_is_boilerplate():
    start = PAGE.index("Miners walk out")
    cleaned = cleaning.clean(PAGE, aside=[(start, start + 15)])

    apart = [x for x in cleaned.segments if x.start <= start < x.end]
    assert [x.kind for x in apart] == [SegmentKind.BOILERPLATE]


@given(
    st.text(max_size=300),
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=4),
)
def test_profiles_and_asides_never_make_segments_overlap(text, ranges):
    aside = [(min(pair), max(pair)) for pair in ranges]
    rules = cleaning.profile("contains: the\nfrom: zzz\nbetween: aaa ... bbb")
    segments = cleaning.clean(text, profile=rules, aside=aside).segments
    inside = [any(s.start <= at < s.end for s in segments) for at in range(len(text))]

    assert all(inside[at] for at, letter in enumerate(text) if not letter.isspace())
    assert all(a.start < a.end <= b.start < b.end for a, b in pairwise(segments))

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import passages
from archive.passages import Anchor

REPORT = (
    "Protest at the embassy.\n\nThe letter said:\n\nDear Ambassador,\n\n"
    "We protest against the arrest of Natalia Sokolova, lawyer of the strikers. "
    "We demand her release.\n\nYours faithfully,\nJudy Beishon\n\n"
    "The deputy took the letter. We demand an answer."
)
LETTER = REPORT[REPORT.index("Dear") : REPORT.index("\n\nThe deputy")]


def anchor(words, text=REPORT):
    start = text.index(words)
    return Anchor(start, start + len(words), words)


def bounds_in(new):
    bounds = passages.carry_bounds(anchor(LETTER), old=REPORT, new=new)
    return bounds and new[slice(*bounds)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Sokolova", "Sokolava"),
        ("We demand her release.", "We demand her release and that of all others."),
        (", lawyer of the strikers", ""),
        ("We protest", "\n\nWe protest"),
    ],
)
def test_a_letter_corrected_inside_keeps_its_bounds(before, after):
    new = "By our reporter.\n\n" + REPORT.replace(before, after)

    assert bounds_in(new) == LETTER.replace(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Judy Beishon", "Clare Doyle"),
        ("Dear Ambassador,", "Sir,"),
        (LETTER, ""),
        (LETTER, f"{LETTER}\n\n{LETTER}"),
    ],
)
def test_a_letter_whose_first_or_last_words_are_uncertain_has_no_bounds(before, after):
    assert bounds_in(REPORT.replace(before, after)) is None


def test_an_unchanged_text_keeps_the_bounds_and_a_wrong_anchor_has_none():
    assert bounds_in(REPORT) == LETTER
    wrong = Anchor(0, 4, "Dear")
    assert passages.carry_bounds(wrong, old=REPORT, new=REPORT) is None
    assert passages.carry_bounds(wrong, old=REPORT, new=f"x {REPORT}") is None


@given(st.text("ab .\n", max_size=60), st.text("ab .\n", max_size=60), st.data())
def test_bounds_lie_in_the_new_text_and_hold_something(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))

    bounds = passages.carry_bounds(Anchor(start, end, old[start:end]), old=old, new=new)

    assert bounds is None or 0 <= bounds[0] < bounds[1] <= len(new)


@pytest.mark.parametrize(
    ("words", "before", "after", "suggested"),
    [
        ("Natalia Sokolova", "Sokolova", "Sokolava", "Natalia Sokolava"),
        (
            "Natalia Sokolova",
            "Natalia",
            "Natalia Yurievna",
            "Natalia Yurievna Sokolova",
        ),
        ("Natalia Sokolova", " Sokolova", "\nSokolova", "Natalia\nSokolova"),
        ("Sokolova", "Sokolova", "Sokolava", "Sokolava"),
        ("Judy Beishon", "Judy", "J.", "J. Beishon"),
        (
            "We demand her release.",
            "We demand her release",
            "We demand their immediate release",
            "We demand their immediate release.",
        ),
    ],
)
def test_a_changed_passage_is_suggested_where_it_stood(words, before, after, suggested):
    new = REPORT.replace(before, after)

    guess = passages.best_guess(anchor(words), old=REPORT, new=new)

    assert new[guess.start : guess.end] == suggested
    assert 0.6 <= guess.likeness <= 1


def test_a_moved_passage_is_suggested_where_it_is_now():
    new = f"{LETTER}\n\n{REPORT.replace(LETTER, '')}"

    guess = passages.best_guess(anchor("Natalia Sokolova"), old=REPORT, new=new)

    assert guess.start == new.index("Natalia Sokolova")


def test_a_page_begins_at_its_first_word_that_stayed():
    points = [0, REPORT.index("We protest"), REPORT.index("The deputy"), len(REPORT)]
    new = REPORT.replace("We protest", "Strongly we protest").replace(
        "The deputy", "She"
    )

    moved = passages.carry_points(points, old=REPORT, new=new)

    assert moved == [
        0,
        new.index("protest against"),
        new.index("took the letter"),
        len(new),
    ]


@given(st.text("ab .\n", max_size=60), st.text("ab .\n", max_size=60), st.data())
def test_pages_never_change_their_order(old, new, data):
    points = sorted(data.draw(st.lists(st.integers(0, len(old)))))

    moved = passages.carry_points(points, old=old, new=new)

    assert moved == sorted(moved)
    assert all(0 <= point <= len(new) for point in moved)


@pytest.mark.parametrize("new", ["", " \n", "Something else altogether.", "."])
def test_nothing_is_suggested_where_nothing_is_alike(new):
    lost = anchor("Natalia Sokolova")

    assert passages.best_guess(lost, old=REPORT, new=new) is None


def test_nothing_is_suggested_for_an_anchor_that_does_not_quote():
    assert passages.best_guess(Anchor(0, 3, "The"), old=REPORT, new=REPORT) is None
    assert passages.best_guess(Anchor(0, 0, ""), old=REPORT, new=REPORT) is None


@given(st.text("ab .\n", max_size=60), st.text("ab .\n", max_size=60), st.data())
def test_a_suggestion_lies_in_the_new_text(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))

    guess = passages.best_guess(Anchor(start, end, old[start:end]), old=old, new=new)

    assert guess is None or 0 <= guess.start < guess.end <= len(new)

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.differences import Change, Folded, differences, folded
from tests.edits import TEXTS, edited, plain
from tests.growth import LINEAR, growth_of

SIGNS = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}


def marked(old, new):
    """The changes on one line each; words that changed in brackets."""
    return [_marked(change, old, new) for change in differences(old, new)]


def _marked(change, old, new):
    if change.kind == "replaced":
        return "~" + "".join(_run(run, old, new) for run in change.runs).rstrip("\n")
    return _run(change, old, new).rstrip("\n")


def _run(change, old, new):
    words = old[change.old_start : change.old_end]
    return SIGNS[change.kind].format(words or new[change.new_start : change.new_end])


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("", "", []),
        ("One.", "One.", ["One."]),
        ("", "One.", ["[+One.+]"]),
        ("One.", "", ["[-One.-]"]),
        ("One.\nTwo.\n", "One.\nThree.\n", ["One.", "[-Two.\n-]", "[+Three.\n+]"]),
        (
            "Natalia Sokolava was arrested.",
            "Natalia Sokolova was arrested.",
            ["~Natalia [-Sokolava-][+Sokolova+] was arrested."],
        ),
        (
            "She was arrested in Aktau.\n\nShe is a lawyer.",
            "She was arrested.\n\nShe is a lawyer.",
            ["~She was arrested[- in Aktau-].", "She is a lawyer."],
        ),
        (
            "They went home in peace.",
            "They all went  home in peace.",
            ["~They [+all +]went [+ +]home in peace."],
        ),
        ("A.\nB.\nX.\n", "X.\nA.\nB.\n", ["[+X.\n+]", "A.", "B.", "[-X.\n-]"]),
        (
            "He said “no”, then left the room.",
            'He said "no", then left the room.',
            ['~He said [-“-][+"+]no[-”-][+"+], then left the room.'],
        ),
        ("工人在北京罢工。", "工人在上海罢工。", ["~工人在[-北京-][+上海+]罢工。"]),
        ("One.", "One.\n\nTwo.", ["One.", "[+\n\n+]", "[+Two.+]"]),
    ],
)
def test_what_changed_is_shown_by_paragraph_and_word(old, new, shown):
    assert marked(old, new) == shown


def test_paragraphs_with_little_in_common_are_not_mixed():
    old = "The deputy of the embassy took the letter and smiled."
    new = "On Friday the court of Aktau sent five men to prison."

    assert [change.kind for change in differences(old, new)] == ["removed", "added"]


def test_a_paragraph_put_before_a_reworded_one_does_not_pair_with_it():
    old = "The court sentenced the lawyer to six years in prison."
    new = f"A strike began.\nOn Monday {old[0].lower()}{old[1:]}"

    assert [change.kind for change in differences(old, new)] == ["added", "replaced"]


def _whole(changes, text, side, left_out):
    pieces = [
        text[getattr(change, f"{side}_start") : getattr(change, f"{side}_end")]
        for change in changes
        if change.kind != left_out
    ]
    return "".join(pieces)


def check(old, new):
    changes = differences(old, new)
    runs = [run for change in changes for run in (change.runs or [change])]
    for pieces in (changes, runs):
        assert _whole(pieces, old, "old", "added") == old
        assert _whole(pieces, new, "new", "removed") == new
    for piece in runs:
        before = old[piece.old_start : piece.old_end]
        after = new[piece.new_start : piece.new_end]
        assert (before == after) is (piece.kind == "same")
        assert before or after


@given(st.text("ab .,\n", max_size=60), st.text("ab .,\n", max_size=60))
def test_the_pieces_make_up_both_texts(old, new):
    check(old, new)


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_make_up_any_two_texts(old, new):
    check(old, new)


def test_the_pieces_make_up_edited_reports():
    chance = random.Random(2011)  # noqa: S311 (the same edits every time)
    for _ in range(60):
        old = chance.choice(TEXTS)
        check(old, plain(edited(old, chance, chance.randint(0, 6))))


def test_what_did_not_change_is_folded_but_for_its_neighbours():
    old = "".join(f"Paragraph {number}.\n" for number in range(9))
    changes = differences(old, old.replace("Paragraph 4", "Section 4"))

    pieces = folded(changes)

    assert [piece.kind for piece in pieces] == [
        "folded",
        "same",
        "replaced",
        "same",
        "folded",
    ]
    assert sum(len(p.changes) if isinstance(p, Folded) else 1 for p in pieces) == len(
        changes
    )


def test_one_paragraph_alone_is_not_folded():
    old = "One.\nTwo.\nThree.\n"
    pieces = folded(differences(old, f"{old}Four.\n"))

    assert [piece.kind for piece in pieces] == ["folded", "same", "added"]
    assert folded(differences("One.\nTwo.", "One.\nTwo.\nThree"))[0].kind == "same"


def test_equal_texts_fold_into_one():
    changes = differences("One.\nTwo.\n", "One.\nTwo.\n")

    assert folded(changes) == [Folded(tuple(changes))]
    assert folded([]) == []
    assert folded(changes, around=0) == [Folded(tuple(changes))]


def test_a_change_names_its_place_in_both_texts():
    assert differences("One.\n", "One.\nTwo.\n") == [
        Change("same", 0, 5, 0, 5),
        Change("added", 5, 5, 5, 10),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        " ".join(f"w{number % 977}" for number in range(60_000)),
        "\n".join(f"w{number} said no." for number in range(15_000)),
        "a " * 60_000,
        "\n" * 200_000,
        "x" * 200_000,
    ],
)
def test_a_book_that_changed_is_compared_in_linear_time(text):
    def compare(size):
        old = text[:size]
        changed = old.replace("no.", "yes.").replace("w9", "v9")
        return differences(old, f"x {changed[:-100]} y")

    assert growth_of(compare, len(text) // 4) < LINEAR

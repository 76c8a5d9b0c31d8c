import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import passages
from archive.readers import Unreadable, tidying

ANYTHING = st.text(
    st.sampled_from(
        "aKم工\u0301\u0315\u0378\r\n\t\u2028\x00\x85\ufeff\ud800\udc00\xad\xa0\ufb01"
    )
)


@given(ANYTHING)
def test_tidy_text_is_as_the_archive_keeps_it_and_stays_so(text):
    tidied = tidying.tidy(text)

    assert passages.normalise(tidied) == tidied
    assert tidying.tidy(tidied) == tidied


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("Kazakh\xadstan", "Kazakhstan"),
        ("A.\xa0Ivanov", "A. Ivanov"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("\x00\x07bell", "  bell"),
        ("می\u200cروند", "می\u200cروند"),
        ("cafe\u0301", "café"),
    ],
)
def test_what_is_not_seen_goes_and_what_is_said_stays(text, tidied):
    assert tidying.tidy(text) == tidied


def test_printed_shapes_are_letters_again():
    assert tidying.unshaped("of\ufb01ce \ufefb") == "office لا"


def test_accents_piled_without_end_are_refused_at_once():
    with pytest.raises(Unreadable, match="accents"):
        tidying.tidy("a" + "\u0315\u0300" * 500_000)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  A \n title\u202e ", "A title"),
        ("word " * 100, ("word " * 60).strip()),
        ("x" * 400, "x" * 300),
    ],
)
def test_a_title_is_one_line_cut_at_a_word(text, line):
    assert len(tidying.one_line(text)) <= 300
    assert tidying.one_line(text) == line

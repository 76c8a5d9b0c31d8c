"""A line and own words: printable, or refused in words."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from campaign.forms import clean_line
from campaign.forms.fields import Words

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "typed",
    [
        "Ann\r\nBcc: all@example.org",
        "Ann\nNolan",
        "Ann\n",
        "Ann\u2028Nolan",
        "Ann\x00",
        "Ann\x1b[31m",
        "Ann\u202enaloN",
        "\u2066Ann",
        "Ann\ud800",
        "n" * 201,
        "n" * 5000,
    ],
)
def test_a_line_that_cannot_be_printed_is_refused(typed):
    with pytest.raises(ValidationError):
        clean_line(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "{{ name }} {% now %}",
        '#import "x"',
        "O\u2019Neill & Söhne",
        "هيفاء الحسن",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "=SUM(A1)",
        "n" * 200,
    ],
)
def test_a_line_that_can_be_printed_stays_as_it_is(typed):
    assert clean_line(typed) == typed


@given(st.text(max_size=250))
def test_a_line_is_refused_or_one_line(typed):
    try:
        line = clean_line(typed)
    except ValidationError:
        return

    assert len(line.splitlines()) <= 1
    assert clean_line(line) == line


def test_paragraphs_keep_their_line_breaks():
    assert (
        Words("Own words").clean("One.\r\n\r\nTwo.\rThree.") == "One.\n\nTwo.\nThree."
    )


@pytest.mark.parametrize("typed", ["w" * 3001, "a\x07b", "a\u202eb"])
def test_own_words_have_their_limits_too(typed):
    with pytest.raises(ValidationError):
        Words("Own words").clean(typed)

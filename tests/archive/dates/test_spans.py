import re

import pytest

from archive import dates


@pytest.mark.parametrize(
    "value",
    [
        "2011",
        "2011-06",
        "2011-06-22",
        "2011-06-13/2011-06-19",
        "2011-05/2011-07",
        "2009/2011",
        "2011-05/2011-07-03",
        "2011-05/..",
        "2011-05-26/..",
        "2009/..",
    ],
)
def test_a_value_is_read_back_as_it_was_printed(value):
    assert dates.parse(f" {value} ").value == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("22 June 2011", "2011-06-22"),
        ("June 2011", "2011-06"),
        ("22.06.2011", "2011-06-22"),
        ("3-5 June 2011", "2011-06-03/2011-06-05"),
    ],
)
def test_a_curator_may_type_a_date_in_words(typed, value):
    assert dates.parse(typed).value == value


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "is not a date"),
        ("soon", "“soon” is not a date: write 2011"),
        ("yesterday", "is not a date"),
        ("2011-02-30", "no such date as 2011-02-30"),
        ("2011-13", "no such date"),
        ("0000", "no such date"),
        ("2011-06-22/2011-06-01", "ends before it begins"),
        ("2011/", "is not a date"),
        ("22 June 2011 or so", "is not a date"),
        ("1" * 5000, "is not a date"),
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence(typed, why):
    with pytest.raises(ValueError, match=re.escape(why)):
        dates.parse(typed)


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        ("2011-06-22", "en", "22 June 2011"),
        ("2011-06", "en", "June 2011"),
        ("2011", "de", "2011"),
        ("2011-06-22", "de", "22. Juni 2011"),
        ("2011-05/..", "en", "May 2011 –"),
        ("2011-06-13/2011-06-19", "en", "13 June 2011 – 19 June 2011"),
        ("2011-06-22", "fr", "22 juin 2011"),
        ("2011-06-22", "not a language", "22 June 2011"),
    ],
)
def test_a_date_is_shown_in_the_readers_language(value, language, shown):
    assert dates.describe(dates.parse(value), language=language) == shown

"""How long a text takes to read."""

import pytest

from archive.reading.pace import minutes


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("", "en", 0),
        (" \n\t", "en", 0),
        ("word", "en", 1),
        ("word " * 228, "en", 1),
        ("word " * 229, "en-GB", 2),
        ("слово " * 368, "ru", 2),
        ("сөз " * 184, "kk", 1),
        ("كلمة " * 138, "ar", 1),
        ("字" * 255, "zh-Hant", 1),
        ("字" * 256, "zh", 2),
        ("word " * 10, "not a language", 1),
        ("word " * 10, "", 1),
    ],
)
def test_the_speed_is_that_of_the_language(text, language, expected):
    assert minutes(text, language=language) == expected


def test_words_between_signs_are_counted_too():
    assert minutes("字" * 357 + " Aktau " * 193, language="ja") == 3

import unicodedata

import pytest

from archive.passages import normalise

REAL = "ที่ก̃̄̂ שָׁלוֹם"


def test_a_pile_of_accents_is_refused_at_once():
    with pytest.raises(ValueError, match="piles hundreds of accents"):
        normalise("a" + "\u0301\u0323" * 500_000)


def test_the_marks_of_real_scripts_are_no_pile():
    assert normalise(REAL) == unicodedata.normalize("NFC", REAL)

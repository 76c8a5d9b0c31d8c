"""What is said not to print is what typst refuses to print."""

from dataclasses import replace

import pytest

from campaign.formats import glyphs, pdf


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("A. Sender", ""),
        ("Ünsal Ğ. Şøþ “Æ” – €5 №", ""),
        ("Айгүл Қ. Ә", ""),
        ("Ἀθηνᾶ", ""),
        ("هيفاء الحسن", ""),
        ("שרה", ""),
        ("ნინო Արամ", ""),
        ("e\u0323\u0301 \u200d\u00ad\u00a0\u202f", ""),
        ("李明李", "李明"),
        ("한", "한"),
        ("ก", "ก"),
        ("अ", "अ"),
        ("A 😀", "😀"),
        ("\U00020000", "\U00020000"),
        ("\ue000", "\ue000"),
    ],
)
def test_a_character_without_glyph_is_named(london, name, missing):
    letter = replace(london, signature=(name, name))

    assert glyphs.without_glyph(letter) == list(missing)
    # a file with a box in it cannot claim PDF/UA
    assert (b"pdfuaid" in pdf.render(letter)) is (not missing)


def test_a_letter_that_can_be_set_misses_nothing(astana, berlin):
    assert glyphs.without_glyph(astana) == glyphs.without_glyph(berlin) == []

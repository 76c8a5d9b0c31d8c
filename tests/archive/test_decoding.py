import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import cleaning


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Strike – now".encode(), "Strike – now"),
        (b"\xef\xbb\xbfStrike\r\nnow\r", "Strike\nnow\n"),
        ("Strike".encode("utf-16"), "Strike"),
        ("José".encode(), "José"),
        (
            ("Рабочие продолжают забастовку на нефтяных промыслах. " * 4).encode(
                "cp1251"
            ),
            "Рабочие продолжают забастовку на нефтяных промыслах. " * 4,
        ),
        (
            "Die Arbeiter fordern höhere Löhne für alle Beschäftigten.".encode(
                "cp1252"
            ),
            "Die Arbeiter fordern höhere Löhne für alle Beschäftigten.",
        ),
    ],
)
def test_text_is_read_in_its_charset(content, expected):
    assert cleaning.decode(content) == expected


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"PK\x03\x04....", "a ZIP or Word file"),
        (b"\x89PNG\r\n", "a picture"),
        (b"abc\x00\x01\x02\xff\xfe\x80", "binary"),
        (b"\x01\x02\x03\x04\x05\x06", "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(content, sentence):
    with pytest.raises(ValueError, match=sentence):
        cleaning.decode(content)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    try:
        text = cleaning.decode(content)
    except ValueError:
        return
    assert text.strip()
    assert "\r" not in text


@pytest.mark.parametrize(
    ("words", "charset", "language"),
    [
        ("Grève : un syndicaliste a été arrêté à Marseille", "cp1252", "fr"),
        ("Grève : un syndicaliste a été arrêté à Marseille", "cp1252", ""),
        ("Związkowiec został aresztowany w Łodzi", "cp1250", "pl"),
        ("Sendika başkanı tutuklandı, işçiler grevde", "cp1254", "tr"),
        ("Нефтяники бастуют в Актау уже четвёртый месяц", "cp1251", "ru"),
    ],
)
def test_a_short_text_keeps_its_accents(words, charset, language):
    assert cleaning.decode(words.encode(charset), language=language) == words

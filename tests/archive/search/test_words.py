"""What is one word, and in which layers it is looked up."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search import forms, layers, words
from archive.search.expressions import BREAK
from archive.search.layers import Stretch


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Oil-workers’ union", "the oil workers union"),
        ("Sokolova's and Sokolova’s", "sokolova and sokolova"),
        ("O'Brien, d’Orsay, l'Humanité", "obrien d orsay l humanité"),
        ("don’t", "dont"),
        ("1,500 and 1.500.000 but 1,5", "1500 and 1500000 but 1 5"),
        ("11.06.2011", "11 06 2011"),
        ("ＳＴＲＩＫＥ ①", "strike 1"),
        ("so\u00adkolova Jose\u0301", "sokolova josé"),
        ("жанаөзен ЖАҢАӨЗЕН", "жанаөзен жаңаөзен"),
        ("北京的x工人", "北 京 的 x 工 人"),
        ("ประท้วง", "ป ร ะ ท้ ว ง"),
        ("snake_case a_b", "snake case a b"),
        ("😀 — !!! \x00", ""),
        ("İstanbul", "i̇stanbul"),
        ("a" * 90, "a" * 40),
    ],
)
def test_words_are_parted_in_any_script(text, expected):
    assert words.tokens(text) == expected.split()


@pytest.mark.parametrize(
    "spellings",
    [
        ("Жаңаөзен", "Zhanaozen", "Janaozen"),
        ("Соколова", "Sokolova"),
        ("Müller", "Muller"),
        ("café", "cafe"),
    ],
)
def test_spellings_and_scripts_fold_to_one(spellings):
    assert len({words.folded(words.tokens(each)[0]) for each in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("workers", "worker", "en"),
        ("рабочие", "рабочий", "ru"),
        ("Arbeitern", "Arbeiter", "de"),
        ("grévistes", "gréviste", "fr"),
        ("trabajadores", "trabajador", "es"),
    ],
)
def test_forms_of_a_word_share_a_stem_in_their_language(one, other, language):
    stem = words.stemmed(one.lower(), language)
    assert stem == words.stemmed(other.lower(), language)
    assert stem in forms.stems(other.lower())
    assert words.stemmed(one, "kk") == ""


@pytest.mark.slow
def test_threads_do_not_mix_their_words():
    typed = [
        f"{word}{end}"
        for word in ("arrest", "organis", "strik", "detent")
        for end in ("s", "ed", "ing", "ation", "ations", "ers", "ingly", "ement")
    ]
    alone = [words.stemmed.__wrapped__(each, "en") for each in typed]

    def stem(_thread):
        return [words.stemmed.__wrapped__(each, "en") for each in typed * 5]

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(stem, range(8))) == [alone * 5] * 8
    finally:
        sys.setswitchinterval(before)


def test_stems_of_two_languages_are_not_confused():
    assert words.stemmed("news", "de") not in forms.stems("new")[:1]


@given(st.text())
def test_words_stand_where_they_say(text):
    found = words.words(text)
    assert [each.exact for each in found] == words.tokens(text)
    ends = 0
    for each in found:
        assert ends <= each.start < each.end <= len(text)
        assert not set(each.exact) & set(" \"'*|&!():")
        ends = each.end


@given(st.text(max_size=30))
def test_small_letters_and_capitals_of_plain_words_are_one(text):
    plain = "".join(each for each in text if each.isascii())
    assert words.tokens(plain.upper()) == words.tokens(plain.lower())


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_every_word_of_a_text_has_its_place(text, one, other):
    low, high = sorted((min(one, len(text)), min(other, len(text))))
    parts = [Stretch(0, low, "en"), Stretch(high, len(text), "ru")]
    found = layers.tokens(text, parts)
    assert len(found.exact) == len(found.stem)
    assert [t for t in found.exact if t != BREAK] == [
        *words.tokens(text[:low]),
        *words.tokens(text[high:]),
    ]


def test_a_phrase_is_whole_in_one_of_the_parts(monkeypatch):
    monkeypatch.setattr(layers, "MOST", 100)
    text = " ".join(f"w{n}" for n in range(1000))
    found = layers.tokens(text, [Stretch(0, len(text), "")])
    rows = list(layers.parts("A title", found, language="en"))
    assert 10 < len(rows) <= 20
    for at in range(990):
        phrase = " " + " ".join(f"w{n}" for n in range(at, at + 10)) + " "
        assert any(phrase in row.exact for row in rows)


def test_words_without_end_stay_within_what_a_row_may_hold(monkeypatch):
    monkeypatch.setattr(layers, "_BYTES", 10_000)
    text = " ".join(f"{n:040d}" for n in range(1_000))
    found = layers.tokens(text, [Stretch(0, len(text), "")])
    rows = list(layers.parts("", found, language=""))
    assert len(rows) > 3
    assert all(len(set(row.exact.split())) * 44 < 11_000 for row in rows)


def test_a_word_parted_by_a_soft_hyphen_at_the_end_of_a_line_is_one_word():
    assert words.tokens("Sokol\u00ad\n ova, Soko\u00adlova") == ["sokolova", "sokolova"]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import passages

SENTENCE = 'Then (the) "Oil Workers\' Union" of Aktau-City struck. Later'


def moved(text, words, step, edge):
    start = text.index(words)
    low, high = step(text, start, start + len(words), edge=edge)
    return text[low:high]


@pytest.mark.parametrize(
    ("text", "words", "wider"),
    [
        (SENTENCE, "Workers", "Oil Workers"),
        (SENTENCE, "Oil", '"Oil'),
        (SENTENCE, '"Oil', 'the) "Oil'),
        (SENTENCE, "the", "(the"),
        (SENTENCE, "City", "Aktau-City"),
        (SENTENCE, "Then", "Then"),
        ("ТОО «КазМунайГаз»", "КазМунайГаз", "«КазМунайГаз"),
        ("Pierre d’Ailly", "Ailly", "d’Ailly"),
        ("नागरिक अधिकार", "अधिकार", "नागरिक अधिकार"),
        ("北京市民", "市民", "京市民"),
        ("one\n\ntwo", "two", "one\n\ntwo"),
        ("a ¿Dónde", "Dónde", "¿Dónde"),
    ],
)
def test_the_start_goes_one_word_left(text, words, wider):
    assert moved(text, words, passages.word_left, "start") == wider


@pytest.mark.parametrize(
    ("text", "words", "narrower"),
    [
        (SENTENCE, "(the", "the"),
        (SENTENCE, "Oil Workers", "Workers"),
        (SENTENCE, "Aktau-City", "City"),
        (SENTENCE, "Union", "Union"),
        ("北京市", "北京", "京"),
    ],
)
def test_the_start_goes_one_word_right_but_not_past_the_last(text, words, narrower):
    assert moved(text, words, passages.word_right, "start") == narrower


@pytest.mark.parametrize(
    ("text", "words", "narrower"),
    [
        (SENTENCE, "of Aktau-City", "of Aktau"),
        (SENTENCE, "struck.", "struck"),
        (SENTENCE, "struck. Lat", "struck."),
        (SENTENCE, "Union", "Union"),
        ("北京市", "北京", "北"),
    ],
)
def test_the_end_goes_one_word_left_but_not_past_the_first(text, words, narrower):
    assert moved(text, words, passages.word_left, "end") == narrower


@pytest.mark.parametrize(
    ("text", "words", "wider"),
    [
        (SENTENCE, "Oil", "Oil Workers"),
        (SENTENCE, "Workers' Union", "Workers' Union\""),
        (SENTENCE, "Aktau", "Aktau-City"),
        (SENTENCE, "struck", "struck."),
        (SENTENCE, "struck.", "struck. Later"),
        (SENTENCE, "Later", "Later"),
        ("Sokolova’s lawyer", "Sokolova", "Sokolova’s"),
        ("the KMG (Ltd.) firm", "KMG", "KMG (Ltd"),
        ("the KMG (Ltd.) firm", "KMG (Ltd", "KMG (Ltd."),
        ("the KMG (Ltd.) firm", "KMG (Ltd.", "KMG (Ltd.)"),
        ("नागरिक अधिकार", "नागरिक", "नागरिक अधिकार"),
        ("می\u200cخواهم است", "می\u200cخواهم", "می\u200cخواهم است"),
        ("สหภาพ", "ส", "สห"),
    ],
)
def test_the_end_goes_one_word_right(text, words, wider):
    assert moved(text, words, passages.word_right, "end") == wider


@given(
    st.text("aé\u0301 .(“”)-’漢\n", min_size=1, max_size=30),
    st.sampled_from([passages.word_left, passages.word_right]),
    st.sampled_from(["start", "end"]),
    st.data(),
)
def test_a_step_leaves_a_passage_and_the_other_edge(text, step, edge, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    low, high = step(text, start, end, edge=edge)

    assert passages.quote(text, low, high)
    assert high == end if edge == "start" else low == start


@pytest.mark.parametrize("span", [(-1, 2), (2, 2), (0, 99)])
def test_a_step_outside_the_text_is_refused(span):
    with pytest.raises(ValueError, match="no passage"):
        passages.word_left("Aktau", *span)

"""What the columns of a row say is marked is what the text itself would say."""

from hypothesis import given
from hypothesis import strategies as st

from archive.search import expressions, layers, snippets
from archive.search.glancing import glance
from archive.search.layers import Stretch
from archive.search.marking import Finder
from archive.search.query import parse
from tests.archive.search import shelf

TEXTS = [*shelf.TEXTS.values(), ("Rain", "the the of the rain. " * 60 + "Oil.", "en")]
typed = st.one_of(
    st.sampled_from(
        sorted({w for title, text, _l in TEXTS for w in f"{title} {text}".split()})
    ),
    st.sampled_from(["Zhanaozen", "worker", "strik*", '"oil workers"', "工人", "the"]),
    st.text(max_size=5),
)


def row_of(title, text, stretches, language):
    tokens = layers.tokens(text, stretches)
    return next(layers.parts(title, tokens, language=language))


def glanced(query, title, text, language, *, stretches=None):
    stretches = stretches or [Stretch(0, len(text), language)]
    return glance(
        snippets.atoms_of(query),
        row_of(title, text, stretches, language),
        title=title,
        text=text,
        stretches=stretches,
    )


@given(query=st.lists(typed, min_size=1, max_size=3).map(" ".join).map(parse))
def test_what_is_marked_is_what_looking_through_the_text_would_mark(query):
    finder = Finder(snippets.atoms_of(query))
    for title, text, language in TEXTS:
        seen = glanced(query, title, text, language)
        if seen is None:
            continue
        whole = [Stretch(0, len(text), language)]
        spans = finder.spans(text, whole)
        head = finder.spans(title, [Stretch(0, len(title), language)])
        assert list(seen.title) == head
        assert seen.first == (spans[0][0] if spans else None)
        assert set(seen.spans) <= set(spans)
        assert bool(seen.spans) == bool(spans)


def test_most_texts_need_no_looking_through():
    for title, text, language in TEXTS:
        word = max(layers.tokens(text, [Stretch(0, len(text), language)]).exact or "-")
        assert glanced(parse(word), title, text, language) is not None


def test_words_that_were_left_out_are_not_marked():
    text = "Oil appeal. Donate oil here. Workers want oil now."
    kept = [Stretch(0, 11, "en"), Stretch(29, len(text), "en")]
    seen = glanced(parse("oil now"), "", text, "en", stretches=kept)
    assert [text[low:high] for low, high in seen.spans] == ["Oil", "oil", "now"]
    assert seen.first == 0


def test_a_text_without_spaces_is_looked_through():
    text = "扎瑙津" * 200 + "石油工人" + "罢工" * 200
    assert glanced(parse("石油"), "", text, "zh") is None


def test_a_row_of_another_text_says_nothing():
    row = row_of("", "one oil two", [Stretch(0, 11, "en")], "en")
    text = "one two oil"
    found = glance(
        snippets.atoms_of(parse("oil")),
        row,
        title="",
        text=text,
        stretches=[Stretch(0, len(text), "en")],
    )
    assert found is None


def test_the_best_place_is_shown_and_the_first_is_told():
    text = "Oil. " + "Rain again in the hills. " * 30 + "Oil workers strike for oil."
    seen = glanced(parse("oil workers strike"), "", text, "en")
    assert seen.first == 0
    assert seen.best == text.index("Oil workers")
    shown = snippets.snippet(text, seen.spans, best=seen.best)
    marked = [piece.text for piece in shown if piece.is_marked]
    assert marked == ["Oil", "workers", "strike", "oil"]


def test_steps_that_hold_nothing_new_are_not_asked():
    assert [step.tier for step in expressions.of_words(parse('"oil workers"'))] == [
        1,
        2,
        3,
    ]
    assert [step.tier for step in expressions.of_words(parse("title:oil"))] == [1]

"""What somebody types is understood, or said not to be; nothing raises."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search import describe, expressions, hits_in, marked, parse, words_alone
from archive.search.query import MOST_WORDS, without


def said(typed):
    query = parse(typed)
    groups = [" | ".join(map(str, group)) for group in query.wanted]
    return " + ".join(groups), " ".join(map(str, query.unwanted))


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("oil workers", "oil + workers", ""),
        ('"oil workers" strike', '"oil workers" + strike', ""),
        ("“oil workers”", '"oil workers"', ""),
        ("«oil workers", '"oil workers"', ""),
        ('"oil workers', '"oil workers"', ""),
        ("oil -london", "oil", "london"),
        ('oil -"of london"', "oil", '"of london"'),
        ("oil −london –paris －rome", "oil", "london paris rome"),
        ("oil - london", "oil + london", ""),
        ("well-known", '"well known"', ""),
        ("strik*", "strik*", ""),
        ('"oil work*"', '"oil work"*', ""),
        ('"oil work"*', '"oil work"*', ""),
        ("st*", "st", ""),
        ("a | b", "a | b", ""),
        ("a|b c", "a | b + c", ""),
        ("a OR b OR c", "a | b | c", ""),
        ("a AND b", "a + b", ""),
        ("OR a", "a", ""),
        ("a OR", "a", ""),
        ("a or b", "a + or + b", ""),
        ("title:oil", "title:oil", ""),
        ('TITLE:"oil workers"', 'title:"oil workers"', ""),
        ("foobar:oil", "foobar + oil", ""),
        ("strike&arrest", "strike + arrest", ""),
        ("oil+gas—coal…", "oil + gas + coal", ""),
        ("oil🔥gas=coal!why?not", "oil + gas + coal + why + not", ""),
        ("забастовка&арест", "забастовка + арест", ""),
        ("AT&T R&D", '"at t" + "r d"', ""),
        ("10:30", '"10 30"', ""),
        ("oil -strike&arrest", "oil", '"strike arrest"'),
        ("oil OR strike&arrest", 'oil | "strike arrest"', ""),
        ("info@example.org", '"info example org"', ""),
        ("a,b;c/d(e)", "a + b + c + d + e", ""),
        ("1,500", "1500", ""),
        ("北京", '"北 京"', ""),
        ("oil oil oil", "oil", ""),
        ("-- ** ''", "", ""),
    ],
)
def test_queries_are_read_as_people_mean_them(typed, wanted, unwanted):
    assert said(typed) == (wanted, unwanted)


@pytest.mark.parametrize(
    ("typed", "alone"),
    [
        ('"oil workers" june', "oil + workers + june"),
        ('"oil work*"', "oil + work*"),
        ('title:"oil workers"', "title:oil + title:workers"),
        ("well-known oil", "well + known + oil"),
        ('oil "oil workers"', "oil + workers"),
    ],
)
def test_the_words_of_phrases_can_be_looked_for_alone(typed, alone):
    query = words_alone(parse(typed))
    assert " + ".join(str(term) for (term,) in query.wanted) == alone


@pytest.mark.parametrize(
    "typed", ["oil workers", "", '"oil"', "北京", '-"oil workers"']
)
def test_where_there_is_no_phrase_nothing_is_taken_apart(typed):
    assert words_alone(parse(typed)) is None


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        ("oil source:a-paper", {"source": "a-paper"}),
        (
            'oil YEAR:2011 entity:"natalia-sokolova"',
            {"year": "2011", "entity": "natalia-sokolova"},
        ),
        ("source:", {}),
        ("source: oil", {}),
        ("kind:letter kind:report", {"kind": "report"}),
    ],
)
def test_what_narrows_is_told_from_what_is_looked_for(typed, filters):
    query = parse(typed)
    assert dict(query.filters) == filters
    assert without(query, "year").filter("year") == ""


def test_what_was_left_out_is_said():
    query = parse("word " * 3 + " ".join(f"w{n}" for n in range(10_000)))
    assert query.has_more
    assert sum(len(term.words) for term in query.terms) <= MOST_WORDS
    assert "first 40 words" in " ".join(describe(query))
    assert "three letters" in " ".join(describe(parse("st* oil")))
    assert "Without: x." in describe(parse("oil -x"))


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_is_a_query(typed):
    query = parse(typed)
    assert all(term.words for term in query.terms)
    assert describe(query)
    assert all(describe(query))
    assert parse(query.typed).wanted == query.wanted or len(query.typed) >= 1000


@given(st.text(alphabet="ab \"*-|:,'()ORtile", max_size=60))
def test_any_punctuation_is_a_query(typed):
    query = parse(typed)
    assert hits_in("a b title: oil", query) is not None


def test_of_a_phrase_of_many_spellings_only_a_few_are_made(monkeypatch):
    made = []

    def counted(*ways):
        for spelling in product(*ways):
            made.append(spelling)
            # rather a failure than a phrase of forty words, which never ends
            assert len(made) < 1000
            yield spelling

    monkeypatch.setattr(expressions, "product", counted)
    # two romanisations each
    query = parse(f'"{"alexey xiaoping " * 10}"')

    (folded,) = expressions.of_words(query)[0].wanted.groups

    assert len(set(folded)) == 8


def test_words_are_marked_in_any_spelling_and_form():
    text = "Соколова spoke to workers of Zhanaozen."
    spans = hits_in(text, parse("Sokolova worker Жаңаөзен"), language="en")
    assert [text[low:high] for low, high in spans] == [
        "Соколова",
        "workers",
        "Zhanaozen",
    ]


def test_a_phrase_is_marked_as_one_and_only_where_it_stands():
    pieces = marked("oil, the oil workers' oil", parse('"oil workers"'), is_whole=True)
    assert [each.text for each in pieces if each.is_marked] == ["oil workers"]
    assert "".join(each.text for each in pieces) == "oil, the oil workers' oil"


def test_a_snippet_shows_the_densest_stretch():
    text = "oil " + "x " * 300 + "oil and oil workers" + " y" * 300
    pieces = marked(text, parse("oil workers"))
    shown = "".join(each.text for each in pieces)
    assert [each.text for each in pieces if each.is_marked] == ["oil", "oil", "workers"]
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 260


@given(st.text(max_size=300), st.text(max_size=20))
def test_pieces_together_are_the_text(text, typed):
    pieces = marked(text, parse(typed), is_whole=True)
    assert "".join(each.text for each in pieces) == text

"""Both databases answer what the rule says of each text, whatever is asked."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.models import Document, SearchText
from archive.search import expressions, keys, lookup
from archive.search.expressions import Beside, Layers
from archive.search.keys import Range
from archive.search.lookup import Floors
from archive.search.query import parse
from tests.archive.search import shelf

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WORDS = sorted(
    {
        word.strip(".,;:!?…'’")
        for title, text, _language in shelf.TEXTS.values()
        for word in f"{title} {text}".split()
    }
    - {""}
)
word = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(["Zhanaozen", "Жанаозен", "worker", "Sokolva", "工人", "the of"]),
    st.text(max_size=6),
)
term = st.builds(
    "{0}{1}{2}".format,
    st.sampled_from(["", "", "", "-", "title:", "| "]),
    st.one_of(
        word, st.builds('"{0} {1}"'.format, word, word), st.builds("{0}*".format, word)
    ),
    st.sampled_from(["", "", '"', "*", ")"]),
)
queries = st.lists(term, min_size=1, max_size=4).map(" ".join)


@pytest.fixture(scope="module")
def rows(reports):
    return [
        (row.key, Layers(row.title, row.exact, row.folded, row.stem))
        for row in SearchText.objects.all()
    ]


def asked(steps, *, span, windows=(), by=None):
    found = lookup.find(
        [(step, span) for step in steps],
        floors=Floors(windows),
        rows=Document.objects.all(),
        limit=1000,
        by=by,
    )
    return [(place.tier, place.key) for place in found]


def said(steps, rows, *, span):
    found = [
        (tier, key)
        for key, layers in rows
        if span.low <= key < span.high and (tier := expressions.tier_of(steps, layers))
    ]
    return sorted(found, key=lambda place: (place[0], -place[1]))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=queries, cut=st.integers(0, 13))
def test_the_database_finds_what_the_rule_says(rows, typed, cut):
    query = parse(typed)
    if not query:
        return
    whole = keys.all_of("report")
    ordered = sorted(key for key, _layers in rows)
    middle, windows = ordered[cut], (ordered[12], ordered[cut], ordered[1])
    steps = expressions.of_words(query)
    for span in (whole, Range(whole.low, middle), Range(middle, whole.high)):
        assert asked(steps, span=span, windows=windows) == said(steps, rows, span=span)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=queries, others=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
def test_the_same_with_words_beside_those_typed(rows, typed, others):
    query = parse(typed)
    if not query:
        return
    ways = tuple(
        tuple(parse(each).wanted[0][0].words) for each in others if parse(each)
    )
    if not ways:
        return
    steps = [
        *expressions.of_words(query),
        *expressions.of_others(query, [Beside(0, 1, ways)], [Beside(0, 1, ways[:1])]),
    ]
    whole = keys.all_of("report")
    assert asked(steps, span=whole) == said(steps, rows, span=whole)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=queries, number=st.integers(0, 3))
def test_the_same_where_the_texts_are_looked_through(rows, typed, number):
    query = parse(typed)
    if not query:
        return
    whole = keys.all_of("report")
    steps = expressions.of_words(query)
    expected = said(steps, rows, span=whole)
    groups = expressions.all_of(query).groups
    for by in ((), groups[:1], groups[number:]):
        assert asked(steps, span=whole, by=by) == expected


def test_the_tiers_of_a_query_never_share_a_text(rows):
    for typed in ("oil workers", "Zhanaozen", "the", "work*", '"oil workers"', "工人"):
        steps = expressions.of_words(parse(typed))
        found = [key for _tier, key in asked(steps, span=keys.all_of("report"))]
        assert len(found) == len(set(found))

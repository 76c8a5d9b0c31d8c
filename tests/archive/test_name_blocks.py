from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import names
from archive.names import Kind

text_like = st.text("aeiouhzSskКовü علي.'-(1&", max_size=60) | st.text(max_size=40)


@given(text_like, st.sampled_from(Kind))
def test_blocks_are_few_and_fit_their_column(text, kind):
    found = names.blocks(text, kind)

    assert all(0 < len(block) <= 40 for block in found)
    assert len(found) < 150


@given(text_like, text_like, st.sampled_from(Kind))
def test_names_that_may_be_joined_share_a_block(a, b, kind):
    if names.compare(a, b, kind=kind).auto:
        assert names.blocks(a, kind) & names.blocks(b, kind)


@pytest.mark.parametrize(
    ("kind", "a", "b"),
    [
        (Kind.PERSON, "N. Sokolova", "Наталья Соколова"),
        (Kind.PERSON, "Natasha Sokolova", "Sokolova Natalia"),
        (Kind.PERSON, "Mansour Osanlou", "منصور اسانلو"),
        (Kind.PERSON, "Vadim Kuramshin", "Vadim Kuramskin"),
        (Kind.PLACE, "Tbilisi", "Tiflis"),
        (Kind.PLACE, "Gomel", "Homel"),
        (Kind.ORG, "KMG", "KazMunaiGas"),
        (Kind.ORG, "Respublika newspaper", "Respublika"),
        (
            Kind.ORG,
            "United Federation of Oil Workers",
            "Unitary Federation of Oil Workers",
        ),
    ],
)
def test_spellings_share_a_block(kind, a, b):
    assert names.blocks(a, kind) & names.blocks(b, kind)


def test_a_text_too_long_for_a_name_has_no_block():
    assert names.blocks("a " * 1000, Kind.ORG) == frozenset()


def test_a_name_is_compared_with_few_of_many():
    given_names = [
        "Natalia",
        "Marat",
        "Ainur",
        "Vadim",
        "Olga",
        "Karim",
        "Rosa",
        "Talgat",
        "Hugo",
        "Zhanna",
    ]
    roots = [
        "Sokol",
        "Petr",
        "Kurman",
        "Turba",
        "Kozl",
        "Ibrag",
        "Tulet",
        "Sadyk",
        "Omar",
        "Kali",
        "Bokay",
    ]
    surnames = [root + end for root in roots for end in ("ov", "enko", "yan", "dze")]
    people = [" ".join(name) for name in product(given_names, surnames)]
    holders = Counter(b for name in people for b in names.blocks(name, Kind.PERSON))

    assert max(holders.values()) <= len(people) / 20

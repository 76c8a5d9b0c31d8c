from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.extraction import Gazetteer, extract
from tests.growth import cpu_seconds

EMPTY = Gazetteer.build([])


def run(text, language="en", skip=()):
    return extract(
        text,
        language=language,
        published_on=date(2011, 6, 22),
        gazetteer=EMPTY,
        model=None,
        skip=skip,
    )


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "\x07\u202e\u200b", "((((", "[[]]{{}}"]
)
def test_nothing_is_found_in_nothing(text):
    assert run(text) == []


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_every_find_quotes_the_text(text):
    assert all(text[x.start : x.end] == x.surface for x in run(text))


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["(", "A ", "Union of ", "(A", "'s ", "A. ", "Aa,", "«", "Ivan Ivanov "]
)
def test_twice_the_text_takes_about_twice_the_time(unit):
    size = 1_500
    short = cpu_seconds(lambda: run(unit * size))
    long = cpu_seconds(lambda: run(unit * size * 4))

    assert long < max(short, 0.02) * 10


def test_what_is_skipped_is_not_read():
    text = "Natalia Sokolova spoke.\n\nDonate via Paypal in London"

    found = run(text, skip=[(25, len(text))])

    assert [x.surface for x in found] == ["Natalia Sokolova"]


def test_a_date_carries_its_value():
    (found,) = [x for x in run("on Saturday 11th June they came") if x.kind == "DATE"]

    assert found.value == "2011-06-11"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Die Industriegewerkschaft Metall in Berlin half Natalia Sokolowa.",
         {"Berlin", "Natalia Sokolowa"}),
        ("fr", "La Confédération générale du travail soutient Natalia Sokolova à Paris.",
         {"Natalia Sokolova", "Paris"}),
        ("es", "El Sindicato Nacional de Mineros saludó a José Bodes en Venezuela.",
         {"Sindicato Nacional de Mineros", "José Bodes", "Venezuela"}),
        ("ru", "Адвокат Наталья Соколова осуждена в Казахстане.", {"Наталья Соколова"}),
    ],
)  # fmt: skip
def test_other_languages_are_read_without_a_model(language, text, expected):
    assert expected <= {x.surface for x in run(text, language=language)}

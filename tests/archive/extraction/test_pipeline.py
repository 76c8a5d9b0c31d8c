from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.extraction import Gazetteer, extract
from tests.growth import LINEAR, growth_of

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
    "unit",
    [
        "(", "A ", "Union of ", "(A", "'s ", "A. ", "Aa,", "«", "Ivan Ivanov ",
        "A", "a@b ", "@", "/", "a-", "Paris, ", "Abc – x\n", '"A" ', "the Foo Bar site ",
        "told Foo, a union, ", "UNION OF WORKERS\n", "No. 5 ", "al-Foo bin ", "e\u0301",
    ],
)  # fmt: skip
def test_twice_the_text_takes_about_twice_the_time(unit):
    assert growth_of(lambda size: run(unit * size), 1_500) < LINEAR


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


@pytest.mark.slow
@pytest.mark.parametrize("separator", [", ", "\n", " and "])
def test_many_different_names_are_read_in_time(separator):
    def named(count):
        return separator.join(f"{_word(n)} {_word(n * 7 + 3)}" for n in range(count))

    assert growth_of(lambda count: run(named(count)), 1_500) < LINEAR


def _word(number):
    """A capitalised word of its own for each number."""
    letters: list[str] = []
    while number or not letters:
        number, rest = divmod(number, 20)
        letters.append("bcdfghjklmnpqrstvwxz"[rest] + "ao"[rest % 2])
    return "".join(letters).capitalize()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the April 6 Youth Movement met", [("ORG", "April 6 Youth Movement")]),
        ("On 28 May Sebastián Ruiz, 23, fell",
         [("DATE", "28 May"), ("PERSON", "Sebastián Ruiz")]),
    ],
)  # fmt: skip
def test_a_date_and_a_name_never_overlap(text, expected):
    assert [(x.kind.value, x.surface) for x in run(text)] == expected


def test_a_line_that_ends_short_ends_the_name():
    text = "Federation of Journalists\nCaroline Lucas\nKate Hudson"

    found = [x.surface for x in run(text)]

    assert found == ["Federation of Journalists", "Caroline Lucas", "Kate Hudson"]


def test_a_hard_wrapped_line_goes_on_in_the_next():
    text = (
        "The letter was signed by members of the Confederation of Trade\n"
        "Unions and by many others who had come to the square that day\n"
        "in spite of the cold."
    )

    assert run(text)[0].surface == "Confederation of Trade\nUnions"

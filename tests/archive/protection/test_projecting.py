"""What is read of a text whose names are protected."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.protection import (
    Protected,
    holds_name,
    initials,
    project,
    slug_pattern,
)
from tests.growth import LINEAR, growth_of

SPELLINGS = ("Natalia Sokolova", "Natalia Sokolava", "Наталья Соколова")
NATALIA = Protected(SPELLINGS, level="initials")
HERE = Protected(SPELLINGS, level="initials", has_parts=True)
UNION = Protected(("Oil Workers Union", "OWU"), is_person=False)
WANG = Protected(("王小明",))
WITHHELD = "[name withheld]"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Natalia Sokolova spoke.", "N. S. spoke."),
        ("NATALIA SOKOLOVA’S LAWYER", "N. S.’S LAWYER"),
        ("Natalia Sokolova's lawyer", "N. S.'s lawyer"),
        ("Natalia\nSokolova", "N. S."),
        ("Natalia Soko-\nlova left", "N. S. left"),
        ("the strike-\nNatalia Sokolova", "the strike-\nN. S."),
        ("Sokolova, Natalia", "N. S."),
        ("Natália Sokólova", "N. S."),
        ("Natalia Soko\u00adlova", "N. S."),
        ("Nat\u200balia S\u043ek\u043elova", "N. S."),  # Cyrillic о
        ("дело Натальи Соколовой", "дело N. S."),
        ("с Натальей Соколовой.", "с N. S.."),
        ("N. Sokolova", "N. S."),
        ("Natalia P. Sokolova", "N. S."),
        ("**Natalia** Sokolova", "**N. S."),
        ("see https://a.org/natalia-sokolova, and", "see N. S., and"),
        ("natalia.sokolova@a.org", "N. S."),
        ("Sokolova alone", "Sokolova alone"),
        ("Nataliana Sokolovandia", "Nataliana Sokolovandia"),
    ],
)
def test_a_full_name_is_found_however_it_is_written(text, read):
    shown = project(text, [NATALIA]).text

    assert shown.replace("Н. С.", "N. S.") == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Sokolova was ill.", "N. S. was ill."),
        ("SOKOLOVA", "N. S."),
        ("the Sokolovas", "the N. S."),
        ("Natalia’s child", "N. S.’s child"),
        ("о Соколовой", "о Н. С."),
        ("#FreeSokolova", "[name withheld]"),
    ],
)
def test_a_surname_alone_means_her_where_the_text_is_about_her(text, read):
    assert project(text, [HERE]).text == read


def test_a_given_name_inside_of_somebody_elses_is_left():
    text = "Natalia Ivanova and Natalia"

    assert project(text, [HERE], cleared=[(0, 15)]).text == "Natalia Ivanova and N. S."


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("the Oil Workers Union of", f"the {WITHHELD} of"),
        ("OWU and O.W.U.", f"{WITHHELD} and {WITHHELD}."),
        ("oil workers union", "oil workers union"),
        ("in oil. Workers union", "in oil. Workers union"),
        ("owu", "owu"),
    ],
)
def test_a_body_is_not_taken_for_the_words_it_is_called_by(text, read):
    assert project(text, [UNION]).text == read


@pytest.mark.parametrize("text", ["記者王小明說", "王 小\n明", "Wang Xiao Ming"])
def test_names_written_without_spaces_are_found_inside_of_a_line(text):
    assert WITHHELD in project(text, [WANG]).text


def test_what_a_person_marked_is_covered_whatever_it_says():
    assert project("the widow said", [NATALIA], marked=[(0, 9, "N. S.")]).text == (
        "N. S. said"
    )


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Natalia Sokolova", "N. S."),
        ("José Bodes", "J. B."),
        ("Jan van der Berg", "J. B."),
        ("Пётр", "П."),
        ("王小明", "W. X. M."),
        ("?!", "…"),
    ],
)
def test_initials_are_those_of_the_names_own_words(name, short):
    assert initials(name) == short


def test_the_initials_of_a_body_are_not_its_acronym():
    assert initials("Oil Workers Union", is_person=False) == "O."


@pytest.mark.parametrize(
    ("address", "holds"),
    [
        ("trial-of-natalia-sokolova", True),
        ("sokolova-natalia", True),
        ("https://a.org/nataliasokolova.html", True),
        ("https://a.org/owu/", True),
        ("picket-in-london", False),
        ("sokolova", False),
        ("", False),
    ],
)
def test_an_address_holds_a_name_in_any_order_and_in_one_word(address, holds):
    assert holds_name(address, (NATALIA, UNION)) is holds


def test_a_slug_with_a_name_fits_the_pattern_of_the_database():
    pattern = re.compile(slug_pattern([NATALIA, UNION]))

    assert pattern.search("trial-of-natalia-sokolova-2")
    assert pattern.search("owu")
    assert not pattern.search("natalia-sokolovandia")
    assert slug_pattern([]) == ""


def test_pieces_of_a_text_read_together_as_the_whole():
    text = "So Natalia Sokolova, you"
    read = project(text, [NATALIA])

    assert [read.slice(0, 7), read.slice(7, 11), read.slice(11, 24)] == [
        "So N. S.",
        "",
        ", you",
    ]


NAMES = st.sampled_from([*SPELLINGS, "Oil Workers Union", "OWU", "王小明"])
GLUE = st.text(
    st.sampled_from(" \n-.,'’ab Я王\u00ad\u200b@#/:AZ1(é\u0301"), min_size=0, max_size=8
)
# Joined to one of these it is another word, or a line end has broken it.
IN_WORD = "[\\w'’\\u0301\\u00ad\\u200b-]"
TEXTS = st.lists(st.one_of(GLUE, NAMES, st.text(max_size=6)), max_size=12).map("".join)
PEOPLE = (NATALIA, UNION, WANG)


@given(TEXTS)
def test_no_spelling_is_left(text):
    covered = [(mask.start, mask.end) for mask in project(text, PEOPLE).masks]

    for name in (*SPELLINGS, "Oil Workers Union", "OWU"):
        for match in re.finditer(rf"(?<!{IN_WORD}){name}(?!{IN_WORD})", text):
            assert any(a <= match.start() and match.end() <= b for a, b in covered)
    assert "王小明" not in project(text, PEOPLE).text


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_places_map_there_and_back_and_pieces_join(text, one, other):
    read = project(text, PEOPLE)
    low, high = sorted((min(one, len(text)), min(other, len(text))))

    assert read.slice(0, low) + read.slice(low, high) + read.slice(high, len(text)) == (
        read.text
    )
    inside = any(mask.start < low < mask.end for mask in read.masks)
    assert inside or read.origin(read.place(low)) in {low, *_starts(read)}


def _starts(read):
    return {mask.start for mask in read.masks}


@given(st.text(st.characters(exclude_categories=["L", "N", "M"]), max_size=200))
def test_a_text_without_letters_is_left_as_it_is(text):
    assert project(text, PEOPLE).text == text


@given(
    st.lists(st.sampled_from(["strike", "Aktau", "workers", "12", "и"]), max_size=30)
)
def test_a_text_without_the_names_is_left_as_it_is(found):
    text = " ".join(found)

    assert project(text, PEOPLE).text == text


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["A ", "a", "a.b", "-\n", "Natalia ", "a'", "王"])
def test_the_time_grows_with_the_text_and_no_faster(piece):
    assert growth_of(lambda size: project(piece * size, PEOPLE), 20_000) < LINEAR


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Committee for a Workers’ International", "by the {} of Berlin"),
        ("Committee for a Workers’ International", "Free the {}!"),
        ("Pan y Rosas", "una carta de {}."),
        ("Lavoro e Libertà", "scrive {} oggi"),
        ("Мир и Труд", "письмо от {} вчера"),
        ("Prawda i Praca", "list: {}"),
        ("Union No. 5", "by {}."),
        ("Совет №1", "({})"),
        ("E.T.U.C.", "{} said"),
        ("Women for Peace (WfP)", "{}’s letter"),
        ("FC St. Pauli 1910", "by {}, too"),
        ("Foo, Bar & Co.", "“{}”"),
    ],
)
def test_a_body_with_a_sign_or_a_word_of_one_letter_in_its_name_is_masked(name, text):
    body = Protected((name,), is_person=False)

    assert project(text.format(name), (body,)).text == text.format("[name withheld]")


def test_a_word_of_one_letter_in_small_is_no_initial_of_a_person():
    who = Protected(("Светлана Соколова",))

    assert project("говорили с Соколова", (who,)).text == "говорили с Соколова"

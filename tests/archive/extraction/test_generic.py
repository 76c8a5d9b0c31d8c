import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extraction import FindKind, Gazetteer, GazetteerName, says_who


@pytest.mark.parametrize(
    "name",
    [
        "High Commission",
        "the Ministry",
        "Ministry of Justice",
        "Union",
        "UNION",
        "Supreme Court",
        "Socialist Party",
        "Central Committee",
        "City Court No. 2",
        "Kazakh embassy",
        "Embassy of Sri Lanka",
        "South African High Commission",
        "Верховного суда",
        "Министерство юстиции",
        "Innenministerium",
        "Cour suprême",
        "Tribunal Supremo",
    ],
)
def test_what_says_only_of_what_kind_a_body_is_says_not_who(name):
    assert not says_who(name, FindKind.ORG)


@pytest.mark.parametrize(
    "name",
    [
        "Nigerian High Commission in London",
        "Embassy of Kazakhstan, London",
        "Zambian High Court",
        "Aktau City Court",
        "KazMunaiGas",
        "NUM",
        "National Union of Mineworkers",
        "International Labour Organization",
        "the United Nations",
        "Gazprombank",
        "Профсоюз «Жанарту»",
        "وزارة العدل",
    ],
)
def test_a_body_with_a_word_of_its_own_says_who(name):
    assert says_who(name, FindKind.ORG)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Aktau", True),
        ("New York", True),
        ("Cape Town", True),
        ("West Kazakhstan", True),
        ("the Capital", False),
        ("Southern Region", False),
        ("Central Prison", False),
        ("Independence Square", False),
        ("Santa Cruz", False),
    ],
)
def test_a_place_says_which_unless_it_is_a_noun_or_several_countries_have_it(
    name, says
):
    assert says_who(name, FindKind.PLACE) is says


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Ana Testova", True),
        ("王小明", True),
        ("محمد علي", True),
        ("Testova", False),
        ("A. Testova", False),
        ("Mr Testova", False),
    ],
)
def test_a_person_needs_two_names(name, says):
    assert says_who(name, FindKind.PERSON) is says


@given(name=st.text(max_size=40), kind=st.sampled_from(FindKind))
def test_any_text_is_answered(name, kind):
    assert says_who(name, kind) in {True, False}


def test_a_curated_name_that_is_a_noun_is_found_for_nobody():
    names = [
        GazetteerName("High Commission", FindKind.ORG, "nigeria-in-london"),
        GazetteerName("Ana Testova", FindKind.PERSON, "ana"),
    ]
    gazetteer = Gazetteer.build(names)

    finds = gazetteer.find("Ana Testova went to the High Commission.")

    assert [each.canonical for each in finds] == ["ana", ""]

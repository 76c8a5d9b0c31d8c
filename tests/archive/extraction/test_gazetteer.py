import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extraction import FindKind, Gazetteer, GazetteerName


def gazetteer(*surfaces, kind=FindKind.ORG):
    return Gazetteer.build(GazetteerName(x, kind, x.casefold()) for x in surfaces)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Leave Homes Alone", "the LEAVE HOMES ALONE march", ["LEAVE HOMES ALONE"]),
        ("SAV", "the SAV, not a sav or Sav", ["SAV"]),
        ("Unite", "workers unite in Unite", ["Unite"]),
        ("People's Party", "the People’s Party won", ["People’s Party"]),
        ("Straße", "die STRASSE und Straße", ["STRASSE", "Straße"]),
        ("ss", "die Straße", []),
        ("Aktau", "Aktaunians of Aktau", ["Aktau"]),
        ("نقابة", "قالت نقابة العمال", ["نقابة"]),
    ],
)
def test_a_curated_name_is_found_as_printed(name, text, expected):
    found = gazetteer(name).find(text)

    assert [text[each.start : each.end] for each in found] == expected


def test_offsets_stay_true_after_letters_that_grow():
    text = "İİ ẞẞ ŉ: Aktau"

    (found,) = gazetteer("Aktau").find(text)

    assert text[found.start : found.end] == "Aktau"


def test_the_longer_name_wins():
    text = "the Oil Workers Union of Aktau"
    found = gazetteer("Aktau", "Oil Workers Union of Aktau").find(text)

    assert [text[x.start : x.end] for x in found] == ["Oil Workers Union of Aktau"]


def test_a_curated_name_beats_the_rules_and_names_its_entity(ask):
    name = GazetteerName("Aktau", FindKind.ORG, "aktau-football")

    assert ("ORG", "Aktau") in ask("They live in Aktau.", names=[name])


@given(st.text(max_size=60), st.text(min_size=2, max_size=6))
def test_any_text_is_searched_without_fault(text, name):
    for found in gazetteer(name).find(text + " " + name + " " + text):
        assert found.start < found.end


def test_an_empty_gazetteer_finds_nothing():
    assert Gazetteer.build([]).find("Aktau") == []

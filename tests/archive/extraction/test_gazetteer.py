import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extraction import FindKind, Gazetteer, GazetteerName
from tests.growth import LINEAR, growth_of, ratio


def surfaces(name, text, kind=FindKind.ORG):
    found = gazetteer(name, kind=kind).find(text)
    return [text[each.start : each.end] for each in found]


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


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("José Bodes", "Jose\u0301 Bodes came", ["Jose\u0301 Bodes"]),
        ("Jose", "Jose\u0301 came", []),
        ("Zanu-PF", "the Zanu\u2013PF and the Zanu\u2010PF", ["Zanu\u2013PF", "Zanu\u2010PF"]),
        ("Kefaya", "Ke\u00adfaya and Kefaya\u200b.", ["Ke\u00adfaya", "Kefaya"]),
        ("Souza", "D'Souza, Souza's house, l'Souza", ["Souza", "Souza"]),
        ("Qur", "the Qur'an", []),
        ("Webb", "Sinclair-Webb met Webb-Jones", []),
        ("Kremlin", "pro-Kremlin and Kremlin-backed", ["Kremlin", "Kremlin"]),
        ("نقابة", "والنقابة ثم بنقابة", ["نقابة", "نقابة"]),
        ("النقابة", "شكرا للنقابة", ["نقابة"]),
        ("محمد", "قال مُحَمَّد", ["مُحَمَّد"]),
        ("Киев", "в Киеве и Киевская", ["Киеве"]),
        ("Алёна", "Алене", ["Алене"]),
    ],
)  # fmt: skip
def test_a_name_is_found_in_other_forms_and_never_inside_a_word(name, text, expected):
    assert surfaces(name, text) == expected


def test_two_cities_on_one_hyphen_are_both_found():
    found = surfaces("Moscow", "Moscow-Kyiv talks", FindKind.PLACE)

    assert found == ["Moscow"]


def test_a_curated_alias_of_one_word_yields_to_the_longer_name(ask):
    name = GazetteerName("Solidarity", FindKind.ORG, "solidarity")
    found = ask("The Egypt Solidarity Centre and Solidarity met.", names=[name])

    assert found == [("ORG", "Egypt Solidarity Centre"), ("ORG", "Solidarity")]


def test_a_short_acronym_is_found_only_as_it_is_written():
    assert surfaces("REP", "the REP, a rep, the Rep") == ["REP"]


@pytest.mark.slow
def test_a_text_costs_the_same_with_fifty_thousand_names():
    names = [
        GazetteerName(f"Name{number} Of{number % 97}", FindKind.ORG, str(number))
        for number in range(50_000)
    ]
    few, many = Gazetteer.build(names[:500]), Gazetteer.build(names)
    text = "The Oil Workers Union met Name77 Of77 in Aktau on Friday. " * 500

    assert ratio(lambda: few.find(text), lambda: many.find(text), enough=3) < 3


@pytest.mark.slow
def test_building_takes_time_that_grows_with_the_names():
    def build(size):
        return Gazetteer.build(
            GazetteerName(f"Name{number} Of{number % 97}", FindKind.ORG, str(number))
            for number in range(size)
        )

    assert growth_of(build, 5_000) < LINEAR


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["Соколова ", "e\u0301", "والن", "A", "Foo-", "'"])
def test_a_longer_text_is_searched_in_time_that_grows_with_it(unit):
    built = gazetteer("Соколова", "Соколов", "النقابة", "Foo", "José")

    assert growth_of(lambda size: built.find(unit * size), 5_000) < LINEAR

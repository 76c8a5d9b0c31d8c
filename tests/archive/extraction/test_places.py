import pytest


def places(found):
    return [surface for kind, surface in found if kind == "PLACE"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Aktau, western Kazakhstan.", ["Aktau", "Kazakhstan"]),
        ("a strike in West Kazakhstan goes on", ["West Kazakhstan"]),
        ("He is held in Jaw Prison near Manama.", ["Jaw Prison", "Manama"]),
        ("vigil in Washington, D.C., today", ["Washington, D.C."]),
        ("the Kazakhstan Embassy in London", ["London"]),
        ("MINSK, 27 December 2022. The court met.", ["MINSK"]),
        ("the Kazakh workers and Turkish police", []),
        ("a wage of 160 US dollars", []),
        ("the village of Sikhuphe", ["Sikhuphe"]),
    ],
)
def test_places_from_countries_to_streets(ask, text, expected):
    assert places(ask(text)) == expected


def test_a_city_of_the_region_is_no_person(ask):
    assert ("PLACE", "Zhanaozen") in ask("Zhanaozen was quiet on Friday.")

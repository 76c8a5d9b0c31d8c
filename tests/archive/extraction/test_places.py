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
        ("US officials and UK unions in the US", ["US"]),
        ("Lo Wu Correctional Institution and Prison No. 6",
         ["Lo Wu Correctional Institution", "Prison No. 6"]),
        ("held in Detention Centre No. 4, in Omsk",
         ["Detention Centre No. 4", "Omsk"]),
        ("13 Rue du Commerce, Ciudad Bolívar, Barrio Norte",
         ["Rue du Commerce", "Ciudad Bolívar", "Barrio Norte"]),
        ("Geneva/Nairobi – Workers of the plant walked out again and again",
         ["Geneva", "Nairobi"]),
        ("Paris-Geneva, 3 May 2022", ["Paris", "Geneva"]),
        ("Shots were heard in Khartoum North.", ["Khartoum North"]),
        ("In Shushuva the roads were closed.", ["Shushuva"]),
        ("the dead in Lekki and Alausa", ["Lekki", "Alausa"]),
        ("Soldiers stormed Warishuva and a team went to Oslo.",
         ["Warishuva", "Oslo"]),
        ("strikers of the Sonavi industrial park marched", ["Sonavi"]),
        ("We asked Labour Action China", []),
    ],
)  # fmt: skip
def test_places_from_countries_to_streets(ask, text, expected):
    assert places(ask(text)) == expected


def test_a_city_of_the_region_is_no_person(ask):
    assert ("PLACE", "Zhanaozen") in ask("Zhanaozen was quiet on Friday.")

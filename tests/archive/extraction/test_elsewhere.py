import pytest

GERMAN = (
    "Das Stadtgericht Aktau verurteilte die Anwältin Natalia Sokolowa. Der Deutsche "
    "Gewerkschaftsbund (DGB) protestierte vor der Botschaft von Kasachstan in Berlin. "
    "Mit freundlichen Grüßen"
)
FRENCH = (
    "Le tribunal correctionnel de Bobigny a condamné Maître Nathalie Sokolova, détenue "
    "à la prison de Fresnes. La Confédération générale du travail (CGT) a manifesté "
    "devant l'ambassade du Kazakhstan à Bruxelles."
)
SPANISH = (
    "El Tribunal Superior de Medellín condenó al abogado Luis Eduardo Gómez, preso en "
    "la cárcel La Modelo. La Central Unitaria de Trabajadores (CUT) protestó ante la "
    "Embajada de Colombia en Madrid."
)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", GERMAN, ("ORG", "Stadtgericht Aktau")),
        ("de", GERMAN, ("PERSON", "Natalia Sokolowa")),
        ("de", GERMAN, ("ORG", "Deutsche Gewerkschaftsbund")),
        ("de", GERMAN, ("ORG", "DGB")),
        ("de", GERMAN, ("ORG", "Botschaft von Kasachstan")),
        ("de", GERMAN, ("PLACE", "Berlin")),
        ("fr", FRENCH, ("ORG", "tribunal correctionnel de Bobigny")),
        ("fr", FRENCH, ("PERSON", "Nathalie Sokolova")),
        ("fr", FRENCH, ("PLACE", "prison de Fresnes")),
        ("fr", FRENCH, ("ORG", "Confédération générale du travail")),
        ("fr", FRENCH, ("ORG", "ambassade du Kazakhstan")),
        ("es", SPANISH, ("ORG", "Tribunal Superior de Medellín")),
        ("es", SPANISH, ("PERSON", "Luis Eduardo Gómez")),
        ("es", SPANISH, ("PLACE", "cárcel La Modelo")),
        ("es", SPANISH, ("ORG", "CUT")),
        ("pt", "na Penitenciária de Tremembé", ("PLACE", "Penitenciária de Tremembé")),
        ("it", "nel carcere di Rebibbia", ("PLACE", "carcere di Rebibbia")),
        ("it", "il Tribunale di Torino", ("ORG", "Tribunale di Torino")),
    ],
)
def test_bodies_people_and_places_of_other_languages(ask, language, text, expected):
    assert expected in ask(text, language=language)


def test_a_german_greeting_is_nobody(ask):
    assert not any("Grüßen" in surface for _, surface in ask(GERMAN, language="de"))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "القاهرة، 22 يونيو 2011. شارك عمال من مصر", ["22 يونيو 2011", "مصر"]),
        ("fa", "تهران، ۲۲ ژوئن ۲۰۱۱ در ایران", ["۲۲ ژوئن ۲۰۱۱", "ایران"]),
        ("zh", "北京,2011年6月22日。工会要求释放律师。", ["2011年6月22日"]),
        ("ja", "東京 2011年6月22日 労働組合", ["2011年6月22日"]),
        (
            "pl",
            "Sąd skazał go 22 czerwca. Związek (NSZZ) żąda.",
            ["22 czerwca", "NSZZ"],
        ),
        ("sw", "Nairobi, Chama (COTU) na Kenya.", ["Nairobi", "COTU", "Kenya"]),
    ],
)
def test_a_language_without_rules_is_read_without_nonsense(
    ask, language, text, expected
):
    assert [surface for _, surface in ask(text, language=language)] == expected

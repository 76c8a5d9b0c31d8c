import pytest


def people(found):
    return [surface for kind, surface in found if kind == "PERSON"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We met Joe Higgins MEP in Dublin.", ["Joe Higgins"]),
        ("the regime of President Nazarbayev", ["Nazarbayev"]),
        ("Prime Minister Recep Tayyip Erdoğan's party", ["Recep Tayyip Erdoğan"]),
        ("Bahraini teacher Jalila al-Salman was released", ["Jalila al-Salman"]),
        ("Shaikh Hamad bin 'Issa Al Khalifa", ["Hamad bin 'Issa Al Khalifa"]),
        ("Minister of Home Affairs Kembo Mohadi", ["Kembo Mohadi"]),
        ("José Bodes, Francisco Luna and Ivan Frites wrote",
         ["José Bodes", "Francisco Luna", "Ivan Frites"]),
        ('Pedro "Kid" Ramos, a docker, spoke', ['Pedro "Kid" Ramos']),
        ("Gen. Antonio Prado and Fr. Luis Ruiz met", ["Antonio Prado", "Luis Ruiz"]),
        ("said Renato Cruz Jr. of the port", ["Renato Cruz Jr."]),
        ("Prime Minister Sheikh Hasina said", ["Sheikh Hasina"]),
        ("Sheikh Salman was jailed", ["Salman"]),
        ("the lawyers Nguyen Thi Can, Le Van Dung and Tran Vu Hai",
         ["Nguyen Thi Can", "Le Van Dung", "Tran Vu Hai"]),
        ("J. Okonkwo, of the branch, was held", ["J. Okonkwo"]),
        ("On the night of 28 May Sebastián Ruiz, 23, was shot", ["Sebastián Ruiz"]),
        ("By Achieng Wetangula and Peter Kamau in Lusaka",
         ["Achieng Wetangula", "Peter Kamau"]),
        ("judges Maria dela Paz and Juan de los Reyes ruled",
         ["Maria dela Paz", "Juan de los Reyes"]),
        ("Labour MP John Smith and Green MEP Anna Weber came",
         ["John Smith", "Anna Weber"]),
        ("Ali Hasan, known as \"Zizo\", was held", ["Ali Hasan", "Zizo"]),
        ("\"We starve,\" says a worker, Wanida, 34.", ["Wanida"]),
        ("She met Perizat Suranova kyzy in court", ["Perizat Suranova kyzy"]),
        ("Case: State v. Zorek Baz Mehsuda and others", ["Zorek Baz Mehsuda"]),
        ("India-born Anand Agarwal was there", ["Anand Agarwal"]),
        ("Colonel-General Vilayat Eyvazova signed", ["Vilayat Eyvazova"]),
        ("Posted by Dilani Weerakkodi on Monday", ["Dilani Weerakkodi"]),
        ("lawyers Jibran Nasir and Haider Imam Rizvani spoke",
         ["Jibran Nasir", "Haider Imam Rizvani"]),
        ("Karl-Åke Westerling chairs it", ["Karl-Åke Westerling"]),
    ],
)  # fmt: skip
def test_a_person_is_the_name_alone(ask, text, expected):
    assert people(ask(text)) == expected


def test_a_surname_alone_is_found_again(ask):
    found = ask("Aynor Kurmanov was warned. They may jail Kurmanov next.")

    assert people(found) == ["Aynor Kurmanov", "Kurmanov"]


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("Wim de Groot spoke. Later de Groot left.", "de Groot"),
        ("Iván Duque Márquez spoke. Then Duque left.", "Duque"),
        ("Benny Tai Yiu-ting spoke. Then Tai left.", "Tai"),
    ],
)
def test_any_part_of_a_full_name_is_found_again(ask, text, again):
    assert people(ask(text))[-1] == again


def test_unknown_names_in_a_list_of_people_are_people(ask):
    found = ask(
        "Held are Natalia Sokolova, Kleang Sopheap, Puroy Xantin and Abner Wei."
    )

    assert people(found)[1:] == ["Kleang Sopheap", "Puroy Xantin", "Abner Wei"]


@pytest.mark.parametrize(
    "text",
    [
        "the Bright Lantern said",
        "He was dumped at Prek Vanna, 20 km away.",
        "members of the group Thalu Krong were held",
        "Follow @NataliaSokolova and write to Natalia.Sokolova@example.org",
        "Mit freundlichen Grüßen",
    ],
)
def test_what_an_article_a_place_or_an_address_shows_is_no_person(ask, text):
    assert people(ask(text)) == []


@pytest.mark.parametrize(
    "text", ["Dear Sir/Madam, we protest.", "On Saturday the Nobel Prize was given."]
)
def test_no_person_where_none_is_named(ask, text):
    assert people(ask(text)) == []

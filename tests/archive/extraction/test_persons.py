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
    ],
)  # fmt: skip
def test_a_person_is_the_name_alone(ask, text, expected):
    assert people(ask(text)) == expected


def test_a_surname_alone_is_found_again(ask):
    found = ask("Aynor Kurmanov was warned. They may jail Kurmanov next.")

    assert people(found) == ["Aynor Kurmanov", "Kurmanov"]


@pytest.mark.parametrize(
    "text", ["Dear Sir/Madam, we protest.", "On Saturday the Nobel Prize was given."]
)
def test_no_person_where_none_is_named(ask, text):
    assert people(ask(text)) == []

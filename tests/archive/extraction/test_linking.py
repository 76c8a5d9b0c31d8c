import pytest

from archive.extraction import FindKind, Gazetteer, GazetteerName, extract


def labels(text, *names):
    finds = extract(
        text,
        language="en",
        published_on=None,
        gazetteer=Gazetteer.build(names),
        model=None,
    )
    return {find.surface: find.canonical for find in finds}


def test_two_spellings_become_one_person():
    found = labels("Natalia Sokolava is on trial. Release Natalia Sokolova now.")

    assert found["Natalia Sokolava"] == found["Natalia Sokolova"]


def test_a_surname_means_the_full_name():
    found = labels("Aynor Kurmanov spoke. Later Kurmanov left.")

    assert found["Kurmanov"] == "Aynor Kurmanov"


def test_a_surname_two_people_bear_stays_alone():
    found = labels(
        "Aynor Kurmanov and Olga Kurmanova met Ivan Kurmanov. Kurmanov left."
    )

    assert found["Kurmanov"] == "Kurmanov"


def test_an_acronym_means_its_expansion():
    found = labels("The Central Asian Workers Union (CAWU) met. CAWU will strike.")

    assert found["CAWU"] == "Central Asian Workers Union"


def test_two_different_people_are_kept_apart():
    found = labels("Maria Lopez and Mario Gomez were arrested.")

    assert found["Maria Lopez"] != found["Mario Gomez"]


def test_a_curated_spelling_lends_its_entity_to_the_others():
    name = GazetteerName("Aynor Kurmanov", FindKind.PERSON, "ainur-kurmanov")
    found = labels("Aynor Kurmanov spoke. Later Kurmanov left.", name)

    assert found["Kurmanov"] == "ainur-kurmanov"


def test_another_name_means_the_person_before_it():
    found = labels("Mahmoud Abu Zeid, known as Shawkan, was freed.")

    assert found["Shawkan"] == "Mahmoud Abu Zeid"


def test_what_the_world_calls_by_two_names_is_one_in_every_document():
    assert labels("The ITUC met in the UK.") == {
        "ITUC": "International Trade Union Confederation",
        "UK": "United Kingdom",
    }


def test_a_curated_name_two_entities_bear_is_left_to_the_text():
    names = [
        GazetteerName("Kurmanov", FindKind.PERSON, "ainur-kurmanov"),
        GazetteerName("Kurmanov", FindKind.PERSON, "ivan-kurmanov"),
        GazetteerName("Ivan Kurmanov", FindKind.PERSON, "ivan-kurmanov"),
    ]

    assert labels("Yesterday Kurmanov spoke.", *names)["Kurmanov"] == "Kurmanov"
    found = labels("Ivan Kurmanov came. Yesterday Kurmanov spoke.", *names)
    assert found["Kurmanov"] == "ivan-kurmanov"


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("Abdel Moneim Aboul Fotouh is ill. Free Aboul Fotouh now.",
         "Aboul Fotouh", "Abdel Moneim Aboul Fotouh"),
        ("Otto Fernando Pérez Molina came. Then Otto Pérez Molina left.",
         "Otto Pérez Molina", "Otto Fernando Pérez Molina"),
        ("Wim de Groot came. Later de Groot left.", "de Groot", "Wim de Groot"),
    ],
)  # fmt: skip
def test_a_shorter_name_means_the_full_one(text, short, full):
    assert labels(text)[short] == full


def test_a_place_of_a_headline_is_the_place_of_other_reports():
    assert labels("FOUR WORKERS KILLED IN BANGLADESH")["BANGLADESH"] == "Bangladesh"

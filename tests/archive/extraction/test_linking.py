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

"""What a noun says of the examples after it."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chinese firms, including Jinzhao, were offered mines.", ("ORG", "Jinzhao")),
        ("Brands such as Velmora buy there.", ("ORG", "Velmora")),
        ("unions like Zarrendi and the CGT struck", ("ORG", "Zarrendi")),
        ("In towns such as Kelbuda shops were shut.", ("PLACE", "Kelbuda")),
        ("villages including Omdrava were burned", ("PLACE", "Omdrava")),
    ],
)
def test_a_noun_tells_what_its_examples_are(ask, text, expected):
    assert expected in ask(text)


def test_examples_of_people_stay_people(ask):
    found = ask("Activists including Maria Lindgren were held.")

    assert ("PERSON", "Maria Lindgren") in found

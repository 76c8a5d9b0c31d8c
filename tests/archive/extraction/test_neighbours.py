import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She runs Hadhruna, an aid group.", ("ORG", "Hadhruna")),
        ("Blue Mango, owned by a banker, shut down", ("ORG", "Blue Mango")),
        ("He told Alyaoum24 that it was over.", ("ORG", "Alyaoum24")),
        ("members of Deystvo collect money", ("ORG", "Deystvo")),
        ("workers at Jasik Technology walked out", ("ORG", "Jasik Technology")),
        ("the office of the Red Herring website", ("ORG", "Red Herring")),
        ("the votes of PDI-P and Golfar counted", ("ORG", "Golfar")),
        ("the Democratic Left, the biggest party", ("ORG", "Democratic Left")),
        ("IG Metall in Bonn, Sik Obas in Lecce and the CGT in Lyon",
         ("ORG", "Sik Obas")),
        ("from Siam Pavilon, a shopping mall in the centre",
         ("PLACE", "Siam Pavilon")),
        ("marches in Nairobi, Embakusi and Mombasa", ("PLACE", "Embakusi")),
        ("Road 5, Dusita, Bangkok 10300", ("PLACE", "Dusita")),
    ],
)  # fmt: skip
def test_the_words_around_tell_what_a_name_is(ask, text, expected):
    assert expected in ask(text)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Natalia Sokolova, a union leader, spoke", "Natalia Sokolova"),
        ("He met Ivan Petrov, an organiser of the group.", "Ivan Petrov"),
        ("She told Natalia Sokolova that it was over.", "Natalia Sokolova"),
        ("Heather Norton, the State Department spokesperson, left", "Heather Norton"),
        ("Peter Moyo, the head of the largest union federation, left", "Peter Moyo"),
        (
            "Write to General Prayut Chan-o-cha, 1 Road Street, Bangkok",
            "Prayut Chan-o-cha",
        ),
    ],
)
def test_a_role_in_a_body_makes_no_body(ask, text, surface):
    assert ("PERSON", surface) in ask(text)


def test_a_list_of_mixed_kinds_tells_nothing(ask):
    found = ask("We thank Amnesty International, Lima and Xerxu.")

    assert "Xerxu" not in {surface for _, surface in found}


@pytest.mark.parametrize(
    "text",
    [
        "Police seized Ixa in Lima, Peru.",
        "He stood at Oshuk, and COSATU members came.",
        "the Minister of Petroleum and the ILO",
    ],
)
def test_what_only_looks_like_a_list_tells_nothing(ask, text):
    assert not {"Ixa", "Petroleum"} & {surface for _, surface in ask(text)}
    assert ("ORG", "Oshuk") not in ask(text)

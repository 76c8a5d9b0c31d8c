"""Places that open a report, and addresses."""

import pytest


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("LOZNAVICA - For two weeks nothing moved on the bridge, said the mayor of it.",
         "LOZNAVICA"),
        ("RAJBIRPUR: Two farmers were killed when police fired on a crowd in the market.",
         "RAJBIRPUR"),
        ("Write to the embassy, 4 Kensington Court, London W8 5DL.",
         "Kensington Court"),
        ("Write to the embassy, 4 Kensington Court, London W8 5DL.", "London"),
        ("It moved to Karl-Marx-Allee in spring.", "Karl-Marx-Allee"),
        ("They are kept at SIZO-1 without a doctor.", "SIZO-1"),
    ],
)  # fmt: skip
def test_datelines_and_addresses_are_places(ask, text, place):
    assert ("PLACE", place) in ask(text)


@pytest.mark.parametrize(
    "text",
    [
        "STATEMENT\nWe condemn this.",
        "3. LAW\nA bill was tabled.",
        "WRITE TO:\nThe Minister",
        "ELECTRONICS\nA worker was beaten.",
        "2. PALM OIL\nA complaint is pending.",
    ],
)
def test_a_heading_of_plain_words_is_no_name(ask, text):
    assert not [surface for _, surface in ask(text) if surface.isupper()]

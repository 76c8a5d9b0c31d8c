"""Courts and prosecutors whose head words are written small, and branches."""

import pytest


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("He appealed to the Almaly district court.", "Almaly district court"),
        ("Judges of the Aktobe city court resigned.", "Aktobe city court"),
        ("She wrote to the Bishkek prosecutor's office.", "Bishkek prosecutor's office"),
        ("Branch 26 of the Revolutionary Court sentenced her.",
         "Branch 26 of the Revolutionary Court"),
    ],
)  # fmt: skip
def test_a_court_has_its_level_though_it_is_written_small(ask, text, body):
    assert ("ORG", body) in ask(text)


@pytest.mark.parametrize(
    "text",
    [
        "A Moscow district court jailed two of them.",
        "A Kazakh regional court freed her.",
        "He went to the district court.",
    ],
)
def test_any_court_is_no_name(ask, text):
    assert not [found for found in ask(text) if found[0] == "ORG"]

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("STATEMENT OF THE NIGERIA LABOUR CONGRESS ON THE SHOOTINGS",
         ("ORG", "NIGERIA LABOUR CONGRESS")),
        ("CENTRAL ORGANISATION OF TRADE UNIONS CALLS A STRIKE",
         ("ORG", "CENTRAL ORGANISATION OF TRADE UNIONS")),
        ("ACTIVIST ELENA SMIRNA DETAINED AGAIN", ("PERSON", "ELENA SMIRNA")),
        ("FOUR WORKERS KILLED IN BANGLADESH", ("PLACE", "BANGLADESH")),
    ],
)  # fmt: skip
def test_a_headline_in_capitals_is_read(ask, text, expected):
    assert expected in ask(text)


@pytest.mark.parametrize(
    "text",
    [
        "FREE ALL POLITICAL PRISONERS IMMEDIATELY NOW",
        "STOP THE PERSECUTION OF TRADE UNION LEADERS",
        "FOUR WORKERS UNION LEADERS BEATEN IN CUSTODY",
        "THE UNION AND THE COMPANY DISAGREE ON PAY",
    ],
)
def test_plain_words_in_capitals_are_no_name(ask, text):
    assert not {"PERSON", "ORG", "PLACE"} & {kind for kind, _ in ask(text)}

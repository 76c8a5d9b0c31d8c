import pytest


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "prosecuted on trumped-up charges and will face up to seven years in prison.",
         [("CHARGE", "trumped-up charges"), ("SENTENCE", "up to seven years in prison")]),
        ("en", "was given a heavy prison sentence on", [("SENTENCE", "heavy prison sentence")]),
        ("en", "We demand an end to all repression of the families and the release of X.",
         [("DEMAND", "an end to all repression of the families"),
          ("DEMAND", "the release of X")]),
        ("en", "A protest letter was also sent by", [("ACTION", "A protest letter was also sent")]),
        ("de", "Er wurde wegen Landfriedensbruch angeklagt.", [("CHARGE", "Landfriedensbruch")]),
        ("fr", "accusé de vandalisme, il attend", [("CHARGE", "vandalisme")]),
        ("es", "Exigimos la libertad de todos.", [("DEMAND", "la libertad de todos")]),
        ("ru", "Мы требуем освобождения арестованных.",
         [("DEMAND", "освобождения арестованных")]),
    ],
)  # fmt: skip
def test_facts_are_found_in_their_words(ask, language, text, expected):
    kinds = {"CHARGE", "SENTENCE", "DEMAND", "ACTION"}

    assert [each for each in ask(text, language) if each[0] in kinds] == expected

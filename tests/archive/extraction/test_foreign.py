"""Bodies named in another language than the report's."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Union pour la Nation Tessalaise and others marched.",
         "Union pour la Nation Tessalaise"),
        ("The Union Générale Molvanienne du Travail called out all.",
         "Union Générale Molvanienne du Travail"),
        ("leaders of Lutte pour le Changement were jailed", "Lutte pour le Changement"),
        ("The Confédération Autonome des Travailleurs en Molvanie said no.",
         "Confédération Autonome des Travailleurs en Molvanie"),
        ("activists of the Mesa Popular de los Barrios met",
         "Mesa Popular de los Barrios"),
        ("The port is closed by Kranförarförbundet today.", "Kranförarförbundet"),
        ("It stood in Norrviks-Kuriren on Monday.", "Norrviks-Kuriren"),
        ("A strike by Yol-Bel-Sen was banned.", "Yol-Bel-Sen"),
    ],
)  # fmt: skip
def test_a_body_in_another_language_is_found_whole(ask, text, expected):
    assert ("ORG", expected) in ask(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Union of Bakers met.",
        "Radio and television were shut.",
        "The Front said it would fight on.",
        "Ms Anna Lindbank spoke.",
    ],
)
def test_english_words_and_surnames_are_no_foreign_body(ask, text):
    names = [surface for kind, surface in ask(text) if kind == "ORG"]

    assert names in ([], ["Union of Bakers"])


def test_many_heads_without_an_end_are_read_in_linear_time(ask):
    assert ask("Union de la " * 3_000) is not None

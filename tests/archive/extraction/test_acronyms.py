import pytest


def orgs(found):
    return [surface for kind, surface in found if kind == "ORG"]


def test_an_acronym_in_brackets_finds_its_long_name(ask):
    found = ask("They joined the Leave People’s Homes Alone (LPHA) campaign.")

    assert orgs(found) == ["Leave People’s Homes Alone", "LPHA"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He works for KazMunauGaz in the west.", ["KazMunauGaz"]),
        ("Readers of socialistworld.net can help.", ["socialistworld.net"]),
        ("members of the teachers' union Eğitim-Sen were held", ["Eğitim-Sen"]),
        ("professionals of Justice for Colombia came", ["Justice for Colombia"]),
        ("In January the ZANU-PF and C.CAWDU met.", ["ZANU-PF", "C.CAWDU"]),
        ("see http://www.socialistworld.net/doc/5284 for more", []),
        ("Chapter XIV of the HIV report on TV", []),
        ("Scrap the ABCD now; the EFGH-IJ treaty was signed", []),
        (
            "Juan Morales of the Movement for Socialism (MAS) spoke",
            ["Movement for Socialism", "MAS"],
        ),
        ("The workers sew T-shirts for export.", []),
        ("Attac-Maroc and OLALIA-KMU met.", ["Attac-Maroc", "OLALIA-KMU"]),
        ("the left group in parliament (GUE/NGL) asked", ["GUE/NGL"]),
        ("Twitter: @union; on its Telegram channel", []),
        ("write to union@TUC.org or @TUCnews or #SaveTUC", []),
    ],
)
def test_bodies_without_a_head_word(ask, text, expected):
    assert orgs(ask(text)) == expected

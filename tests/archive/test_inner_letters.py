from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import cleaning
from tests.growth import LINEAR, growth_of

pytestmark = pytest.mark.slow

STATEMENT = """Ferry strike enters third week

By Nadia Osei, Tema, 4 May 2019

Crews of the two lake ferries have been out since 15 April and the harbour stands empty.

Statement of the Lake Transport Workers' Union

We thank all unions that wrote to the ministry in the past days and sent money to our families.

We will not go back until our three dismissed members are at work again.

Lake Transport Workers' Union
Tema, 3 May 2019


Harbour police moved their posts on Friday night, and drivers say that the road to the pier is closed again.
"""

TWO_LETTERS = """Protest letters keep coming

Two of the letters sent in the last days:

To the Minister of Labour
Dear Minister,

I write to protest at the dismissal of nine nurses of the children's hospital.

Yours sincerely,
Petra Blom
Utrecht

To the Governor of the Province
3 March 2016

Dear Governor,

We have learnt with anger of the raid on the office of the nurses' association.

In solidarity,
Nurses' Branch 12
"""


def inner(text):
    return cleaning.find_letters(text, cleaning.clean(text).segments)


def test_a_statement_inside_a_report_has_author_date_and_end():
    (found,) = inner(STATEMENT)

    assert (found.kind, found.salutation) == ("statement", "")
    assert found.sender == "Lake Transport Workers' Union"
    assert found.title == "Statement of the Lake Transport Workers' Union"
    assert found.written == "3 May 2019"
    assert STATEMENT[found.written_start : found.written_end] == "3 May 2019"
    assert STATEMENT[found.start : found.end].endswith("3 May 2019")


def test_two_letters_in_a_report_stay_two():
    first, second = inner(TWO_LETTERS)

    assert (first.sender, first.written) == ("Petra Blom, Utrecht", "")
    assert first.addressee == "To the Minister of Labour"
    assert (second.sender, second.written) == ("Nurses' Branch 12", "3 March 2016")
    assert second.addressee == "To the Governor of the Province"


@pytest.mark.parametrize(
    ("lines", "kind", "sender", "addressee", "written"),
    [
        (
            ["Offener Brief an den Verkehrsminister", "", "Sehr geehrter Herr Minister,", "",
             "wir fordern Sie auf, die Kündigungen der zwölf Fahrer sofort zurückzunehmen.", "",
             "Mit freundlichen Grüßen", "", "Betriebsrat der Verkehrsbetriebe",
             "Kassel, 12. Juni 2014"],
            "letter", "Betriebsrat der Verkehrsbetriebe", "Verkehrsminister", "12. Juni 2014",
        ),
        (
            ["À Monsieur le Directeur du port", "", "Monsieur le Directeur,", "",
             "Nous avons appris avec indignation le licenciement de six dockers de votre port.",
             "", "Veuillez agréer, Monsieur le Directeur, nos salutations.", "",
             "Union locale des marins"],
            "letter", "Union locale des marins", "À Monsieur le Directeur du port", "",
        ),
        (
            ["Al señor Presidente de la República", "", "Estimado señor Presidente:", "",
             "Nos dirigimos a usted para exigir la libertad de los cuatro dirigentes detenidos.",
             "", "Atentamente,", "", "Sindicato de Panaderos", "Rosario, 9 de mayo de 2012"],
            "letter", "Sindicato de Panaderos", "Al señor Presidente de la República",
            "9 de mayo de 2012",
        ),
        (
            ["Послу Республики Казахстан", "28 сентября 2011 года", "",
             "Уважаемый господин посол!", "",
             "Мы возмущены приговором адвокату рабочих и требуем её освобождения.", "",
             "С уважением,", "Межрегиональный профсоюз"],
            "letter", "Межрегиональный профсоюз", "Послу Республики Казахстан",
            "28 сентября 2011 года",
        ),
        (
            ["Заявление профсоюза водителей", "",
             "Мы требуем выплаты зарплаты за три месяца и отмены штрафов для всех водителей.",
             "", "Профсоюз водителей, 4 февраля 2019 года"],
            "statement", "Профсоюз водителей", "", "4 февраля 2019 года",
        ),
        (
            ["Wir dokumentieren die folgende Erklärung:", "",
             "Wir, die Beschäftigten der Bibliotheken, lehnen die Schließung der Lesesäle ab.",
             "", "Gezeichnet: Vertrauensleute der Bibliotheken"],
            "statement", "Vertrauensleute der Bibliotheken", "", "",
        ),
        (
            ["Appeal by the tenants of Mill Lane to the mayor", "",
             "We ask you to stop the eviction of forty families before the winter begins.", "",
             "Signed: Tenants of Mill Lane"],
            "statement", "Tenants of Mill Lane", "mayor", "",
        ),
    ],
)  # fmt: skip
def test_what_others_wrote_is_found_inside_a_report(
    lines, kind, sender, addressee, written
):
    text = "\n".join(
        ["A report from the port", "", "The strike goes on in all parts of the harbour.", "",
         *lines]
    )  # fmt: skip

    (found,) = inner(text)

    assert (found.kind, found.sender) == (kind, sender)
    assert (found.addressee, found.written) == (addressee, written)


@pytest.mark.parametrize(
    "text",
    [
        'Union wins\n\n"We are proud of what we did," said Ana Paz after the vote on Friday.',
        "Union wins\n\nThe statement of the ministry was short. It said that we are all equal.",
        "Union wins\n\nAppeal court hears the case on Monday\n\nWe were told that both sides will speak.",
        "Union wins\n\nMadame Dupont explique\n\nLa direction refuse toute négociation avec les grévistes.",
        "Union wins\n\nSir Keir Starmer under fire\n\nThe party met on Monday and voted on the motion for hours.",
    ],
)
def test_a_quotation_or_heading_is_no_letter(text):
    assert inner(text) == ()


@given(
    st.lists(
        st.sampled_from([*STATEMENT.split("\n"), *TWO_LETTERS.split("\n")]),
        max_size=30,
    )
)
def test_letters_never_overlap_however_the_lines_are_mixed(lines):
    text = "\n".join(lines)
    found = inner(text)

    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[x.written_start : x.written_end] == x.written for x in found)
    assert all(0 <= x.start < x.end <= len(text) for x in found)


@pytest.mark.parametrize(
    "blank", ["[your name]", "<Name, union>,", "Name: ________", "Name ........", "[…]"]
)
def test_a_place_to_sign_is_nobody(blank):
    (letter,) = inner(
        "Dear Minister,\n\nWe protest at the dismissal of nine nurses.\n\n"
        f"Yours sincerely,\n{blank}\n"
    )

    assert letter.sender == ""


@pytest.mark.parametrize(
    "unit", ["Dear friends,\n", "Statement by us\n", "Signed: us\n\n", "By A B\n"]
)
def test_cleaning_time_grows_with_the_text_and_no_faster(unit):
    end = "We are here and we will stay here until the end.\n"

    assert growth_of(lambda size: inner(unit * size + end), 200) < LINEAR

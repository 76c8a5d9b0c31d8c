"""Where a name ends and what stands beside it begins, in fresh reports."""

from datetime import date

import pytest

from archive.extraction import FindKind, Gazetteer, extract, russian, russian_mending
from archive.extraction.finds import Candidate

EMPTY = Gazetteer.build([])


def found(language, text):
    finds = extract(
        text,
        language=language,
        published_on=date(2019, 1, 25),
        gazetteer=EMPTY,
        model=None,
    )
    return {(each.kind.value, each.surface) for each in finds}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ended. On Wednesday Hassan Kadiri, the secretary, spoke.",
         {("DATE", "Wednesday"), ("PERSON", "Hassan Kadiri")}),
        ("It came from the Molvanian Apparel & Footwear Association in part.",
         {("ORG", "Molvanian Apparel & Footwear Association")}),
        ("The Broad Movement for Dignity and Justice met.",
         {("ORG", "Broad Movement for Dignity and Justice")}),
        ("Zimbabwe Lawyers for Human Rights and MISA Zimbabwe sued.",
         {("ORG", "Zimbabwe Lawyers for Human Rights"), ("ORG", "MISA Zimbabwe")}),
        ("They were taken by the Detective Branch and held.",
         {("ORG", "Detective Branch")}),
        ("Soldiers of Airborne Brigade 911 used pipes.", {("ORG", "Airborne Brigade 911")}),
        ("They lay in the Dorvani detention centre with broken ribs.",
         {("PLACE", "Dorvani")}),
        ("Friends of Berta Cáceres met. Cáceres had led the fight against the dam.",
         {("PERSON", "Berta Cáceres"), ("PERSON", "Cáceres")}),
    ],
)  # fmt: skip
def test_a_name_ends_where_another_thing_begins(text, expected):
    assert expected <= found("en", text)


@pytest.mark.parametrize(
    "text",
    [
        "Friends of Jack London met. A march in London followed. London was quiet.",
        "Friends of Jack London met. Paris, London and Rome saw marches.",
        "Friends of Jack London met. London Transport was on strike.",
    ],
)
def test_a_place_that_is_meant_stays_one_beside_its_namesake(text):
    assert ("PERSON", "London") not in found("en", text)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Der 18-jährige Schüler Diego Krusa ist tot.", ("PERSON", "Diego Krusa")),
        ("de", "Sein Vorarbeiter Álvaro Medina klagt.", ("PERSON", "Álvaro Medina")),
        ("de", "Es kamen Selma Gürkan und Hasan Yılmaz von der Eisenbahnergewerkschaft.",
         ("PERSON", "Hasan Yılmaz")),
        ("fr", "Il est du Front pour une révolution populaire et panafricaine (FRPP).",
         ("ORG", "Front pour une révolution populaire et panafricaine")),
        ("fr", "Les signaux de Walf TV ont été coupés.", ("ORG", "Walf TV")),
        ("es", "El vicepresidente Carlos Mesa rompió con el gobierno.",
         ("PERSON", "Carlos Mesa")),
        ("es", "Las tropas del Regimiento Ingavi escoltaron cisternas.",
         ("ORG", "Regimiento Ingavi")),
    ],
)  # fmt: skip
def test_names_are_whole_in_other_languages(language, text, expected):
    assert expected in found(language, text)


def test_a_small_word_is_no_body_of_two_letters():
    assert found("fr", "Les patrons se taisent. Un meeting est prévu.") == set()
    assert ("ORG", "UN") in found("en", "A report of the UN was read.")


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("В Находке докеры отказались", ("ORG", "Находке докеры"), ("PLACE", "Находке")),
        ("Докеры Петербурга бастуют", ("ORG", "Докеры Петербурга"),
         ("PLACE", "Петербурга")),
        ("Талдыкорган, 11 февраля. Суд", None, ("PLACE", "Талдыкорган")),
        ("подписи врачей поликлиники № 36 собраны", None, ("ORG", "поликлиники № 36")),
        ("Харьковская правозащитная группа считает", None,
         ("ORG", "Харьковская правозащитная группа")),
        ("на майдане Незалежности стоят", None, ("PLACE", "майдане Незалежности")),
    ],
)  # fmt: skip
def test_russian_people_are_no_part_of_their_town(text, known, expected):
    spans = []
    if known:
        start = text.index(known[1])
        end = start + len(known[1])
        spans = [Candidate(start, end, FindKind[known[0]], 0.8, "m")]
    mended = list(russian_mending.mend(text, spans))
    everything = [*mended, *russian.find(text, mended)]

    assert expected in {(x.kind.value, text[x.start : x.end]) for x in everything}

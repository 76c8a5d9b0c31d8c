"""A consul is addressed by the grade of the post, in every language."""

from datetime import date

import pytest

from campaign import protocol
from campaign.letters.naming import address_form
from campaign.models import ModelLetter, Recipient
from tests import make_campaign

pytestmark = pytest.mark.slow

DAY = date(2026, 3, 1)
GRADES = ("consul_general", "consul", "honorary_consul")


@pytest.mark.parametrize("language", protocol.languages())
@pytest.mark.parametrize("gender", ["f", "m"])
def test_no_grade_is_called_by_the_title_of_another(language, gender):
    said = [
        protocol.lines(
            protocol.form(
                language=language, office=grade, gender=gender, name="Aru Test"
            ),
            name="Aru Test",
            name_dative="Ару Тест",
        )
        for grade in GRADES
    ]

    assert len(set(said)) == 3


@pytest.mark.parametrize(
    ("language", "gender", "general", "consul", "honorary"),
    [
        *(("en", g, "Consul General", "Consul", "Honorary Consul") for g in "mf"),
        ("de", "f", "Generalkonsulin", "Konsulin", "Honorarkonsulin"),
        ("fr", "f", "Consule générale", "Consule", "Consule honoraire"),
        ("fr", "m", "Consul général", "Consul", "Consul honoraire"),
        ("es", "m", "Cónsul General", "Cónsul", "Cónsul Honorario"),
        ("es", "f", "Cónsul General", "Cónsul", "Cónsul Honoraria"),
        ("it", "f", "Console Generale", "Console", "Console Onoraria"),
        ("ru", "m", "Генеральный консул", "консул", "Почётный консул"),
        ("tr", "m", "Başkonsolos", "Konsolos", "Fahri Konsolos"),
        ("sv", "m", "generalkonsul", "konsul", "honorärkonsul"),
    ],
)
def test_the_salutation_has_the_grade(language, gender, general, consul, honorary):
    for grade, title in zip(GRADES, (general, consul, honorary), strict=True):
        chosen = protocol.form(
            language=language, office=grade, gender=gender, name="Aru"
        )
        words = f" {chosen.salutation.replace(' Aru', '').rstrip(' ,:!')} "
        assert f" {title} " in words
        if grade == "consul":
            assert not any(f" {other} " in words for other in (general, honorary))


def test_a_closing_that_repeats_the_salutation_repeats_the_grade():
    chosen = protocol.form(language="fr", office="honorary_consul", gender="f")

    assert "Madame la Consule honoraire" in chosen.closing


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "first", "salutation"),
    [
        ("consulate_general", "The Consul General", "Dear Consul General,"),
        ("consulate", "The Consul", "Dear Consul,"),
        ("honorary_consulate", "The Honorary Consul", "Dear Honorary Consul,"),
        ("embassy", "The Consul", "Dear Consul,"),
        *(
            (kind, name, "Dear Sir or Madam,")
            for kind, name in (
                ("consular_agency", "Consular Agency of the Republic of Kazakhstan"),
                ("consular_office", "Consular Office of the Republic of Kazakhstan"),
            )
        ),
    ],
)
def test_the_post_says_the_grade(kind, first, salutation):
    office = Recipient.Office.CONSUL
    found = make_campaign.recipient(
        f"a-{kind.replace('_', '-')}", kind=kind, office=office
    )

    form = address_form(ModelLetter(language="en", register="formal"), found, DAY)

    assert (form.lines[0], form.salutation) == (first, salutation)

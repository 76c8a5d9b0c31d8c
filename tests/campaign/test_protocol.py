import re
from datetime import date

import pycountry
import pytest

from campaign import protocol
from campaign.protocol import between, form, lines, mission_name, state_name

CODES = sorted(
    {country.alpha_2 for country in pycountry.countries} | {"XK", "EU", "XM", "VA"}
)
EMBASSY = "Embassy of the Republic of Kazakhstan"
DAMEN_UND_HERREN = "Sehr geehrte Damen und Herren,"
EXCELLENCY = "Your Excellency,"
KINDS = protocol.mission_kinds()


@pytest.mark.parametrize("language", protocol.languages())
@pytest.mark.parametrize("office", protocol.OFFICES)
def test_no_letter_leaves_without_salutation_or_closing(language, office):
    for register in protocol.REGISTERS:
        for gender in protocol.GENDERS:
            for name in ("", "Asel Ospanova"):
                chosen = form(
                    language=language,
                    office=office,
                    register=register,
                    gender=gender,
                    name=name,
                )
                printed = lines(chosen, name=name, mission="M", organisation="O")
                texts = (*printed, chosen.salutation, chosen.closing)
                assert all(text.strip() for text in texts)
                assert printed
                assert not re.search(r"[{}|]", "".join(texts))


@pytest.mark.parametrize("language", protocol.languages())
def test_an_unknown_gender_has_its_own_neutral_form(language):
    chosen = form(language=language, office="ambassador", register="formal")

    assert chosen.gender == "unknown"


def test_a_known_ambassador_is_addressed_in_full():
    chosen = form(language="en", office="ambassador", gender="f", name="Asel Ospanova")

    assert lines(chosen, name="Asel Ospanova", mission=EMBASSY) == (
        "Her Excellency Ms Asel Ospanova",
        "Ambassador",
        EMBASSY,
    )
    assert (chosen.salutation, chosen.closing) == (
        "Your Excellency,",
        "Yours faithfully,",
    )
    assert chosen.is_sourced


def test_a_line_without_its_name_is_left_out():
    chosen = form(language="en", office="ambassador", gender="m")

    assert lines(chosen, mission=EMBASSY) == ("Ambassador", EMBASSY)


def test_a_russian_name_is_printed_only_in_its_dative():
    chosen = form(language="ru", office="ambassador", gender="m", name="Иван Петров")

    without = lines(chosen, name="Иван Петров", mission="Посольство")
    declined = lines(chosen, name_dative="Ивану Петрову", mission="Посольство")

    assert without == ("Его Превосходительству", "Послу", "Посольство")
    assert "господину Ивану Петрову" in declined


def test_a_salutation_that_needs_a_name_is_not_used_without_one():
    named = form(language="nl", office="ambassador", gender="f", name="A. Jansen")
    unnamed = form(language="nl", office="ambassador", gender="f")

    assert named.salutation == "Hooggeachte mevrouw A. Jansen,"
    assert unnamed.salutation == "Excellentie,"


def test_french_repeats_the_salutation_in_the_closing():
    chosen = form(language="fr", office="ambassador", gender="f")

    assert chosen.closing.startswith("Veuillez agréer, Madame l’Ambassadrice, les")


@pytest.mark.parametrize(
    ("language", "asked", "found", "salutation"),
    [
        ("en", "consul formal m", "consul", "Dear Consul General,"),
        ("de", "minister formal f", "minister", "Sehr geehrte Frau Ministerin,"),
        ("de", "minister plain unknown", "organisation", DAMEN_UND_HERREN),
        ("de", "consul formal f", "organisation", DAMEN_UND_HERREN),
        ("de-AT", "prosecutor formal m", "organisation", DAMEN_UND_HERREN),
        ("en", "permanent_representative formal unknown", "ambassador", EXCELLENCY),
    ],
)
def test_a_missing_form_falls_back_to_one_that_is_known(
    language, asked, found, salutation
):
    office, register, gender = asked.split()

    chosen = form(language=language, office=office, register=register, gender=gender)

    assert (chosen.office, chosen.salutation) == (found, salutation)


def test_consuls_and_charges_are_not_excellencies():
    for office in ("consul", "charge"):
        for language in protocol.languages():
            chosen = form(language=language, office=office)
            assert "xcel" not in chosen.salutation.lower()


def test_what_is_filled_in_is_not_read_again():
    chosen = form(language="en", office="ambassador", gender="m", name="{mission}")

    assert (
        lines(chosen, name="{mission}", mission="M")[0] == "His Excellency Mr {mission}"
    )


def test_the_organisation_stands_below_an_office_that_does_not_name_it():
    chosen = form(language="en", office="minister")

    assert lines(chosen, organisation="Ministry of Justice") == (
        "The Minister",
        "Ministry of Justice",
    )


def test_between_commonwealth_states_the_ambassador_is_a_high_commissioner():
    day = date(2011, 6, 16)
    office = between("ambassador", state="NG", host="GB", on=day)
    kind = between("embassy", state="NG", host="GB", on=day)
    chosen = form(language="en", office=office, register="plain")

    assert chosen.salutation == "Dear High Commissioner,"
    assert lines(chosen, mission="M") == ("The High Commissioner", "M")
    assert mission_name(kind, state="NG", language="en") == (
        "High Commission of the Federal Republic of Nigeria"
    )


@pytest.mark.parametrize(
    ("state", "host", "day", "kind"),
    [
        ("IN", "KE", date(2011, 6, 16), "high_commission"),
        ("KZ", "GB", date(2011, 6, 16), "embassy"),
        ("IE", "GB", date(2011, 6, 16), "embassy"),
        ("GA", "GB", date(2011, 6, 16), "embassy"),
        ("GA", "GB", date(2024, 6, 16), "high_commission"),
        ("MV", "GB", date(2018, 1, 1), "embassy"),
        ("ZA", "GB", date(1980, 1, 1), "embassy"),
        ("ZW", "GB", date(2011, 6, 16), "embassy"),
    ],
)
def test_membership_is_that_of_the_day(state, host, day, kind):
    assert between("embassy", state=state, host=host, on=day) == kind


def test_the_commonwealth_has_its_56_members():
    assert sum(protocol.is_member(code, on=date(2024, 1, 1)) for code in CODES) == 56


@pytest.mark.parametrize(
    ("state", "language", "name"),
    [
        ("KZ", "en", "Embassy of the Republic of Kazakhstan"),
        ("KZ", "de", "Botschaft der Republik Kasachstan"),
        ("KZ", "fr", "Ambassade de la République du Kazakhstan"),
        ("KZ", "es", "Embajada de la República de Kazajistán"),
        ("KZ", "ru", "Посольство Республики Казахстан"),
        ("KZ", "it", "Ambasciata della Repubblica del Kazakistan"),
        ("KZ", "pl", "Ambasada: Republika Kazachstanu"),
        ("KZ", "tr", "Kazakistan Cumhuriyeti Büyükelçiliği"),
        ("IE", "en", "Embassy of Ireland"),
        ("IE", "de", "Botschaft von Irland"),
        ("IE", "fr", "Ambassade d’Irlande"),
        ("IE", "ru", "Посольство Ирландии"),
        ("AE", "en", "Embassy of the United Arab Emirates"),
        ("AE", "de", "Botschaft der Vereinigten Arabischen Emirate"),
        ("AE", "fr", "Ambassade des Émirats arabes unis"),
        ("AE", "es", "Embajada de los Emiratos Árabes Unidos"),
        ("ES", "de", "Botschaft des Königreichs Spanien"),
        ("IL", "de", "Botschaft des Staates Israel"),
        ("IL", "fr", "Ambassade de l’État d’Israël"),
        ("IR", "de", "Botschaft der Islamischen Republik Iran"),
        ("IR", "ru", "Посольство Исламской Республики Иран"),
        ("US", "ru", "Посольство Соединённых Штатов Америки"),
        ("CN", "ru", "Посольство Китайской Народной Республики"),
        ("UA", "de", "Botschaft der Ukraine"),
        ("JP", "fr", "Ambassade du Japon"),
        ("TW", "en", "Embassy of Taiwan"),
        ("RU", "en", "Embassy of the Russian Federation"),
        ("KR", "en", "Embassy of the Republic of Korea"),
        ("GB", "es", "Embajada del Reino Unido de Gran Bretaña e Irlanda del Norte"),
    ],
)
def test_an_embassy_carries_the_states_own_name(state, language, name):
    assert mission_name("embassy", state=state, language=language) == name


@pytest.mark.parametrize("language", protocol.languages())
def test_every_state_and_kind_has_a_name_in_every_language(language):
    for code in CODES:
        assert state_name(code, language=language, official=False)
        name = mission_name("embassy", state=code, language=language)
        assert "  " not in name
        assert not re.search(r"[{}\\+]|\bNone\b", name)
    for kind in KINDS:
        assert mission_name(kind, state="KZ", language=language)


@pytest.mark.parametrize(
    ("code", "official", "short"),
    [
        ("KZ", "Republic of Kazakhstan", "Kazakhstan"),
        ("kz", "Republic of Kazakhstan", "Kazakhstan"),
        ("ER", "State of Eritrea", "Eritrea"),
        ("HK", "Hong Kong", "Hong Kong"),
        ("KN", "Saint Kitts and Nevis", "Saint Kitts and Nevis"),
        ("", "", ""),
    ],
)
def test_a_state_has_a_long_and_a_short_name(code, official, short):
    assert state_name(code, language="en") == official
    assert state_name(code, language="en", official=False) == short


def test_a_nunciature_names_no_state():
    assert (
        mission_name("nunciature", state="VA", language="en") == "Apostolic Nunciature"
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"language": "tlh"}, "There are: ar, de, en"),
        ({"language": ""}, "There are: ar, de, en"),
        ({"office": "king"}, "is not one of the offices we know"),
        ({"register": "rude"}, "There are: formal, plain"),
        ({"gender": "x"}, "There are: f, m, unknown"),
    ],
)
def test_what_is_not_known_is_refused_with_what_is(wrong, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        form(**{"language": "en", "office": "ambassador", **wrong})


@pytest.mark.parametrize("code", ["ZZ1", "Kazakhstan", "QQ", "../x"])
def test_an_unknown_state_is_refused(code):
    with pytest.raises(ValueError, match="not the code of a state"):
        state_name(code, language="en")


def test_an_unknown_kind_of_mission_is_refused():
    with pytest.raises(ValueError, match="There are: embassy, high_commission"):
        mission_name("castle", state="KZ", language="en")

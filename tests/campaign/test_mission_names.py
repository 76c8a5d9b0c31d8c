"""What a mission is called, in each language and between any two states."""

import re
from datetime import date

import pycountry
import pytest

from campaign import protocol
from campaign.protocol import between, form, lines, mission_name, state_name

CODES = sorted(
    {country.alpha_2 for country in pycountry.countries} | {"XK", "EU", "XM", "VA"}
)
KINDS = protocol.mission_kinds()


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


NAMES = """
KZ en Embassy of the Republic of Kazakhstan
KZ de Botschaft der Republik Kasachstan
KZ fr Ambassade de la République du Kazakhstan
KZ es Embajada de la República de Kazajistán
KZ ru Посольство Республики Казахстан
KZ it Ambasciata della Repubblica del Kazakistan
KZ pt Embaixada da República do Cazaquistão
KZ nl Ambassade van de Republiek Kazachstan
KZ sv Republiken Kazakstans ambassad
KZ pl Ambasada Republiki Kazachstanu
KZ kk Қазақстан Республикасының Елшілігі
KZ tr Kazakistan Cumhuriyeti Büyükelçiliği
KZ ar سفارة جمهورية كازاخستان
IE en Embassy of Ireland
IE de Botschaft von Irland
IE fr Ambassade d’Irlande
IE ru Посольство Ирландии
IE it Ambasciata d’Irlanda
IE pt Embaixada da Irlanda
IE kk Ирландияның Елшілігі
AE en Embassy of the United Arab Emirates
AE de Botschaft der Vereinigten Arabischen Emirate
AE fr Ambassade des Émirats arabes unis
AE es Embajada de los Emiratos Árabes Unidos
AE pl Ambasada Zjednoczonych Emiratów Arabskich
AE kk Біріккен Араб Әмірліктерінің Елшілігі
ES de Botschaft des Königreichs Spanien
ES pl Ambasada Królestwa Hiszpanii
IL de Botschaft des Staates Israel
IL fr Ambassade de l’État d’Israël
IR de Botschaft der Islamischen Republik Iran
IR ru Посольство Исламской Республики Иран
IR pl Ambasada Islamskiej Republiki Iranu
US ru Посольство Соединённых Штатов Америки
US it Ambasciata degli Stati Uniti d’America
US pt Embaixada dos Estados Unidos da América
US sv Amerikas förenta staters ambassad
US pl Ambasada Stanów Zjednoczonych Ameryki
US ar سفارة الولايات المتحدة الأمريكية
CN ru Посольство Китайской Народной Республики
CN pl Ambasada Chińskiej Republiki Ludowej
CN kk Қытай Халық Республикасының Елшілігі
UA de Botschaft der Ukraine
UA it Ambasciata dell’Ucraina
UA pl Ambasada Ukrainy
JP fr Ambassade du Japon
JP pt Embaixada do Japão
TW en Embassy of Taiwan
RU en Embassy of the Russian Federation
RU de Botschaft der Russischen Föderation
RU fr Ambassade de la Fédération de Russie
RU it Ambasciata della Federazione Russa
RU pl Ambasada Federacji Rosyjskiej
RU tr Rusya Federasyonu Büyükelçiliği
RU ar سفارة الاتحاد الروسي
KR en Embassy of the Republic of Korea
KR nl Ambassade van de Republiek Korea
CZ sv Tjeckiska republikens ambassad
HT fr Ambassade de la République d’Haïti
BY ru Посольство Республики Беларусь
PL pl Ambasada Rzeczypospolitej Polskiej
TR kk Түркия Республикасының Елшілігі
GB es Embajada del Reino Unido de Gran Bretaña e Irlanda del Norte
GB ru Посольство Соединённого Королевства Великобритании и Северной Ирландии
GB kk Ұлыбритания және Солтүстік Ирландия Біріккен Корольдігінің Елшілігі
VA it Ambasciata della Santa Sede
FR ar سفارة الجمهورية الفرنسية
BR pt Embaixada da República Federativa do Brasil
"""


@pytest.mark.parametrize("row", NAMES.strip().splitlines())
def test_an_embassy_carries_the_states_own_name(row):
    state, language, name = row.split(" ", 2)

    assert mission_name("embassy", state=state, language=language) == name


@pytest.mark.parametrize(
    ("kind", "language", "name"),
    [
        ("consulate_general", "de", "Generalkonsulat der Republik Kasachstan"),
        ("permanent_mission", "ar", "البعثة الدائمة لجمهورية كازاخستان"),
        ("consulate_general", "kk", "Қазақстан Республикасының Бас консулдығы"),
        ("consulate_general", "sv", "Republiken Kazakstans generalkonsulat"),
        (
            "permanent_mission",
            "fr",
            "Mission permanente de la République du Kazakhstan",
        ),
    ],
)
def test_every_kind_of_mission_takes_the_state(kind, language, name):
    assert mission_name(kind, state="KZ", language=language) == name


def test_an_article_in_arabic_is_joined_to_its_preposition():
    name = mission_name("permanent_mission", state="FR", language="ar")

    assert name == "البعثة الدائمة للجمهورية الفرنسية"


# two articles, an article before a capital it should have swallowed, a gap
ILL_FORMED = {
    "en": r"of of|of the the|of Republic|of Kingdom|of United",
    "de": r"der der|des des|von der|von Republik|der Königreich",
    "fr": r"\bde de |\bde le |\bde les |\bdu du|\bde la la |d’d’|\bde (?=[AÉEIU])",
    "es": r"\bde (de|el|República|Reino)\b|\bdel del|\bde la la\b",
    "it": r"di di|di il |del del|della della|di Repubblica|di Regno",
    "pt": r"\b(de de|da da|do do|de da|de do)\b|\bde (República|Reino)",
    "nl": r"van van|van de de|van Republiek|van Koninkrijk",
    "pl": r"Ambasada (Republika|Królestwo|Państwo|Federacja)",
    "ru": r"Посольство (Республика|Королевство|Государство)|о-ва?\b",
    "kk": r"(ның|нің|дың|дің|тың|тің)(ның|нің|дың|дің|тың|тің) ",
    "sv": r"ss ambassad$",
    "tr": r"Cumhuriyeti? Cumhuriyet",
    "ar": r"[\u064b-\u0652]",
}


@pytest.mark.parametrize("language", protocol.languages())
def test_no_name_of_a_mission_is_ill_formed(language):
    for code in CODES:
        for kind in ("embassy", "permanent_mission", "consulate_general"):
            name = mission_name(kind, state=code, language=language)
            assert not re.search(ILL_FORMED[language], name), (code, name)
            assert ":" not in name.replace("S:t", "").replace("USA:s", "")
            assert name[0] == name[0].upper()
            assert name == name.strip()


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


@pytest.mark.parametrize("code", ["ZZ1", "Kazakhstan", "QQ", "../x"])
def test_an_unknown_state_is_refused(code):
    with pytest.raises(ValueError, match="not the code of a state"):
        state_name(code, language="en")


def test_an_unknown_kind_of_mission_is_refused():
    with pytest.raises(ValueError, match="There are: embassy, high_commission"):
        mission_name("castle", state="KZ", language="en")

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


@pytest.mark.parametrize(
    ("office", "mission", "line"),
    [
        ("ambassador", "Посольство Республики Казахстан", "Послу Республики Казахстан"),
        ("charge", "Посольство Ирландии", "Временному поверенному в делах Ирландии"),
        ("consul", "Генеральное консульство Чили", "Генеральному консулу Чили"),
        ("consul", "Почётное консульство Чили", "Почётному консулу Чили"),
        ("minister", "Министерство труда Чили", "Министру труда Чили"),
        ("prosecutor", "Генеральная прокуратура Чили", "Генеральному прокурору Чили"),
        ("high_commissioner", "Высокая комиссия Ганы", "Высокому комиссару Ганы"),
        ("ambassador", "Посольство {name}", "Послу {name}"),
    ],
)
def test_a_russian_title_takes_the_place_of_its_institution(office, mission, line):
    chosen = form(language="ru", office=office)

    assert lines(chosen, mission=mission) == (line,)


@pytest.mark.parametrize("mission", ["Embassy of Chile", "Посольство : Чили", ""])
def test_a_russian_institution_of_another_name_keeps_its_line(mission):
    chosen = form(language="ru", office="ambassador")

    assert lines(chosen, mission=mission) == tuple(filter(None, ("Послу", mission)))


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
        ("de", "minister plain unknown", "minister", DAMEN_UND_HERREN),
        ("de", "consul formal f", "consul", "Sehr geehrte Frau Generalkonsulin,"),
        ("de-AT", "company formal m", "organisation", DAMEN_UND_HERREN),
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


# the ambassador's place is taken by a post of the same rank
@pytest.mark.parametrize(
    ("office", "language", "gender", "first", "salutation"),
    [
        (
            "high_commissioner",
            "fr",
            "m",
            "Haut-Commissaire",
            "Monsieur le Haut-Commissaire,",
        ),
        (
            "high_commissioner",
            "de",
            "f",
            "Hochkommissarin",
            "Sehr geehrte Frau Hochkommissarin,",
        ),
        (
            "high_commissioner",
            "ru",
            "unknown",
            "Высокому комиссару",
            "Уважаемые дамы и господа!",
        ),
        (
            "permanent_representative",
            "en",
            "m",
            "Permanent Representative",
            "Dear Ambassador,",
        ),
        (
            "permanent_representative",
            "es",
            "f",
            "Representante Permanente",
            "Señora Embajadora:",
        ),
    ],
)
def test_a_post_of_the_same_rank_has_its_own_title(
    office, language, gender, first, salutation
):
    chosen = form(language=language, office=office, register="plain", gender=gender)

    assert lines(chosen, mission="M")[0] == first
    assert chosen.salutation == salutation


@pytest.mark.parametrize("language", protocol.languages())
@pytest.mark.parametrize("office", protocol.OFFICES)
@pytest.mark.parametrize("register", protocol.REGISTERS)
def test_a_holder_who_is_not_known_is_addressed_without_a_guess(
    language, office, register
):
    chosen = form(language=language, office=office, register=register)
    mission = mission_name("embassy", state="KZ", language=language)
    printed = lines(chosen, mission=mission)
    texts = (*printed, chosen.salutation, chosen.closing)

    assert chosen.gender == "unknown"
    assert all(text.strip() for text in texts)
    assert not re.search(r"[/()\[\]{}*_|]", "".join(texts))
    assert not re.search(
        r"\b(Mr|Ms|Herrn?|Frau|Monsieur le|Madame l|Señora? (Emb|Min|Pres|Fis|Cón)"
        r"|Senhora? (Emb|Min|Pres|Côn)|Signora? (Amb|Min|Pres|Con)|De heer|Mevrouw"
        r"|Panie|Pani|господин|госпожа|мырза|ханым)\b",
        " ".join(texts).replace("Madame, Monsieur", ""),
    )
    state = mission.split()[-1] if language not in {"kk", "sv", "tr"} else mission
    assert " ".join(printed).count(state) == 1


@pytest.mark.parametrize(
    ("language", "kind", "line"),
    [
        ("de", "embassy", "An die Leitung der Botschaft der Republik Kasachstan"),
        (
            "de",
            "consulate_general",
            "An die Leitung des Generalkonsulats der Republik Kasachstan",
        ),
        (
            "fr",
            "embassy",
            "À l’attention de la direction de l’Ambassade de la République du Kazakhstan",
        ),
        (
            "it",
            "embassy",
            "Alla direzione dell’Ambasciata della Repubblica del Kazakistan",
        ),
    ],
)
def test_the_head_who_is_not_known_stands_in_one_line_with_the_mission(
    language, kind, line
):
    mission = mission_name(kind, state="KZ", language=language)

    assert lines(form(language=language, office="ambassador"), mission=mission) == (
        line,
    )


def test_a_mission_that_has_no_genitive_stands_below():
    chosen = form(language="de", office="ambassador")

    assert lines(chosen, mission="Embassy of Kazakhstan") == (
        "An die Leitung",
        "Embassy of Kazakhstan",
    )


@pytest.mark.parametrize("language", protocol.languages())
@pytest.mark.parametrize(
    "office", ["consul", "charge", "minister", "president", "prosecutor"]
)
def test_every_language_has_rows_of_its_own_for_the_office(language, office):
    for gender in protocol.GENDERS:
        chosen = form(language=language, office=office, gender=gender, name="A. Sender")
        assert chosen.office == office


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


def test_a_ministry_in_the_letters_language_stands_in_the_genitive():
    chosen = form(language="de", office="minister")

    assert lines(chosen, organisation="Ministerium der Justiz") == (
        "An die Leitung des Ministeriums der Justiz",
    )

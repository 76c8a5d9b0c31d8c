"""Forms of address: by language, office, register and gender."""

import re

import pytest

from campaign import protocol
from campaign.protocol import form, lines, mission_name

EMBASSY = "Embassy of the Republic of Kazakhstan"
DAMEN_UND_HERREN = "Sehr geehrte Damen und Herren,"
EXCELLENCY = "Your Excellency,"


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
    assert chosen.salutation_status == chosen.closing_status == "sourced"


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
        ("consul_general", "Генеральное консульство Чили", "Генеральному консулу Чили"),
        ("honorary_consul", "Почётное консульство Чили", "Почётному консулу Чили"),
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
        ("en", "consul_general formal m", "consul_general", "Dear Consul General,"),
        ("de", "minister formal f", "minister", "Sehr geehrte Frau Ministerin,"),
        ("de", "minister plain unknown", "minister", DAMEN_UND_HERREN),
        ("de", "consul formal f", "consul_general", "Sehr geehrte Frau Konsulin,"),
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
    for office in ("consul_general", "consul", "honorary_consul", "charge"):
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
    "office", ["consul_general", "charge", "minister", "president", "prosecutor"]
)
def test_every_language_has_rows_of_its_own_for_the_office(language, office):
    for gender in protocol.GENDERS:
        chosen = form(language=language, office=office, gender=gender, name="A. Sender")
        assert chosen.office == office


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


def test_a_ministry_in_the_letters_language_stands_in_the_genitive():
    chosen = form(language="de", office="minister")

    assert lines(chosen, organisation="Ministerium der Justiz") == (
        "An die Leitung des Ministeriums der Justiz",
    )

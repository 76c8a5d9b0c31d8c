"""Missions from a file: all of it, or each broken row named."""

from datetime import date

import pytest
from django.core.management.base import CommandError

from campaign.models import Address, Recipient
from tests.campaign.directory.lists import (
    CONTACTS,
    FOLDER,
    LONDON,
    MISSIONS,
    listed,
    load,
    slugs,
    written,
)
from tests.tampering import without_triggers

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


# contact points


def test_every_mission_arrives_with_its_addresses():
    load()

    london = Recipient.objects.get(slug="kz-gb")
    post = london.addresses.filter(medium="post").order_by("valid_from")
    assert Recipient.objects.representing("KZ").count() == 47
    assert {each.grade for each in post} == {"verified"}
    assert {each.street for each in post} == {"33 Thurloe Square", "125 Pall Mall"}
    assert {each.country for each in london.accreditations.all()} == {"IE", "IS"}


def test_months_become_their_first_and_last_days():
    load()

    old = Address.objects.get(street="33 Thurloe Square")
    new = Address.objects.get(street="125 Pall Mall")
    assert old.valid_until == date(2013, 11, 30)
    assert new.valid_from == date(2012, 11, 1)


def test_broken_rows_are_named_and_good_rows_loaded(tmp_path, capsys):
    rows = (
        "a-b,KZ,GB,embassy,post,1 A Street,GB,\n"
        "a-c,KZ,FR,castle,post,1 Rue,FR,\n"
        "a-d,KZ,DE,embassy,pigeon,x,DE,\n"
        "a-e,KZ,DE,embassy,post,x,DE,2011-13\n"
        "a-f,KZ,DE,embassy,email,no mail,DE,\n"
        "a-g,KZ,DE,embassy,post,=HYPERLINK(1),DE\n"
        "a-b,KZ,GB,embassy,post,1 A Street,GB,\n"
        "a-b,KZ,GB,consulate,post,2 A Street,GB,\n"
        "no,KZ,IE,accreditation,via,nobody,IE,\n"
    )

    with pytest.raises(SystemExit) as stop:
        load(written(tmp_path, rows))

    errors = capsys.readouterr().err
    assert stop.value.code == 3
    assert "Row 3: “castle” is no kind of mission." in errors
    assert "Row 4: “pigeon”" in errors
    assert "Row 5: “2011-13” is no day" in errors
    assert "Row 6: “no mail” is no email address." in errors
    assert "Row 7: It has 7 cells, and the file 8 columns." in errors
    assert "Row 8: The same address stands in an earlier row." in errors
    assert "Row 9: It contradicts row 2" in errors
    assert "Row 10: The mission nobody is not in this file." in errors
    assert slugs() == ["a-b"]


# the list of all missions


def test_the_same_mission_has_the_same_address_whichever_file_names_it(tmp_path):
    load(listed(tmp_path, LONDON))
    load()

    london = Recipient.objects.get(wikidata="Q16867391")
    assert (london.slug, london.city, london.latitude) == ("kz-gb", "London", 51.5)


def test_the_order_of_the_two_files_makes_no_difference(tmp_path):
    load()
    load(listed(tmp_path, LONDON))

    london = Recipient.objects.get(wikidata="Q16867391")
    assert (london.slug, london.city, london.latitude) == ("kz-gb", "London", 51.5)


def test_an_honorary_consulate_keeps_the_address_it_has_always_had(tmp_path):
    lyon = "KZ,FR,honorary_consulate,Lyon,FR,,,,,,Q63341764,FR,2022-11-16,\n"

    load(listed(tmp_path, lyon))

    assert slugs() == ["kz-fr-honorary_consulate"]


def test_addresses_are_readable_and_free_whatever_the_order_of_rows(tmp_path):
    rows = [
        "FR,US,consulate_general,New York,US,,,,,,Q9,US,,\n",
        "FR,US,consulate_general,,US,,,,,,Q8,US,,\n",
        "FR,US,embassy,Washington,US,,,,,,Q70,US,,\n",
        "FR,US,embassy,Washington,US,,,,,,Q7,US,,\n",
        "FR,VA,embassy,Rome,IT,,,,,,Q5,VA,,\n",
    ]
    expected = {
        "Q7": "fr-us",
        "Q70": "fr-us-embassy-washington",
        "Q8": "fr-us-consulate-general",
        "Q9": "fr-us-consulate-general-new-york",
        "Q5": "fr-va",
    }

    for order in (rows, rows[::-1]):
        Recipient.objects.all().delete()
        with without_triggers("campaign_historicalrecipient"):
            Recipient.history.all().delete()
        load(listed(tmp_path, *order))
        assert dict(Recipient.objects.values_list("wikidata", "slug")) == expected


def test_an_address_on_the_site_is_never_used_again(tmp_path):
    load(listed(tmp_path, LONDON))
    Recipient.objects.all().delete()

    load(listed(tmp_path, LONDON.replace("Q16867391", "Q1")))

    assert slugs() == ["kz-gb-embassy-city-of-westminster"]


@pytest.mark.parametrize(
    ("kind", "office"),
    [
        ("embassy", "ambassador"),
        ("high_commission", "ambassador"),
        ("nunciature", "ambassador"),
        ("consulate_general", "consul"),
        ("honorary_consulate", "consul"),
        ("permanent_mission", "permanent_representative"),
        ("de_facto_embassy", "organisation"),
        ("trade_office", "organisation"),
    ],
)
def test_the_kind_says_who_is_written_to(tmp_path, kind, office):
    load(listed(tmp_path, LONDON.replace("embassy", kind)))

    assert Recipient.objects.get().office == office


def test_a_telephone_number_is_no_verified_address(tmp_path):
    load(listed(tmp_path, LONDON.replace("-0.13,,,", "-0.13,+44 20 1,a@b.org,")))

    found = Address.objects.order_by("medium")
    assert [(each.medium, each.grade) for each in found] == [
        ("email", "imported"),
        ("phone", "imported"),
    ]
    assert found[0].sources == ["https://www.wikidata.org/wiki/Q16867391"]
    assert found[0].checked_on == date(2022, 11, 16)


def test_a_verified_postal_address_is_whole(tmp_path, capsys):
    columns = CONTACTS.strip() + ",street,city,seen_on,grade\n"
    start = "kz-gb,KZ,GB,embassy,post"
    rows = (
        f"{start},In London,GB,,,,2024-05,verified\n"
        f"{start},1 High Street,GB,,1 High Street,London,2024-05,verified\n"
    )

    with pytest.raises(SystemExit):
        load(written(tmp_path, rows, head=columns))

    assert "Row 2: A verified postal address needs" in capsys.readouterr().err
    assert Address.objects.get().street == "1 High Street"


def test_what_the_list_doubts_is_on_no_map_and_serves_nobody_by_guess(tmp_path):
    row = "RS,IQ,embassy,Tehran,IR,1,1,,,,Q1,IQ,,accredited to IQ but located in IR; coordinates nearest to a city in X\n"

    load(listed(tmp_path, row))

    tehran = Recipient.objects.get(slug="rs-iq")
    assert (tehran.latitude, tehran.stands_in) == (None, "IR")
    assert tehran.imported["missions"]["serves_host"] is False
    assert "located in IR" in tehran.imported["missions"]["doubts"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (LONDON.replace("KZ,", "QQ,", 1), "QQ"),
        (LONDON.replace("KZ,", ",", 1), "the state it represents"),
        (LONDON.replace(",GB,51.5", ",Britain,51.5"), "BRITAIN” in country"),
        (LONDON.replace("51.5", "151.5"), "lat and lon are no place"),
        (LONDON.replace("51.5", "nan"), "lat and lon are no place"),
        (LONDON.replace("GB IE", "GB ??"), "“??” in accredited_to"),
        (LONDON.replace("Q16867391", "16867391"), "no item of Wikidata"),
        (LONDON.replace(",,,Q", ",,javascript:x,Q"), "is no web address"),
        (LONDON.replace("City of", "=City of"), "begins like a formula"),
        (LONDON.replace("City of", '"City\nof'), "control character"),
        (LONDON.replace("City of", "C" * 1_000_000), "1,000,012 characters"),
        (LONDON.replace("City of", "C" * 900), "longer than 120"),
        (LONDON.replace("2022-11-16", "yesterday"), "is no day"),
        (LONDON, "The same mission stands in row 2."),
    ],
)
def test_a_broken_row_is_named_and_the_others_are_loaded(
    tmp_path, capsys, row, sentence
):
    row = row.replace("\nof Westminster", '\nof Westminster"')

    with pytest.raises(SystemExit):
        load(
            listed(
                tmp_path, LONDON, row, LONDON.replace("KZ", "FR").replace("68", "69")
            )
        )

    (error,) = capsys.readouterr().err.splitlines()
    assert error.startswith("Row 3: ")
    assert sentence in error
    assert slugs() == ["fr-gb", "kz-gb"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no column"),
        (b"a,b\n1,2\n", "no column"),
        (b"\xff\xfe\x00", "not in UTF-8"),
        ("sending,city\nKZ,Zürich\n".encode("latin-1"), "line 2"),
        (MISSIONS.replace(",", ";").encode(), "semicolons"),
        (MISSIONS.replace("lat", "lon").encode(), "two columns of the same name"),
    ],
)
def test_a_file_that_is_no_such_table_is_one_sentence(tmp_path, content, sentence):
    path = tmp_path / "x.csv"
    path.write_bytes(content)

    with pytest.raises(CommandError, match=sentence):
        load(path)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        load(tmp_path / "none.csv")


def test_a_number_is_no_town(tmp_path):
    load(listed(tmp_path, "KZ,JP,embassy,Q61925337,JP,,,,,,Q2,JP,,\n"))

    assert Recipient.objects.get().city == ""


def test_the_whole_list_is_loaded_and_once_more_changes_nothing(capsys):
    load(FOLDER / "missions.csv")
    load(FOLDER / "missions.csv")

    told = capsys.readouterr()
    assert Recipient.objects.count() == 9819
    assert "9,819 of 9,819 missions" in told.out
    assert "missions 0 new, 0 changed, 9,819 unchanged" in told.out
    assert told.err == ""

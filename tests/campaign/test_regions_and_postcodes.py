"""When a post wants the region, and how it writes its postcodes."""

import pytest

from campaign.addressing import PostalAddress, block


@pytest.mark.parametrize(
    ("country", "typed", "written"),
    [
        ("BR", "70070120", "70070-120"),
        ("CA", "k1p5a9", "K1P 5A9"),
        ("CZ", "11000", "110 00"),
        ("GB", "ec1m5rf", "EC1M 5RF"),
        ("GB", "SW1A  2AA", "SW1A 2AA"),
        ("GR", "10671", "106 71"),
        ("IE", "D02-X285", "D02 X285"),
        ("IE", "D6WXY00", "D6W XY00"),
        ("JP", "1060041", "106-0041"),
        ("MT", "VLT1117", "VLT 1117"),
        ("NL", "2597LB", "2597 LB"),
        ("NL", "2597 lb", "2597 LB"),
        ("PL", "02954", "02-954"),
        ("PT", "1249068", "1249-068"),
        ("SE", "11128", "111 28"),
        ("US", "200361234", "20036-1234"),
    ],
)
def test_a_postcode_gets_the_space_or_hyphen_of_its_post(country, typed, written):
    lines = block(PostalAddress(postcode=typed, country=country), origin=country)

    assert " ".join(lines) == written


@pytest.mark.parametrize("typed", ["110", "1100 0 x", "CZ-110 00", "１１０００"])
def test_a_postcode_of_another_form_stays_as_it_was_typed(typed):
    address = PostalAddress(postcode=typed, city="Praha", country="CZ")

    assert block(address, origin="CZ") == (f"{typed} Praha",)


@pytest.mark.parametrize("typed", ["0", "00000", "000 00", "00000-0000", "000-000"])
@pytest.mark.parametrize("country", ["AE", "HK", "US", "SE", "AO", ""])
def test_noughts_that_a_form_was_given_are_no_postcode(country, typed):
    address = PostalAddress(street="1 Road", postcode=typed, city="Qcity")

    lines = block(address, destination=country, origin=country)

    assert [line.upper() for line in lines] == ["1 ROAD", "QCITY"]


@pytest.mark.parametrize(
    ("country", "street", "typed", "lines"),
    [
        ("ZW", "12 Samora Machel Ave", "263", "12 Samora Machel Ave|Qcity"),
        ("AE", "P.O. Box 4409", "54321", "P.O. Box 4409|Qcity"),
        # it may be the box
        ("ZW", "Samora Machel Ave", "263", "Samora Machel Ave|263 Qcity"),
        ("AE", "", "54321", "54321 Qcity"),
        # a code with letters is one that the post has given
        ("LC", "1 High Street", "LC04 101", "1 High Street|Qcity LC04 101"),
        ("GH", "3 Mango Lane", "GA-184-5023", "3 Mango Lane|Qcity GA-184-5023"),
        # their posts have codes
        ("DE", "1 Weg", "13156", "1 Weg|13156 Qcity"),
        ("TT", "1 Frederick St", "100616", "1 Frederick St|Qcity, 100616"),
    ],
)
def test_a_number_where_no_post_has_codes_stays_if_it_may_be_the_box(
    country, street, typed, lines
):
    address = PostalAddress("", "", street, typed, "Qcity", "", country)

    assert block(address, origin=country) == tuple(lines.split("|"))


@pytest.mark.parametrize(
    ("country", "region", "city", "line"),
    [
        ("IT", "Lazio", "Fiumicino", "00054 FIUMICINO"),
        ("IT", "Province of Turin", "Ivrea", "00054 IVREA TO"),
        ("IT", "Città Metropolitana di Milano", "Rho", "00054 RHO MI"),
        ("IT", "BT", "Barletta", "00054 BARLETTA BT"),
        ("US", "Washington, D.C.", "Washington", "WASHINGTON, DC 00054"),
        ("US", "US Virgin Islands", "Frederiksted", "FREDERIKSTED, VI 00054"),
        ("BR", "State of Bahia", "Ilhéus", "ILHÉUS - BA|00054"),
        ("SO", "Banadir", "Mogadishu", "MOGADISHU, BN 00054"),
        ("FM", "Chuuk", "Weno", "WENO, FM 00054"),
        ("PR", "", "Ponce", "PONCE, PR 00054"),
        ("KR", "Busan", "Haeundae-gu", "Haeundae-gu|Busan 00054"),
        ("KR", "", "Busan", "Busan 00054"),
        ("VG", "Tortola", "Road Town", "Road Town, Tortola|00054"),
        ("TC", "Middle Caicos", "Bambarra", "BAMBARRA|Middle Caicos|00054"),
        ("VU", "Tafea Province", "Lenakel", "00054 Lenakel"),
        ("VU", "Tanna", "Lenakel", "00054 Lenakel|Tanna"),
        ("SB", "Western Province", "Gizo", "00054 Gizo"),
        ("GB", "Gwent", "Newport", "NEWPORT|00054"),
    ],
)
def test_a_region_stands_where_the_post_sorts_by_it(country, region, city, line):
    address = PostalAddress("", "", "", "00054", city, region, country)

    assert block(address, origin=country) == tuple(line.split("|"))


@pytest.mark.parametrize(
    ("country", "region", "city", "line"),
    [
        # two towns of one name are told apart by the county
        ("GB", "Gwent", "Newport", "NEWPORT|Gwent"),
        ("ES", "Toledo", "Ocaña", "OCAÑA|TOLEDO"),
        # the letters belong to the code
        ("PW", "", "Koror", "KOROR"),
        ("SO", "Banadir", "Mogadishu", "MOGADISHU"),
        ("GU", "", "Dededo", "DEDEDO, GU"),
        # a region with one city
        ("US", "Washington, D.C.", "", "WASHINGTON, DC"),
        ("US", "DC", "", "WASHINGTON, DC"),
        ("BR", "Distrito Federal", "", "BRASÍLIA - DF"),
        # neither street nor postcode: which of two towns?
        ("DE", "Bayern", "Altdorf", "Altdorf|Bayern"),
        ("DE", "Berlin", "Berlin", "Berlin"),
        ("HU", "Pest", "Vác", "VÁC|Pest"),
        ("LV", "Kurzeme", "Kuldīga", "Kuldīga|Kurzeme"),
        # nothing else says the place
        ("US", "California", "", "CA"),
        ("FM", "Chuuk", "", "CHUUK"),
        ("IT", "Lazio", "", "LAZIO"),
        ("VU", "Tafea Province", "", "Tafea Province"),
    ],
)
def test_without_a_postcode_the_region_helps_where_it_can(country, region, city, line):
    address = PostalAddress(city=city, region=region, country=country)

    assert block(address, origin=country) == tuple(line.split("|"))

"""Which file a page becomes, on any disk, and which address has none."""

import re

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from campaign.mirror.places import Fate, file_of, place, relative

SITE = "https://archive.example"


def led(link, on="/reports/one/"):
    return place(link, on=on, site=SITE)


@pytest.mark.parametrize(
    ("link", "address", "fragment"),
    [
        ("/", "/", ""),
        ("/reports/two/#p-1-2", "/reports/two/", "p-1-2"),
        ("../two/", "/reports/two/", ""),
        ("?after=2011-05-01_3", "/reports/one/?after=2011-05-01_3", ""),
        ("?show=original#x", "/reports/one/?show=original", "x"),
        (f"{SITE}/campaigns/free/", "/campaigns/free/", ""),
        ("/static/site.css?v=2", "/static/site.css", ""),
        ("/reports/one.bib", "/reports/one.bib", ""),
        ("/embassies/?page=2&of=KZ", "/embassies/?of=KZ&page=2", ""),
    ],
)
def test_what_anybody_can_read_becomes_a_file(link, address, fragment):
    found = led(link)

    assert (found.fate, found.address, found.fragment) == (
        Fate.FILE,
        address,
        fragment,
    )


def test_letters_and_search_have_one_file_whatever_is_asked():
    assert led("/campaigns/free/write/?to=kz-gb").address == "/campaigns/free/write/"
    assert led("/search/?q=strike#3").address == "/search/"
    assert led("/search/?q=strike").query == "q=strike"


@pytest.mark.parametrize(
    "link",
    [
        reverse("campaign:pack", args=["free"]),
        reverse("campaign:letter", args=["free", "pdf"]),
        reverse("campaign:action-report"),
        reverse("campaign:address-report", args=["kz-gb"]),
        "/reports/?source=a-paper",
        "/reports/one/?marks=off",
        "/embassies/?from=GB&of=KZ",
        "/admin/desk/",
        "/api/v1/documents",
        "/no/such/page",
    ],
)
def test_what_a_server_must_answer_is_online_only(link):
    found = led(link)

    assert found.fate is Fate.ONLINE
    assert found.address == link


@pytest.mark.parametrize(
    "link",
    [
        "#main",
        "",
        "mailto:a@b.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://elsewhere.example/reports/one/",
        "http://archive.example/",
        "//elsewhere.example/",
        "http://[broken",
    ],
)
def test_what_is_not_ours_stays_as_it_is(link):
    if link:
        assert led(link).fate is Fate.ELSEWHERE


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/reports/one/", "reports/one/index.html"),
        ("/reports/one.csl.json", "reports/one.csl.json"),
        ("/static/site.1a2b.css", "static/site.1a2b.css"),
    ],
)
def test_a_file_has_the_name_of_its_page(address, file):
    assert file_of(address) == file


def test_names_no_disk_tells_apart_are_told_apart():
    addresses = [
        *("/places/Aux/", "/places/aux/", "/places/AUX/", "/places/con.txt"),
        *("/people/?after=a_1", "/people/?after=A_1", "/people/"),
        *("/places/a%2Fb/", "/places/a b/", "/places/a:b/", "/places/ж/"),
    ]
    files = [file_of(each) for each in addresses]

    assert len({each.lower() for each in files}) == len(addresses)
    assert not {"aux", "con"} & {part for each in files for part in each.split("/")}


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_address_has_a_name_every_disk_takes(path, query):
    file = file_of(f"/{path}/?{query}")

    assert re.fullmatch(r"[a-z0-9._/-]+", file)
    assert not any(part in {"", ".", ".."} for part in file.split("/"))
    assert file == file_of(f"/{path}/?{query}")


def test_a_link_leads_from_file_to_file():
    here = "reports/one/index.html"

    assert relative("index.html", on=here) == "../../index.html"
    assert relative("reports/two/index.html", on=here) == "../two/index.html"
    assert relative("about/index.html", on="index.html") == "about/index.html"
    assert relative(here, on=here) == "index.html"

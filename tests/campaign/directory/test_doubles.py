"""An office that may be there twice is loaded, and never without a word."""

import pytest

from campaign.directory import doubles
from campaign.models import Recipient
from tests import make_campaign
from tests.campaign.directory.lists import LONDON, listed, load

pytestmark = pytest.mark.django_db
AGAIN = LONDON.replace("Q16867391", "Q1").replace("City of", "CITY OF")


def pairs(**options):
    return [str(each) for each in doubles.doubles(**options)]


@pytest.mark.slow
def test_a_second_embassy_in_one_town_is_loaded_and_named(tmp_path, capsys):
    load(listed(tmp_path, LONDON))
    assert "twice" not in capsys.readouterr().out

    load(listed(tmp_path, LONDON, AGAIN))

    first, second = Recipient.objects.order_by("pk").values_list("slug", flat=True)
    out = capsys.readouterr().out
    assert f"perhaps one office twice (the desk lists them): {first} = {second}." in out
    load(listed(tmp_path, LONDON, AGAIN))
    assert "twice" not in capsys.readouterr().out
    assert pairs() == [f"{first} = {second}"]


@pytest.mark.parametrize(
    ("one", "other", "is_double"),
    [
        ({}, {}, True),
        ({}, {"city": "LONDON"}, True),
        ({}, {"kind": "high_commission"}, True),
        ({"kind": "consulate"}, {"kind": "consulate"}, True),
        ({}, {"name": "Embassy, Annexe"}, True),
        ({"name": "The same"}, {"name": "The same"}, True),
        ({"name": "Embassy"}, {"name": "Visa Centre"}, False),
        ({}, {"kind": "consulate"}, False),
        ({"kind": "consulate"}, {"kind": "honorary_consulate"}, False),
        ({}, {"city": "Leeds"}, False),
        ({}, {"state": "KG"}, False),
        ({"city": ""}, {"city": ""}, False),
        ({}, {"stands_in": "CA"}, False),
        ({"kind": "permanent_mission"}, {"kind": "permanent_mission"}, False),
        ({"kind": "company"}, {"kind": "company"}, False),
        ({}, {"imported": {"missions": {"serves_host": False}}}, False),
    ],
)
def test_which_two_may_be_one(one, other, is_double, django_assert_max_num_queries):
    make_campaign.recipient("one", **{"city": "London"} | one)
    make_campaign.recipient("other", **{"city": "London"} | other)

    with django_assert_max_num_queries(2):
        assert pairs() == (["one = other"] if is_double else [])
    assert pairs(among={"third"}) == []


@pytest.mark.slow
def test_the_desk_lists_them(admin_client):
    for slug in ("one", "other"):
        make_campaign.recipient(slug)

    html = admin_client.get("/admin/desk/addresses/").content.decode()

    assert "Perhaps one office twice" in html
    assert html.count("/admin/campaign/recipient/") == 2

"""Missions from a file once more, and never over what a person wrote."""

import pytest

from campaign.models import Accreditation, Address, Recipient
from tests import make_campaign
from tests.campaign.directory.lists import KAZAKHSTAN, LONDON, listed, load, slugs

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_second_load_changes_nothing(capsys, tmp_path):
    path = listed(tmp_path, LONDON)
    for each in (KAZAKHSTAN, path, KAZAKHSTAN, path):
        load(each)
    states = Recipient.history.count(), Address.history.count()
    capsys.readouterr()

    load()
    load(path)

    told = capsys.readouterr().out
    assert "missions 0 new, 0 changed, 47 unchanged" in told
    assert "missions 0 new, 0 changed, 1 unchanged" in told
    assert "Kept" not in told
    assert (Recipient.history.count(), Address.history.count()) == states


def test_what_a_curator_changed_stays_and_the_rest_is_brought_up_to_date(
    tmp_path, capsys
):
    load(listed(tmp_path, LONDON))
    Recipient.objects.update(city="London")

    for _again in range(2):
        load(listed(tmp_path, LONDON.replace("51.5", "52").replace("Westm", "Eastm")))

    london = Recipient.objects.get()
    assert (london.city, london.latitude) == ("London", 52)
    assert "Kept as a curator wrote them: kz-gb (city)." in capsys.readouterr().out


def test_what_a_curator_emptied_stays_empty(tmp_path):
    load(listed(tmp_path, LONDON))
    Recipient.objects.update(city="")

    load(listed(tmp_path, LONDON))

    assert Recipient.objects.get().city == ""


def test_an_address_a_curator_changed_in_anything_is_theirs(capsys):
    load()
    Address.objects.filter(street="125 Pall Mall").update(note="Asked by telephone.")
    Address.objects.filter(street="33 Thurloe Square").update(value="33 Thurloe Sq")

    load()

    assert Address.objects.get(street="125 Pall Mall").note == "Asked by telephone."
    assert Address.objects.filter(street="33 Thurloe Square").count() == 1
    assert "kz-gb (post)" in capsys.readouterr().out


def test_an_address_a_curator_made_is_not_filled_in_by_a_file():
    london = make_campaign.recipient(wikidata="Q16867391")
    value = "33 Thurloe Square, London SW7 2SD"
    make_campaign.address(london, value, valid_until=None)

    load()

    assert Address.objects.get(value=value).valid_until is None


def test_what_a_curator_removed_does_not_come_back(tmp_path, capsys):
    path = listed(tmp_path, LONDON, "FR,DE,embassy,Berlin,DE,,,,,,Q2,DE AT,,\n")
    load(path)
    load()
    Recipient.objects.get(slug="fr-de").delete()
    Address.objects.get(street="33 Thurloe Square").delete()
    Accreditation.objects.get(country="IE").delete()

    load(path)
    load()

    assert "fr-de" not in slugs()
    assert not Address.objects.filter(street="33 Thurloe Square").exists()
    assert not Accreditation.objects.filter(country="IE").exists()
    assert "since a curator removed them: fr-de." in capsys.readouterr().out


def test_accreditations_follow_the_list_but_not_over_a_curators(tmp_path):
    load(listed(tmp_path, LONDON))
    london = Recipient.objects.get()
    Accreditation.objects.create(recipient=london, country="IM")

    load(listed(tmp_path, LONDON.replace("GB IE", "GB MT")))

    assert {each.country for each in london.accreditations.all()} == {"IM", "MT"}


def test_what_is_gone_from_the_file_is_named_and_kept(tmp_path, capsys):
    berlin = "KZ,DE,embassy,Berlin,DE,,,,,,Q2,DE,,\n"
    load(listed(tmp_path, LONDON, berlin))

    load(listed(tmp_path, LONDON))

    assert "gone from the file: kz-de." in capsys.readouterr().out
    assert slugs() == ["kz-de", "kz-gb"]


def test_of_a_state_the_file_has_no_row_of_nothing_is_gone(tmp_path, capsys):
    load(listed(tmp_path, LONDON, "FR,DE,embassy,Berlin,DE,,,,,,Q2,DE,,\n"))

    load(listed(tmp_path, LONDON))

    assert "gone" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("good", "refused"),
    [
        ("KZ,DE,embassy,Berlin,DE,,,,,,Q2,DE,,\n", "KZ,DE,villa,,DE,,,,,,Q2,DE,,\n"),
        ("KZ,DE,embassy,Berlin,DE,,,,,,Q2,DE,,\n", "KZ,DE,,,DE,,,,,,Q2,DE,,,,\n"),
        ("KZ,DE,embassy,Berlin,DE,,,,,,,DE,,\n", "KZ,DE,villa,,DE,,,,,,,DE,,\n"),
    ],
    ids=["a kind", "too many cells", "no item"],
)
def test_a_row_that_was_refused_is_not_gone_from_the_file(
    tmp_path, capsys, good, refused
):
    load(listed(tmp_path, LONDON, good))

    with pytest.raises(SystemExit):
        load(listed(tmp_path, LONDON, refused))

    said = capsys.readouterr().out
    assert "1 rows refused" not in said
    assert "1 row refused" in said
    assert "gone" not in said


def test_a_slug_of_another_mission_is_not_taken_over(tmp_path, capsys):
    make_campaign.recipient("kz-gb", wikidata="Q1")

    with pytest.raises(SystemExit):
        load()

    assert "“kz-gb” is another mission already." in capsys.readouterr().err
    assert Recipient.objects.get(slug="kz-gb").wikidata == "Q1"


def test_every_change_is_in_the_history(tmp_path):
    load(listed(tmp_path, LONDON))
    load(listed(tmp_path, LONDON.replace("51.5", "52")))

    states = Recipient.objects.get().history.order_by("history_id")
    assert [(each.history_type, each.latitude) for each in states] == [
        ("+", 51.5),
        ("~", 52),
    ]
    assert states[0].history_change_reason == "Imported from missions.csv"

from datetime import date

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from campaign.models import Address, Recipient

pytestmark = pytest.mark.django_db
FILE = settings.BASE_DIR / "data" / "missions" / "kazakhstan.csv"
HEAD = "mission,sending,receiving,kind,medium,value,country,valid_to\n"


def load(path=FILE):
    call_command("load_missions", path)


def written(tmp_path, rows):
    path = tmp_path / "missions.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


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


def test_a_second_load_changes_nothing_a_curator_wrote(capsys):
    load()
    Address.objects.filter(street="125 Pall Mall").update(note="Asked by telephone.")

    load()

    assert Address.objects.get(street="125 Pall Mall").note == "Asked by telephone."
    assert " new" not in capsys.readouterr().out.splitlines()[-1]


def test_broken_rows_are_named_and_good_rows_loaded(tmp_path, capsys):
    rows = (
        "a-b,KZ,GB,embassy,post,1 A Street,GB,\n"
        "a-c,KZ,FR,castle,post,1 Rue,FR,\n"
        "a-d,KZ,DE,embassy,pigeon,x,DE,\n"
        "a-e,KZ,DE,embassy,post,x,DE,2011-13\n"
    )

    with pytest.raises(SystemExit):
        load(written(tmp_path, rows))

    errors = capsys.readouterr().err
    assert "Row 3: “castle” is no kind of mission." in errors
    assert "Row 4: “pigeon”" in errors
    assert "Row 5" in errors
    assert list(Recipient.objects.values_list("slug", flat=True)) == ["a-b"]


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00"])
def test_a_file_that_is_no_such_table_is_one_sentence(tmp_path, content):
    path = tmp_path / "x.csv"
    path.write_bytes(content)

    with pytest.raises(CommandError):
        load(path)

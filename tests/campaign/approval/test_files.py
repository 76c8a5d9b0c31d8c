"""A file with addresses in it is no second person."""

from datetime import date

import pytest
from django.conf import settings
from django.core.management import call_command

from archive.models.authorship import save_as
from campaign import approval
from campaign.approval import history
from campaign.models import Address, Campaign, Recipient
from tests import make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KAZAKHSTAN = settings.BASE_DIR / "data" / "missions" / "kazakhstan.csv"
OTHER = "666 Swapped Street"


def test_a_first_file_is_loaded_as_it_says():
    call_command("load_missions", KAZAKHSTAN)

    assert Address.objects.filter(grade="verified").exists()


def test_with_two_publishers_a_file_prints_nothing(ann, bob):
    call_command("load_missions", KAZAKHSTAN)

    assert {each.grade for each in Address.objects.all()} <= {"imported", "disputed"}


def test_with_two_publishers_a_file_changes_nothing_that_is_printed(
    ann, bob, tmp_path, capsys
):
    ann.delete()
    call_command("load_missions", KAZAKHSTAN)
    before = set(
        Address.objects.filter(grade="verified").values_list("value", "street")
    )
    bob.pk = None
    bob.username = "carol"
    bob.save()
    swapped = tmp_path / "kazakhstan.csv"
    swapped.write_text(KAZAKHSTAN.read_text().replace("125 Pall Mall", OTHER))

    call_command("load_missions", swapped)

    after = set(Address.objects.filter(grade="verified").values_list("value", "street"))
    assert OTHER not in str(after)
    assert after == before


def test_the_log_says_what_and_when_and_not_who(ann, bob, draft):
    london = make_campaign.recipient()
    case = Campaign.objects.get()
    old = make_campaign.address(london, city="London")
    old.value = "2 New Street, London"
    save_as(old, None)
    old.valid_until = date(2026, 1, 1)
    save_as(old, ann)
    old.grade = "disputed"
    save_as(old, ann)
    for is_out in (True, False):
        draft.is_published = is_out
        save_as(draft, None)

    log = approval.published_changes()

    assert sorted(each.sentence for each in log) == [
        "Address changed (post): 2 New Street, London",
        "Address changed (post): 2 New Street, London",
        "Address not used any more (post): 2 New Street, London",
        "Address published (post): 1 High Street, London W1A 1AA",
        "Letter published: English, version 1",
        "Letter taken back: English, version 1",
    ]
    assert {each.about for each in log} == {london, case}
    assert "ann" not in str(log)
    of_one = approval.published_changes(recipient=london)
    assert {each.about for each in of_one} == {london}
    of_case = approval.published_changes(campaign=case)
    assert {each.about for each in of_case} == {case}


def test_the_log_says_nothing_of_drafts(draft):
    Campaign.objects.update(state="draft")
    draft.is_published = True
    save_as(draft, None)

    assert approval.published_changes() == []


def test_the_log_of_ten_thousand_unchecked_addresses_asks_little(
    django_assert_max_num_queries,
):
    for number in range(20):
        office = make_campaign.recipient(f"kz-{number}", stands_in="FR")
        make_campaign.address(office, f"{number} Rue, Paris", grade="imported")
    assert Recipient.objects.count() == 20

    with django_assert_max_num_queries(4):
        assert approval.published_changes() == []


def test_a_long_history_is_told_from_its_newest_states_without_a_gap(monkeypatch):
    first, second = (
        make_campaign.address(make_campaign.recipient(f"kz-{n}", stands_in="FR"))
        for n in "ab"
    )
    for number in range(3):
        for address in (first, second):
            address.value = f"{number} New Street"
            save_as(address, None)
    whole = [(each.about, each.sentence) for each in approval.published_changes()]

    monkeypatch.setattr(history, "STATES", 3)
    newest = [(each.about, each.sentence) for each in approval.published_changes()]

    assert len(whole) == 8
    assert sorted(map(str, newest)) == sorted(
        str((address.recipient, f"Address changed (post): {value} New Street"))
        for address, value in [(second, 1), (first, 2), (second, 2)]
    )

"""What was said of an address is decided once, and the decision taken back."""

from datetime import date

import pytest

from campaign.directory import correcting
from campaign.models import Address, AddressReport
from tests import make, make_campaign
from tests.campaign.directory.reports import DAY, NEW, accept, said

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_new_address_is_verified_and_the_old_one_keeps_its_dates(
    old, django_user_model
):
    curator = django_user_model.objects.create_superuser("curator")
    report = said(old.recipient, old)

    new = accept(report, by=curator)

    old.refresh_from_db()
    assert (old.valid_until, old.grade) == (date(2026, 2, 28), "verified")
    assert (new.grade, new.checked_on, new.valid_from) == ("verified", DAY, DAY)
    assert new.check_by > DAY
    assert (report.state, report.decided_by, report.decided_on) == (
        *("accepted", curator),
        DAY,
    )
    assert new.history.get().history_user == curator


def test_letters_of_each_day_go_to_the_address_of_that_day(old):
    accept(said(old.recipient, old), since=date(2025, 7, 1))

    london = type(old.recipient).objects.get()
    assert london.address_on(date(2025, 6, 30)).value == old.value
    assert london.address_on(date(2025, 7, 1)).value == NEW


def test_the_address_that_letters_use_gives_way_when_none_was_named(old):
    new = accept(said(old.recipient))

    assert old.recipient.address_on(DAY).pk == new.pk


def test_an_old_address_that_nobody_verified_is_disputed(london):
    old = make_campaign.address(london, grade="imported", checked_on=None)

    accept(said(london, old))

    old.refresh_from_db()
    assert (old.grade, old.valid_until) == ("disputed", date(2026, 2, 28))


def test_an_address_that_never_was_right_is_used_for_no_day(old):
    accept(said(old.recipient, old), was_never_right=True)

    assert old.recipient.address_on(date(2025, 1, 1)) is None


def test_an_old_address_of_today_ends_today(london):
    old = make_campaign.address(london, valid_from=DAY)

    accept(said(london, old))

    old.refresh_from_db()
    assert old.valid_until == DAY


def test_the_same_address_is_verified_anew(old):
    report = said(old.recipient, old, value=old.value)

    again = accept(report, value=old.value, parts={})

    assert again == old
    assert (again.checked_on, again.valid_until) == (DAY, None)


def test_one_telephone_number_does_not_end_another(london):
    first = make_campaign.address(london, "+44 20 1", medium="phone")

    accept(said(london, medium="phone", value="+44 20 2"), value="+44 20 2", parts={})

    first.refresh_from_db()
    assert first.valid_until is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"source_url": ""}, "where it was seen"),
        ({"parts": {"street": "", "city": ""}}, "needs its street and its city"),
        ({"since": date(2026, 3, 2)}, "yet to come"),
    ],
)
def test_what_cannot_be_printed_is_not_accepted(old, fields, sentence):
    report = said(old.recipient, old)

    with pytest.raises(ValueError, match=sentence):
        accept(report, **fields)

    old.refresh_from_db()
    assert old.valid_until is None
    assert Address.objects.count() == 1
    assert AddressReport.objects.get().state == "waiting"


@pytest.mark.parametrize(
    "value", ["no mail", "a@b.org\r\nBcc: c@d.org", "a@пример.org"]
)
def test_a_wrong_e_mail_address_is_not_accepted(london, value):
    with pytest.raises(ValueError, match=r"."):
        accept(said(london, medium="email", value=value), value=value, parts={})

    assert Address.objects.count() == 0


def test_a_decision_is_made_once(old):
    report = said(old.recipient, old)
    correcting.reject(report, on=DAY, by=None)

    with pytest.raises(ValueError, match="decided already"):
        accept(report)
    assert Address.objects.count() == 1


# taking it back


def rows():
    return list(Address.objects.order_by("pk").values())


def test_taking_an_acceptance_back_leaves_all_as_it_was(old):
    before = rows()
    report = said(old.recipient, old)
    for _twice in range(2):
        accept(report)
        correcting.take_back(report, at=make.NOW, by=None)

    assert rows() == before
    assert (report.state, report.decided_on) == ("waiting", None)


def test_what_came_in_by_the_day_is_taken_back_too(london):
    report = correcting.receive(
        AddressReport(recipient=london, value=NEW, reported_on=date(2999, 1, 1))
    )
    accept(report)

    correcting.take_back(report, at=make.NOW, by=None)

    assert not Address.objects.exists()


def test_taking_a_rejection_back_lets_it_wait_again(london):
    report = said(london)
    correcting.reject(report, on=DAY, by=None)

    correcting.take_back(report, at=make.NOW, by=None)

    assert report.state == "waiting"
    with pytest.raises(ValueError, match="not decided"):
        correcting.take_back(report, at=make.NOW, by=None)


def test_an_address_changed_since_is_not_rolled_over(old):
    report = said(old.recipient, old)
    new = accept(report)
    new.note = "Asked by telephone."
    new.save()

    with pytest.raises(ValueError, match="was changed since"):
        correcting.take_back(report, at=make.NOW, by=None)

    assert Address.objects.get(pk=new.pk).note == "Asked by telephone."
    assert AddressReport.objects.get().state == "accepted"

"""That an address is wrong: said by anybody, decided on the desk, undone."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from archive.models import Entity
from campaign.directory import correcting
from campaign.models import Address, AddressReport
from tests import make, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PATH = "/embassies/kz-gb/report/"
DAY = date(2026, 3, 1)
NEW = "2 New Street, London W1A 1AB"


@pytest.fixture
def london():
    return make_campaign.recipient()


@pytest.fixture
def old(london):
    return make_campaign.address(london, city="London")


def send(client, status=200, **typed):
    answer = client.post(PATH, typed)
    assert answer.status_code == status, answer.content.decode()[:800]
    return answer.content.decode()


# a visitor


def test_what_is_said_waits_and_says_thank_you(client, london):
    html = send(
        client, value="2 New Street\r\nLondon W1A 1AB", source_url="On the door"
    )

    report = AddressReport.objects.get()
    assert "Thank you" in html
    assert (report.value, report.source_url) == (NEW, "On the door")
    assert (report.state, report.medium, report.address) == ("waiting", "post", None)
    assert report.reported_on == timezone.localdate()  # noqa: TID251 (as the page)
    assert report.history.get().history_user is None


def test_sent_twice_it_is_kept_once(client, london):
    for _twice in range(2):
        send(client, value=NEW, note="Moved in May")

    assert AddressReport.objects.count() == 1
    assert AddressReport.history.count() == 1


def test_of_what_is_said_the_day_is_kept_and_no_clock_time(client, london):
    send(client, value=NEW)

    moment = AddressReport.history.get().history_date
    assert (moment.date(), moment.hour, moment.minute, moment.second) == (
        AddressReport.objects.get().reported_on,
        *(0, 0, 0),
    )


def test_a_link_beside_an_address_names_it(client, old):
    phone = make_campaign.address(old.recipient, "+44 20 1", medium="phone")

    html = client.get(f"{PATH}?address={phone.pk}").content.decode()
    send(client, value="+44 20 2", address=phone.pk, medium="post")

    assert f'value="{phone.pk}" selected' in html
    report = AddressReport.objects.get()
    assert (report.address, report.medium) == (phone, "phone")


@pytest.mark.parametrize("asked", ["", "x", "999999", "٣", "1" * 5000])
def test_a_link_that_names_no_address_is_the_plain_form(client, london, asked):
    answer = client.get(PATH, {"address": asked})

    assert answer.status_code == 200
    assert 'value="" selected>none of those' in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Say what is right"),
        ({"value": " \n "}, "Say what is right"),
        ({"value": "x" * 501}, "501 characters long; at most 500"),
        ({"value": "x" * 5000}, "5000 characters long"),
        ({"value": "a\x00b"}, "invisible control character"),
        ({"value": "a\u202eb"}, "invisible control character"),
        ({"value": NEW, "source_url": "h" * 1001}, "1001 characters"),
        ({"value": NEW, "note": "n" * 1001}, "1001 characters"),
        ({"value": NEW, "medium": "pigeon"}, "Choose one of the list."),
        ({"value": NEW, "address": "999"}, "not one of this office"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client, london, typed, sentence
):
    html = send(client, 422, **{"note": "My words", **typed})

    assert sentence in html
    assert "My words" in html or "note" in typed
    assert AddressReport.objects.count() == 0


def test_an_address_of_another_office_is_refused(client, london):
    elsewhere = make_campaign.address(make_campaign.recipient("kz-de"))

    html = send(client, 422, value=NEW, address=elsewhere.pk)

    assert "not one of this office" in html


@pytest.mark.parametrize(
    "value", ["شارع 1، لندن", "🏛️ 1 Street, London", "O’Neil & <b>"]
)
def test_any_script_is_kept_as_it_was_typed(client, london, value):
    send(client, value=value)

    assert AddressReport.objects.get().value == value


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_ORIGIN": "https://elsewhere.example"},
    ],
)
def test_a_form_of_another_site_is_refused(client, london, headers):
    answer = client.post(PATH, {"value": NEW}, **headers)

    assert answer.status_code == 403
    assert AddressReport.objects.count() == 0


def test_an_office_that_is_not_known_is_404(client):
    assert client.get(PATH).status_code == 404
    assert client.post(PATH, {"value": NEW}).status_code == 404


def test_the_page_keeps_nothing_of_the_visitor(client, london):
    answer = client.post(PATH, {"value": NEW}, HTTP_USER_AGENT="Zyx Qwv 7731")

    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    columns = AddressReport.objects.values().get()
    assert "Zyx" not in str(columns)
    assert not {"ip", "agent", "name", "email"} & set(columns)


def test_a_flood_about_one_office_is_stopped(client, london):
    AddressReport.objects.bulk_create(
        AddressReport(recipient=london, value=str(n), reported_on=DAY)
        for n in range(correcting.MOST_WAITING)
    )

    html = send(client, 422, value=NEW)

    assert "wait to be read" in html
    assert NEW in html


def test_a_protected_name_in_an_address_is_not_shown(client, london):
    make.person("Aigul Testova", protection=Entity.Protection.HIDDEN)
    make_campaign.address(london, "c/o Aigul Testova, 1 High Street")

    assert "Testova" not in client.get(PATH).content.decode()


# the decision


def said(recipient, address=None, **fields):
    fields.setdefault("value", NEW)
    fields.setdefault("source_url", "https://example.org/contacts")
    return AddressReport.objects.create(
        recipient=recipient, address=address, reported_on=DAY, **fields
    )


def correction(**fields):
    fields.setdefault("value", NEW)
    fields.setdefault("source_url", "https://example.org/contacts")
    fields.setdefault("parts", {"street": "2 New Street", "city": "London"})
    return correcting.Correction(**fields)


def accept(report, by=None, **fields):
    return correcting.accept(report, correction(**fields), on=DAY, by=by)


def test_the_new_address_is_verified_and_the_old_one_keeps_its_dates(
    old, django_user_model
):
    curator = django_user_model.objects.create_user("curator")
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
        correcting.take_back(report, by=None)

    assert rows() == before
    assert (report.state, report.decided_on) == ("waiting", None)


def test_what_came_in_by_the_day_is_taken_back_too(london):
    report = correcting.receive(
        AddressReport(recipient=london, value=NEW, reported_on=date(2999, 1, 1))
    )
    accept(report)

    correcting.take_back(report, by=None)

    assert not Address.objects.exists()


def test_taking_a_rejection_back_lets_it_wait_again(london):
    report = said(london)
    correcting.reject(report, on=DAY, by=None)

    correcting.take_back(report, by=None)

    assert report.state == "waiting"
    with pytest.raises(ValueError, match="not decided"):
        correcting.take_back(report, by=None)


def test_an_address_changed_since_is_not_rolled_over(old):
    report = said(old.recipient, old)
    new = accept(report)
    new.note = "Asked by telephone."
    new.save()

    with pytest.raises(ValueError, match="was changed after that"):
        correcting.take_back(report, by=None)

    assert Address.objects.get(pk=new.pk).note == "Asked by telephone."
    assert AddressReport.objects.get().state == "accepted"


# the desk


def card(client, report):
    return f"/admin/desk/addresses/reports/{report.pk}/"


def seen(client, report):
    return client.get(card(client, report)).context["seen"]


def proposed(client, report):
    """The form as it stands on the card, to be sent with one click."""
    page = client.get(card(client, report)).context
    values = {name: page["form"].initial.get(name, "") for name in page["form"].fields}
    return values | {"seen": page["seen"], "act": "accept", "was_never_right": ""}


@pytest.mark.slow
def test_one_click_accepts(admin_client, old):
    report = said(old.recipient, old)

    answer = admin_client.post(
        card(admin_client, report), proposed(admin_client, report)
    )

    assert answer.status_code == 303
    new = Address.objects.get(value=NEW)
    assert (new.street, new.postcode, new.city) == ("2 New Street", "W1A 1AB", "London")
    today = timezone.localdate()  # noqa: TID251 (as the desk does)
    old.refresh_from_db()
    assert old.valid_until == today - timedelta(1)
    assert AddressReport.objects.get().decided_by.username == "admin"


@pytest.mark.slow
def test_the_card_shows_old_and_new_and_the_source(admin_client, old):
    report = said(old.recipient, old, note="<script>alert(1)</script>")

    html = admin_client.get(card(admin_client, report)).content.decode()

    assert old.value in html
    assert NEW in html
    assert 'href="https://example.org/contacts"' in html
    assert "<script>alert" not in html


@pytest.mark.slow
def test_a_source_that_is_no_web_address_is_no_link(admin_client, london):
    report = said(london, source_url="javascript:alert(1)")

    html = admin_client.get(card(admin_client, report)).content.decode()

    assert 'href="javascript' not in html


@pytest.mark.slow
def test_reject_and_take_back_on_the_desk(admin_client, old):
    report = said(old.recipient, old)
    path = card(admin_client, report)

    for act, state in (("reject", "rejected"), ("take_back", "waiting")):
        admin_client.post(path, {"seen": seen(admin_client, report), "act": act})
        assert AddressReport.objects.get().state == state


@pytest.mark.slow
def test_two_curators_at_once_the_second_is_told(admin_client, old):
    report = said(old.recipient, old)
    typed = proposed(admin_client, report)
    correcting.reject(report, on=DAY, by=None)

    answer = admin_client.post(card(admin_client, report), typed, follow=True)

    assert "Nothing was changed by you." in answer.content.decode()
    assert Address.objects.count() == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"street": ""}, "needs its street and its city"),
        ({"source_url": ""}, "This field is required."),
        ({"since": "2999-01-01"}, "yet to come"),
        ({"value": "x" * 501}, "at most 500 characters"),
    ],
)
def test_the_card_says_what_is_missing_and_keeps_what_was_typed(
    admin_client, old, typed, sentence
):
    report = said(old.recipient, old)
    sent = proposed(admin_client, report) | {"region": "My region"} | typed

    answer = admin_client.post(card(admin_client, report), sent)

    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert "My region" in answer.content.decode()


@pytest.mark.slow
def test_what_is_to_be_looked_at_is_listed(admin_client, old):
    case = make_campaign.campaign()
    make_campaign.recipient("kz-de", stands_in="DE", city="Berlin", campaign=case)
    Address.objects.update(check_by=date(2020, 1, 1))
    make_campaign.address(
        old.recipient, "9 Doubt Street", grade="disputed", checked_on=None
    )
    said(old.recipient, old)
    correcting.reject(said(old.recipient, value="3 No Street"), on=DAY, by=None)

    html = admin_client.get("/admin/desk/addresses/").content.decode()

    without = html.partition("without a verified address")[2]
    assert "Berlin" in without.partition("</section>")[0]
    for words in (old.value, "9 Doubt Street", NEW, "3 No Street", "rejected"):
        assert words in html


@pytest.mark.slow
def test_an_empty_list_says_what_would_be_there(admin_client):
    html = admin_client.get("/admin/desk/addresses/").content.decode()

    assert "Nothing waits." in html


@pytest.mark.slow
def test_staff_without_rights_see_and_change_nothing(client, django_user_model, old):
    client.force_login(django_user_model.objects.create_user("x", is_staff=True))
    report = said(old.recipient, old)

    assert client.get("/admin/desk/addresses/").status_code == 403
    assert client.post(card(client, report), {"act": "reject"}).status_code == 403
    assert AddressReport.objects.get().state == "waiting"

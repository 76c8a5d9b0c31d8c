"""That an address is wrong is said by anybody, and nothing of them is kept."""

import pytest
from django.utils import timezone

from archive.models import Entity
from campaign.directory import correcting
from campaign.models import AddressReport
from tests import make, make_campaign
from tests.campaign.directory.reports import DAY, NEW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PATH = "/embassies/kz-gb/report/"


def send(client, status=200, **typed):
    answer = client.post(PATH, typed)
    assert answer.status_code == status, answer.content.decode()[:800]
    return answer.content.decode()


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

    html = send(client, 503, value=NEW)

    assert "wait to be read" in html
    assert NEW in html


def test_a_protected_name_in_an_address_is_not_shown(client, london):
    make.person("Aigul Testova", protection=Entity.Protection.HIDDEN)
    make_campaign.address(london, "c/o Aigul Testova, 1 High Street")

    assert "Testova" not in client.get(PATH).content.decode()

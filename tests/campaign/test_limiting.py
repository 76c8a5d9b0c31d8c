"""A flood from one network closes no form to others, and nothing of it is kept."""

import pytest
from django.db import connection
from django.test import RequestFactory, override_settings

from campaign.directory import correcting
from campaign.models import Action, AddressReport
from campaign.views import limiting
from campaign.views.limiting import Limiter, network_of, refused_for
from tests import make_campaign

pytestmark = pytest.mark.slow

FLOODER, SAME_NETWORK, OTHER = "203.0.113.77", "203.0.113.9", "198.51.100.4"
REPORT = {"kind": "picket", "date": "2026-05-01", "town": "Oslo", "country": "NO"}


def asked(peer, forwarded=""):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return RequestFactory().post("/", REMOTE_ADDR=peer, **headers)


@pytest.mark.parametrize(
    ("peer", "forwarded", "network"),
    [
        (FLOODER, "", "203.0.113.0/24"),
        ("2001:db8:12:34::5", "", "2001:db8:12::/48"),
        ("::ffff:203.0.113.77", "", "203.0.113.0/24"),
        # nobody but a proxy may say who asks
        (FLOODER, OTHER, "203.0.113.0/24"),
        ("127.0.0.1", OTHER, "198.51.100.0/24"),
        ("::1", f"{FLOODER}, {OTHER}", "198.51.100.0/24"),
        ("127.0.0.1", f"{OTHER}, 10.1.2.3, 127.0.0.1", "10.1.2.0/24"),
        # a socket of this machine
        ("", OTHER, "198.51.100.0/24"),
        ("127.0.0.1", f"{OTHER}:5678", "198.51.100.0/24"),
        ("127.0.0.1", "[2001:db8:12:34::5]:443", "2001:db8:12::/48"),
        ("fe80::1%eth0", "", "fe80::/48"),
        # what is no address names no network
        ("127.0.0.1", "unknown", "127.0.0.0/24"),
        ("127.0.0.1", "x" * 5000, "127.0.0.0/24"),
        ("", "", ""),
        ("\x00", "", ""),
    ],
)
def test_the_network_is_what_the_outermost_proxy_of_ours_has_seen(
    peer, forwarded, network
):
    assert network_of(asked(peer, forwarded)) == network


@pytest.mark.parametrize(
    ("proxies", "network"),
    [
        (["10.1.0.0/16", "no address"], "198.51.100.0/24"),
        (["10.9.9.9"], "10.1.2.0/24"),
        ([], "10.1.2.0/24"),
        (["*"], "198.51.100.0/24"),
    ],
)
def test_proxies_are_those_of_the_settings(proxies, network):
    with override_settings(TRUSTED_PROXIES=proxies):
        assert network_of(asked("10.1.2.3", f"{FLOODER}, {OTHER}")) == network


def test_so_many_at_once_and_then_one_more_after_a_while():
    limiter = Limiter(at_once=3, one_more_in=60)
    for _ in range(3):
        assert limiter.wait("net", now=1000) == 0
        limiter.count("net", now=1000)

    assert limiter.wait("net", now=1000) == 60
    assert limiter.wait("net", now=1059.5) == 0.5
    assert limiter.wait("net", now=1060) == 0
    limiter.count("net", now=1060)
    assert limiter.wait("net", now=1060) == 60
    assert limiter.wait("net", now=1060 + 3 * 60) == 0


def test_a_hundred_networks_that_flood_leave_the_others_alone():
    limiter = Limiter(at_once=1, one_more_in=60)
    for number in range(100):
        limiter.count(f"flooder {number}", now=0)

    honest = [limiter.wait(f"honest {number}", now=0) for number in range(1000)]

    assert sum(each > 0 for each in honest) <= 20


def test_one_office_is_not_closed_by_one_network():
    allowed = [refused_for(asked(FLOODER), office="kz-gb") for _ in range(10)]

    assert allowed.count(0) == 6
    assert refused_for(asked(FLOODER), office="kz-de") == 0
    assert refused_for(asked(OTHER), office="kz-gb") == 0


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(1, "1 minute;"), (61, "2 minutes;"), (1800, "30 minutes;"), (28800, "8 hours;")],
)
def test_it_says_when_to_come_back(seconds, said):
    assert said in limiting.in_words(seconds)


@pytest.fixture
def spent():
    """A network that has sent as many reports as one may."""
    while not refused_for(asked(FLOODER)):
        pass


@pytest.mark.django_db
def test_a_report_too_many_waits_and_stays_on_the_page(client, spent):
    sent = REPORT | {"who": "Dockers of the east quay"}

    answer = client.post("/actions/report/", sent, REMOTE_ADDR=SAME_NETWORK)

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 30 * 60
    assert answer["Cache-Control"] == "no-store"
    html = answer.content.decode()
    assert "from your network" in html
    assert "Dockers of the east quay" in html
    assert not Action.objects.exists()
    answer = client.post("/actions/report/", sent, REMOTE_ADDR=OTHER)
    assert answer.status_code == 303
    assert Action.objects.count() == 1


@pytest.mark.django_db
def test_what_is_to_be_put_right_is_not_counted(client):
    for _ in range(21):
        answer = client.post("/actions/report/", REPORT, REMOTE_ADDR=FLOODER)
        assert answer.status_code == 422

    sent = REPORT | {"who": "Dockers"}
    answer = client.post("/actions/report/", sent, REMOTE_ADDR=FLOODER)

    assert answer.status_code == 303


@pytest.mark.django_db
def test_a_better_address_too_many_waits_and_stays_on_the_page(client, spent):
    make_campaign.recipient("kz-gb")
    sent, path = {"value": "125 Pall Mall, London"}, "/embassies/kz-gb/report/"

    answer = client.post(path, sent, REMOTE_ADDR=SAME_NETWORK)

    assert answer.status_code == 429
    assert "Retry-After" in answer
    assert "125 Pall Mall, London" in answer.content.decode()
    assert client.post(path, sent, REMOTE_ADDR=OTHER).status_code == 200
    assert AddressReport.objects.count() == 1


@pytest.mark.django_db
def test_reports_of_all_offices_together_have_an_end(client, monkeypatch):
    monkeypatch.setattr(correcting, "MOST_WAITING_IN_ALL", 1)
    for slug in ("kz-gb", "kz-de"):
        make_campaign.recipient(slug)

    answers = [
        client.post(f"/embassies/{slug}/report/", {"value": "1 High Street"})
        for slug in ("kz-gb", "kz-de")
    ]

    assert [each.status_code for each in answers] == [200, 503]
    assert "1 High Street" in answers[1].content.decode()


@pytest.mark.django_db
def test_nothing_of_the_address_is_stored_logged_or_remembered(
    client, spent, caplog, capfd, settings
):
    make_campaign.recipient("kz-gb")
    sent = REPORT | {"who": "Dockers"}
    for path, values in (
        ("/actions/report/", sent),
        ("/embassies/kz-gb/report/", {"value": "1 High Street"}),
    ):
        assert client.post(path, values, REMOTE_ADDR=FLOODER).status_code == 429
        answer = client.post(
            path, values, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=OTHER
        )
        assert answer.status_code in (200, 303)

    parts = ("203.0.113", "198.51.100")
    written = [*map(str, caplog.records), *capfd.readouterr(), *_rows()]
    written += [
        path.read_bytes().decode("latin-1")
        for path in settings.VAR_DIR.rglob("*")
        if path.is_file()
    ]
    limits = (limiting.REPORTS, limiting.OF_ONE_OFFICE)
    remembered = [str(vars(each)) for each in limits]
    for part in parts:
        assert not [each for each in (*written, *remembered) if part in each]


def _rows():
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {quoted}")  # noqa: S608 (a table of ours)
            yield from map(str, cursor.fetchall())


def test_the_salt_is_another_after_each_start():
    limiter = Limiter(at_once=1, one_more_in=60)
    before = limiter._places("net")

    limiter.forget()

    places = [
        [place for _table, place in each] for each in (before, limiter._places("net"))
    ]
    assert places[0] != places[1]

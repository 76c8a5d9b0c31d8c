"""A clock that is wrong: 1999, the end of 32 bits, the hour that is there twice."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests import make, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.trust, pytest.mark.slow]
MOMENTS = [
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC),
    datetime(2024, 2, 29, 12, tzinfo=UTC),
    # 31 March 2024, 01:30 is no time of day in London; 27 October has it twice
    datetime(2024, 3, 31, 1, 30, tzinfo=UTC),
    datetime(2024, 10, 27, 0, 30, tzinfo=UTC),
    datetime(2024, 10, 27, 1, 30, tzinfo=UTC),
    datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
    datetime(2106, 2, 7, 6, 28, 16, tzinfo=UTC),
    datetime(2999, 12, 31, 23, 59, tzinfo=UTC),
]
PATHS = (
    "/", "/reports/", "/people/", "/timeline/", "/campaigns/", "/actions/", "/search/",
    "/embassies/", "/feed.atom", "/sitemap.xml", "/.well-known/security.txt",
    "/api/v1/documents", "/api/v1/campaigns", "/admin/login/", "/robots.txt",
)  # fmt: skip


@pytest.fixture
def clock(monkeypatch):
    """Sets the clock that every door reads."""

    def be(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)
        monkeypatch.setattr("time.time", moment.timestamp)

    return be


@pytest.mark.parametrize("zone", ["UTC", "Europe/London"])
@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_no_page_fails_whatever_the_clock_says(moment, zone, clock, settings):
    settings.TIME_ZONE = zone
    make.document("Police arrested Ana Testova in Ankara on 3 May 2021.")
    campaign = make_campaign.campaign()
    make_campaign.model_letter(campaign)
    make_campaign.recipient(campaign=campaign, accredited_to=["GB"])
    clock(moment)
    client = Client(raise_request_exception=False)
    paths = [*PATHS, campaign.get_absolute_url(), f"/campaigns/{campaign.slug}/write/"]

    with timezone.override(zone):
        found = {path: client.get(path, follow=True).status_code for path in paths}

    assert [path for path, status in found.items() if status >= 500] == []
    assert sum(status == 200 for status in found.values()) > len(paths) / 2


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_a_letter_is_written_or_refused_in_a_sentence(moment, clock):
    campaign = make_campaign.campaign()
    make_campaign.model_letter(campaign)
    make_campaign.recipient(campaign=campaign, accredited_to=["GB"])
    clock(moment)
    typed = {"to": "kz-gb", "from": "GB", "name": "A. Sender"}

    client = Client(raise_request_exception=False)
    answer = client.post(f"/campaigns/{campaign.slug}/write/", typed)

    assert answer.status_code < 500


def test_a_session_ends_though_the_clock_was_set_back(clock, admin_client):
    begun = timezone.now()  # noqa: TID251 (what the clock is set against)
    assert admin_client.get("/admin/desk/", follow=True).status_code == 200

    clock(begun + timedelta(days=2))

    answer = admin_client.get("/admin/desk/")
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_security_txt_expires_after_the_day_it_is_read(clock, client):
    clock(MOMENTS[-3])

    assert (
        "Expires: 2038-07-18"
        in client.get("/.well-known/security.txt").content.decode()
    )


def test_verify_finds_nothing_though_the_clock_is_wrong(clock, capsys):
    make.document("Police arrested Ana Testova in Ankara on 3 May 2021.")
    clock(MOMENTS[1])

    call_command("reindex")
    call_command("seal")
    call_command("verify")

    assert "as it should be" in capsys.readouterr().out

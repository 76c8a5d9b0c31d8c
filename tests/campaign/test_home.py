"""The front page: what this is, what to do now, and why to rely on it."""

import re

import pytest

from tests import make, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def home(client):
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def open_campaign(title, **fields):
    made = make_campaign.campaign(title, **fields)
    make_campaign.model_letter(made)
    return made


def test_one_act_stands_out_that_of_the_most_urgent_campaign(client):
    open_campaign("Standing", slug="standing")
    open_campaign("Urgent", slug="urgent", urgency="urgent")

    html = home(client)

    primary = re.findall(r'class="button primary" href="([^"]*)"', html)
    assert primary == ["/campaigns/urgent/write/"]
    assert html.index("letters of protest that rest on them") < html.index("<h1")


def test_it_says_how_it_works_and_leads_to_what_proves_it(client):
    open_campaign("Urgent", slug="urgent")

    html = home(client)

    assert html.index("Latest reports") < html.index("How it works")
    for address in ("/campaigns/urgent/evidence/", "/corrections/", "/privacy/"):
        assert f'href="{address}"' in html.split("Why you can rely on it")[1]


def test_without_a_campaign_it_still_says_what_this_is(client):
    make.document(title="A report")

    html = home(client)

    assert "No campaign is open at the moment" in html
    assert "How it works" in html
    assert "/write/" not in html
    assert "/evidence/" not in html


def test_one_may_search_at_once(client):
    html = home(client)

    (form,) = re.findall(r'<form class="search".*?</form>', html, re.DOTALL)
    assert 'action="/search/"' in form
    assert 'name="q" value=""' in form
    assert html.index(form) < html.index("<h1")
    assert "/static/search." in html


def test_a_feed_reader_finds_the_feed(client):
    assert re.search(
        r'<link rel="alternate" [^>]*href="/reports/feed.atom"', home(client)
    )


def test_about_says_what_one_can_do_first(client):
    html = client.get("/about/").content.decode()

    assert html.index("What you can do here") < html.index("How a fact gets in")
    for address in ("/campaigns/", "/actions/report/", "/reports/feed.atom"):
        assert f'href="{address}"' in html

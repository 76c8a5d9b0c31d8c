"""The feed of a campaign: updates, what they answered, and new letters."""

from datetime import UTC, date, datetime

import feedparser
import pytest

from archive import curation
from campaign import actions
from campaign.actions.news import Answered, Offered, Said, news
from campaign.models import Action, Reply, Update
from tests import make, make_campaign
from tests.tampering import backdate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = date(2026, 6, 1)
LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)


@pytest.fixture
def campaign(db):
    return make_campaign.campaign("Free the Mine Ten")


def read(client, campaign):
    answer = client.get(f"{campaign.get_absolute_url()}feed.atom")
    assert answer.status_code == 200
    found = feedparser.parse(answer.content)
    assert not found.bozo
    return found


def action(campaign, *replies, **fields):
    fields.setdefault("slug", f"action-{Action.objects.count()}")
    fields.setdefault("kind", Action.Kind.DELEGATION)
    fields.setdefault("state", Action.State.PUBLISHED)
    fields.setdefault("happened_from", date(2021, 6, 1))
    fields.setdefault("city", "London")
    made = Action.objects.create(campaign=campaign, who="A union", **fields)
    for order, text in enumerate(replies, start=1):
        Reply.objects.create(action=made, order=order, stance="denied", text=text)
    return made


def test_an_update_is_news(client, campaign):
    actions.announce(campaign, "Two were freed", text="Eight to go.", on=TODAY, by=None)

    found = read(client, campaign)

    (entry,) = found.entries
    assert (entry.title, entry.summary) == ("Update 1: Two were freed", "Eight to go.")
    assert entry.link.endswith(f"/campaigns/{campaign.slug}/#update-1")
    assert found.feed.title.startswith("Free the Mine Ten")
    assert found.feed.subtitle == campaign.summary


def test_an_answer_is_news_with_what_speaks_against_it(client, campaign):
    report = make.document("Ten were arrested.")
    claim = make.claim("Ten were arrested.", [make.passage(report, "Ten")])
    made = action(campaign, "The embassy denied that anybody was arrested.")
    made.replies.get().contradicted_by.add(claim)

    (entry,) = read(client, campaign).entries

    assert entry.title == "The embassy denied that anybody was arrested."
    assert entry.summary.splitlines() == [
        "Delegation · London · 1 June 2021 · denied",
        "Against it: Ten were arrested.",
    ]
    assert entry.link.endswith(f"/actions/?campaign={campaign.slug}#{made.slug}")


def test_what_nobody_has_looked_at_is_no_news(client, campaign):
    action(campaign, "They denied it.", state=Action.State.REPORTED)
    action(make_campaign.campaign(), "They promised it.")
    action(campaign)

    assert read(client, campaign).entries == []


def test_a_letter_is_news_once_it_is_published_and_in_force(client, campaign):
    make_campaign.model_letter(campaign, what_changed="The number of arrests.")
    make_campaign.model_letter(campaign, version=2, is_published=False)
    make_campaign.model_letter(campaign, version=3, in_force_from=date(9999, 1, 1))

    (entry,) = read(client, campaign).entries

    assert entry.title.endswith("in English, version 1")
    assert entry.summary == "The number of arrests."
    assert entry.link.endswith("/letters/")


def test_what_came_last_stands_first(campaign):
    actions.announce(campaign, "Opened", on=date(2021, 5, 1), by=None)
    action(campaign, "They denied it.", happened_from=date(2021, 6, 1))
    make_campaign.model_letter(campaign, in_force_from=date(2021, 7, 1))
    for history in (Update.history, Action.history, Reply.history):
        backdate(history, LONG_AGO)
    backdate(campaign.model_letters.get().history, LONG_AGO)

    _screen, found = news(campaign, viewer=None, on=TODAY)

    assert [type(each) for each in found] == [Offered, Answered, Said]
    assert [each.since.month for each in found] == [7, 6, 5]


def test_an_update_that_was_changed_is_new_again(campaign):
    actions.announce(campaign, "Opened", on=date(2021, 5, 1), by=None)
    at = datetime(2021, 8, 1, 9, tzinfo=UTC)
    backdate(Update.history, at)

    _screen, (found,) = news(campaign, viewer=None, on=TODAY)

    assert found.since == at


def test_a_name_of_an_entry_stays_when_its_words_change(client, campaign):
    made = actions.announce(campaign, "Opned", on=TODAY, by=None)
    (before,) = read(client, campaign).entries
    Update.objects.update(title="Opened")

    (after,) = read(client, campaign).entries

    assert before.id == after.id
    assert before.id.endswith(f"update/{made.pk}")


def test_protected_names_are_left_out(client, campaign):
    who = make.person("Natalia Sokolova")
    actions.announce(campaign, "Natalia Sokolova is free", on=TODAY, by=None)
    action(
        campaign, "They deny that Natalia Sokolova was held.", slug="natalia-sokolova"
    )
    make_campaign.model_letter(campaign, what_changed="On Natalia Sokolova.")
    curation.protect(who, "hidden", by=None)

    answer = client.get(f"{campaign.get_absolute_url()}feed.atom")

    assert "sokolova" not in answer.content.decode().lower()
    assert answer.content.count(b"<entry>") == 3


def test_a_draft_has_no_feed(client):
    hidden = make_campaign.campaign(state="draft")

    assert client.get(f"/campaigns/{hidden.slug}/feed.atom").status_code == 404
    assert client.get("/campaigns/never-was/feed.atom").status_code == 404


@pytest.mark.slow
def test_the_feed_is_fifteen_queries_at_most(
    client, campaign, django_assert_num_queries
):
    report = make.document("Ten were arrested. Natalia Sokolova too.")
    claim = make.claim("Ten were arrested.", [make.passage(report, "Ten")])
    for number in range(4):
        actions.announce(campaign, f"News {number}", on=TODAY, by=None)
        made = action(campaign, "They denied it.", "They promised it.")
        made.replies.first().contradicted_by.add(claim)
        made.evidence.create(passage=make.passage(report, "Ten"))
        make_campaign.model_letter(campaign, version=number + 1)
    curation.protect(make.person("Natalia Sokolova"), "hidden", by=None)

    with django_assert_num_queries(15):
        client.get(f"{campaign.get_absolute_url()}feed.atom")


@pytest.mark.slow
def test_the_page_of_a_campaign_leads_to_its_feed(client, campaign):
    words = client.get(campaign.get_absolute_url()).content.decode()

    assert f'href="/campaigns/{campaign.slug}/feed.atom"' in words
    assert 'type="application/atom+xml"' in words

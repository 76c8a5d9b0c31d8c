"""The form that fills the log: kept as typed, or refused plainly."""

import pytest

from campaign.actions import reporting
from campaign.forms import action as forms
from campaign.models import Action
from tests import make_campaign
from tests.campaign.actions.reported import FORM, GOOD, send, text

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_report_is_kept_and_thanked_for(client):
    answer = send(client, answered="They took it.", received_by="a secretary")

    assert (answer.status_code, answer["Location"]) == (303, "/actions/thanks/")
    assert answer["Cache-Control"] == "no-store"
    assert "has arrived" in text(client.get("/actions/thanks/"))
    action = Action.objects.get()
    assert (action.state, action.city, action.country) == ("reported", "A Town", "DE")
    assert action.replies.get().stance == "answered"


def test_sent_twice_it_is_stored_once(client):
    send(client)
    send(client)

    assert Action.objects.count() == 1


def test_the_form_asks_for_no_name_and_no_address_of_the_reporter(client):
    html = text(client.get(FORM))

    assert 'autocomplete="name"' not in html
    assert 'autocomplete="email"' not in html
    assert "no name and no address of yours" in html
    assert not client.get(FORM).cookies


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": ""}, "Choose what it was"),
        ({"kind": "riot"}, "Choose one from the list"),
        ({"date": ""}, "Give the day"),
        ({"date": "soon"}, "date"),
        ({"date": "2999-01-01"}, "still to come"),
        ({"date": "2026-02-27/2999-01-01"}, "still to come"),
        ({"date": "1802-01-01"}, "too long ago"),
        ({"date": "9" * 41}, "at most 40"),
        ({"who": ""}, "Say who did it"),
        ({"who": "x" * 5000}, "5000 characters long"),
        ({"who": "a\x00b"}, "invisible control character"),
        ({"who": "a\u202eb"}, "invisible control character"),
        ({"town": "a\r\nBcc: x@example.org"}, "take out the line break"),
        ({"town": "x" * 150}, "at most 120"),
        ({"country": "QQ"}, "Choose one from the list"),
        ({"town": "", "country": ""}, "Say where"),
        ({"campaign": "no-such"}, "Choose one from the list"),
        ({"to": "no-such"}, "Choose one from the list"),
        ({"answered": "x" * 501}, "at most 500 fit"),
        ({"link": "javascript:alert(1)"}, "Write the whole address"),
        ({"link": "https://example.org/" + "x" * 600}, "too long"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, fields, sentence):
    answer = send(client, **{"received_by": "a porter", **fields})

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "a porter" in text(answer)
    assert answer["Cache-Control"] == "no-store"
    assert not Action.objects.exists()


@pytest.mark.parametrize(
    "who", ["😀 Union", "اتحاد العمال", "Ő" * 200, "<b>x</b>", "{{ x }}"]
)
def test_any_name_a_group_may_have_is_taken_as_it_is(client, who):
    send(client, who=who)

    assert Action.objects.get().who == who


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("June 2011", ("2011-06-01", "2011-06-30", "month")),
        ("22 June 2011", ("2011-06-22", "2011-06-22", "day")),
    ],
)
def test_the_month_is_enough_and_a_browser_lets_one_type_it(client, typed, told):
    """A field of type date takes days only."""
    asked = text(client.get(FORM)).partition("When?")[2].partition(">In which")[0]
    send(client, date=typed)

    assert 'type="date"' not in asked
    assert "the month is enough" in asked
    action = Action.objects.get()
    span = (action.happened_from, action.happened_until, action.happened_precision)
    assert tuple(map(str, span)) == told


def test_the_town_is_not_called_optional_and_what_stands_in_for_it_is_said(client):
    html = text(client.get(FORM))
    town = html.partition("In which town?")[2].partition("<input")[0]

    assert "(optional)" not in town
    assert "the country or the office is enough" in town
    assert send(client, town="").status_code == 303


def test_an_office_is_listed_with_its_country(client):
    campaign = make_campaign.campaign(slug="a-campaign")
    make_campaign.recipient(campaign=campaign, stands_in="JP")

    assert ">Embassy in Japan</option>" in text(client.get(FORM))


def test_a_draft_campaign_cannot_be_reported_on(client):
    make_campaign.campaign(slug="a-draft", state="draft")

    assert send(client, campaign="a-draft").status_code == 422


def test_a_closed_campaign_still_takes_reports(client):
    make_campaign.campaign(slug="over", state="closed")

    assert send(client, campaign="over").status_code == 303


def test_the_office_of_another_campaign_is_refused(client):
    make_campaign.campaign(slug="one")
    make_campaign.recipient("fr-gb", state="FR")

    answer = send(client, campaign="one", to="fr-gb")

    assert answer.status_code == 422
    assert "not written to in this campaign" in text(answer)


def test_an_office_says_where_it_was(client):
    make_campaign.campaign(slug="one")
    make_campaign.recipient("kz-gb")

    send(client, campaign="one", to="kz-gb", town="", country="")

    assert Action.objects.get().country == "GB"


def test_a_link_fills_in_campaign_and_office_and_nothing_of_a_person(client):
    make_campaign.campaign(slug="one")
    make_campaign.recipient("kz-gb")

    html = text(client.get(f"{FORM}?campaign=one&to=kz-gb&who=Zyx"))

    assert '<option value="one" selected>' in html
    assert '<option value="kz-gb" selected>' in html
    assert "Zyx" not in html


def test_too_many_offices_wait_for_the_campaign(client, monkeypatch):
    monkeypatch.setattr(forms, "OFFICES_AT_MOST", 1)
    make_campaign.campaign(slug="one")
    make_campaign.campaign(slug="two", addressed_state="FR")
    make_campaign.recipient("kz-gb")
    make_campaign.recipient("fr-gb", state="FR")

    assert "Choose the campaign above" in text(client.get(FORM))
    shown = client.post(FORM, GOOD | {"campaign": "two", "change": "offices"})
    assert 'value="fr-gb"' in text(shown)
    assert 'value="kz-gb"' not in text(shown)
    assert "Miners of A Town" in text(shown)
    assert not Action.objects.exists()


def test_a_form_from_elsewhere_is_refused(client):
    answer = client.post(FORM, GOOD, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert not Action.objects.exists()


def test_a_flood_is_answered_with_503_and_loses_nothing(client, monkeypatch):
    monkeypatch.setattr(reporting, "WAITING_AT_MOST", 0)

    answer = send(client, answered="They took it.")

    assert answer.status_code == 503
    assert "They took it." in text(answer)


def test_the_form_costs_four_queries(client, django_assert_max_num_queries):
    make_campaign.campaign()
    make_campaign.recipient()

    with django_assert_max_num_queries(4):
        client.get(FORM)

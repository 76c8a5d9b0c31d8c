"""A campaign past its day of review says so, and is not called urgent."""

from datetime import date, timedelta

import pytest

from campaign import actions, pictures
from campaign.models import Action, Campaign
from tests import make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAST = date(2025, 1, 1)
PAGES = ("/campaigns/", "/campaigns/a-case/", "/")


def case(slug="a-case", **fields):
    return make_campaign.campaign(
        slug=slug, urgency="urgent", opens_on=date(2024, 1, 1), **fields
    )


@pytest.mark.parametrize("path", PAGES)
def test_past_its_review_it_is_not_urgent_and_says_why(client, path):
    case(review_by=PAST)

    html = client.get(path).content.decode().lower()

    assert "to be reviewed" in html
    assert ">urgent" not in html
    assert 'kicker urgent"' not in html


@pytest.mark.parametrize("path", PAGES)
def test_before_its_review_and_without_one_it_is_urgent(client, path):
    made = case(review_by=date(2999, 1, 1))

    assert ">urgent" in client.get(path).content.decode().lower()
    Campaign.objects.filter(pk=made.pk).update(review_by=None)
    assert ">urgent" in client.get(path).content.decode().lower()


def test_what_is_urgent_comes_before_what_nobody_has_reviewed(client):
    case("left-alone", title="Left alone", review_by=PAST)
    made = case("looked-at", title="Looked at")
    Campaign.objects.filter(pk=made.pk).update(opens_on=date(2020, 1, 1))

    for path in ("/campaigns/", "/"):
        html = client.get(path).content.decode()
        assert html.index("Looked at") < html.index("Left alone")
    in_order = Campaign.objects.urgent_first(on=date(2026, 3, 1))
    assert [each.slug for each in in_order] == ["looked-at", "left-alone"]


def test_the_picture_of_a_link_does_not_call_it_urgent(client, monkeypatch):
    said: list[pictures.Said] = []

    def card(each):
        said.append(each)
        return b""

    monkeypatch.setattr(pictures, "card", card)
    made = case(review_by=PAST)

    client.get("/campaigns/a-case/card.png")
    Campaign.objects.filter(pk=made.pk).update(review_by=None)
    client.get("/campaigns/a-case/card.png")

    assert [(each.state, each.is_urgent) for each in said] == [
        ("To be reviewed", False),
        ("Urgent", True),
    ]


def test_the_log_of_actions_offers_first_what_is_urgent_today():
    today = date(2026, 3, 1)
    for number, (slug, day) in enumerate([("left-alone", PAST), ("looked-at", None)]):
        made = case(slug, review_by=day)
        Campaign.objects.filter(pk=made.pk).update(opens_on=date(2024 - number, 1, 1))
        Action.objects.create(
            campaign=made,
            slug=slug,
            kind="picket",
            who="A Branch",
            happened_from=today,
            state="published",
        )

    shelf = actions.shelf(viewer=None, on=today)

    assert [each.slug for each in shelf.campaigns] == ["looked-at", "left-alone"]


@pytest.mark.parametrize(("days", "is_due"), [(-1, True), (0, False), (1, False)])
def test_the_day_of_review_is_still_in_time(days, is_due):
    day = date(2026, 3, 1)
    made = Campaign(urgency="urgent", review_by=day + timedelta(days=days))

    assert made.is_review_due_on(day) is is_due
    assert made.is_urgent_on(day) is not is_due


@pytest.mark.parametrize(
    "ended", [{"state": "won"}, {"state": "closed"}, {"state": "open"}]
)
def test_what_is_over_is_told_as_what_was(client, ended):
    made = make_campaign.campaign(
        slug="a-case", review_by=PAST, closes_on=date(2025, 2, 1), **ended
    )
    make_campaign.model_letter(made)
    for number in range(9):
        make_campaign.recipient(f"kz-{number}", campaign=made, role="protest")

    html = client.get("/campaigns/a-case/").content.decode()

    assert "<dt>Closed</dt>" in html
    assert "Protests went to" in html
    assert "9 offices." in html
    for said in ("to be checked again", "To be reviewed", "Was to", "The form finds"):
        assert said not in html


def test_what_was_won_before_its_day_did_not_close_on_it(client):
    make_campaign.campaign(slug="a-case", state="won", closes_on=date(2999, 1, 1))

    html = client.get("/campaigns/a-case/").content.decode()

    assert "<dt>Was to close</dt>" in html

"""The campaign's pages, as a visitor without an account meets them."""

from datetime import date

import pytest

from campaign.models import LetterCount, Recipient
from tests import make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TYPED = {"from": "IE", "name": "A. Sender", "town": "Cork"}


def page(client, path, status=200, **typed):
    answer = client.post(path, typed) if typed else client.get(path)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


# the front page


def test_an_empty_site_has_a_front_page(client):
    html = page(client, "/")

    assert "No campaign is open" in html
    assert "No report has been published yet." in html


@pytest.mark.parametrize("state", ["draft", "review", "won", "closed"])
def test_only_an_open_campaign_is_a_poster(client, state):
    make_campaign.campaign(state=state)

    assert "Write to the embassy" not in page(client, "/")


# a campaign


@pytest.mark.parametrize("path", ["", "write/", "evidence/"])
def test_a_draft_is_like_no_campaign(client, path):
    draft = make_campaign.campaign(state="draft")

    hidden = page(client, f"/campaigns/{draft.slug}/{path}", status=404)

    assert draft.title not in hidden
    assert hidden == page(client, f"/campaigns/no-such-one/{path}", status=404).replace(
        "no-such-one", draft.slug
    )
    assert draft.title not in page(client, "/campaigns/")


@pytest.mark.parametrize("state", ["won", "closed", "review"])
def test_a_closed_campaign_says_so_and_has_no_form(client, state):
    made = make_campaign.campaign(state=state, outcome="All ten are free.")
    make_campaign.model_letter(made)
    make_campaign.recipient(campaign=made)
    path = f"/campaigns/{made.slug}/"

    html = page(client, f"{path}write/")

    assert "<form" not in html
    assert ("All ten are free." in html) == (state != "review")
    assert "Write to the embassy" not in page(client, path)
    page(client, f"{path}letter.txt", status=409, **TYPED)
    assert LetterCount.objects.count() == 0


def test_a_campaign_closes_on_its_day(client):
    made = make_campaign.campaign(closes_on=date(2012, 1, 1))

    assert "This campaign is closed" in page(client, made.get_absolute_url())
    assert "<form" not in page(client, f"{made.get_absolute_url()}write/")


def test_an_open_campaign_is_found_behind_many_closed_ones(client):
    for _ in range(9):
        make_campaign.campaign(urgency="urgent", closes_on=date(2012, 1, 1))
    case = make_campaign.campaign("The open one")
    make_campaign.model_letter(case)

    html = page(client, "/")

    assert "The open one" in html
    assert "Write to the embassy" in html


def test_a_campaign_that_opens_later_is_no_poster_and_takes_no_letter(client):
    case = make_campaign.campaign(opens_on=date(2999, 1, 1))
    make_campaign.model_letter(case)
    make_campaign.recipient(campaign=case)

    assert case.title not in page(client, "/")
    path = case.get_absolute_url()
    assert "opens on 1 January 2999" in page(client, f"{path}write/")
    page(client, f"{path}letter.txt", status=409, **TYPED)


def test_no_button_leads_to_a_letter_that_cannot_be_written(client):
    case = make_campaign.campaign()
    make_campaign.model_letter(case, {"text": "It happened.", "role": "fact"})

    assert case.title in page(client, "/")
    for path in ("/", case.get_absolute_url()):
        assert "Write to the embassy" not in page(client, path)
    assert "Paragraph 1 states facts" in page(
        client, f"{case.get_absolute_url()}write/"
    )


# embassies


@pytest.mark.parametrize(
    ("role", "fields", "is_offered"),
    [
        ("protest", {}, True),
        ("support", {}, False),
        ("copy", {}, False),
        ("protest", {"state": "closed"}, False),
        ("protest", {"closes_on": date(2012, 1, 1)}, False),
        ("protest", {"opens_on": date(2999, 1, 1)}, False),
    ],
)
def test_an_office_offers_only_the_protests_it_is_sent(
    client, role, fields, is_offered
):
    case = make_campaign.campaign(**fields)
    make_campaign.recipient(campaign=case, role=role)

    assert (case.title in page(client, "/embassies/kz-gb/")) is is_offered


def test_another_embassy_is_not_offered_where_one_was_chosen(client):
    case = make_campaign.campaign()
    make_campaign.recipient("kz-de", stands_in="DE")
    assert case.title in page(client, "/embassies/kz-de/")

    make_campaign.recipient(campaign=case)

    assert case.title not in page(client, "/embassies/kz-de/")


def test_a_large_directory_begins_with_the_states(client):
    make_campaign.recipient()
    make_campaign.recipient("us-gb", state="US")

    html = page(client, "/embassies/")

    assert 'href="?of=US"' in html
    assert "/embassies/us-gb/" not in html


def test_an_empty_directory_says_so(client):
    assert "No embassy has been entered yet." in page(client, "/embassies/")


# what it costs


def test_ten_thousand_embassies_cost_no_more_queries(
    client, django_assert_max_num_queries
):
    states = ("KZ", "US", "FR")
    Recipient.objects.bulk_create(
        Recipient(slug=f"m-{n}", state=states[n % 3], stands_in="GB", kind="embassy")
        for n in range(600)
    )

    for path in ("/embassies/", "/embassies/?of=US", "/embassies/?of=US&from=IE"):
        with django_assert_max_num_queries(4):
            client.get(path)

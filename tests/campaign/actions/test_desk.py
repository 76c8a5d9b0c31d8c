"""The desk reads a report of an action before the public does."""

import pytest

from campaign.models import Action
from tests import make, make_campaign
from tests.campaign.actions.reported import send, text

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def post(client, action, act, **fields):
    page = f"/admin/desk/campaigns/actions/{action.pk}/"
    shown = client.get(page)
    forms_there = [shown.context["form"], *shown.context["replies"]]
    sent = {}
    for form in forms_there:
        for field in form:
            value = field.value()
            if value not in (None, ""):
                sent[field.html_name] = value
    sent |= {"act": act, "seen": shown.context["seen"], **fields}
    return client.post(page, sent)


@pytest.fixture
def waiting(client):
    send(client, answered="They denied it.", received_by="Mr. John Testov")
    return Action.objects.get()


def test_a_report_waits_on_the_desk_and_is_published_once_mended(admin_client, waiting):
    assert "Miners of A Town" in text(admin_client.get("/admin/desk/campaigns/"))
    assert "Miners of A Town" in text(
        admin_client.get("/admin/desk/campaigns/actions/")
    )

    refused = post(admin_client, waiting, "publish")
    assert refused.status_code == 422
    assert "John Testov" in text(refused)
    waiting.refresh_from_db()
    assert waiting.state == "reported"

    done = post(admin_client, waiting, "publish", received_by="a secretary")
    assert done.status_code == 303
    waiting.refresh_from_db()
    assert (waiting.state, waiting.received_by) == ("published", "a secretary")
    assert waiting.history.first().history_user.username == "admin"


def test_facts_are_set_against_a_reply(admin_client, waiting):
    claim = make.claim(evidence=[make.passage(make.document(), "raided")])
    campaign = make_campaign.campaign()
    make_campaign.model_letter(
        campaign, {"text": "So.", "role": "fact", "cites": [claim]}
    )
    Action.objects.update(campaign=campaign, received_by="")

    post(
        admin_client,
        waiting,
        "publish",
        **{"reply0-stance": "denied", "reply0-claims": [claim.pk]},
    )

    assert list(waiting.replies.get().contradicted_by.all()) == [claim]
    assert "What speaks against it" in text(admin_client.get("/actions/"))


def test_a_reply_left_empty_goes_and_the_next_keeps_its_row(admin_client, waiting):
    second = waiting.replies.create(order=2, stance="promised", text="He promised.")

    post(admin_client, waiting, "save", **{"reply0-text": ""})

    assert [each.pk for each in waiting.replies.all()] == [second.pk]


def test_a_report_is_rejected_and_taken_up_again(admin_client, waiting):
    post(admin_client, waiting, "reject")
    waiting.refresh_from_db()
    assert waiting.state == "rejected"

    post(admin_client, waiting, "again")
    waiting.refresh_from_db()
    assert waiting.state == "reported"


def test_what_is_published_stays_free_of_names_when_it_is_edited(admin_client, waiting):
    post(admin_client, waiting, "publish", received_by="a secretary")

    refused = post(admin_client, waiting, "save", who="Mr. John Testov and friends")

    assert refused.status_code == 422
    waiting.refresh_from_db()
    assert waiting.who == "Miners of A Town"


def test_the_precision_of_a_day_nobody_changed_is_kept(admin_client, waiting):
    Action.objects.update(happened_basis="resolved", happened_words="last week")

    post(admin_client, waiting, "save", received_by="a secretary")

    waiting.refresh_from_db()
    assert (waiting.happened_basis, waiting.happened_words) == ("resolved", "last week")


def test_of_two_moderators_the_second_overwrites_nothing(admin_client, waiting):
    page = f"/admin/desk/campaigns/actions/{waiting.pk}/"
    seen = admin_client.get(page).context["seen"]
    post(admin_client, waiting, "reject")

    admin_client.post(page, {"act": "again", "seen": seen})

    waiting.refresh_from_db()
    assert waiting.state == "rejected"


def test_a_further_answer_is_folded_away_and_kept_when_it_is_given(
    admin_client, waiting
):
    path = f"/admin/desk/campaigns/actions/{waiting.pk}/"
    folded = text(admin_client.get(path)).partition("One more answer")[2]

    assert 'name="reply1-text"' in folded
    done = post(
        admin_client,
        waiting,
        "save",
        received_by="",
        **{"reply1-stance": "promised", "reply1-text": "They promised to write."},
    )
    assert done.status_code == 303
    assert [each.stance for each in waiting.replies.order_by("pk")] == [
        "answered",
        "promised",
    ]
    assert "What they answered, 2" in text(admin_client.get(path))

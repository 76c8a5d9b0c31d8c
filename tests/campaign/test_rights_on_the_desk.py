"""Each act of the campaigns' desk asks for the right to what it writes."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission

from campaign.models import Action, AddressReport, Reply
from tests import make_campaign

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2026, 3, 1)


@pytest.fixture
def signed_in(client, django_user_model):
    """A client of somebody with these rights and no others."""

    def sign_in(*rights):
        user = django_user_model.objects.create_user("a-colleague", is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=rights))
        client.force_login(user)
        return client

    return sign_in


@pytest.mark.parametrize(
    ("rights", "moves", "tells"),
    [
        ([], False, False),
        (["change_campaign"], False, False),
        (["add_update"], False, True),
        (["change_campaign", "add_update"], False, True),
        (["move_campaign", "add_update"], True, True),
    ],
)
def test_a_campaign_is_moved_and_told_of_by_who_may(signed_in, rights, moves, tells):
    case = make_campaign.campaign()
    make_campaign.model_letter(case)
    client = signed_in("view_campaign", *rights)
    path = f"/admin/desk/campaigns/{case.pk}/life/"
    page = client.get(path)

    html = page.content.decode()
    assert ("What becomes of it" in html, "Publish this update" in html) == (
        moves,
        tells,
    )
    sent = {"seen": page.context["seen"], "title": "Two are free", "outcome": "See."}
    told = client.post(path, sent | {"act": "update"}).status_code
    sent["seen"] = client.get(path).context["seen"]
    moved = client.post(path, sent | {"act": "review"}).status_code

    assert (moved, told) == (303 if moves else 403, 303 if tells else 403)
    assert case.updates.count() == moves + tells


@pytest.fixture
def answered():
    row = Action.objects.create(
        slug="picket", kind="picket", happened_from=DAY, who="A Branch"
    )
    Reply.objects.create(action=row, stance="denied", text="They said no.")
    return row


WORDED = {"kind": "picket", "happened": "2026-03-01", "who": "A Branch", "act": "save"}


@pytest.mark.parametrize(
    ("right", "replies"),
    [
        ("view_reply", ["They said no."]),
        ("change_reply", ["They said nothing."]),
        ("add_reply", ["They said no.", "A promise."]),
    ],
)
def test_answers_are_written_by_who_may(signed_in, answered, right, replies):
    client = signed_in("view_action", "change_action", right)
    path = f"/admin/desk/campaigns/actions/{answered.pk}/"
    page = client.get(path)
    sent = WORDED | {
        "seen": page.context["seen"],
        "reply0-stance": "denied",
        "reply0-text": "They said nothing.",
        "reply1-stance": "promised",
        "reply1-text": "A promise.",
    }

    assert client.post(path, sent).status_code == 303

    assert [each.text for each in answered.replies.all()] == replies


@pytest.mark.parametrize(("right", "left"), [("view_reply", 1), ("delete_reply", 0)])
def test_an_answer_is_taken_out_by_who_may(signed_in, answered, right, left):
    client = signed_in("view_action", "change_action", "change_reply", right)
    path = f"/admin/desk/campaigns/actions/{answered.pk}/"
    seen = client.get(path).context["seen"]
    sent = WORDED | {"seen": seen, "reply0-stance": "denied", "reply0-text": " "}

    client.post(path, sent)

    assert answered.replies.count() == left


def test_who_may_only_look_at_an_action_decides_nothing(signed_in, answered):
    client = signed_in("view_action")
    path = f"/admin/desk/campaigns/actions/{answered.pk}/"

    page = client.get(path)

    assert 'name="act"' not in page.content.decode()
    sent = {"seen": page.context["seen"], "act": "reject"}
    assert client.post(path, sent).status_code == 403


@pytest.mark.parametrize(
    ("rights", "act", "status"),
    [
        (["change_addressreport"], "reject", 303),
        (["change_addressreport"], "accept", 403),
        (["change_address"], "reject", 403),
        (["change_addressreport", "change_address", "add_address"], "accept", 303),
    ],
)
def test_what_was_said_of_an_address_is_decided_by_who_may(
    signed_in, rights, act, status
):
    office = make_campaign.recipient()
    report = AddressReport.objects.create(
        recipient=office, value="2 New Street, London", reported_on=DAY
    )
    client = signed_in("view_addressreport", *rights)
    path = f"/admin/desk/addresses/reports/{report.pk}/"
    page = client.get(path)
    sent = {
        "seen": page.context["seen"],
        "act": act,
        "value": "2 New Street, London",
        "street": "2 New Street",
        "city": "London",
        "source_url": "https://example.org/",
    }

    assert client.post(path, sent).status_code == status

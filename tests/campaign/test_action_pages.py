"""The public log, the form that fills it, and the desk that reads it first."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaign.actions import reporting
from campaign.forms import action as forms
from campaign.models import Action, Reply
from tests import make, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FORM = "/actions/report/"
GOOD = {
    "kind": "picket",
    "date": "2026-02-27",
    "town": "A Town",
    "country": "DE",
    "who": "Miners of A Town",
}


def send(client, **fields):
    return client.post(FORM, GOOD | fields)


def text(response):
    return response.content.decode()


# the form


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


def test_the_log_is_in_the_menu(client):
    menu = text(client.get("/actions/")).partition("<nav")[2].partition("</nav>")[0]

    assert 'href="/actions/"' in menu


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


# the log


def test_an_empty_log_says_so(client):
    assert "Nothing has been reported yet" in text(client.get("/actions/"))


@pytest.mark.parametrize(
    "query",
    [
        "campaign=nope",
        "country=QQ",
        "kind=riot",
        "after=x",
        "after=9999-99-99_1",
        "kind=%00",
    ],
)
def test_what_means_nothing_is_left_out_and_never_a_fault(client, query):
    assert client.get(f"/actions/?{query}").status_code == 200


def test_hostile_words_stay_words(client):
    send(client, who="<script>alert(1)</script>", answered="<img src=x onerror=y>")
    Action.objects.update(
        state="published", source_url="javascript:x", summary="{{ x }}"
    )

    html = text(client.get("/actions/"))

    assert "<script>alert" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert "{{ x }}" in html


def test_the_campaigns_one_can_choose_are_named_as_they_may_be_read(client):
    document = make.document("Police took Zyx Qwvarian away.")
    who = make.person("Zyx Qwvarian", protection="hidden")
    make.mention(document, "Zyx Qwvarian", who)
    campaign = make_campaign.campaign("Free Qwvarian", slug="one")
    campaign.documents.add(document)
    send(client, campaign="one")
    Action.objects.update(state="published")

    html = text(client.get("/actions/?kind=letter"))

    assert 'value="one"' in html
    assert "Qwvarian" not in html


def test_what_goes_on_elsewhere_costs_the_log_no_query(client):
    make.person("Zyx Qwvarian", protection="hidden")
    counts = []
    for _ in range(2):
        following = make_campaign.campaign()
        campaign = make_campaign.campaign(successor=following)
        send(client, campaign=campaign.slug)
        Action.objects.update(state="published")
        with CaptureQueriesContext(connection) as queries:
            client.get("/actions/")
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.slow
def test_the_log_costs_eight_queries_whatever_is_in_it(client):
    for number in range(40):
        document = make.document("Police raided the office.", slug=f"r{number}")
        claim = make.claim(evidence=[make.passage(document, "raided")])
        action = Action.objects.create(
            slug=f"a{number}",
            kind="picket",
            state="published",
            country="DE",
            campaign=make_campaign.campaign(),
            recipient=make_campaign.recipient(f"kz-{number}"),
            happened_from=make.TODAY,
            who="Us",
            document=document,
        )
        reply = Reply.objects.create(action=action, stance="denied", text="No.")
        reply.contradicted_by.add(claim)
        action.evidence.create(passage=make.passage(document, "Police"))

    with CaptureQueriesContext(connection) as queries:
        html = text(client.get("/actions/?country=DE"))

    assert len(queries) <= 8
    assert html.count("What speaks against it") == 30
    assert "country=DE&amp;after=" in html


# the desk


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


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_reply_left_empty_goes_and_the_next_keeps_its_row(admin_client, waiting):
    second = waiting.replies.create(order=2, stance="promised", text="He promised.")

    post(admin_client, waiting, "save", **{"reply0-text": ""})

    assert [each.pk for each in waiting.replies.all()] == [second.pk]


@pytest.mark.slow
def test_a_report_is_rejected_and_taken_up_again(admin_client, waiting):
    post(admin_client, waiting, "reject")
    waiting.refresh_from_db()
    assert waiting.state == "rejected"

    post(admin_client, waiting, "again")
    waiting.refresh_from_db()
    assert waiting.state == "reported"


@pytest.mark.slow
def test_what_is_published_stays_free_of_names_when_it_is_edited(admin_client, waiting):
    post(admin_client, waiting, "publish", received_by="a secretary")

    refused = post(admin_client, waiting, "save", who="Mr. John Testov and friends")

    assert refused.status_code == 422
    waiting.refresh_from_db()
    assert waiting.who == "Miners of A Town"


@pytest.mark.slow
def test_the_precision_of_a_day_nobody_changed_is_kept(admin_client, waiting):
    Action.objects.update(happened_basis="resolved", happened_words="last week")

    post(admin_client, waiting, "save", received_by="a secretary")

    waiting.refresh_from_db()
    assert (waiting.happened_basis, waiting.happened_words) == ("resolved", "last week")


@pytest.mark.slow
def test_of_two_moderators_the_second_overwrites_nothing(admin_client, waiting):
    page = f"/admin/desk/campaigns/actions/{waiting.pk}/"
    seen = admin_client.get(page).context["seen"]
    post(admin_client, waiting, "reject")

    admin_client.post(page, {"act": "again", "seen": seen})

    waiting.refresh_from_db()
    assert waiting.state == "rejected"

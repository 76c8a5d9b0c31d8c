"""The public log of what was done and what was answered."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaign.models import Action, Reply
from tests import make, make_campaign
from tests.campaign.actions.reported import send, text

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


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


def test_the_log_is_in_the_menu(client):
    menu = text(client.get("/actions/")).partition("<nav")[2].partition("</nav>")[0]

    assert 'href="/actions/"' in menu

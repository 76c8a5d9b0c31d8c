"""What becomes of a campaign, each step with its update."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from archive import claims
from campaign import actions
from campaign.models import Action, AddressReport, Campaign
from tests import make, make_campaign

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def opened(campaign):
    make_campaign.model_letter(campaign)
    return actions.open_up(campaign, on=DAY, by=None)


ACTS = {
    "open": opened,
    "review": lambda campaign: actions.review(campaign, on=DAY, by=None),
    "won": lambda campaign: actions.win(
        campaign, outcome="Free.", proof=[proof()], on=DAY, by=None
    ),
    "closed": lambda campaign: actions.close(
        campaign, outcome="Over.", on=DAY, by=None
    ),
}


def proof():
    return make.claim("They were freed.", [make.passage(make.document(), "raided")])


@pytest.mark.parametrize(
    ("state", "then"),
    [
        ("draft", {"open"}),
        ("open", {"review", "won", "closed"}),
        ("review", {"open", "won", "closed"}),
        ("won", {"open"}),
        ("closed", {"open", "won"}),
    ],
)
def test_each_state_leads_to_some_and_to_no_others(state, then):
    for name, act in ACTS.items():
        campaign = make_campaign.campaign(state=state)
        if name in then:
            act(campaign)
            assert campaign.state == name
        else:
            with pytest.raises(actions.CannotChange, match="cannot become"):
                act(campaign)


def test_every_step_is_an_update_numbered_by_itself():
    campaign = make_campaign.campaign(state="draft")
    ACTS["open"](campaign)
    actions.announce(campaign, "Two   more\narrests", on=DAY, by=None)
    ACTS["won"](campaign)

    assert [
        (each.number, each.title) for each in campaign.updates.order_by("number")
    ] == [
        (1, "The campaign is open"),
        (2, "Two more arrests"),
        (3, "The campaign has been won"),
    ]


def test_an_update_says_something():
    with pytest.raises(actions.CannotChange, match="what is new"):
        actions.announce(make_campaign.campaign(), "  ", on=DAY, by=None)


def test_an_update_sent_twice_is_told_once():
    campaign = make_campaign.campaign()
    for title in ("Two are free", "Two are free", "One more", "Two are free"):
        actions.announce(campaign, title, text="More.", on=DAY, by=None)

    assert [each.title for each in campaign.updates.order_by("number")] == [
        "Two are free",
        "One more",
        "Two are free",
    ]


def test_it_is_won_with_words_and_proof():
    campaign, claim = make_campaign.campaign(), proof()

    actions.win(campaign, outcome="All ten are free.", proof=[claim], on=DAY, by=None)

    assert campaign.outcome == "All ten are free."
    assert list(campaign.outcome_claims.all()) == [claim]
    assert campaign.closes_on == DAY


@pytest.mark.parametrize(
    ("outcome", "spoil", "sentence"),
    [
        (" ", None, "what came of it"),
        ("Free.", "nothing", "Say which facts"),
        ("Free.", "disputed", "proves nothing"),
        ("Free.", "unpublished", "proves nothing"),
        ("Free.", "replaced", "proves nothing"),
    ],
)
def test_it_is_not_won_by_saying_so(outcome, spoil, sentence):
    campaign, claim = make_campaign.campaign(), proof()
    if spoil == "disputed":
        claims.dispute(claim, reason="x", by=None)
    elif spoil == "unpublished":
        document = claim.evidence.get().passage.revision.document
        document.visibility = "draft"
        document.save()
    elif spoil == "replaced":
        claims.supersede(claim, proof(), on=DAY, by=None)
    shown = [] if spoil == "nothing" else [claim]

    with pytest.raises(actions.CannotChange, match=sentence):
        actions.win(campaign, outcome=outcome, proof=shown, on=DAY, by=None)

    campaign.refresh_from_db()
    assert (campaign.state, campaign.updates.count()) == ("open", 0)


def test_what_the_letter_protests_at_does_not_prove_that_it_is_won():
    campaign, arrest, release = make_campaign.campaign(), proof(), proof()
    text = {"text": "They were arrested.", "cites": [arrest]}
    make_campaign.model_letter(campaign, text)

    with pytest.raises(actions.CannotChange, match="what has changed"):
        actions.win(campaign, outcome="Free.", proof=[arrest], on=DAY, by=None)
    actions.win(campaign, outcome="Free.", proof=[arrest, release], on=DAY, by=None)

    assert campaign.state == "won"


@pytest.mark.parametrize(
    "letter",
    [None, {"is_published": False}, {"in_force_from": DAY + timedelta(1)}],
)
def test_it_does_not_open_without_a_letter_in_force(letter):
    campaign = make_campaign.campaign(state="draft")
    if letter is not None:
        make_campaign.model_letter(campaign, **letter)

    with pytest.raises(actions.CannotChange, match="No letter of it"):
        actions.open_up(campaign, on=DAY, by=None)

    campaign.refresh_from_db()
    assert (campaign.state, campaign.updates.count()) == ("draft", 0)


def test_it_may_open_on_the_day_of_its_letter():
    later = DAY + timedelta(7)
    campaign = make_campaign.campaign(state="draft", opens_on=later)
    make_campaign.model_letter(campaign, in_force_from=later)

    actions.open_up(campaign, on=DAY, by=None)

    assert campaign.state == "open"


def test_where_there_is_no_letter_no_language_is_blamed(client):
    campaign = make_campaign.campaign()

    page = client.get(f"{campaign.get_absolute_url()}write/").text

    assert "This campaign has no letter yet." in page
    assert "in that language" not in page


def test_it_goes_on_in_another_and_never_in_itself():
    first, second = make_campaign.campaign(), make_campaign.campaign()
    actions.close(first, outcome="Over.", successor=second, on=DAY, by=None)

    assert first.successor == second
    for ending in (first, second):
        with pytest.raises(actions.CannotChange, match="in itself"):
            actions.close(second, outcome="Over.", successor=ending, on=DAY, by=None)


def test_it_closes_by_itself_after_its_day():
    campaign = make_campaign.campaign(closes_on=DAY)

    assert campaign.takes_letters_on(DAY)
    assert not campaign.takes_letters_on(DAY + timedelta(1))
    assert list(Campaign.objects.taking_letters(on=DAY + timedelta(1))) == []


def test_opened_again_it_does_not_close_at_once():
    campaign = make_campaign.campaign(state="closed", closes_on=date(2020, 1, 1))

    ACTS["open"](campaign)

    assert campaign.takes_letters_on(DAY)


@pytest.mark.parametrize(
    ("fields", "is_due"),
    [
        ({}, False),
        ({"review_by": DAY}, False),
        ({"review_by": DAY - timedelta(1)}, True),
        ({"closes_on": DAY - timedelta(1)}, True),
        ({"state": "review"}, True),
        ({"state": "won", "closes_on": DAY - timedelta(1)}, False),
    ],
)
def test_the_desk_is_told_of_days_that_are_over(fields, is_due):
    make_campaign.campaign(**fields)

    assert actions.overdue(on=DAY).exists() == is_due


# on the desk


def send(client, campaign, act, **fields):
    address = f"/admin/desk/campaigns/{campaign.pk}/life/"
    seen = client.get(address).context["seen"]
    return client.post(address, {"act": act, "seen": seen, **fields})


@pytest.mark.slow
def test_a_curator_ends_a_campaign_and_says_why(admin_client):
    campaign = make_campaign.campaign()

    refused = send(admin_client, campaign, "closed", outcome="")
    done = send(admin_client, campaign, "closed", outcome="The strike is over.")

    assert (refused.status_code, done.status_code) == (422, 303)
    assert "what came of it" in refused.content.decode()
    campaign.refresh_from_db()
    assert campaign.state == "closed"
    assert campaign.history.first().history_user.username == "admin"


@pytest.mark.slow
def test_a_curator_opens_nothing_that_has_no_letter(admin_client):
    campaign = make_campaign.campaign(state="draft")

    refused = send(admin_client, campaign, "open")

    campaign.refresh_from_db()
    assert campaign.state == "draft"
    followed = admin_client.get(f"/admin/desk/campaigns/{campaign.pk}/life/")
    assert "No letter of it is published" in refused.text + followed.text


@pytest.mark.slow
def test_a_curator_tells_what_is_new_and_finds_it_in_the_list(admin_client):
    campaign = make_campaign.campaign()

    send(admin_client, campaign, "update", title="Two are free", text="More.")

    page = admin_client.get(f"/admin/desk/campaigns/{campaign.pk}/life/")
    assert "Two are free" in page.content.decode()
    assert "Two are free" in str(list(campaign.updates.all()))


@pytest.mark.slow
def test_of_two_curators_the_second_sees_what_the_first_did(admin_client):
    campaign = make_campaign.campaign()
    address = f"/admin/desk/campaigns/{campaign.pk}/life/"
    seen = admin_client.get(address).context["seen"]
    actions.review(campaign, on=DAY, by=None)

    answer = admin_client.post(address, {"act": "closed", "outcome": "x", "seen": seen})

    campaign.refresh_from_db()
    assert (answer.status_code, campaign.state) == (303, "review")


@pytest.mark.slow
@pytest.mark.parametrize("path", ["lives/", "1/life/", "actions/", "actions/1/"])
def test_nobody_without_rights_comes_in(client, django_user_model, path):
    client.force_login(django_user_model.objects.create_user("x", is_staff=True))

    assert client.get(f"/admin/desk/campaigns/{path}").status_code == 403


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1280, 360])
def test_fields_of_a_card_are_as_wide_as_it(browser_page, admin_client, width):
    campaign = make_campaign.campaign()
    action = Action.objects.create(
        campaign=campaign,
        kind="picket",
        slug="a-picket",
        happened_from=DAY,
        happened_until=DAY,
        who="Anna Sender of a union",
    )
    embassy = make_campaign.recipient()
    report = AddressReport.objects.create(
        recipient=embassy, value="1 High Street", reported_on=DAY
    )
    page = browser_page("/admin/login/", viewport={"width": width, "height": 800})
    session = {"name": "sessionid", "value": admin_client.cookies["sessionid"].value}
    site = page.url.split("/admin/")[0]
    page.context.add_cookies([session | {"url": f"{site}/admin/"}])
    for path in (
        reverse("desk:campaign-life", args=[campaign.pk]),
        reverse("desk:action", args=[action.pk]),
        reverse("desk:address-report", args=[report.pk]),
    ):
        page.goto(site + path)
        card = page.locator(".desk-broad").first.bounding_box()["width"]
        fields = page.locator(
            ".desk-broad :is(textarea, [name=url], [name=street], [name=who], [name=title])"
        ).all()
        widths = [field.bounding_box()["width"] for field in fields]

        assert widths
        assert min(widths) > 0.9 * card
        assert page.evaluate("document.body.scrollWidth") <= width
        if tick := page.locator("#with-names").all():
            label = page.locator("label[for=with-names]").bounding_box()
            assert tick[0].bounding_box()["y"] >= label["y"]

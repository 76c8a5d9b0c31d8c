"""The timeline: what happened and what was done, drawn and listed, page by page."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from archive.charts.regions import Place, around
from archive.charts.timelines import Event, chart
from archive.dates.spans import day, month
from archive.models import Claim, Document, Entity, Evidence
from archive.reading import timeline
from campaign.models import Action
from tests import make, make_campaign
from tests.archive.opened import hidden_documents

# a page for every case takes long: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2021, 5, 3)


def page(client, query=""):
    answer = client.get(f"/timeline/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def happened(sentence, on=DAY, document=None, **fields):
    proof = make.passage(document or make.document(), "Police")
    return make.claim(sentence, [proof], happened_from=on, happened_until=on, **fields)


def done(who="Miners of A Town", on=DAY, **fields):
    fields.setdefault("kind", Action.Kind.PICKET)
    fields.setdefault("state", Action.State.PUBLISHED)
    fields.setdefault("slug", f"action-{Action.objects.count()}")
    return Action.objects.create(who=who, happened_from=on, **fields)


def listed(html):
    """The first word of each entry, in order."""
    return re.findall(r"</span> <bdi>(\w+)", html)


def test_what_happened_and_what_was_done_stand_together_the_newest_first(client):
    happened("First.", DAY)
    done("Second", DAY + timedelta(days=1))
    happened("Third.", DAY + timedelta(days=2))

    assert listed(page(client)) == ["Third", "Second", "First"]


def test_the_title_says_which_campaign_was_asked_for(client):
    make_campaign.campaign(slug="free-them", title="Free them")
    asked = page(client, "?campaign=free-them")
    assert "<title>What happened: Free them – Demarche</title>" in asked
    assert "<title>What happened – Demarche</title>" in page(client)


def test_what_has_no_day_stands_apart_with_the_day_of_its_report(client):
    happened("Dated.")
    happened("Undated.", None)

    html = page(client)
    dated, undated = html.split("On a day that is not known")
    assert listed(dated) == ["Dated"]
    assert listed(undated) == ["Undated"]
    assert "reported 4 May 2021" in undated


def test_nothing_of_hidden_reports_or_waiting_actions_is_told(client):
    for document in hidden_documents():
        happened(f"Hidden by {document.visibility}.", document=document)
    done("Waiting", state=Action.State.REPORTED)
    make.claim("Only suggested.", happened_from=DAY, happened_until=DAY)

    html = page(client)
    assert listed(html) == []
    assert "Nothing yet" in html


def test_what_only_contradicts_proves_nothing(client):
    made = make.claim("He fled.", happened_from=DAY, happened_until=DAY)
    where = make.passage(make.document(), "Police")
    Evidence.objects.create(claim=made, passage=where, stance="contradicts")
    Claim.objects.filter(pk=made.pk).update(status="disputed")

    assert listed(page(client)) == []


def test_drafts_leave_room_for_those_that_may_be_seen(client, monkeypatch):
    monkeypatch.setattr(timeline, "SIZE", 3)
    draft = make.document(visibility=Document.Visibility.DRAFT)
    for number in range(12):
        happened("Hidden.", DAY + timedelta(days=number), document=draft)
    happened("Seen.", DAY - timedelta(days=1))

    assert listed(page(client)) == ["Seen"]


def test_a_denial_stands_beside_what_it_denies(client):
    made = happened(
        "Police beat strikers.", modality="alleged", attributed_to="A union"
    )
    denied = make.document("Nobody was beaten, an officer said.", title="A denial")
    where = make.passage(denied, "Nobody was beaten")
    made.evidence.create(passage=where, stance="contradicts")

    html = page(client)
    assert "According to A union." in html
    assert "contradicted</span>" in html
    assert f'href="{where.get_absolute_url()}">A denial' in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?kind=arrest", ["Arrested"]),
        ("?kind=picket", ["Miners"]),
        ("?entity=ivan-ivanov", ["Arrested"]),
        ("?entity=iwan", ["Arrested"]),
        ("?entity=a-town", ["Raided"]),
        ("?campaign=free-them", ["Miners", "Raided"]),
        ("?campaign=free-them&kind=raid", ["Raided"]),
        ("?campaign=free-them&entity=ivan-ivanov", []),
    ],
)
def test_it_is_narrowed(client, query, found):
    ivan = make.person("Ivan Ivanov", slug="ivan-ivanov")
    iwan = make.person("Iwan", slug="iwan", root=ivan)
    arrested = happened("Arrested.", kind="arrest")
    arrested.participants.create(entity=iwan, role="victim")
    raided = happened("Raided.", place=make.place("A Town", slug="a-town"))
    campaign = make_campaign.campaign(slug="free-them")
    make_campaign.model_letter(campaign, {"text": "Free them.", "cites": [raided]})
    done(campaign=campaign, on=DAY + timedelta(days=1))

    assert listed(page(client, query)) == found


def test_a_draft_campaign_is_not_known(client):
    make_campaign.campaign("Secret", slug="secret", state="draft")
    happened("Raided.")

    html = page(client, "?campaign=secret")
    assert "Not understood and left aside: campaign." in html
    assert listed(html) == ["Raided"]


def test_every_entry_is_on_one_page_in_order(client, monkeypatch):
    monkeypatch.setattr(timeline, "SIZE", 3)
    monkeypatch.setattr("campaign.actions.timeline.SIZE", 3)
    document = make.document()
    for number in range(4):
        on = DAY + timedelta(days=number // 2)
        happened(f"c{number}.", on, document)
        done(f"a{number}", on)
        happened(f"u{number}.", None, document)

    found, query = [], ""
    for _ in range(9):
        html = page(client, query)
        found += listed(html)
        after = re.search(r'href="\?(?:[^"]*)after=([^"]*)" rel="next"', html)
        if not after:
            break
        query = f"?after={after[1]}"

    assert " ".join(found) == "c3 c2 a3 a2 c1 c0 a1 a0 u3 u2 u1 u0"


@pytest.mark.parametrize(
    "query",
    [
        "?after=x",
        "?after=2021-99-99_0_1",
        "?after=_9_999999999999999999",
        "?after=9999-12-31_0_1_2",
        "?after=2021-05-03_0_%00",
        "?entity=%00",
        "?entity=../../etc",
        "?entity=" + "a" * 5000,
        "?kind=%F0%9F%94%A5",
        "?kind=raid'--",
        "?campaign=%00",
        "?campaign=%22%3E%3Cscript%3E",
        "?entity=&kind=&campaign=&after=",
    ],
)
def test_whatever_is_asked_there_is_a_page(client, query):
    happened("Raided.")

    html = page(client, query)
    assert "<script" not in html
    assert html.count("<h1") == 1


def test_somebody_protected_is_neither_named_nor_asked_for(client):
    ivan = make.person("Ivan Ivanov", slug="ivan-ivanov")
    document = make.document("Police beat Ivan Ivanov.")
    make.mention(document, "Ivan Ivanov", ivan)
    village = make.place("A Village", latitude=43, longitude=51)
    made = happened("Police beat Ivan Ivanov.", document=document, place=village)
    made.participants.create(entity=ivan, role="victim")
    Entity.objects.filter(pk__in=[ivan.pk, village.pk]).update(protection="hidden")

    html = page(client, "?entity=ivan-ivanov")
    assert "Ivanov" not in html
    assert "A Village" not in html
    assert "left aside: entity." in html
    assert 'class="chart"' in html


def test_places_are_on_the_map_and_said_in_the_list(client):
    town = make.place("A Town", latitude=43.65, longitude=51.15)
    happened("Raided.", place=town)
    happened("Raided again.", place=make.place("B Town"))
    office = make_campaign.recipient(longitude=-0.1, latitude=51.5)
    done(city="London", recipient=office)

    html = page(client)
    assert "2 points on it" in html
    assert "Of one more no position is known." in html
    assert f'href="{town.get_absolute_url()}"><bdi>A Town' in html


def test_an_action_elsewhere_is_not_drawn_at_the_office_it_wrote_to(client):
    office = make_campaign.recipient(longitude=-0.1, latitude=51.5)
    done(city="Leeds", recipient=office)

    html = page(client)
    assert "By place" not in html
    assert "<bdi>Leeds</bdi>" in html


def test_markup_stays_words_in_drawings_too(client):
    town = make.place("<b>& Town", latitude=43, longitude=51)
    happened("<script>alert(1)</script>", place=town)

    html = page(client)
    assert "<script" not in html
    assert "&lt;b&gt;&amp; Town</text>" in html


@pytest.mark.parametrize("language", ["en-gb", "de", "ar"])
def test_a_drawing_is_the_same_in_every_language(language):
    """Numbers in it are not words: 12.5, never 12,5."""
    drawn = {
        "chart": chart([Event("raid", day(DAY)), Event("raid", month(2021, 7))]),
        "map": around([Place("A Town", 51.15, 43.65)]),
    }

    with translation.override(language):
        for name in ("chart", "region"):
            svg = render_to_string(f"archive/_{name}.html", drawn)
            ElementTree.fromstring(svg)  # noqa: S314 (our own)
            numbers = re.findall(r' (?:c?x|y|width|height|r)\d?="([^"]*)"', svg)
            assert all(re.fullmatch(r"-?\d*\.?\d+(%|em)?", each) for each in numbers)


def test_it_costs_as_many_queries_for_many_as_for_few(client):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            page(client)
        return len(queries)

    document = make.document()
    happened("Raided.", document=document)
    done()
    few = asked()
    for number in range(70):
        happened("Raided.", DAY + timedelta(days=number), document)
        done(on=DAY + timedelta(days=number))

    assert asked() == few <= 5


def test_what_is_to_prove_an_outcome_is_not_told_before_there_is_one(client):
    campaign = make_campaign.campaign(slug="mine-ten")
    campaign.outcome_claims.add(happened("Freed."))
    assert listed(page(client, "?campaign=mine-ten")) == []
    campaign.state = "won"
    campaign.save()
    assert listed(page(client, "?campaign=mine-ten")) == ["Freed"]

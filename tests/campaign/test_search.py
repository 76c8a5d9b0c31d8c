"""Campaigns and missions are found, as they read now and by whom they may be read."""

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.management import call_command
from django.urls import reverse

from archive import curation, finding, search, undoing
from archive.models import Batch
from campaign.models import Campaign, Demand, Recipient
from campaign.search import CAMPAIGNS, MISSIONS
from tests import make, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ANYBODY = AnonymousUser()


def found(query, kind="campaign", viewer=ANYBODY):
    results = search.search(query, viewer=viewer, on=make.TODAY, kind=kind)
    return [hit.object.slug for hit in results.hits]


def campaign(*demands, **fields):
    made = make_campaign.campaign(**fields)
    for order, text in enumerate(demands, start=1):
        Demand.objects.create(campaign=made, text=text, order=order)
    search.index_kind("campaign", [made.pk])
    return made


def mission(slug="kz-gb", **fields):
    made = make_campaign.recipient(slug, **fields)
    search.index_kind("mission", [made.pk])
    return made


@pytest.mark.parametrize("query", ["miners", "Mine", "release", "T-7", "title:free"])
def test_a_campaign_is_found_by_title_number_summary_and_demands(query):
    made = campaign("Release the ten!", title="Free the Mine Ten", number="T-7")
    assert found(query) == [made.slug]


@pytest.mark.parametrize(
    "query",
    [
        "embassy kazakhstan london",
        "Botschaft Kasachstan",
        "посольство Казахстан Великобритания",
        "ambassade Kazakhstan Royaume-Uni",
        '"Republic of Kazakhstan" london',
    ],
)
def test_a_mission_is_found_in_the_languages_of_letters(query):
    mission()
    mission("kz-de", stands_in="DE", city="Berlin")
    assert "kz-gb" in found(query, "mission")


def test_an_office_of_no_state_and_no_country_is_found_by_its_name():
    mission(
        "ilo", kind=Recipient.Kind.BODY, state="", stands_in="", name="Labour Office"
    )
    assert found("labour office", "mission") == ["ilo"]


def test_a_draft_is_found_by_staff_only():
    made = campaign(state=Campaign.State.DRAFT)
    assert found("miners") == []
    assert found("miners", viewer=User(username="s", is_staff=True)) == [made.slug]


def test_what_is_changed_in_the_admin_is_found_at_once_and_undone_again(admin_client):
    made = campaign(title="Free the Mine Ten")
    address = reverse("admin:campaign_campaign_change", args=[made.pk])
    form = admin_client.get(address).context["adminform"].form
    given = {name: form[name].value() or [] for name in form.fields}
    for prefix in ("demands", "targets", "updates"):
        given |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}

    answer = admin_client.post(address, given | {"title": "Free the Quarry Ten"})

    assert answer.status_code == 302, answer.context["errors"]
    assert (found("quarry"), found("title:mine")) == ([made.slug], [])
    undoing.undo(Batch.objects.latest("pk"), by=None, at=make.NOW)
    assert (found("quarry"), found("title:mine")) == ([], [made.slug])


def test_what_is_deleted_in_the_admin_is_indexed_no_more(admin_client):
    made = mission("kz-fr", stands_in="FR", city="Paris")
    address = reverse("admin:campaign_recipient_delete", args=[made.pk])
    assert admin_client.post(address, {"post": "yes"}).status_code == 302
    assert list(search.out_of_step()) == []


def test_what_was_never_indexed_is_told_and_mended_by_reindex():
    made = make_campaign.campaign()
    make_campaign.recipient()
    assert len(list(search.out_of_step())) == 2
    call_command("reindex", verbosity=0)
    assert list(search.out_of_step()) == []
    assert found("miners") == [made.slug]


@pytest.mark.parametrize("level", ["initials", "hidden"])
def test_a_protected_name_finds_no_campaign_and_stands_in_none(level):
    report = make.document("Roza Tuletaeva was arrested.")
    person = make.person("Roza Tuletaeva")
    make.mention(report, "Roza Tuletaeva", person)
    made = campaign(title="Free Roza Tuletaeva", summary="Roza Tuletaeva is in prison.")
    made.documents.add(report)
    assert found("Tuletaeva") == [made.slug]

    curation.protect(person, level, by=None)

    assert found("Tuletaeva") == found("Tuletaewa") == found("Tulet*") == []
    results = search.search("prison", viewer=ANYBODY, on=make.TODAY, kind="campaign")
    said = [piece.text for hit in results.hits for piece in (*hit.title, *hit.snippet)]
    assert len(results.hits) == 1
    assert "Tuletaeva" not in "".join(said) + results.hits[0].object.title


def test_a_search_shows_some_of_each_and_leads_to_all():
    campaign()
    for city in ("Kyiv", "Lviv", "Odesa", "Kharkiv"):
        mission(f"kz-{city}", stands_in="UA", city=city, name="Mission of the Ten")
    asked = finding.asked({"q": "ten"}, (), finding.kinds())

    page = finding.find(asked, viewer=ANYBODY, on=make.TODAY)

    shown = {section.kind: section for section in page.sections}
    assert list(shown) == [CAMPAIGNS.kind, MISSIONS.kind]
    assert len(shown["mission"].lines) == 3
    assert shown["mission"].more == "?q=ten&type=mission"
    assert (shown["campaign"].lines[0].note, shown["campaign"].more) == ("open", "")

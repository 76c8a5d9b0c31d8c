"""Role, act, object: the table is in placed.py."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import URLPattern, get_resolver
from django_tasks_db.models import DBTaskResult

from archive import tasks
from archive.models import Batch, Claim, LostPassage, StopRule, recording
from archive.models.authorship import save_as
from campaign.models import (
    Action,
    AddressReport,
    Alternative,
    Approval,
    LetterCount,
    Reply,
)
from config import roles
from tests import make, make_campaign
from tests.archive.corrections import TEXT, corrected
from tests.config.placed import (
    ACTS,
    LISTS,
    MODELS,
    NONE,
    OWN,
    QUERIES,
    WHO,
    of_models,
    others,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow(60)]


def routes(found=None, before=""):
    for each in get_resolver().url_patterns if found is None else found:
        at = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield at
        else:
            yield from routes(each.url_patterns, at)


@pytest.mark.trust
def test_every_route_of_staff_is_placed(trust_figure):
    placed = {*OWN, *LISTS}
    placed |= {route for route, _reads, _sends in (*others(), *of_models())}
    there = {each for each in routes() if each.startswith("admin/")}

    name = f"routes of {len(there)} for staff that the matrix of roles leaves out"
    trust_figure(name, sorted(there - placed), [], there <= placed)


def test_nothing_is_placed_that_is_not_there():
    there = set(routes())
    kept = {f"admin/{name}/^([^/]+)/history/([^/]+)/$" for name in MODELS}

    named = {route for route, _reads, _sends in (*others(), *of_models())}
    assert sorted((named | {*OWN, *LISTS}) - there - kept) == []


def test_every_model_of_the_admin_is_placed():
    there = {
        model._meta.label_lower.replace(".", "/") for model in admin.site._registry
    }

    assert there == set(MODELS)


@pytest.fixture
def people(django_user_model):
    """Somebody of each role, a superuser, and an account that is looked at."""
    roles.keep()
    made = {}
    for letter, role in WHO.items():
        made[letter] = django_user_model.objects.create_user(
            f"is-{letter}", is_staff=True
        )
        if role:
            made[letter].groups.add(Group.objects.get(name=role))
    made["u"] = django_user_model.objects.create_superuser("is-u")
    made["looked-at"] = django_user_model.objects.create_user("somebody", is_staff=True)
    return made


@pytest.fixture
def rows(people):
    """A key for each part of an address, by the folder it stands in."""
    document = make.document(TEXT)
    person = make.person("B. Person")
    mention = make.mention(document, "B. Person", person)
    corrected(document, TEXT.replace("B. Person", "B. Persson"))
    source = make.source()
    claim = make.claim("A claim nobody has looked at.")
    rule = StopRule.objects.create(
        surface="Police", scope="everywhere", made_at=make.NOW
    )
    case = make_campaign.campaign()
    letter = make_campaign.model_letter(case, is_published=False)
    paragraph = letter.paragraphs.get()
    wording = Alternative.objects.create(paragraph=paragraph, text="Or so.")
    office = make_campaign.recipient(campaign=case)
    make_campaign.address(office, city="London")
    report = AddressReport.objects.create(
        recipient=office, value="2 New Street", reported_on=make.TODAY
    )
    action = Action.objects.create(
        slug="picket", kind="picket", happened_from=make.TODAY, who="A Branch"
    )
    reply = Reply.objects.create(action=action, stance="denied", text="They said no.")
    count = LetterCount.objects.create(campaign=case, day=make.TODAY, format="pdf")
    asked = Approval.objects.create(title="An address", proposed_by=people["u"])
    with recording(Batch.Verb.EDIT, by=people["u"]):
        save_as(document, people["u"])
    tasks.extract.enqueue(document.current_revision_id)
    Claim.objects.filter(pk=claim.pk).update(status="suggested")
    return {
        "archive/claim": claim.pk,
        "archive/document": document.pk,
        "archive/entity": person.pk,
        "archive/mention": mention.pk,
        "archive/source": source.pk,
        "archive/stoprule": rule.pk,
        "auth/group": Group.objects.first().pk,
        "auth/user": people["looked-at"].pk,
        "campaign/action": action.pk,
        "campaign/addressreport": report.pk,
        "campaign/alternative": wording.pk,
        "campaign/campaign": case.pk,
        "campaign/lettercount": count.pk,
        "campaign/modelletter": letter.pk,
        "campaign/modelletter/adapt": document.pk,
        "campaign/paragraph": paragraph.pk,
        "campaign/recipient": office.pk,
        "campaign/reply": reply.pk,
        "django_tasks_database/dbtaskresult": DBTaskResult.objects.latest(
            "enqueued_at"
        ).pk,
        "desk/accessions": 1,
        "desk/triage": document.pk,
        "desk/mentions": document.pk,
        "desk/mentions/find": mention.pk,
        "desk/tasks/mentions": mention.pk,
        "desk/same": person.pk,
        "desk/same/judged": 1,
        "desk/facts": claim.pk,
        "desk/facts/all": document.pk,
        "desk/facts/new": document.pk,
        "desk/objections": person.pk,
        "desk/reanchor": LostPassage.objects.get().pk,
        "desk/documents": document.pk,
        "desk/publish": document.pk,
        "desk/history": Batch.objects.latest("pk").pk,
        "desk/sources": source.slug,
        "desk/approvals": asked.pk,
        "desk/addresses/reports": report.pk,
        "desk/addresses/offices": office.pk,
        "desk/campaigns/actions": action.pk,
        "desk/campaigns": case.pk,
    }


def address(route, rows):
    """A route with the key of a row of its folder in it."""
    path = route.removeprefix("admin/")
    folder = re.split(r"/[<^]", path)[0]
    key = str(rows.get(folder, "1"))
    if "/history/(" in path:
        path = f"{folder}/{key}/history/{newest_state(folder, key)}/"
    path = re.sub(r"<int:right>", "999999", path)
    query = f"?app_label={QUERIES[route]}" if route in QUERIES else ""
    return "/admin/" + re.sub(r"<[^>]+>", key, path) + query


def newest_state(folder, key):
    """The number of a state that is kept of it: not the same on every database."""
    history = getattr(apps.get_model(*folder.split("/")), "history", None)
    found = history and history.filter(id=key).order_by("-pk").first()
    return found.pk if found else 1


def is_let_in(response):
    signs_in = response.status_code == 302 and "/admin/login/" in response["Location"]
    return response.status_code != 403 and not signs_in


def asked(client, way, path, sent=None):
    """The answer, and the database as it was before."""
    with transaction.atomic():
        answer = client.get(path) if way == "GET" else client.post(path, sent or {})
        transaction.set_rollback(True)
    assert answer.status_code < 500, (way, path)
    return answer


def expected(who, letters):
    return who == "u" or who in letters


@pytest.mark.parametrize("who", ["", *WHO, "u"])
def test_each_route_lets_in_whom_it_should_and_nobody_else(client, people, rows, who):
    if who:
        client.force_login(people[who])
    wrong = []
    here = set(routes())
    for route, reads, sends in (*others(), *of_models()):
        for way, letters in (("GET", reads), ("POST", sends)):
            if letters == "–" or route not in here:
                continue
            answer = asked(client, way, address(route, rows))
            by_itself = who == "u" and answer.status_code == 403
            if is_let_in(answer) != (bool(who) and expected(who, letters)):
                if by_itself and letters == NONE:
                    continue  # nobody at all: what the admin itself refuses
                wrong.append((way, route, answer.status_code, letters))

    assert wrong == []


@pytest.mark.parametrize("who", ["", *WHO, "u"])
def test_each_act_of_a_form_is_done_by_whom_it_should(client, people, rows, who):
    if who:
        client.force_login(people[who])
    wrong = []
    for route, sent, letters in ACTS:
        answer = asked(client, "POST", address(route, rows), sent)
        if is_let_in(answer) != (bool(who) and expected(who, letters)):
            wrong.append((route, sent, answer.status_code, letters))

    assert wrong == []


@pytest.mark.parametrize("who", [*WHO, "u"])
def test_each_act_on_many_rows_is_offered_to_whom_it_should(client, people, rows, who):
    """What is not offered is not done: the admin takes no other name."""
    client.force_login(people[who])
    wrong = []
    for name, (sees, *_rest, acts) in MODELS.items():
        if not expected(who, sees):
            continue
        form = asked(client, "GET", f"/admin/{name}/").context.get("action_form")
        offered = (
            {each for each, _label in form.fields["action"].choices} if form else set()
        )
        may = {act for act, letters in acts.items() if expected(who, letters)}
        if who == "u":
            may |= {"delete_selected"} & offered
        if offered - {""} != may:
            wrong.append((name, offered, may))

    assert wrong == []

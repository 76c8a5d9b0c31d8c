"""What somebody decides about a campaign is taken back as anything else is."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission

from archive import curation, undoing
from archive.desk import changes
from archive.models import Batch, recording
from archive.models.authorship import save_as
from campaign import actions
from campaign.directory import correcting
from campaign.models import Action, ActionEvidence, AddressReport, Campaign, Reply
from tests import make, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2026, 3, 1)
NEW = "2 New Street, London W1A 1AB"


def dump():
    """Every row of the campaigns, and what hangs on them, without histories."""
    found = {}
    for model in apps.get_app_config("campaign").get_models(include_auto_created=True):
        if "historical" not in model.__name__.lower():
            rows = model._default_manager.order_by("pk")
            link = "_" in model.__name__
            found[model.__name__] = sorted(
                tuple(
                    sorted((k, str(v)) for k, v in row.items() if not link or k != "id")
                )
                for row in rows.values()
            )
    return found


def action(**fields):
    fields.setdefault("slug", "picket")
    fields.setdefault("who", "A Branch")
    return Action.objects.create(kind="picket", happened_from=DAY, **fields)


def proof():
    return make.claim("They were freed.", [make.passage(make.document(), "raided")])


@pytest.fixture
def case():
    made = make_campaign.campaign()
    make_campaign.model_letter(made)
    return made


@pytest.fixture
def answered(case):
    """An action with an answer, its passage and a fact against it."""
    row = action(campaign=case)
    reply = Reply.objects.create(action=row, stance="denied", text="They said no.")
    reply.contradicted_by.add(proof())
    passage = make.passage(make.document(), "raided")
    ActionEvidence.objects.create(action=row, reply=reply, passage=passage)
    return row


@pytest.fixture
def said():
    office = make_campaign.recipient()
    old = make_campaign.address(office)
    return AddressReport.objects.create(
        recipient=office, address=old, value=NEW, reported_on=DAY
    )


def accept(report):
    parts = {"street": "2 New Street", "city": "London"}
    wanted = correcting.Correction(NEW, "https://example.org/", parts)
    correcting.accept(report, wanted, on=DAY, by=None)


ACTS = {
    "an address accepted": lambda it: accept(it.said),
    "an address rejected": lambda it: correcting.reject(it.said, on=DAY, by=None),
    "an action published": lambda it: actions.publish(it.row, by=None),
    "an action rejected": lambda it: actions.reject(it.row, by=None),
    "an answer taken out": lambda it: actions.edit(
        it.row, {"summary": "Else."}, [], by=None
    ),
    "a fact against an answer taken out": lambda it: actions.edit(
        it.row,
        {},
        [actions.Described("denied", "They said no.", row=it.row.replies.get().pk)],
        by=None,
    ),
    "an answer added": lambda it: actions.edit(
        it.row,
        {},
        [
            actions.Described("denied", "No.", row=it.row.replies.get().pk),
            actions.Described("promised", "Soon.", [proof()]),
        ],
        by=None,
    ),
    "an update": lambda it: actions.announce(it.case, "Two are free", on=DAY, by=None),
    "a review": lambda it: actions.review(it.case, on=DAY, by=None),
    "a victory": lambda it: actions.win(
        it.case, outcome="Free.", proof=[proof()], on=DAY, by=None
    ),
    "an end": lambda it: actions.close(it.case, outcome="Over.", on=DAY, by=None),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_every_act_is_one_and_is_taken_back_exactly(act, case, answered, said):
    before = dump()
    act(SimpleNamespace(case=case, row=answered, said=said))
    after = dump()
    assert after != before

    done = undoing.undo(Batch.objects.get(), by=None, at=make.NOW)
    assert dump() == before

    undoing.undo(done, by=None, at=make.NOW)
    assert dump() == after


def test_an_acceptance_brought_again_is_taken_back_on_its_card(said):
    before = dump()
    accept(said)
    for batch in (Batch.objects.latest("pk"), None):
        undoing.undo(batch or Batch.objects.latest("pk"), by=None, at=make.NOW)
    said.refresh_from_db()

    correcting.take_back(said, at=make.NOW, by=None)

    assert dump() == before


def test_what_was_proved_is_proved_again_after_an_undo(case):
    claim = proof()
    actions.win(case, outcome="Free.", proof=[claim], on=DAY, by=None)
    actions.open_up(case, on=date(2026, 4, 1), by=None)
    case.outcome_claims.clear()

    with pytest.raises(undoing.CannotUndo, match="changed since"):
        undoing.undo(Batch.objects.latest("pk"), by=None, at=make.NOW)

    case.outcome_claims.set([claim])
    undoing.undo(Batch.objects.latest("pk"), by=None, at=make.NOW)
    assert list(Campaign.objects.get().outcome_claims.all()) == [claim]


def test_an_undo_brings_nobody_onto_two_lists(said, case):
    """The old address is by now that of somebody who is supported."""
    said.recipient.addresses.update(valid_until=date(2020, 1, 1))
    accept(said)
    office = said.recipient
    with recording(Batch.Verb.EDIT, by=None, summary="moved"):
        old = office.addresses.get(value=NEW)
        old.value, old.street = "9 Far Street, London", "9 Far Street"
        save_as(old, None)
    friend = make_campaign.recipient(
        "friend", kind="organisation", name="Friends", campaign=case, role="support"
    )
    make_campaign.address(friend, NEW, city="London", street="2 New Street")

    with pytest.raises(undoing.CannotUndo, match="two of its lists"):
        undoing.undo(Batch.objects.latest("pk"), by=None, at=make.NOW)


# on the desk


def sign_in(client, user, *rights):
    names = [each.partition(".")[2] for each in rights]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)


@pytest.fixture
def colleague(django_user_model):
    return django_user_model.objects.create_user("a-colleague", is_staff=True)


def send(client, path, **said):
    page = client.get(path)
    return client.post(path, {"seen": page.context["seen"], **said})


@pytest.mark.slow
def test_the_bar_takes_back_the_last_act_of_a_campaign_too(
    admin_client, admin_user, case
):
    curation.publish([make.document(title="A raid")], by=admin_user)
    send(
        admin_client,
        f"/admin/desk/campaigns/{case.pk}/life/",
        act="review",
        outcome="Look again.",
    )

    page = admin_client.get("/admin/desk/tasks/", follow=True)
    bar = page.context["last_batch"]
    assert case.title in str(bar)
    admin_client.post("/admin/desk/undo/", {"batch": bar.pk})

    case.refresh_from_db()
    assert case.state == "open"
    assert not case.updates.exists()
    after = admin_client.get("/admin/desk/").context["last_batch"]
    assert "A raid" in str(after)


@pytest.mark.slow
def test_history_shows_what_an_act_of_a_campaign_wrote(admin_client, case):
    actions.announce(case, "Two are free", on=DAY, by=None)

    path = f"/admin/desk/history/{Batch.objects.get().pk}/"
    html = admin_client.get(path).content.decode()

    assert "Two are free" in html
    assert admin_client.post(f"{path}undo/").status_code == 303
    assert not case.updates.exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rights", "status"),
    [
        (["archive.change_document"], 403),
        (["campaign.change_campaign"], 403),
        (["campaign.change_campaign", "campaign.add_update"], 403),
        (["campaign.move_campaign", "campaign.add_update"], 303),
    ],
)
def test_who_may_do_an_act_may_take_it_back(client, colleague, case, rights, status):
    actions.review(case, on=DAY, by=None)
    sign_in(client, colleague, *rights)

    done = client.post(f"/admin/desk/history/{Batch.objects.get().pk}/undo/")

    assert done.status_code == status
    assert case.updates.exists() == (status == 403)


def test_the_page_of_an_act_tells_which_facts_came_and_went(case, answered):
    reply, (old,) = answered.replies.get(), answered.replies.get().contradicted_by.all()
    new = make.claim("Nine were beaten.", [make.passage(make.document(), "raided")])
    said = actions.Described("denied", "They said no.", [new], row=reply.pk)
    actions.edit(answered, {}, [said], by=None)

    rows = changes.of_batch(Batch.objects.get()).rows

    told = [(each.before, each.after) for row in rows for each in row.fields]
    assert (str(old), str(new)) in told
    assert not any(row.is_changed_since for row in rows)


def test_the_page_of_an_act_sees_that_its_proof_was_changed_since(case):
    actions.win(case, outcome="Free.", proof=[proof()], on=DAY, by=None)
    victory = Batch.objects.get()
    case.outcome_claims.clear()

    assert changes.of_batch(victory).in_the_way


def test_a_page_of_acts_takes_one_query_more_for_all_its_links(
    case, answered, django_assert_max_num_queries
):
    first = answered.replies.get()
    added = [actions.Described("denied", f"No {n}.", [proof()]) for n in range(9)]
    kept = actions.Described("denied", "They said no.", row=first.pk)
    actions.edit(answered, {}, [kept, *added], by=None)

    with django_assert_max_num_queries(9):
        assert len(changes.of_batch(Batch.objects.get()).rows) >= 9

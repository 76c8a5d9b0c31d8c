"""All proposed facts of a report decided on one page, as one act."""

import pytest

from archive import claims, reconcile, undoing
from archive.models import Batch, Claim
from tests import make
from tests.archive.desk.buttons import Desk

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TEXT = (
    "Bela Kovacs was arrested and beaten in Zarbia on 3 May 2021. Nobody said why. "
    "The miners went on strike on 4 May 2021."
)


@pytest.fixture
def report():
    made = make.document(TEXT)
    reconcile.run(made.current_revision, pipelines={}, at=make.NOW)
    return made


def page(client, report):
    return Desk(client, f"/admin/desk/facts/all/{report.pk}/")


def statuses():
    return dict(Claim.objects.values_list("kind", "status"))


def keys():
    return dict(Claim.objects.values_list("kind", "pk"))


def test_each_sentence_is_shown_once_and_nothing_is_chosen(admin_client, report):
    desk = page(admin_client, report)

    assert desk.html.count("<mark>Bela Kovacs was arrested") == 1
    assert set(statuses()) == {"arrest", "injury", "strike"}
    desk.press("chosen")
    assert "at least one fact" in desk.text
    assert set(statuses().values()) == {"suggested"}


def test_what_is_chosen_is_one_act_with_one_undo(admin_client, admin_user, report):
    pk, before = keys(), Batch.objects.count()

    page(admin_client, report).press(
        "chosen",
        **{f"do-{pk['arrest']}": "confirm", f"do-{pk['injury']}": "reject"},
    )

    decided = {"arrest": "confirmed", "injury": "rejected", "strike": "suggested"}
    assert statuses() == decided
    assert Batch.objects.count() == before + 1
    undoing.undo(undoing.last(admin_user), by=admin_user, at=make.NOW)
    assert set(statuses().values()) == {"suggested"}


def test_a_colleague_who_was_quicker_is_not_overrun(admin_client, colleague, report):
    pk = keys()
    desk = page(admin_client, report)
    claims.take_part(
        Claim.objects.get(kind="arrest"), [("victim", "a worker")], by=colleague
    )

    desk.press(
        "chosen",
        **{f"do-{pk['arrest']}": "confirm", f"do-{pk['strike']}": "confirm"},
    )

    assert "Decided meanwhile by a-colleague" in desk.text
    assert set(statuses().values()) == {"suggested"}


def test_facts_of_another_report_are_not_decided_here(admin_client, report):
    other = make.document("Ana Testova was jailed for two years.")
    reconcile.run(other.current_revision, pipelines={}, at=make.NOW)
    pk = Claim.objects.order_by("pk").last().pk

    page(admin_client, report).press("chosen", fact=[pk], **{f"do-{pk}": "confirm"})

    assert not Claim.objects.confirmed().exists()


def test_a_fact_known_from_elsewhere_is_pointed_out(admin_client, report):
    bela = make.person("Bela Kovacs")
    reconcile.run(report.current_revision, pipelines={}, at=make.NOW)
    arrest = Claim.objects.get(kind="arrest")
    known = make.claim(
        "Mr K. is held.",
        [make.passage(report, "Nobody said why.")],
        kind="arrest",
        happened_from=arrest.happened_from,
        happened_until=arrest.happened_until,
    )
    claims.take_part(known, [("victim", bela)], by=None)

    desk = page(admin_client, report)

    assert desk.text.count("of the same day and person: Mr K. is held.") == 1


def test_the_page_costs_the_same_however_many_facts(
    admin_client, django_assert_max_num_queries
):
    text = " ".join(
        f"Ana Testova{n} was arrested and beaten on {n} May 2021." for n in range(1, 31)
    )
    report = make.document(text)
    reconcile.run(report.current_revision, pipelines={}, at=make.NOW)

    with django_assert_max_num_queries(15):
        answer = admin_client.get(f"/admin/desk/facts/all/{report.pk}/")

    assert answer.content.decode().count('value="confirm"') == 60

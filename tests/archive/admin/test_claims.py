import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TEXT = "A strike\n\nPolice arrested Ana Testova in Ankara on 3 May 2021."


def url(name, *args):
    return reverse(f"admin:archive_{name}", args=args)


def test_a_claim_without_proof_is_not_confirmed_in_the_admin(admin_client):
    claim = make.claim()

    answer = admin_client.post(
        url("claim_changelist"),
        {"action": "confirm", "_selected_action": [claim.pk]},
        follow=True,
    )

    claim.refresh_from_db()
    assert claim.status == "suggested"
    assert "No passage supports" in answer.content.decode()


def act(client, claim, verb, **fields):
    return client.post(url(f"claim_{verb}", claim.pk), fields, follow=True)


def test_a_confirmed_sentence_is_not_rewritten(admin_client):
    words = make.passage(make.document(TEXT), "Police")
    open_claim, confirmed = make.claim(), make.claim(evidence=[words])

    pages = [
        admin_client.get(url("claim_change", each.pk)).content.decode()
        for each in (open_claim, confirmed)
    ]

    assert ['name="sentence"' in page for page in pages] == [True, False]
    assert not any('name="superseded_by"' in page for page in pages)
    assert not any('name="status"' in page for page in pages)


def test_a_fact_is_disputed_with_a_reason_and_confirmed_again(admin_client):
    claim = make.claim(evidence=[make.passage(make.document(TEXT), "Police")])

    act(admin_client, claim, "dispute", reason="Another report differs.")
    claim.refresh_from_db()
    assert (claim.status, claim.disputed_reason[:7]) == ("disputed", "Another")

    act(admin_client, claim, "confirm")
    claim.refresh_from_db()
    assert claim.status == "confirmed"


def test_a_fact_is_replaced_on_its_page(admin_client, admin_user):
    old, new = make.claim(), make.claim()
    assert admin_client.get(url("claim_supersede", old.pk)).status_code == 200

    act(admin_client, old, "supersede", by_claim=new.pk, on="2021-08-08")

    old.refresh_from_db()
    assert old.superseded_by == new
    assert old.history.first().history_user == admin_user


def test_a_circle_of_facts_is_said(admin_client):
    old, new = make.claim(), make.claim()
    act(admin_client, old, "supersede", by_claim=new.pk, on="2021-08-08")

    answer = act(admin_client, new, "supersede", by_claim=old.pk, on="2021-08-09")

    assert "itself replaced" in answer.content.decode()


@pytest.mark.parametrize("verb", ["confirm", "dispute", "supersede"])
def test_who_may_only_look_changes_no_fact(client, django_user_model, verb):
    user = django_user_model.objects.create_user("a-reader", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_claim"))
    client.force_login(user)
    claim = make.claim()

    answer = act(client, claim, verb, reason="x")

    assert answer.status_code == 403
    assert claim.history.count() == 1

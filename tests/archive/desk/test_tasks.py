from datetime import date

import pytest
from django.urls import reverse

from archive import claims, curation
from archive.models import Claim, Mention, Revision
from tests import make

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TASKS = "/admin/desk/tasks/"
TEXT = "Police arrested Ana Testova in Ankara."


@pytest.fixture
def aside(admin_user):
    mention = make.mention(make.document(TEXT), "Ana Testova")
    curation.set_aside([mention], by=admin_user, at=make.NOW)
    return mention


def page(client):
    return client.get(TASKS).content.decode()


def take_up(client, mention, seen):
    address = reverse("desk:take-up", args=[mention.pk])
    return client.post(address, {"seen": seen}, follow=True)


def test_nothing_put_off_says_what_would_be_here(admin_client):
    assert "Nothing was put off" in page(admin_client)


def test_a_find_set_aside_is_taken_up_again(admin_client, aside):
    assert "“Ana Testova”" in page(admin_client)

    take_up(admin_client, aside, aside.state)

    assert Mention.objects.get().set_aside_at is None
    assert "“Ana Testova”" not in page(admin_client).split("desk-main")[1]


def test_what_was_decided_meanwhile_is_not_taken_up(admin_client, colleague, aside):
    seen = aside.state
    curation.reject([aside], by=colleague, at=make.NOW)

    answer = take_up(admin_client, aside, seen)

    assert "Decided meanwhile by a-colleague" in answer.content.decode()
    assert Mention.objects.get().status == "rejected"


def test_a_fact_past_its_day_is_looked_at_again(admin_client):
    passage = make.passage(make.document(TEXT), "arrested")
    for sentence, day in [("Old.", date(2020, 1, 1)), ("New.", date(2999, 1, 1))]:
        make.claim(sentence, [passage], review_by=day)

    html = page(admin_client)

    assert ("Old." in html, "New." in html) == (True, False)


def test_a_fact_set_aside_is_listed(admin_client, admin_user):
    claim = make.claim("Ana was arrested.")

    claims.set_aside(claim, by=admin_user, at=make.NOW)

    assert "Ana was arrested." in page(admin_client).split("desk-main")[1]
    assert Claim.objects.get().set_aside_at == make.NOW


def test_what_the_worker_has_not_read_is_named(admin_client):
    make.document(TEXT, title="Unread report")
    assert "Unread report" in page(admin_client)

    Revision.objects.update(extracted_at=make.NOW)

    assert "Unread report" not in page(admin_client)


def test_the_rail_counts_what_was_put_off(admin_client, admin_user, aside):
    passage = make.passage(make.document(TEXT), "arrested")
    make.claim("Old.", [passage], review_by=date(2020, 1, 1))
    claims.set_aside(make.claim("Ana sang."), by=admin_user, at=make.NOW)

    assert "Tasks <b>3</b>" in page(admin_client)


def test_the_rail_says_so_when_nothing_was_put_off(admin_client):
    assert "Tasks <b>0</b>" in page(admin_client)

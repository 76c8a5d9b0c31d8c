"""Whose names are left out for whom, and what curators are told of it."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.urls import reverse

from archive import curation
from archive.desk import readiness
from archive.models import Batch, Entity
from archive.reading import protecting
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def natalia():
    made = make.person("Natalia Sokolova")
    curation.protect(made, "initials", by=None)
    return made


def test_where_nobody_is_protected_one_query_says_so(django_assert_num_queries):
    report = make.document()

    with django_assert_num_queries(1):
        assert not protecting.screen_for(None, documents=[report.pk])


def test_whom_it_protects_is_found_without_reading_every_entry(natalia):
    question = protecting.kept_back()

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # a small table is read as a whole otherwise
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = question.explain()

    assert list(question) == [natalia]
    assert not re.search("(Seq Scan on|SCAN) archive_entity", plan), plan


def test_whose_names_are_left_out_is_two_queries(natalia, django_assert_num_queries):
    report = make.document("Natalia Sokolova spoke.")
    make.mention(report, "Natalia Sokolova", natalia)

    with django_assert_num_queries(2):
        screen = protecting.screen_for(None, documents=[report.pk])

    assert screen.words("Sokolova", screen.of(report.pk)) == "N. S."
    assert screen.words("Sokolova", screen.of(report.pk + 1)) == "Sokolova"
    assert screen.words("Natalia Sokolova", ()) == "Natalia Sokolova"


def test_a_claim_about_her_makes_a_document_about_her(natalia):
    report = make.document("Sokolova spoke.")
    claim = make.claim("She spoke.", [make.passage(report, "Sokolova")])
    claim.participants.create(entity=natalia, role="subject")

    screen = protecting.screen_for(None, documents=[report.pk])

    assert screen.words("Sokolova spoke.", screen.of(report.pk)) == "N. S. spoke."


def test_staff_read_every_name(natalia):
    staff = User(is_staff=True)

    assert not protecting.screen_for(staff)


def test_a_row_for_show_is_another_than_the_one_that_is_kept(natalia):
    report = make.document(title="Natalia Sokolova is ill")

    shown = protecting.screen_for(None).document(report)

    assert shown.title == "N. S. is ill"
    assert report.title == "Natalia Sokolova is ill"


def test_the_page_of_an_entry_protects_by_its_act(admin_client, admin_user):
    entity = make.person("Natalia Sokolova")
    name = entity.names.get()
    make.document(slug="trial-of-natalia-sokolova")
    typed = {
        "label": entity.label,
        "sort_key": entity.sort_key,
        "protection": "hidden",
        "names-TOTAL_FORMS": "1",
        "names-INITIAL_FORMS": "1",
        "names-0-id": str(name.pk),
        "names-0-entity": str(entity.pk),
        "names-0-text": name.text,
        "names-0-kind": name.kind,
    }

    answer = admin_client.post(
        reverse("admin:archive_entity_change", args=[entity.pk]), typed, follow=True
    )

    assert Entity.objects.get().protection == "hidden"
    assert entity.history.latest().history_user == admin_user
    assert Batch.objects.latest("id").made_by == admin_user
    assert "address of: trial-of-natalia-sokolova." in answer.content.decode()


def test_the_publish_check_says_that_an_address_holds_the_name(natalia):
    report = make.document(slug="trial-of-natalia-sokolova")

    advice = [each.sentence for each in readiness.of(report).advice]

    assert any("Its address holds a name" in sentence for sentence in advice)


def test_who_may_be_the_same_and_is_still_shown_is_said(admin_client):
    entity, _other = make.person("Natalia Sokolova"), make.person("Natalya Sokolova")
    name = entity.names.get()
    typed = {
        "label": entity.label,
        "sort_key": entity.sort_key,
        "protection": "hidden",
        "names-TOTAL_FORMS": "1",
        "names-INITIAL_FORMS": "1",
        "names-0-id": str(name.pk),
        "names-0-entity": str(entity.pk),
        "names-0-text": name.text,
        "names-0-kind": name.kind,
    }
    address = reverse("admin:archive_entity_change", args=[entity.pk])

    words = admin_client.post(address, typed, follow=True).content.decode()

    assert "still shown in full: Natalya Sokolova." in words

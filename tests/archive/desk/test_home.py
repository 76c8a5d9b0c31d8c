import pytest
from django.urls import reverse

from archive import accessions, curation, ingest
from tests import make

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOME = "/admin/desk/"


def page(client):
    return client.get(HOME).content.decode()


def test_an_empty_archive_says_how_to_begin(admin_client):
    html = page(admin_client)

    assert f'href="{reverse("desk:accession")}"' in html
    assert "What is put in comes here first." in html
    assert "Nothing waits." in html


def test_a_new_report_waits_until_its_triage_is_confirmed(admin_client, admin_user):
    document = make.document(title="A raid", source=make.source("A paper"))
    address = reverse("desk:triage-document", args=[document.pk])
    assert address in page(admin_client)

    curation.triage(document, by=admin_user, at=make.NOW)

    assert address not in page(admin_client)


def test_what_was_put_in_last_is_a_click_away(admin_client, admin_user):
    accession = accessions.deliver([], ingest.Described(), by=admin_user, at=make.NOW)

    address = reverse("desk:accession-files", args=[accession.pk])
    assert address in page(admin_client)


def test_the_admin_leads_to_the_desk(admin_client):
    assert f'href="{HOME}"' in admin_client.get("/admin/").content.decode()


def test_who_may_not_use_the_desk_is_not_led_there(client, colleague):
    client.force_login(colleague)

    assert f'href="{HOME}"' not in client.get("/admin/").content.decode()


def test_a_title_with_markup_stays_text(admin_client):
    make.document(title="<script>alert(1)</script>")

    html = page(admin_client)

    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html

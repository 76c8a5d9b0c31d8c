import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive import correcting, undoing
from archive.models import Revision
from tests import make

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
GERMAN = "Die Polizei kam."


@pytest.fixture
def report():
    return make.document("Police came.", title="Raid", slug="raid")


def address(report):
    return reverse("desk:translate", args=[report.pk])


def said(report, **fields):
    return {
        "language": "de",
        "made": "person",
        "who": "A. Person",
        "text": GERMAN,
        "seen": report.current_revision_id,
    } | fields


def made_of(report):
    return Revision.objects.translations().filter(document=report)


def test_the_triage_card_leads_to_it(admin_client, report):
    card = reverse("desk:triage-document", args=[report.pk])

    assert f'href="{address(report)}"' in admin_client.get(card).content.decode()


def test_a_paste_is_kept_and_listed(admin_client, admin_user, report):
    answer = admin_client.post(address(report), said(report), follow=True)

    assert answer.redirect_chain == [(address(report), 303)]
    made = made_of(report).get()
    assert (made.text, made.made_by) == (GERMAN, admin_user)
    assert 'href="/reports/raid/r/2/"' in answer.content.decode()
    assert "Undo" in answer.content.decode()


@pytest.mark.parametrize(
    ("made", "note"),
    [
        ("person", "Translated by A. Person."),
        ("machine", "Machine translation (A. Person), not checked by a person."),
        ("checked", "Machine translation, checked by A. Person."),
    ],
)
def test_readers_are_told_who_or_what_translated(admin_client, report, made, note):
    admin_client.post(address(report), said(report, made=made, who=" A.  Person. "))

    assert made_of(report).get().note == note


def test_a_file_is_shown_as_it_was_read_before_it_is_kept(admin_client, report):
    words = f"{GERMAN} Sie blieb bis zum Abend &amp; nahm zwei Menschen mit."
    page = f"<html><nav>Menü</nav><article><h1>Razzia</h1><p>{words}</p></article>"
    file = SimpleUploadedFile("a.html", page.encode(), "text/html")

    answer = admin_client.post(address(report), said(report, text="", upload=file))

    assert answer.status_code == 200
    shown = answer.context["form"]["text"].value()
    assert shown == f"Razzia\n\n{words.replace('&amp;', '&')}"
    assert answer.context["form"]["who"].value() == "A. Person"
    assert not made_of(report).exists()


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02", b"%PDF-1.7 broken", b"PK\x03\x04"]
)
def test_a_file_that_cannot_be_read_says_so(admin_client, report, content):
    file = SimpleUploadedFile("a.bin", content)

    answer = admin_client.post(address(report), said(report, text="", upload=file))

    assert answer.status_code == 400
    assert answer.context["form"].non_field_errors()


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " \n"},
        {"text": "Police came."},
        {"language": "en"},
        {"language": "<i>"},
        {"who": ""},
        {"made": "nobody"},
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(admin_client, report, wrong):
    answer = admin_client.post(address(report), said(report, **wrong))

    assert answer.status_code == 400
    assert answer.context["form"].errors
    assert not made_of(report).exists()


def test_a_text_corrected_meanwhile_is_looked_at_again(admin_client, report):
    typed = said(report)
    correcting.correct(report, "Riot police.", by=None, at=make.NOW, note="Who.")

    answer = admin_client.post(address(report), typed)

    assert answer.status_code == 409
    assert GERMAN in answer.content.decode()
    again = {**typed, "seen": answer.context["form"]["seen"].value()}
    assert admin_client.post(address(report), again).status_code == 303


def test_it_is_taken_back_from_the_desk(admin_client, admin_user, report):
    admin_client.post(address(report), said(report))
    act = undoing.last(admin_user)

    admin_client.post(reverse("desk:undo-batch", args=[act.pk]))

    assert not made_of(report).exists()
    assert "/r/2/" not in admin_client.get(address(report)).content.decode()


def test_the_page_costs_the_same_however_many_there_are(admin_client, report):
    counts = []
    for language in ("de", "fr", "nl", "it"):
        admin_client.post(
            address(report),
            said(report, language=language, text=f"{language} {GERMAN}"),
        )
        admin_client.get(address(report))
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(address(report))
        counts.append(len(queries))

    assert counts[0] == counts[-1] <= 9


def test_the_history_says_what_was_put_in(admin_client, report):
    admin_client.post(address(report), said(report))

    shown = admin_client.get(reverse("desk:history")).content.decode()

    assert "Raid: translation (de). Translated by A. Person." in shown


@pytest.mark.parametrize("rights", [(), ("view_document",)])
def test_who_may_not_correct_may_not_translate(client, colleague, report, rights):
    colleague.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client.force_login(colleague)

    assert client.get(address(report)).status_code == 403
    assert client.post(address(report), said(report)).status_code == 403
    assert not made_of(report).exists()


def test_the_differences_are_those_of_a_correction(admin_client, report):
    admin_client.post(address(report), said(report))
    correcting.correct(report, "Riot police.", by=None, at=make.NOW, note="Who.")
    correcting.translate(
        report, "La police.", language="fr", by=None, at=make.NOW, note="B."
    )

    answer = admin_client.get(reverse("desk:differences", args=[report.pk]))

    assert answer.context["before"].number == 1
    assert answer.context["after"].number == 3

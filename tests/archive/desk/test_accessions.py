import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from archive import accessions, ingest, readers
from archive.models import Accession, Document
from tests import make

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NEW = "/admin/desk/accessions/new/"
TEXT = "A strike\n\nPolice arrested Ana Testova in Ankara on 3 May 2021."


@pytest.fixture(autouse=True)
def own_media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def hand_in(client, **fields):
    return client.post(NEW, {"kind": "report", "language": ""} | fields, follow=True)


def work(accession):
    with readers.Guarded() as reader:
        for row in accession.files.filter(status="waiting"):
            accessions.receive(row.pk, reader=reader, at=make.NOW)


def files_page(client, accession, query=""):
    address = reverse("desk:accession-files", args=[accession.pk])
    return client.get(f"{address}{query}")


def test_files_and_a_paste_are_handed_in_together(admin_client, admin_user):
    source = make.source()
    files = [SimpleUploadedFile(f"{n}.txt", f"{n} {TEXT}".encode()) for n in range(3)]

    answer = hand_in(admin_client, uploads=files, text=TEXT, source=source.pk)

    accession = Accession.objects.get()
    assert answer.redirect_chain == [
        (reverse("desk:accession-files", args=[accession.pk]), 303)
    ]
    assert (accession.made_by, accession.source) == (admin_user, source)
    assert [row.file_name for row in accession.files.all()] == [
        "0.txt",
        "1.txt",
        "2.txt",
        "pasted text",
    ]


def test_the_old_place_leads_to_the_desk(admin_client):
    answer = admin_client.get("/admin/archive/document/add/", follow=True)

    assert answer.redirect_chain[-1][0] == NEW


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Choose files or paste a text first"),
        ({"text": " \n "}, "Choose files or paste a text first"),
        ({"text": TEXT, "language": "xx-none"}, "no language code"),
        ({"text": TEXT, "source": "99"}, "not one of the available choices"),
        ({"text": "nul \x00 inside"}, "Null characters are not allowed"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(admin_client, fields, sentence):
    answer = hand_in(admin_client, **fields)

    assert sentence in answer.content.decode()
    assert not Accession.objects.exists()


def test_a_wrong_field_loses_no_pasted_word(admin_client):
    page = hand_in(admin_client, text=TEXT, language="xx-none").content.decode()

    assert "Police arrested Ana Testova" in page


def test_an_empty_file_is_refused_by_name_and_the_rest_is_taken(admin_client):
    files = [SimpleUploadedFile("no.txt", b""), SimpleUploadedFile("a.txt", b"Words.")]

    hand_in(admin_client, uploads=files)
    work(Accession.objects.get())

    page = files_page(admin_client, Accession.objects.get()).content.decode()
    assert "The file is empty" in page
    assert Document.objects.count() == 1


def test_addresses_are_asked_for_where_fetching_is_on(admin_client, settings):
    assert 'name="addresses"' not in admin_client.get(NEW).content.decode()

    settings.INGEST_URLS = ["example.org"]
    assert 'name="addresses"' in admin_client.get(NEW).content.decode()
    hand_in(admin_client, addresses="https://example.org/a\nhttps://example.org/b")

    names = [row.file_name for row in Accession.objects.get().files.all()]
    assert names == ["https://example.org/a", "https://example.org/b"]


@pytest.mark.parametrize(
    "addresses", ["\n".join("abcdefghij" * 6), f"https://example.org/{'a' * 300}"]
)
def test_too_much_to_fetch_is_refused(admin_client, settings, addresses):
    settings.INGEST_URLS = ["example.org"]

    hand_in(admin_client, addresses=addresses)

    assert not Accession.objects.exists()


def deliver(*texts):
    handed = [
        accessions.Handed(f"{n}.txt", ContentFile(text.encode()))
        for n, text in enumerate(texts)
    ]
    return accessions.deliver(handed, ingest.Described(), by=None, at=make.NOW)


def test_the_page_follows_while_a_file_waits_and_says_so(admin_client):
    answer = files_page(admin_client, deliver(TEXT))

    assert answer.headers["Refresh"] == "4"
    assert "loads again every 4 seconds" in answer.content.decode()
    assert "1 waiting" in answer.content.decode()


def test_the_page_can_be_kept_still(admin_client):
    assert "Refresh" not in files_page(admin_client, deliver(TEXT), "?still=1").headers


def test_the_page_rests_once_all_is_read_and_leads_on(admin_client):
    accession = deliver(TEXT, "")
    work(accession)

    answer = files_page(admin_client, accession)

    page = answer.content.decode()
    assert "Refresh" not in answer.headers
    assert "1 stored, 1 refused" in page
    document = Document.objects.get()
    assert reverse("desk:triage-document", args=[document.pk]) in page


@pytest.mark.slow
def test_two_hundred_files_are_handed_in_at_once(
    admin_client, django_assert_max_num_queries
):
    files = [
        SimpleUploadedFile(f"{n}.txt", f"{n} {TEXT * 40}".encode()) for n in range(200)
    ]

    hand_in(admin_client, uploads=files)

    accession = Accession.objects.get()
    assert accession.files.filter(status="waiting").count() == 200
    with django_assert_max_num_queries(10):
        files_page(admin_client, accession)


def test_what_waits_is_served_to_nobody(admin_client, client):
    row = deliver(TEXT).files.get()

    for address in (f"/{row.content.name}", f"/media/{row.content.name}"):
        assert client.get(address).status_code == 404
        assert admin_client.get(f"/admin{address}").status_code in {302, 404}


def test_who_may_not_add_puts_nothing_in(client, colleague):
    colleague.user_permissions.add(Permission.objects.get(codename="view_document"))
    client.force_login(colleague)

    assert hand_in(client, text=TEXT).status_code == 403
    assert not Accession.objects.exists()


def test_a_source_that_is_typed_is_made_and_holds_for_all(admin_client):
    hand_in(
        admin_client,
        text=TEXT,
        **{
            "new-source-name": "Lusaka Bulletin",
            "new-source-kind": "newspaper",
            "new-source-home": "bulletin.example",
        },
    )

    source = Accession.objects.get().source
    assert (source.name, source.kind) == ("Lusaka Bulletin", "newspaper")


def test_a_source_that_is_known_is_said_and_no_pasted_word_is_lost(admin_client):
    make.source("A paper")

    answer = hand_in(admin_client, text=TEXT, **{"new-source-name": "A paper"})

    html = answer.content.decode()
    assert (answer.status_code, Accession.objects.count()) == (400, 0)
    assert "is a source already" in html
    assert "Police arrested Ana Testova" in html


def test_much_the_same_text_is_said_to_be_in_the_list(admin_client):
    words = "The court freed {} of the bakers who had walked out over unpaid overtime. "
    text = "".join(words.format(n) for n in ("two", "three", "four", "five", "six"))
    accession = deliver(f"Bakers freed\n\n{text}", f"Bakers are free\n\n{text}")
    work(accession)

    html = files_page(admin_client, accession).content.decode()

    first = Document.objects.earliest("pk")
    there = reverse("desk:triage-document", args=[first.pk])
    link = f'looks like the same text as <a href="{there}">{first.title}</a>'
    assert html.count(link) == 1


def test_a_list_of_files_costs_the_same_however_many_are_alike(
    admin_client, django_assert_max_num_queries
):
    text = "The court freed two of the bakers who had walked out over unpaid overtime. "
    accession = deliver(*(f"Bakers freed {n}\n\n{text * 5}" for n in range(6)))
    work(accession)

    with django_assert_max_num_queries(15):
        files_page(admin_client, accession)

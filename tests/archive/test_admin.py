import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from archive import claims
from archive.models import Capture, Document, Entity, Mention, Name, StopRule
from tests import make

pytestmark = pytest.mark.django_db
ADD = "/admin/archive/document/add/"
TEXT = "A strike\n\nPolice arrested Ana Testova in Ankara on 3 May 2021."


def url(name, *args):
    return reverse(f"admin:archive_{name}", args=args)


def put_in(client, **fields):
    fields = {"kind": "report", "language": "en"} | fields
    return client.post(ADD, fields, follow=True)


def decide(client, mention, **fields):
    document = mention.passage.revision.document
    return client.post(
        url("document_decide", document.pk, mention.pk), fields, follow=True
    )


def test_a_pasted_report_is_stored_as_a_draft(admin_client):
    answer = put_in(admin_client, text=TEXT, published="2021-05")

    document = Document.objects.get()
    assert (document.title, document.visibility) == ("A strike", "draft")
    assert document.published.value == "2021-05"
    assert answer.redirect_chain[-1][0] == url("document_mentions", document.pk)


def test_an_uploaded_report_keeps_its_file_name(admin_client):
    put_in(admin_client, file=SimpleUploadedFile("../a.txt", TEXT.encode()))

    assert Capture.objects.get().file_name == "a.txt"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Paste a text or choose a file"),
        ({"text": "  \n"}, "Paste a text or choose a file"),
        ({"text": TEXT, "published": "soon"}, "date"),
        ({"text": "nul \x00 inside"}, "Null characters are not allowed"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7\n")}, "PDF"),
        ({"file": SimpleUploadedFile("a.txt", b"a" * 6_000_000)}, "6 MB"),
    ],
)
def test_what_cannot_be_stored_is_said_and_the_words_are_kept(
    admin_client, fields, sentence
):
    answer = put_in(admin_client, author="A. Author", **fields)

    assert sentence in answer.content.decode()
    assert "A. Author" in answer.content.decode()
    assert not Document.objects.exists()


def test_a_known_report_leads_to_where_it_is(admin_client):
    put_in(admin_client, text=TEXT)

    answer = put_in(admin_client, text=TEXT)

    assert "Already in the archive" in answer.content.decode()
    assert Document.objects.count() == 1


def test_each_mention_is_shown_in_its_sentence(admin_client):
    document = make.document("It began. Police held Ana Testova there. It ended.")
    make.mention(document, "Ana Testova")

    page = admin_client.get(url("document_mentions", document.pk)).content.decode()

    assert "Police held <mark>Ana Testova</mark> there." in page
    assert "It began." in page
    assert "It ended." in page


def test_a_mention_is_accepted_as_the_entity_chosen(admin_client, admin_user):
    mention = make.mention(make.document(TEXT), "Ana Testova")
    person = make.person("Ana Testova")

    decide(admin_client, mention, decision="accept", entity=person.pk)

    mention.refresh_from_db()
    assert (mention.status, mention.entity) == ("accepted", person)
    assert mention.decided_by == admin_user


def test_a_new_entry_is_made_and_accepted_in_one_step(admin_client):
    mention = make.mention(make.document(TEXT), "Ana Testova")

    decide(admin_client, mention, decision="new", label="Ana Testova")

    assert Mention.objects.get().entity == Entity.objects.get(label="Ana Testova")


def test_a_rejection_can_reach_everywhere(admin_client):
    mention = make.mention(make.document(TEXT), "Police")

    decide(admin_client, mention, decision="reject", scope="everywhere")

    assert StopRule.objects.get().surface == "Police"


def test_a_decision_can_be_taken_back(admin_client):
    mention = make.mention(make.document(TEXT), "Ana Testova", make.person())

    decide(admin_client, mention, decision="reopen")

    assert Mention.objects.get().status == "suggested"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"decision": "burn"},
        {"decision": "accept"},
        {"decision": "accept", "entity": "9"},
    ],
)
def test_an_impossible_decision_is_said_and_nothing_changes(admin_client, fields):
    mention = make.mention(make.document(TEXT), "Ana Testova")

    answer = decide(admin_client, mention, **fields)

    assert answer.status_code == 200
    assert 'class="error"' in answer.content.decode()
    assert Mention.objects.get().status == "suggested"


def test_accept_all_takes_only_what_was_shown_and_is_known(admin_client):
    document = make.document(TEXT)
    person = make.person("Ana Testova")
    known = make.mention(
        document, "Ana Testova", person, status="suggested", decided_at=None
    )
    unknown = make.mention(document, "Ankara", kind="PLACE")
    later = make.mention(document, "3 May 2021", kind="DATE")

    admin_client.post(
        url("document_accept", document.pk), {"mention": [known.pk, unknown.pk]}
    )

    accepted = Mention.objects.accepted()
    assert list(accepted) == [known]
    assert later.status == "suggested"


def test_publishing_and_withdrawing_are_one_press_each(admin_client):
    document = make.document(visibility="draft")

    admin_client.post(url("document_show", document.pk, "publish"))
    assert Document.objects.get().visibility == "public"

    admin_client.post(url("document_show", document.pk, "withdraw"))
    assert Document.objects.get().visibility == "withdrawn"


def test_nothing_is_decided_by_a_link(admin_client):
    mention = make.mention(make.document(TEXT), "Ana Testova")
    document = mention.passage.revision.document

    for name, args in [
        ("document_decide", [document.pk, mention.pk]),
        ("document_accept", [document.pk]),
        ("document_show", [document.pk, "publish"]),
    ]:
        assert admin_client.get(url(name, *args)).status_code == 405


def test_an_account_without_rights_decides_nothing(client, django_user_model):
    user = django_user_model.objects.create_user("a-reader", is_staff=True)
    client.force_login(user)
    mention = make.mention(make.document(TEXT), "Ana Testova")

    answer = decide(client, mention, decision="reject")

    assert answer.status_code == 403
    assert Mention.objects.get().status == "suggested"


def test_the_mentions_page_costs_the_same_for_any_number(
    admin_client, django_assert_max_num_queries
):
    document = make.document(" ".join(f"Person{n} spoke." for n in range(40)))
    for n in range(40):
        make.mention(document, f"Person{n} ".strip() + " ")

    with django_assert_max_num_queries(12):
        admin_client.get(url("document_mentions", document.pk))


def test_a_spelling_typed_in_the_admin_gets_its_key(admin_client):
    person = make.person("Ana Testova")
    kept = person.names.get()

    answer = admin_client.post(
        url("entity_change", person.pk),
        {
            "kind": "PERSON",
            "slug": person.slug,
            "label": person.label,
            "sort_key": person.sort_key,
            "names-TOTAL_FORMS": "2",
            "names-INITIAL_FORMS": "1",
            "names-0-id": kept.pk,
            "names-0-entity": person.pk,
            "names-0-text": kept.text,
            "names-0-kind": kept.kind,
            "names-1-entity": person.pk,
            "names-1-text": "Ana  Testowa",
            "names-1-kind": "alias",
        },
    )

    assert answer.status_code == 302
    added = Name.objects.get(text="Ana Testowa")
    assert added.key
    assert added.history.count() == 1


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


@pytest.mark.parametrize(
    "name", ["source", "document", "entity", "mention", "claim", "stoprule"]
)
def test_every_list_opens_with_rows_in_it(admin_client, name):
    document = make.document(TEXT, source=make.source())
    mention = make.mention(document, "Police", kind="ORG")
    decide(admin_client, mention, decision="reject", scope="source")
    claims.dispute(make.claim(), reason="x", by=None)
    make.person()

    assert admin_client.get(url(f"{name}_changelist"), {"q": "a"}).status_code == 200


def test_a_document_is_never_deleted_in_the_admin(admin_client):
    document = make.document()

    assert admin_client.post(url("document_delete", document.pk)).status_code == 403

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from simple_history.admin import SimpleHistoryAdmin

from archive import claims, curation
from archive.models import Capture, Claim, Document, Entity, Mention, Name, StopRule
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
    fields.setdefault("seen", Mention.objects.get(pk=mention.pk).state)
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
        url("document_accept", document.pk),
        {"mention": [f"{known.pk}:{person.pk}", f"{unknown.pk}:"]},
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


@pytest.mark.parametrize("is_superuser", [False, True])
@pytest.mark.parametrize("made", [make.source, make.place, make.claim, make.document])
def test_an_old_state_is_shown_and_never_put_back(
    client, django_user_model, made, is_superuser
):
    row = made()
    name = row._meta.model_name
    user = django_user_model.objects.create_user(
        "a-reader", is_staff=True, is_superuser=is_superuser
    )
    user.user_permissions.add(Permission.objects.get(codename=f"view_{name}"))
    client.force_login(user)
    old = url(f"{name}_simple_history", row.pk, row.history.earliest().pk)

    page, answer = client.get(old), client.post(old, {"_save": "Revert"})

    assert page.status_code == 200
    assert "_save" not in page.content.decode()
    assert answer.status_code == 405
    assert row.history.count() == type(row).objects.get().history.count()


def test_no_door_of_either_room_puts_an_old_state_back(rf):
    doors = [
        door
        for model, door in admin.site._registry.items()
        if model._meta.app_label in {"archive", "campaign"}
        and isinstance(door, SimpleHistoryAdmin)
    ]

    answers = [door.history_form_view(rf.post("/"), "1", "1") for door in doors]

    assert len(doors) > 8
    assert {answer.status_code for answer in answers} == {405}
    assert all(door.revert_disabled(rf.get("/")) for door in doors)


def save_entity(client, entity, *rows, initial=0):
    fields = {
        "label": entity.label,
        "sort_key": entity.sort_key,
        "names-TOTAL_FORMS": len(rows),
        "names-INITIAL_FORMS": initial,
    }
    for n, row in enumerate(rows):
        typed = {"entity": entity.pk, "kind": "alias"} | row
        fields |= {f"names-{n}-{name}": value for name, value in typed.items()}
    return client.post(url("entity_change", entity.pk), fields)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"text": "Another", "kind": "preferred"}, "Only one name"),
        ({"text": "Ana   Testova"}, "stands here twice"),
    ],
)
def test_spellings_that_do_not_fit_together_are_said(admin_client, row, sentence):
    person = make.person("Ana Testova")
    kept = {"id": person.names.get().pk, "text": "Ana Testova", "kind": "preferred"}

    answer = save_entity(admin_client, person, kept, row, initial=1)

    assert sentence in answer.content.decode()
    assert Name.objects.count() == 1


def test_two_spellings_that_change_places_are_said(admin_client):
    person = make.person("Ana Testova")
    first, second = person.names.get(), curation.add_name(person, "Ana Testowa")
    rows = [
        {"id": first.pk, "text": second.text, "kind": "preferred"},
        {"id": second.pk, "text": first.text, "kind": "alias"},
    ]

    answer = save_entity(admin_client, person, *rows, initial=2)

    assert "one after the other" in answer.content.decode()


@pytest.mark.parametrize("change", [{"DELETE": "on"}, {"kind": "alias"}])
def test_another_name_becomes_the_preferred_one_in_one_step(admin_client, change):
    person = make.person("Ana Testova")
    old = {"id": person.names.get().pk, "text": "Ana Testova", "kind": "preferred"}
    new = {"text": "Anna Testova", "kind": "preferred"}

    answer = save_entity(admin_client, person, old | change, new, initial=1)

    assert answer.status_code == 302
    assert person.names.get(kind="preferred").text == "Anna Testova"


def test_an_entry_made_in_the_admin_has_its_preferred_name(admin_client):
    admin_client.post(
        url("entity_add"),
        {
            "kind": "PERSON",
            "slug": "ana",
            "label": "Ana Testova",
            "names-TOTAL_FORMS": "0",
            "names-INITIAL_FORMS": "0",
        },
    )

    name = Name.objects.get()
    assert (name.text, name.kind, bool(name.key)) == ("Ana Testova", "preferred", True)


def test_the_address_and_kind_of_an_entry_stay(admin_client):
    person = make.person("Ana Testova", slug="ana")
    page = admin_client.get(url("entity_change", person.pk)).content.decode()

    assert 'name="slug"' not in page
    assert 'name="kind"' not in page


@pytest.mark.parametrize("value", ["2021", "2021-05", "2021-05-07", "2021-05/..", ""])
def test_the_date_of_a_document_is_typed_whole(admin_client, value):
    document = make.document(published_precision="day")

    answer = admin_client.post(
        url("document_change", document.pk),
        {
            "title": "T",
            "kind": "report",
            "language": "en",
            "published": value,
            "published_basis": "stated",
            "captures-TOTAL_FORMS": "0",
            "captures-INITIAL_FORMS": "0",
            "revisions-TOTAL_FORMS": "0",
            "revisions-INITIAL_FORMS": "0",
        },
    )

    document.refresh_from_db()
    assert answer.status_code == 302
    assert (document.published.value if document.published else "") == value


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


def prove(client, document, **fields):
    fields = {"kind": "arrest", "modality": "reported"} | fields
    fields.setdefault("known_from", "2021-05-04")
    return client.post(
        url("document_facts", document.pk), fields, follow=True
    ).content.decode()


def test_a_fact_is_proven_and_confirmed_in_the_site(admin_client):
    document = make.document(TEXT)
    assert 'value="2021-05-04"' in prove(admin_client, document)

    prove(
        admin_client,
        document,
        sentence="Ana Testova was arrested.",
        words="arrested  Ana\r\nTestova",
    )
    claim = Claim.objects.get()
    admin_client.post(url("document_prove", document.pk, claim.pk))

    claim.refresh_from_db()
    assert claim.status == "confirmed"
    assert claim.evidence.get().passage.quote == "arrested Ana Testova"


def test_a_second_report_supports_a_known_fact(admin_client):
    claim, document = make.claim(), make.document(TEXT)

    for _ in range(2):
        prove(admin_client, document, claim=claim.pk, words="Police arrested")

    assert claim.evidence.get().passage.revision == document.current_revision


@pytest.mark.parametrize(
    ("words", "sentence", "complaint"),
    [
        ("Nobody at all", "A fact.", "do not stand in this report"),
        ("A", "A fact.", "stand 3 times"),
        ("Police", "", "A new fact needs this"),
        ("", "A fact.", "required"),
        ("(.*)", "A fact.", "do not stand in this report"),
    ],
)
def test_what_proves_nothing_is_said(admin_client, words, sentence, complaint):
    page = prove(admin_client, make.document(TEXT), words=words, sentence=sentence)

    assert complaint in page
    assert not Claim.objects.exists()

import pytest
from django.urls import reverse

from archive import curation
from archive.models import Entity, Mention, StopRule
from tests import make

pytestmark = pytest.mark.django_db
TEXT = "A strike\n\nPolice arrested Ana Testova in Ankara on 3 May 2021."


def url(name, *args):
    return reverse(f"admin:archive_document_{name}", args=args)


def page_of(client, document):
    return client.get(url("mentions", document.pk)).content.decode()


def decide(client, mention, **fields):
    fields.setdefault("seen", Mention.objects.get(pk=mention.pk).state)
    document = mention.passage.revision.document
    return client.post(
        url("decide", document.pk, mention.pk), fields, follow=True
    ).content.decode()


def suggested(entity=None, text=TEXT, **fields):
    document = make.document(text)
    fields = {"status": "suggested", "decided_at": None} | fields
    return make.mention(document, "Ana Testova", entity, **fields)


def test_nobody_chosen_is_not_the_one_suggested(admin_client):
    mention = suggested(make.person("Ana Testova"))

    page = decide(admin_client, mention, decision="accept", entity="")

    assert "Choose who or what" in page
    assert Mention.objects.get().status == "suggested"


def test_a_date_is_accepted_without_anybody(admin_client):
    mention = make.mention(make.document(TEXT), "3 May 2021", kind="DATE")

    decide(admin_client, mention, decision="accept")

    assert Mention.objects.get().status == "accepted"


def test_a_page_that_is_out_of_date_changes_nothing(admin_client, django_user_model):
    mention, seen = suggested(), suggested().state
    colleague = django_user_model.objects.create_user("a-colleague")
    curation.reject([mention], by=colleague, at=make.NOW)

    page = decide(admin_client, mention, decision="new", label="Ana Testova", seen=seen)

    assert "Decided meanwhile by a-colleague" in page
    assert Mention.objects.get(pk=mention.pk).status == "rejected"
    assert not Entity.objects.exists()


def test_a_decision_that_says_not_what_it_saw_is_refused(admin_client):
    mention = suggested()

    page = decide(admin_client, mention, decision="reject", seen="")

    assert "changed meanwhile" in page
    assert Mention.objects.get().status == "suggested"


def test_accept_all_leaves_out_whom_the_page_did_not_show(admin_client):
    mention = suggested(make.person("Ana Testova"))
    shown = make.person("Ana Testova")

    admin_client.post(
        url("accept", mention.passage.revision.document_id),
        {"mention": [f"{mention.pk}:{shown.pk}", "x:1", "²:1", f"{'9' * 40}:1"]},
    )

    assert Mention.objects.get().status == "suggested"


def test_a_page_sends_what_it_shows(admin_client):
    mention = suggested(make.person("Ana Testova"))

    page = page_of(admin_client, mention.passage.revision.document)

    assert f'name="mention" value="{mention.pk}:{mention.entity_id}"' in page
    assert f'name="seen" value="{mention.state}"' in page


def test_the_field_for_a_new_name_is_sent_by_its_own_button(admin_client):
    page = page_of(admin_client, suggested().passage.revision.document)

    (form,) = [each for each in page.split("<form") if 'name="label"' in each]

    assert 'value="new"' in form
    assert 'value="accept"' not in form


@pytest.mark.parametrize("words", ["ana testova", "testova-2", "A. Testowa"])
def test_an_entry_is_accepted_by_typing_its_name(admin_client, words):
    mention, person = suggested(), make.person("Ana Testova", slug="testova-2")
    curation.add_name(person, "A. Testowa")

    decide(admin_client, mention, decision="accept", named=words)

    assert Mention.objects.get().entity == person


def test_a_typed_name_goes_before_the_one_in_the_list(admin_client):
    other = make.person("Somebody Else")
    mention = suggested(make.person("Ana Testova"))

    decide(
        admin_client,
        mention,
        decision="accept",
        entity=mention.entity_id,
        named="Somebody Else",
    )

    assert Mention.objects.get().entity == other


@pytest.mark.parametrize(
    ("bearers", "sentence"), [(0, "No entry is called"), (2, "Several entries")]
)
def test_a_typed_name_must_mean_one_entry(admin_client, bearers, sentence):
    mention = suggested()
    for _ in range(bearers):
        make.person("Ana Testova")

    page = decide(admin_client, mention, decision="accept", named="Ana Testova")

    assert sentence in page
    assert Mention.objects.get().status == "suggested"


def test_a_report_without_a_source_is_offered_no_reach_over_it(admin_client):
    mention = suggested()

    page = page_of(admin_client, mention.passage.revision.document)
    answer = decide(admin_client, mention, decision="reject", scope="source")

    assert '<option value="document">' in page
    assert '<option value="source">' not in page
    assert "names no source" in answer
    assert not StopRule.objects.exists()
    assert Mention.objects.get().status == "suggested"


def test_a_date_gets_no_entry(admin_client):
    mention = make.mention(make.document(TEXT), "3 May 2021", kind="DATE")

    page = decide(admin_client, mention, decision="new", label="3 May 2021")

    assert "Only people, organisations and places" in page
    assert not Entity.objects.exists()


def test_a_letter_inside_a_report_leads_to_the_reports_desk(admin_client):
    report, letter = make.document(TEXT), make.document("Ana Testova wrote.")
    letter.part_of, letter.part_of_passage = report, make.passage(report, "Police")
    letter.save()

    page = page_of(admin_client, letter)

    assert url("mentions", report.pk) in page
    assert "has not been read yet" not in page


def test_who_shares_a_word_is_offered_and_nobody_else(admin_client):
    near, far = make.person("Bela Testova"), make.person("Carl Other")
    document = suggested().passage.revision.document

    page = page_of(admin_client, document)

    assert f'<option value="{near.pk}">' in page
    assert f'<option value="{far.pk}">' not in page


def test_the_desk_stays_small_beside_a_large_archive(
    admin_client, django_assert_max_num_queries
):
    Entity.objects.bulk_create(
        Entity(kind="PERSON", slug=f"p-{n}", label=f"Ana Bearer{n}", sort_key=f"{n}")
        for n in range(500)
    )
    document = make.document(" ".join(f"Ana {n:02} spoke." for n in range(50)))
    for n in range(50):
        make.mention(document, f"Ana {n:02}")

    with django_assert_max_num_queries(12):
        page = page_of(admin_client, document)

    assert page.count("<option") < 500 + 50 * (11 + 4)
    assert len(page) < 400_000

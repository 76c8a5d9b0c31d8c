from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from archive import claims, curation, undoing
from archive.desk import changes
from archive.models import Batch, Document, Mention
from tests import make

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HISTORY = "/admin/desk/history/"
TEXT = "Police arrested Ana Testova in Ankara on 3 May 2021."


def acts(client, **wanted):
    return list(client.get(HISTORY, wanted).context["page"].rows)


def page(client, batch):
    return client.get(reverse("desk:batch", args=[batch.pk])).content.decode()


def accept(by, **fields):
    mention = make.mention(make.document(TEXT), "Ana Testova")
    curation.accept_as_new([mention], "Ana Testova", kind="PERSON", by=by, at=make.NOW)
    return Batch.objects.first()


def test_every_act_is_listed_newest_first(admin_client, admin_user, colleague):
    document = make.document()
    curation.publish([document], by=admin_user)
    curation.withdraw([document], by=colleague)

    assert [batch.verb for batch in acts(admin_client)] == ["withdraw", "publish"]


def test_acts_are_found_by_who_what_where_and_when(admin_client, admin_user, colleague):
    one, other = make.document(slug="one"), make.document(slug="other")
    published = Batch.objects.create(
        verb=Batch.Verb.PUBLISH,
        document=one,
        made_by=admin_user,
        made_at=datetime(2021, 5, 4, 23, 59, tzinfo=UTC),
    )
    curation.withdraw([other], by=colleague)
    withdrawn = Batch.objects.latest("pk")

    assert acts(admin_client, person=colleague.pk) == [withdrawn]
    assert acts(admin_client, verb="publish") == [published]
    assert acts(admin_client, document="other") == [withdrawn]
    assert acts(admin_client, day="2021-05-04") == [published]
    assert acts(admin_client, verb="publish", document="other") == []


@pytest.mark.parametrize(
    "wanted",
    [{"person": "99"}, {"verb": "x"}, {"document": "a b"}, {"day": "soon"}],
)
def test_a_filter_that_is_none_finds_nothing_and_says_so(admin_client, wanted):
    curation.publish([make.document()], by=None)

    answer = admin_client.get(HISTORY, wanted)

    assert "No act is kept that fits" in answer.content.decode()


def test_older_acts_are_a_page_on_with_the_same_filter(admin_client):
    document = make.document()
    for _ in range(25):
        curation.publish([document], by=None)

    first = admin_client.get(HISTORY, {"verb": "publish"})
    older = admin_client.get(HISTORY + first.context["older"])

    assert "verb=publish" in first.context["older"]
    shown = [*first.context["page"].rows, *older.context["page"].rows]
    assert len({batch.pk for batch in shown}) == 25
    assert older.context["older"] == ""


def test_an_act_shows_each_row_before_and_after(admin_client, admin_user):
    html = page(admin_client, accept(admin_user))

    assert "Mention: changed <bdi" in html
    assert 'Entity: made <bdi class="desk-quiet">Ana Testova</bdi>' in html
    assert "<td>suggested</td><td>accepted</td>" in html
    assert "Ana Testova" in html


def test_only_what_changed_is_shown():
    document = make.document(TEXT, visibility="draft")
    curation.publish([document], by=None)

    (row,) = changes.of_batch(Batch.objects.get()).rows

    said = {field.label: (field.before, field.after) for field in row.fields}
    assert said["visibility"] == ("draft", "public")
    assert set(said) == {"title", "visibility"}


def test_a_part_is_shown_by_its_words():
    document = make.document(TEXT, segments=[])
    curation.mark_segment(
        document.current_revision, 0, 6, "title", by=None, at=make.NOW
    )

    (row,) = changes.of_batch(Batch.objects.get()).rows

    assert ("words", "", "Police") in [
        (field.label, field.before, field.after) for field in row.fields
    ]


def test_any_act_is_taken_back_somebody_elses_too(admin_client, colleague):
    batch = accept(colleague)

    answer = admin_client.post(reverse("desk:undo-batch", args=[batch.pk]), follow=True)

    assert Mention.objects.get().status == "suggested"
    assert "This has been taken back." in answer.content.decode()


def test_an_undo_is_taken_back_in_turn(admin_client, admin_user):
    batch = accept(admin_user)
    undo = undoing.undo(batch, by=admin_user, at=make.NOW)
    assert "Bring it again" in page(admin_client, undo)

    admin_client.post(reverse("desk:undo-batch", args=[undo.pk]))

    assert Mention.objects.get().status == "accepted"


def test_what_was_changed_since_says_by_whom_and_offers_no_undo(
    admin_client, admin_user, colleague
):
    document = make.document(visibility="draft")
    curation.publish([document], by=admin_user)
    batch = Batch.objects.get()
    curation.withdraw([document], by=colleague)

    html = page(admin_client, batch)
    admin_client.post(reverse("desk:undo-batch", args=[batch.pk]))

    assert "a-colleague has changed a document since" in html
    assert "Take this back</button>" not in html
    assert Document.objects.get().visibility == "withdrawn"


def test_an_undone_act_is_marked_in_the_list(admin_client, admin_user):
    undoing.undo(accept(admin_user), by=admin_user, at=make.NOW)

    assert "taken back</span>" in admin_client.get(HISTORY).content.decode()


def test_a_large_act_is_folded_thirty_rows_to_a_page(
    admin_client, django_assert_max_num_queries
):
    document = make.document(" ".join(f"Name{n:02}" for n in range(60)))
    mentions = [make.mention(document, f"Name{n:02}") for n in range(60)]
    curation.reject(mentions, by=None, at=make.NOW)

    with django_assert_max_num_queries(15):
        html = page(admin_client, Batch.objects.get())

    assert "Rows 1 to 30 of 60" in html
    assert html.count('<details class="desk-row">') == 30
    assert "Name29" in html
    assert "Name30" not in html
    here = reverse("desk:batch", args=[Batch.objects.get().pk])
    further = admin_client.get(here, {"from": 31}).content.decode()
    assert "Rows 31 to 60 of 60" in further
    assert "Name30" in further


@pytest.mark.parametrize("first", ["0", "-1", "x", "99", "9" * 30])
def test_rows_that_are_not_there_are_the_first(admin_client, admin_user, first):
    here = reverse("desk:batch", args=[accept(admin_user).pk])

    html = admin_client.get(here, {"from": first}).content.decode()

    assert "Mention: changed" in html


def test_who_may_see_a_name_has_a_verb_of_its_own(admin_client, admin_user):
    person = make.person("Ana Testova")
    change = reverse("admin:archive_entity_change", args=[person.pk])
    sent = {
        field.name: field.value() or ""
        for field in admin_client.get(change).context["adminform"].form
    }
    rows = {
        "names-TOTAL_FORMS": "0",
        "names-INITIAL_FORMS": "0",
    }

    admin_client.post(change, {**sent, **rows, "protection": "hidden"})
    admin_client.post(change, {**sent, **rows, "protection": "hidden", "label": "Ana"})

    person.refresh_from_db()
    assert person.protection == "hidden"
    newest = Batch.objects.order_by("-pk")[:2]
    assert [act.verb for act in newest] == ["edit", "protect"]
    assert newest[1].summary == "Ana Testova (hidden)"


def test_the_list_costs_the_same_for_any_number(
    admin_client, admin_user, django_assert_max_num_queries
):
    for _ in range(10):
        undoing.undo(accept(admin_user), by=admin_user, at=make.NOW)

    with django_assert_max_num_queries(12):
        admin_client.get(HISTORY)


def test_an_act_that_is_not_there_is_not_found(admin_client):
    assert admin_client.get(reverse("desk:batch", args=[99])).status_code == 404
    assert admin_client.post(reverse("desk:undo-batch", args=[99])).status_code == 404


def test_facts_are_shown_with_their_words():
    document = make.document(TEXT)
    claims.propose(
        "Ana Testova was arrested.",
        slug="a",
        kind="arrest",
        known_from=document.published_on,
        evidence=[make.passage(document, "arrested Ana Testova")],
    )

    said = str(changes.of_batch(Batch.objects.get()).rows)

    assert "arrested Ana Testova" in said
    assert "Ana Testova was arrested." in said


def test_a_day_is_whole():
    from archive.desk.history import whole_day

    first, last = whole_day(make.TODAY)

    assert last - first == timedelta(days=1) - timedelta(microseconds=1)

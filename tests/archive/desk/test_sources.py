import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from archive import curation, ingest, undoing
from archive.models import Batch, Source
from tests import make

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TEXT = "A raid\n\nPolice raided the office of the union in Ankara.\n\nMail the editor"


@pytest.fixture
def paper():
    return make.source("A paper", slug="a-paper")


def address(source):
    return reverse("desk:boilerplate", args=[source.slug])


def send(client, source, rules, act="preview", seen=None):
    seen = seen or client.get(address(source)).context["seen"]
    return client.post(
        address(source), {"rules": rules, "act": act, "seen": seen}, follow=True
    )


def boilerplate(document):
    parts = document.current_revision.segments.filter(kind="boilerplate")
    return [TEXT[part.start : part.end] for part in parts]


def test_a_preview_shows_what_would_be_marked_and_keeps_nothing(admin_client, paper):
    document = make.document(TEXT, source=paper)

    html = send(admin_client, paper, "starts: Mail the editor").content.decode()

    assert '<span class="desk-tag">new</span> Mail the editor' in html
    assert "not kept yet" in html
    assert boilerplate(document) == []
    assert Source.objects.get().boilerplate == ""


def test_rules_are_kept_as_an_act_and_the_worker_marks_by_them(
    admin_client, admin_user, paper
):
    document = make.document(TEXT, source=paper)

    send(admin_client, paper, "starts: Mail the editor\r\n# a note", act="keep")

    assert Source.objects.get().boilerplate == "starts: Mail the editor\n# a note"
    assert Batch.objects.get().made_by == admin_user
    assert boilerplate(document) == []
    assert DBTaskResult.objects.get().task_path == ingest.mark_source.module_path
    assert ingest.mark_source.call(paper.pk) == {"documents": 1, "changed": 1}
    assert boilerplate(document) == ["Mail the editor"]


def test_what_a_person_marked_stays(paper):
    document = make.document(TEXT, source=paper)
    start = TEXT.index("Mail")
    curation.mark_segment(
        document.current_revision, start, len(TEXT), "body", by=None, at=make.NOW
    )
    curation.set_boilerplate(paper, "starts: Mail the editor", by=None)

    ingest.mark_source.call(paper.pk)

    assert boilerplate(document) == []


def test_what_a_rule_no_longer_marks_is_shown(admin_client, paper):
    make.document(TEXT, source=paper)
    curation.set_boilerplate(paper, "starts: Mail the editor", by=None)
    ingest.mark_source.call(paper.pk)

    html = send(admin_client, paper, "# nothing").content.decode()

    assert '<span class="desk-tag">no longer</span> Mail the editor' in html


@pytest.mark.parametrize("act", ["preview", "keep"])
def test_a_rule_that_is_none_is_said_and_changes_nothing(admin_client, paper, act):
    answer = send(admin_client, paper, "starts: a b c\nremove everything", act=act)

    assert answer.status_code == 400
    assert "2" in answer.context["form"].errors["rules"][0]
    assert "remove everything" in answer.content.decode()
    assert Source.objects.get().boilerplate == ""


@pytest.mark.parametrize(
    "kept", ["remove everything", "between: no end", "starts: " + "x" * 5000]
)
def test_kept_rules_that_cannot_be_read_are_said_and_mended(admin_client, paper, kept):
    """The desk keeps none; a file of another archive or a hand may."""
    make.document(TEXT, source=paper)
    Source.objects.update(boilerplate=f"starts: Mail\n{kept}")

    page = admin_client.get(address(paper))
    send(admin_client, paper, "starts: Mail the editor", act="keep")

    assert page.status_code == 200
    assert "cannot be read: Line 2: " in page.content.decode()
    assert "No text of this source" not in page.content.decode()
    assert Source.objects.get().boilerplate == "starts: Mail the editor"


def test_the_second_curator_is_told(admin_client, colleague, paper):
    seen = admin_client.get(address(paper)).context["seen"]
    curation.set_boilerplate(paper, "starts: Donate", by=colleague)

    answer = send(admin_client, paper, "starts: Share", act="keep", seen=seen)

    assert "Decided meanwhile by a-colleague" in answer.content.decode()
    assert Source.objects.get().boilerplate == "starts: Donate"


def test_kept_rules_are_undone(admin_client, admin_user, paper):
    send(admin_client, paper, "starts: Mail the editor", act="keep")

    undoing.undo(Batch.objects.get(), by=admin_user, at=make.NOW)

    assert Source.objects.get().boilerplate == ""


def test_only_the_newest_texts_are_previewed(
    admin_client, paper, django_assert_max_num_queries
):
    for n in range(8):
        make.document(TEXT, source=paper, title=f"Report {n}")

    with django_assert_max_num_queries(15):
        html = admin_client.get(address(paper)).content.decode()

    assert "Report 7" in html
    assert "Report 2" not in html


def test_a_source_without_texts_says_so(admin_client, paper):
    page = admin_client.get(address(paper)).content.decode()

    assert "No text of this source" in page


def test_the_source_in_the_admin_leads_here(admin_client, paper):
    page = admin_client.get(
        reverse("admin:archive_source_change", args=[paper.pk])
    ).content.decode()

    assert f'href="{address(paper)}"' in page
    assert 'name="boilerplate"' not in page


def test_undoing_a_change_of_rules_marks_the_documents_again(admin_client, paper):
    document = make.document(TEXT, source=paper)
    send(admin_client, paper, "starts: Mail the editor", act="keep")
    ingest.mark_source.call(paper.pk)
    DBTaskResult.objects.all().delete()

    undoing.undo(Batch.objects.get(), by=None, at=make.NOW)

    task = DBTaskResult.objects.get()
    assert task.task_path == ingest.mark_source.module_path
    ingest.mark_source.call(*task.args_kwargs["args"])
    assert boilerplate(document) == []


def test_a_source_that_is_gone_by_then_is_no_trouble():
    assert ingest.mark_source.call(1)["documents"] == 0


LIST = "/admin/desk/sources/"


def test_every_source_is_listed_with_its_documents_and_rules(admin_client, paper):
    make.document(TEXT, source=paper)

    html = admin_client.get(LIST).content.decode()

    assert "<td>1</td>" in html
    assert address(paper) in html


def test_a_source_is_made_on_the_page_of_sources(admin_client, admin_user):
    new = {
        "new-source-name": "Союз шахтёров",
        "new-source-kind": "organisation",
        "new-source-home": "",
    }

    answer = admin_client.post(LIST, new)

    assert answer.status_code == 303
    assert Source.objects.get().slug == "soyuz-shakhterov"
    assert Batch.objects.get().made_by == admin_user


@pytest.mark.parametrize("name", ["", "   ", "A paper"])
def test_a_source_without_a_name_of_its_own_is_not_made(admin_client, paper, name):
    answer = admin_client.post(LIST, {"new-source-name": name})

    assert (answer.status_code, Source.objects.count()) == (400, 1)


def test_who_may_not_add_a_source_makes_none(client, colleague):
    colleague.user_permissions.add(Permission.objects.get(codename="view_source"))
    client.force_login(colleague)

    assert client.post(LIST, {"new-source-name": "A paper"}).status_code == 403
    assert "Its name" not in client.get(LIST).content.decode()


def test_a_hundred_sources_cost_no_more_than_one(
    admin_client, django_assert_max_num_queries
):
    for number in range(100):
        make.source(f"Paper {number}")

    with django_assert_max_num_queries(15):
        admin_client.get(LIST)

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.urls import reverse
from django.utils import timezone

from archive import curation
from archive.desk import shell, stages
from archive.models import Document, Mention
from config import roles
from tests import make

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOME = "/admin/desk/"


def test_nobody_comes_in_without_signing_in(client):
    answer = client.get(HOME)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("admin:login"))


def test_staff_without_rights_see_nothing(client, colleague):
    client.force_login(colleague)

    assert client.get(HOME).status_code == 403
    assert client.post("/admin/desk/undo/").status_code == 403


def test_who_may_look_may_not_undo(client, colleague):
    colleague.user_permissions.add(Permission.objects.get(codename="view_document"))
    client.force_login(colleague)

    assert client.get(HOME).status_code == 200
    assert client.post("/admin/desk/undo/").status_code == 403


@pytest.mark.parametrize("role", list(roles.ROLES))
def test_the_rail_has_what_a_role_may_open_and_nothing_else(client, colleague, role):
    roles.keep()
    colleague.groups.add(Group.objects.get(name=role))
    client.force_login(colleague)
    make.document("Ana Testova spoke.")

    rail = (client.get(HOME).context or {}).get("rail", [])
    shown = [address for _count, address in rail]

    there = [stage.address for stage in stages.every()]
    opened = [
        each for each in there if client.get(each, follow=True).status_code == 200
    ]
    assert shown == opened


def test_every_page_has_the_stages_and_the_last_act(admin_client, admin_user):
    curation.publish([make.document(title="A raid")], by=admin_user)

    for page in ("home", "tasks", "history", "keys", "accession", "publish"):
        html = admin_client.get(reverse(f"desk:{page}"), follow=True).content.decode()
        assert "Triage <b>1</b>" in html, page
        assert "published: “A raid”" in html, page
        assert 'data-key="z"' in html, page


def test_who_may_only_look_is_led_to_no_closed_door(client, colleague):
    """Of all that the first page links to, each opens."""
    colleague.user_permissions.add(Permission.objects.get(codename="view_document"))
    client.force_login(colleague)
    make.document("Ana Testova spoke.", title="A raid")

    html = client.get(HOME).content.decode()

    links = set(re.findall(r'<a[^>]* href="(/admin/desk/[^"]*)"', html))
    assert links
    assert [each for each in links if client.get(each).status_code == 403] == []
    assert "A raid" in html


def test_an_act_of_somebody_else_is_not_offered_for_undo(admin_client, colleague):
    curation.publish([make.document(title="A raid")], by=colleague)

    assert "Nothing to undo." in admin_client.get(HOME).content.decode()


def undo(client, batch, next_page=HOME):
    return client.post(reverse("desk:undo"), {"batch": batch, "next": next_page})


def test_the_last_act_is_undone_from_anywhere(admin_client, admin_user):
    document = make.document(visibility="draft")
    curation.publish([document], by=admin_user)
    page = admin_client.get(reverse("desk:keys"))

    answer = undo(admin_client, page.context["last_batch"].pk, reverse("desk:keys"))

    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        "/admin/desk/keys/",
    )
    assert Document.objects.get().visibility == "draft"


def test_only_what_the_page_showed_is_undone(admin_client, admin_user):
    document = make.document(visibility="draft")
    curation.publish([document], by=admin_user)
    shown = admin_client.get(HOME).context["last_batch"].pk
    curation.withdraw([document], by=admin_user)

    answer = undo(admin_client, shown)

    assert answer.status_code == 303
    assert Document.objects.get().visibility == "withdrawn"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.org/admin/", "//example.org/admin/", "/reports/", "", "\\\\x"],
)
def test_an_undo_leads_nowhere_but_to_the_desk(admin_client, elsewhere):
    assert undo(admin_client, 1, elsewhere).headers["Location"] == HOME


def test_nothing_is_undone_by_a_link(admin_client):
    assert admin_client.get(reverse("desk:undo")).status_code == 405


def test_a_set_aside_find_leaves_the_count(admin_user):
    document = make.document("Ana Testova and Bela Other spoke.")
    first = make.mention(document, "Ana Testova")
    make.mention(document, "Bela Other")

    curation.set_aside([first], by=admin_user, at=make.NOW)

    assert stages.open_mentions().count() == 1


def test_a_find_in_an_old_text_is_not_counted():
    document = make.document("Ana Testova spoke.")
    make.mention(document, "Ana Testova")

    make.revision(document, "Ana Testova spoke on Monday.")

    assert not stages.open_mentions().exists()


def test_what_cannot_be_counted_in_a_moment_is_said_to_be_more(monkeypatch):
    monkeypatch.setattr(stages, "COUNTED", 2)
    for _ in range(4):
        make.document()

    assert next(count.words for count in stages.counts(stages.every())) == "2+"


def test_all_stages_are_counted_in_one_query(django_assert_num_queries):
    make.mention(make.document("Ana Testova spoke."), "Ana Testova")

    with django_assert_num_queries(1):
        numbers = {
            count.stage.name: count.number for count in stages.counts(stages.every())
        }

    assert (numbers["triage"], numbers["mentions"], numbers["same"]) == (1, 1, 0)


def test_what_falls_due_tomorrow_is_counted_tomorrow(monkeypatch):
    passage = make.passage(make.document(), "raided")
    make.claim(evidence=[passage], review_by=make.NOW.date())

    def due(day):
        monkeypatch.setattr(timezone, "localdate", lambda: day)
        return stages.counts([stages.TASKS])[0].number

    days = [make.NOW.date() + timedelta(days=n) for n in (0, 1, 0, 1)]
    assert [due(day) for day in days] == [0, 1, 0, 1]


def test_who_comes_second_is_told_by_whom_it_was_decided(colleague):
    mention = make.mention(make.document("Ana Testova spoke."), "Ana Testova")
    seen = shell.version(mention)
    curation.reject([mention], by=colleague, at=make.NOW)

    with pytest.raises(shell.Stale, match="Decided meanwhile by a-colleague"):
        shell.refuse_changed(mention, seen)


def test_what_has_not_changed_is_decided():
    mention = make.mention(make.document("Ana Testova spoke."), "Ana Testova")

    shell.refuse_changed(mention, shell.version(mention))


def asked(rf, user):
    request = rf.post("/")
    request.user, request.session = user, {}
    request._messages = FallbackStorage(request)
    return request


def refuse(sentence, error):
    def act():
        Mention.objects.update(value="half done")
        raise error(sentence)

    return act


@pytest.mark.parametrize(
    ("error", "leads_to"), [(ValueError, "/card/"), (shell.Stale, "/next/")]
)
def test_a_refused_act_is_said_and_leaves_nothing(rf, admin_user, error, leads_to):
    make.mention(make.document("Ana Testova spoke."), "Ana Testova")
    request = asked(rf, admin_user)

    answer = shell.decided(
        request, refuse("<Not so>", error), then="/next/", instead="/card/"
    )

    said = str(next(iter(get_messages(request))))
    assert answer.headers["Location"] == leads_to
    assert ("&lt;Not so&gt;" in said) is (error is shell.Stale)
    assert Mention.objects.get().value == ""


@pytest.mark.parametrize("text", ["", "x", "²", "-1", "1.0", "9" * 40])
def test_what_is_no_number_is_none(text):
    assert shell.number(text) is None

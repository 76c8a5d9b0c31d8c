"""A rejection that reaches further is shown before it is done."""

import pytest

from archive import undoing
from archive.models import Batch, Mention, Passage, StopRule
from tests import make
from tests.archive.desk.buttons import Desk

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DESK = "/admin/desk/mentions/"
TEXT = "Workers United met. Then Workers United left."


def finds(report, words="Workers United", **fields):
    """Machine finds at every place of the words."""
    text, start = report.current_revision.text, -1
    made = []
    while (start := text.find(words, start + 1)) >= 0:
        place = Passage.objects.at(report.current_revision, start, start + len(words))
        fields = {"kind": "ORG", "extractor": "model 1", **fields}
        made.append(Mention.objects.create(passage=place, group=str(start), **fields))
    return made


@pytest.fixture
def paper():
    return make.source("The Paper")


@pytest.fixture
def report(paper):
    """One place on the card; one in the same report, source, and elsewhere."""
    report = make.document(TEXT, source=paper)
    # another run took them for two: they are two cards
    _first, second = finds(report)
    Mention.objects.filter(pk=second.pk).update(group="another")
    finds(make.document("Workers United again.", source=paper, title="The second"))
    finds(make.document("Workers United elsewhere.", title="The third"))
    return report


def open_finds():
    return Mention.objects.filter(status="suggested").count()


@pytest.mark.parametrize(
    ("scope", "also", "left"),
    [("document", 1, 2), ("source", 2, 1), ("everywhere", 3, 0)],
)
def test_what_it_reaches_is_counted_and_listed_before_it_is_done(
    admin_client, report, scope, also, left
):
    desk = Desk(admin_client, f"{DESK}{report.pk}/").press(f"reject-{scope}")

    assert open_finds() == 4
    assert not StopRule.objects.exists()
    assert f"and {also} other place" in desk.text
    assert ("The second" in desk.text) is (scope != "document")
    assert ("The third" in desk.text) is (scope == "everywhere")

    desk.press("reject")

    assert open_finds() == left
    assert StopRule.objects.get().scope == scope


def test_it_is_one_act_and_one_undo(admin_client, admin_user, report):
    Desk(admin_client, f"{DESK}{report.pk}/").press("reject-everywhere").press("reject")

    undoing.undo(Batch.objects.get(), by=admin_user, at=make.NOW)

    assert open_finds() == 4
    assert not StopRule.objects.exists()


def test_what_came_after_the_page_was_shown_stops_it(admin_client, report):
    desk = Desk(admin_client, f"{DESK}{report.pk}/").press("reject-everywhere")
    finds(make.document("Workers United once more."))

    desk.press("reject")

    assert "It would reach 4 other places now" in desk.text
    assert open_finds() == 5


def test_a_colleague_who_was_quicker_is_named(admin_client, report, colleague):
    desk = Desk(admin_client, f"{DESK}{report.pk}/").press("reject-document")
    Mention.objects.filter(passage__revision__document=report).update(
        status="rejected", decided_by=colleague, decided_at=make.NOW
    )

    desk.press("reject")

    assert "Decided meanwhile by a-colleague" in desk.text
    assert not StopRule.objects.exists()


def test_only_some_of_many_places_are_listed(
    admin_client, paper, django_assert_max_num_queries
):
    report = make.document("Workers United. " * 80, source=paper)
    first, *others = finds(report)
    Mention.objects.filter(pk__in=[each.pk for each in others]).update(group="others")

    with django_assert_max_num_queries(15):
        html = admin_client.get(
            f"{DESK}{report.pk}/reject/",
            {"scope": "source", "mention": f"{first.pk}.", "card": first.pk},
        ).content.decode()

    assert "and 79 other places" in html
    assert html.count("<mark>") == 30
    assert "49 more are not shown" in html


@pytest.mark.parametrize(
    "asked",
    [{}, {"scope": "galaxy"}, {"scope": "source"}, {"mention": "x", "scope": "source"}],
)
def test_a_reach_that_is_none_leads_back_to_the_cards(admin_client, report, asked):
    answer = admin_client.get(f"{DESK}{report.pk}/reject/", asked)

    assert answer.status_code == 303
    assert open_finds() == 4


def test_words_are_no_markup_on_the_page(admin_client):
    report = make.document("He met <script>alert(1)</script> there.")
    finds(report, "<script>alert(1)</script>")

    desk = Desk(admin_client, f"{DESK}{report.pk}/").press("reject-everywhere")

    assert "<script>alert" not in desk.html


def test_who_may_not_change_mentions_is_not_let_in(client, django_user_model, report):
    client.force_login(django_user_model.objects.create_user("x", is_staff=True))

    assert client.get(f"{DESK}{report.pk}/reject/").status_code == 403

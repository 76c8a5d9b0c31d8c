"""Words that no machine found, marked by a person."""

import pytest

from archive import correcting, undoing
from archive.desk.marking import standing
from archive.models import Batch, Document, Entity, Mention
from tests import make
from tests.archive.desk.buttons import Desk

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TEXT = (
    "Ana Testova wrote on 3 May 2021.\nThe court was silent. Testova came, and\n"
    "Testova left the courthouse."
)


@pytest.fixture
def report():
    return make.document(TEXT)


@pytest.fixture
def desk(admin_client, report):
    return Desk(admin_client, f"/admin/desk/mentions/{report.pk}/mark/")


def marks():
    rows = Mention.objects.accepted().order_by("passage__start")
    return list(rows.values_list("kind", "passage__quote", "value"))


def test_words_are_marked_as_an_entry_that_is_there(desk):
    ana = make.person("Ana Testova")

    desk.press("mark", words="Ana Testova", kind="PERSON")

    assert marks() == [("PERSON", "Ana Testova", "")]
    assert Mention.objects.get().entity == ana
    assert "Marked “Ana Testova”" in desk.text


def test_a_new_entry_is_made_by_the_name_that_is_typed(desk):
    desk.press("new", words="court was", kind="ORG", who="City Court of A Town")

    assert Entity.objects.get().label == "City Court of A Town"
    assert Entity.objects.get().names.filter(text="court was").exists()


def test_a_new_entry_of_a_known_name_is_asked_about_first(desk):
    make.person("Ana Testova")

    desk.press("new", words="Ana Testova", kind="PERSON")
    assert "is called “Ana Testova” already" in desk.text
    desk.press("new", namesake="on")

    assert Entity.objects.filter(label="Ana Testova").count() == 2


@pytest.mark.parametrize(("who", "value"), [("", "2021-05-03"), ("2021-05", "2021-05")])
def test_a_date_is_what_its_words_say_or_what_is_typed(desk, who, value):
    desk.press("mark", words="3 May 2021", kind="DATE", who=who)

    assert marks() == [("DATE", "3 May 2021", value)]


def test_of_words_that_stand_there_twice_the_places_are_chosen(desk):
    ana = make.person("Ana Testova")

    desk.press("mark", words="Testova", kind="PERSON", who="Ana Testova")
    assert "stand 3 times" in desk.text
    desk.press("mark", place=desk.values("place")[1:])

    starts = Mention.objects.filter(entity=ana).values_list("passage__start", flat=True)
    assert list(starts) == [TEXT.index("Testova came"), TEXT.index("Testova left")]
    assert Batch.objects.filter(verb="mark").count() == 1


def test_places_of_other_words_are_not_taken_for_these(desk):
    make.person("Ana Testova")

    desk.press("mark", words="Testova", who="Ana Testova", place=["x", "9" * 30, "1"])

    assert "stand 3 times" in desk.text
    assert marks() == []


def test_it_is_one_act_and_one_undo(desk, admin_user):
    desk.press("new", words="Ana Testova", kind="PERSON")

    undoing.undo(Batch.objects.get(), by=admin_user, at=make.NOW)

    assert not Entity.objects.exists()
    assert marks() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"words": "Bela Other"}, "do not stand in this report"),
        ({"words": "Ana Test"}, "do not stand in this report"),
        ({"words": ""}, "This field is required"),
        ({"words": "Ana Testova", "kind": "GHOST"}, "Select a valid choice"),
        ({"words": "Ana Testova"}, "No entry is called “Ana Testova”"),
        ({"words": "court was", "kind": "DATE"}, "date"),
        ({"words": "Ana\u202e Testova \x07 <b>"}, ""),
    ],
)
def test_what_cannot_be_marked_is_said_in_words(desk, typed, sentence):
    desk.press("mark", **{"kind": "PERSON"} | typed)

    assert sentence in desk.text
    assert marks() == []


def test_words_that_are_decided_already_are_refused(desk, report):
    make.mention(report, "Ana Testova", make.person("Ana Testova"))

    desk.press("new", words="Testova wrote", kind="PERSON")

    assert "“Ana Testova” is decided already" in desk.text
    assert len(marks()) == 1
    assert not Entity.objects.filter(label="Testova wrote").exists()


def test_a_demand_may_hold_a_name_that_is_decided(desk, report):
    make.mention(report, "Ana Testova", make.person("Ana Testova"))

    desk.press("mark", words="Ana Testova wrote", kind="DEMAND")

    assert len(marks()) == 2


def test_a_suggestion_on_the_words_gives_way(desk, report, admin_user):
    find = make.mention(report, "Testova wrote", extractor="model 1")

    desk.press("new", words="Ana Testova", kind="PERSON")

    find.refresh_from_db()
    assert find.status == "superseded"
    undoing.undo(Batch.objects.get(), by=admin_user, at=make.NOW)
    find.refresh_from_db()
    assert find.status == "suggested"


def test_a_text_that_was_corrected_meanwhile_is_not_marked(desk, report):
    correcting.correct(
        Document.objects.get(pk=report.pk),
        f"{TEXT} More.",
        by=None,
        at=make.NOW,
        note="x",
    )

    desk.press("new", words="Ana Testova", kind="PERSON")

    assert "corrected meanwhile" in desk.text
    assert marks() == []
    assert not Entity.objects.exists()


def test_a_letter_inside_is_marked_in_its_report(admin_client, report):
    inner = make.document(
        "Dear all", part_of=report, part_of_passage=make.passage(report, "court")
    )

    desk = Desk(admin_client, f"/admin/desk/mentions/{inner.pk}/mark/")

    assert f"/{report.pk}/mark/" in desk.path


def test_the_way_to_it_is_on_the_card_the_triage_and_the_list(admin_client, report):
    make.mention(report, "Ana Testova", extractor="model 1")
    here = f'href="/admin/desk/mentions/{report.pk}/mark/"'

    for path in ("mentions/", f"mentions/{report.pk}/", f"triage/{report.pk}/"):
        assert here in admin_client.get(f"/admin/desk/{path}").content.decode()


def test_a_report_without_text_has_no_such_page(admin_client):
    empty = Document.objects.create(slug="empty", title="Empty")

    answer = admin_client.get(f"/admin/desk/mentions/{empty.pk}/mark/")

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("text", "words", "number"),
    [
        ("A fine day, confined.", "fine", 1),
        ("A  long\nname", "long name", 1),
        ("外交部发言人", "外交部", 1),
        ("José met Jose", "Jose\u0301", 1),
        ("a.b a+b", "a+b", 1),
        ("anything", " ", 0),
    ],
)
def test_words_stand_where_they_stand_whole(text, words, number):
    assert len(standing(text, words)) == number

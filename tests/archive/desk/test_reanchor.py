"""Correcting a text on the desk, and placing again what it changed."""

import pytest

from archive import correcting
from archive.models import LostPassage, Mention
from tests import make
from tests.archive.desk.buttons import Desk

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TEXT = "It rained.\nNatalia Testowa was tried in A Town. She is well.\nNobody knows."


@pytest.fixture
def desk(admin_client):
    return Desk(admin_client)


@pytest.fixture
def report():
    return make.document(TEXT)


@pytest.fixture
def lost(report):
    """A name and a proof on words that a correction has changed."""
    ana = make.person("Natalia Testova")
    make.mention(report, "Natalia Testowa", ana)
    make.claim("She was tried.", [make.passage(report, "Natalia Testowa was tried")])
    correcting.correct(
        report, TEXT.replace("Testowa", "Testova"), by=None, at=make.NOW, note="Typo"
    )
    return LostPassage.objects.get(passage__quote="Natalia Testowa")


def accepted_now(report):
    report.refresh_from_db()
    found = Mention.objects.in_revision(report.current_revision).accepted()
    return [mention.passage.quote for mention in found.select_related("passage")]


def test_the_old_words_the_suggestion_and_what_hangs_on_them_are_shown(desk, lost):
    desk.go(f"/admin/desk/reanchor/{lost.pk}/")

    assert "<mark>Natalia Testowa</mark>" in desk.html
    assert "<mark>Natalia Testova</mark>" in desk.html
    assert "person: accepted, Natalia Testova" in desk.text


def test_they_stand_where_the_suggestion_says(desk, report, lost):
    desk.go(f"/admin/desk/reanchor/{lost.pk}/").press("here")

    assert accepted_now(report) == ["Natalia Testova"]
    lost.refresh_from_db()
    assert lost.status == "placed"


def test_they_stand_elsewhere_by_exact_words(desk, report, lost):
    desk.go(f"/admin/desk/reanchor/{lost.pk}/").press("elsewhere", words="She")

    assert accepted_now(report) == ["She"]


def test_words_that_are_not_there_are_refused(desk, report, lost):
    desk.go(f"/admin/desk/reanchor/{lost.pk}/").press("elsewhere", words="Olga")

    assert "do not stand in this report" in desk.text
    lost.refresh_from_db()
    assert lost.status == "waiting"


@pytest.mark.parametrize(
    "sent", [{"start": "x"}, {"start": "9", "end": "3"}, {"end": "99999"}, {"end": ""}]
)
def test_a_place_outside_the_text_is_refused(desk, report, lost, sent):
    desk.go(f"/admin/desk/reanchor/{lost.pk}/").press("here", **sent)

    lost.refresh_from_db()
    assert lost.status == "waiting"


def test_they_are_gone_and_the_next_card_comes(desk, report, lost):
    desk.go("/admin/desk/reanchor/").press("gone")
    assert "was tried" in desk.text
    desk.press("gone")

    assert accepted_now(report) == []
    assert "No words wait to be found again" in desk.text


def test_the_second_curator_is_told(desk, lost, django_user_model):
    quick = django_user_model.objects.create_user("quick")
    desk.go(f"/admin/desk/reanchor/{lost.pk}/")
    correcting.give_up(lost, by=quick, at=make.NOW)

    desk.press("here")

    assert "Decided meanwhile by quick" in desk.text
    lost.refresh_from_db()
    assert lost.status == "gone"


def test_a_placed_proof_supports_its_claim_again(desk, report, lost):
    proof = LostPassage.objects.get(passage__quote="Natalia Testowa was tried")

    desk.go(f"/admin/desk/reanchor/{proof.pk}/").press("here")

    claim = proof.passage.evidence.get().claim
    assert claim.evidence.live().get().passage.quote == "Natalia Testova was tried"


def test_a_correction_is_shown_before_it_is_kept(desk, report):
    desk.go(f"/admin/desk/documents/{report.pk}/correct/")

    desk.press("show", text=TEXT.replace("Testowa", "Testova"))

    assert "<del>Testowa</del>" in desk.html
    assert "<ins>Testova</ins>" in desk.html
    report.refresh_from_db()
    assert report.current_revision.number == 1


def test_a_correction_is_kept_with_its_reason_and_leads_to_what_was_lost(desk, report):
    make.mention(report, "Natalia Testowa", make.person("Natalia Testova"))
    desk.go(f"/admin/desk/documents/{report.pk}/correct/")
    corrected = TEXT.replace("Testowa", "Testova")

    desk.press("show", text=corrected, note="As in the court file").press("keep")

    report.refresh_from_db()
    assert report.current_revision.text == corrected
    assert report.current_revision.note == "As in the court file"
    assert "/reanchor/" in desk.path


def test_nothing_lost_leads_to_the_differences(desk, report):
    desk.go(f"/admin/desk/documents/{report.pk}/correct/")

    desk.press("show", text=TEXT.replace("rained", "snowed"), note="Weather")
    desk.press("keep")

    assert f"/documents/{report.pk}/differences/?from=1&to=2" in desk.path
    assert "<ins>snowed</ins>" in desk.html


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": TEXT.replace("rained", "snowed"), "note": ""}, "required"),
        ({"text": "  ", "note": "x"}, "to no text at all"),
    ],
)
def test_a_correction_that_cannot_be_kept_says_why(desk, report, typed, said):
    desk.go(f"/admin/desk/documents/{report.pk}/correct/")

    desk.press("show", **typed)

    assert said in desk.text
    report.refresh_from_db()
    assert report.current_revision.number == 1


def test_two_corrections_at_once_do_not_overwrite_each_other(
    desk, report, django_user_model
):
    quick = django_user_model.objects.create_user("quick")
    desk.go(f"/admin/desk/documents/{report.pk}/correct/")
    desk.press("show", text=TEXT.replace("rained", "snowed"), note="Weather")
    correcting.correct(report, f"{TEXT} Ever.", by=quick, at=make.NOW, note="End")

    desk.press("keep")

    assert "Decided meanwhile by quick" in desk.text
    report.refresh_from_db()
    assert report.current_revision.number == 2


def test_differences_of_texts_that_are_not_there_are_not_found(admin_client, report):
    path = f"/admin/desk/documents/{report.pk}/differences/"

    assert admin_client.get(path, {"from": 1, "to": 7}).status_code == 404
    assert admin_client.get(path).status_code == 200

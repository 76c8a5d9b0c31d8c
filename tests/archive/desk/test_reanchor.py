"""Correcting a text on the desk, and placing again what it changed."""

from datetime import date

import pytest

from archive import claims, correcting, curation
from archive.models import Document, LostPassage, Mention
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
        ({"text": TEXT.replace("rained", "snowed"), "note": ""}, "Say in a few words"),
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


@pytest.fixture
def dated():
    """A date and a fact of that day, on words that a correction has changed."""
    text = "It rained. She was held on 12 June in A Town. Nobody knows."
    made = make.document(text, published_on=date(2011, 6, 22))
    found = make.mention(made, "12 June", kind="DATE", value="2011-06-12")
    curation.accept([found], by=None, at=make.NOW)
    claim = make.claim(
        "She was held on 12 June 2011.",
        [make.passage(made, "held on 12 June")],
        happened_from=date(2011, 6, 12),
        happened_until=date(2011, 6, 12),
    )
    corrected = text.replace("12 June", "14 June")
    correcting.correct(made, corrected, by=None, at=make.NOW, note="Typo")
    return claim


def lost_at(words):
    return f"/admin/desk/reanchor/{LostPassage.objects.get(passage__quote=words).pk}/"


def value_of(report_words):
    return Mention.objects.get(passage__quote=report_words).value


def test_a_date_shows_its_old_and_new_value_and_takes_the_new(desk, dated):
    desk.go(lost_at("12 June"))
    assert "The date was 2011-06-12; these words say 2011-06-14." in desk.text

    desk.press("here")

    assert value_of("14 June") == "2011-06-14"
    assert "placed again: “12 June”, 2011-06-12 → 2011-06-14" in desk.text
    assert "placed again: placed again" not in desk.text


def test_the_value_of_a_date_is_typed_where_the_words_do_not_say_it(desk, dated):
    desk.go(lost_at("12 June")).press("elsewhere", words="Nobody")
    assert "is not read as a date: say which it means" in desk.text

    desk.press("elsewhere", words="Nobody", date="15 June 2011")

    assert value_of("Nobody") == "2011-06-15"


def test_words_that_tell_another_day_than_the_fact_are_pointed_out(desk, dated):
    desk.go(lost_at("held on 12 June"))

    assert "These words say another date than the fact." in desk.text


def test_before_the_only_proof_is_given_up_it_is_said_what_follows(desk, dated):
    desk.go(lost_at("held on 12 June"))
    assert "Nothing else proves this confirmed fact." in desk.text

    desk.press("gone").press("Undo z")
    dated.refresh_from_db()
    assert dated.status == "confirmed"

    desk.go(lost_at("held on 12 June")).press("gone")
    dated.refresh_from_db()
    assert dated.status == "disputed"


def test_where_other_words_prove_a_fact_giving_some_up_is_no_warning(desk, dated):
    text = dated.evidence.get().passage.revision.document
    text.refresh_from_db()
    claims.support(dated, make.passage(text, "It rained."), by=None)

    assert "Nothing else proves" not in desk.go(lost_at("held on 12 June")).text


def test_a_correction_says_which_dates_mean_another_day(desk, dated):
    text = Document.objects.get()
    found = make.mention(text, "14 June", kind="DATE", value="2011-06-14")
    curation.accept([found], by=None, at=make.NOW)
    new = text.current_revision.text.replace("14 June", "14 June 2009")

    desk.go(f"/admin/desk/documents/{text.pk}/correct/")
    desk.press("show", text=new, note="The year").press("keep")

    said = "“14 June”: 2011-06-14 → 2009-06-14"
    assert f"A date means another day in this text: {said}." in desk.text


def test_a_card_with_a_date_and_a_fact_stays_within_its_queries(
    admin_client, dated, django_assert_max_num_queries
):
    for words in ("12 June", "held on 12 June"):
        with django_assert_max_num_queries(15):
            admin_client.get(lost_at(words))

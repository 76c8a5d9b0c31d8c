import pytest

from archive import correcting, curation
from archive.models import Document
from tests import make

pytestmark = pytest.mark.django_db
TEXT = "Lawyer A. Person spoke in A Town. A. Person was held."


def test_publishing_a_report_publishes_the_letter_in_it(admin_user):
    report = make.document(visibility="draft", slug="outer")
    letter = make.document(visibility="draft", slug="inner")
    letter.part_of, letter.part_of_passage = report, make.passage(report, "raided")
    letter.save()

    curation.publish([report], by=admin_user)

    assert Document.objects.published(on=make.TODAY).count() == 2
    assert report.history.first().history_user == admin_user


def test_withdrawing_hides_both_again():
    document = make.document()

    curation.withdraw([document], by=None)

    assert not Document.objects.published(on=make.TODAY).exists()


def test_a_part_marked_by_hand_takes_its_place_among_the_others(admin_user):
    document = make.document(TEXT)
    revision = document.current_revision

    curation.mark_segment(revision, 10, 20, "quote", by=admin_user, at=make.NOW)

    parts = list(revision.segments.values_list("start", "end", "kind"))
    assert parts == [(0, 10, "body"), (10, 20, "quote"), (20, len(TEXT), "body")]
    assert revision.segments.get(start=10).decided_at == make.NOW


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [(5, 5, "quote"), (-1, 5, "quote"), (0, 9_999, "quote"), (0, 5, "poem")],
)
def test_no_part_is_marked_where_none_can_be(start, end, kind):
    revision = make.document(TEXT).current_revision

    with pytest.raises(ValueError, match="part"):
        curation.mark_segment(revision, start, end, kind, by=None, at=make.NOW)


def test_triage_says_who_looked(admin_user):
    document = make.document(TEXT)

    curation.triage(document, by=admin_user, at=make.NOW)

    document.refresh_from_db()
    assert (document.triaged_by, document.triaged_at) == (admin_user, make.NOW)


def test_publishing_with_an_embargo_keeps_it_for_the_letters_inside():
    report = make.document(TEXT, visibility="draft")

    curation.publish([report], by=None, embargo_until=make.TODAY)

    report.refresh_from_db()
    assert (report.visibility, report.embargo_until) == ("public", make.TODAY)


@pytest.mark.parametrize(
    "decide",
    [
        lambda document: curation.publish([document], by=None),
        lambda document: curation.describe(document, by=None),
        lambda document: curation.triage(document, by=None, at=make.NOW),
    ],
)
def test_what_is_said_of_a_document_leaves_its_corrected_text(decide):
    report = make.document(TEXT)
    stale = Document.objects.get(pk=report.pk)
    correcting.correct(report, TEXT + " More.", by=None, at=make.NOW, note="More.")

    decide(stale)

    report.refresh_from_db()
    assert report.current_revision.number == 2

"""Two people, or a person and the worker, on one text in the same moment."""

import threading
from itertools import pairwise

import pytest
from django.db import DatabaseError, connections, transaction

from archive import correcting, curation, ingest, reconcile, verification
from archive.models import Document, LostPassage, Mention, Revision, Segment
from tests import make

pytestmark = [pytest.mark.slow, pytest.mark.only_on("postgresql")]
TEXT = "Police raided the office on 3 May.\n\nA. Person was held. B. Person was fined."


def together(*acts):
    """Runs them at once; what they raised."""
    errors = []
    gate = threading.Barrier(len(acts))

    def run(act):
        gate.wait()
        try:
            act()
        except (ValueError, DatabaseError) as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    return errors


def correct(report, text):
    fresh = Document.objects.get(pk=report.pk)
    correcting.correct(fresh, text, by=None, at=make.NOW, note="x")


def test_of_parts_marked_at_once_none_overlap(emptied):
    text = make.document(TEXT).current_revision

    def mark(start):
        curation.mark_segment(
            Revision.objects.get(pk=text.pk),
            start,
            start + 20,
            Segment.Kind.QUOTE,
            by=None,
            at=make.NOW,
        )

    errors = together(*[lambda at=at: mark(at) for at in range(0, 40, 8)])

    parts = list(text.segments.order_by("start"))
    assert errors == []
    assert all(a.end <= b.start for a, b in pairwise(parts))


@pytest.mark.parametrize("_time", range(3))
def test_a_decision_made_during_a_correction_comes_along_or_is_refused(emptied, _time):
    report, person = make.document(TEXT), make.person("B. Person")
    find = make.mention(report, "B. Person", extractor="rules/1")

    def accept():
        with transaction.atomic():
            row = Mention.objects.select_for_update().get(pk=find.pk)
            curation.accept([row], by=None, at=make.NOW, entity=person)

    errors = together(accept, lambda: correct(report, TEXT + " More."))

    report.refresh_from_db()
    decided = Mention.objects.in_revision(report.current_revision).accepted()
    assert [str(error) for error in errors] == [
        "This text has been corrected meanwhile. Look again."
    ] * len(errors)
    assert decided.count() + len(errors) == 1


def test_lost_words_are_placed_by_one_of_three(emptied):
    report = make.document(TEXT)
    make.mention(report, "B. Person", make.person("B. Person"))
    correct(report, TEXT.replace("B. Person", "B. Persson"))
    lost = LostPassage.objects.get()
    start = lost.revision.text.index("B. Persson")

    def place():
        row = LostPassage.objects.get(pk=lost.pk)
        correcting.place(row, start, start + 10, by=None, at=make.NOW)

    errors = together(place, place, place)

    assert len(errors) == 2
    assert all("Decided meanwhile" in str(error) for error in errors)


def test_the_worker_the_rules_and_two_curators_leave_a_whole_archive(emptied):
    source = make.source(boilerplate="starts: A. Person")
    report = make.document(TEXT, source=source)
    first = Revision.objects.select_related("document").get(document=report)

    errors = together(
        lambda: reconcile.run(first, pipelines={}, at=make.NOW),
        lambda: correct(report, TEXT + " More."),
        lambda: ingest.mark_again(source),
        lambda: correct(report, TEXT + " Less."),
    )

    assert all("meanwhile" in str(error) for error in errors)
    assert list(verification.faults()) == []


@pytest.mark.parametrize("_time", range(3))
def test_a_mark_made_during_a_correction_comes_along_or_is_refused(emptied, _time):
    report, person = make.document(TEXT), make.person("B. Person")
    words = make.passage(report, "B. Person")

    def mark():
        with transaction.atomic():
            curation.mark(words, kind="PERSON", by=None, at=make.NOW, entity=person)

    errors = together(mark, lambda: correct(report, TEXT + " More."))

    report.refresh_from_db()
    decided = Mention.objects.in_revision(report.current_revision).accepted()
    assert [str(error) for error in errors] == [
        "This text has been corrected meanwhile. Look again."
    ] * len(errors)
    assert decided.count() == 1 - len(errors)
    assert Mention.objects.accepted().count() in {1 - len(errors), 2}


def test_of_two_who_mark_the_same_words_one_is_told(emptied):
    report, person = make.document(TEXT), make.person("B. Person")
    words = make.passage(report, "B. Person")

    def mark():
        with transaction.atomic():
            curation.mark(words, kind="PERSON", by=None, at=make.NOW, entity=person)

    errors = together(mark, mark)

    assert [str(error) for error in errors] == ["“B. Person” is decided already."]
    assert Mention.objects.accepted().count() == 1

"""Words a correction changed: they wait for a person, are placed again or given up."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import correcting, undoing
from archive.models import LostPassage
from tests import make
from tests.archive.corrections import TEXT, corrected, letter_in, now_at, well

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def report():
    return make.document(TEXT)


def test_changed_words_are_lost_and_wait_for_a_person(report):
    make.mention(report, "B. Person", make.person("B. Person"))

    result = corrected(report, TEXT.replace("B. Person", "B. Persson"))

    lost = LostPassage.objects.get()
    assert (result.carried, result.lost) == (0, 1)
    assert (lost.status, lost.passage.quote) == ("waiting", "B. Person")


def test_a_rejection_of_words_that_are_gone_bothers_nobody(report):
    make.mention(report, "B. Person", status="rejected", decided_at=make.NOW)

    corrected(report, TEXT.replace("B. Person", "B. Persson"))

    assert not LostPassage.objects.exists()


def test_lost_words_placed_again_hold_everything_they_held(report):
    person = make.person("B. Person")
    make.mention(report, "B. Person", person)
    make.claim(evidence=[make.passage(report, "B. Person")])
    result = corrected(report, TEXT.replace("B. Person", "B. Persson"))
    start = result.revision.text.index("B. Persson")

    correcting.place(LostPassage.objects.get(), start, start + 10, by=None, at=make.NOW)

    mention = now_at(report, "B. Persson")
    assert (mention.entity, mention.status) == (person, "accepted")
    assert mention.passage.evidence.count() == 1
    assert LostPassage.objects.get().status == "placed"


def test_lost_words_given_up_are_decided_once(report):
    make.mention(report, "B. Person", make.person("B. Person"))
    corrected(report, TEXT.replace("B. Person", "B. Persson"))
    lost = LostPassage.objects.get()

    correcting.give_up(lost, by=None, at=make.NOW)

    with pytest.raises(ValueError, match="Decided meanwhile"):
        correcting.place(lost, 0, 6, by=None, at=make.NOW)


def losing(report, words="B. Persson"):
    """B. Person was decided about; the correction writes the name in another way."""
    person = make.person("B. Person")
    make.mention(report, "B. Person", person)
    result = corrected(report, TEXT.replace("B. Person", words))
    start = result.revision.text.index(words)
    return person, start, start + len(words)


def test_a_decision_placed_on_what_a_machine_suggests_there_takes_its_place(
    report, admin_user
):
    person, start, end = losing(report)
    report.refresh_from_db()
    suggested = make.mention(report, "B. Persson", extractor="rules/1")

    correcting.place(LostPassage.objects.get(), start, end, by=admin_user, at=make.NOW)

    placed = now_at(report, "B. Persson")
    assert (placed.entity, placed.status) == (person, "accepted")
    undoing.undo(undoing.last(admin_user), by=admin_user, at=make.NOW)
    assert now_at(report, "B. Persson").pk == suggested.pk


def test_what_waits_goes_on_waiting_in_the_next_correction(report, admin_user):
    losing(report)
    second = LostPassage.objects.get().revision

    result = corrected(report, TEXT.replace("B. Person", "B. Pearson"), by=admin_user)

    assert result.lost == 1
    assert LostPassage.objects.get().revision == result.revision
    undoing.undo(undoing.last(admin_user), by=admin_user, at=make.NOW)
    assert LostPassage.objects.get().revision == second


def test_a_correction_that_brings_the_words_back_brings_back_what_hung_on_them(report):
    person, _start, _end = losing(report)

    result = corrected(report, TEXT)

    lost = LostPassage.objects.get()
    assert (result.lost, lost.status, lost.placed_at.quote) == (
        0,
        "placed",
        "B. Person",
    )
    assert now_at(report, "B. Person").entity == person


def test_the_card_of_an_earlier_correction_is_refused(report):
    _person, start, end = losing(report)
    stale = LostPassage.objects.get()
    corrected(report, TEXT.replace("B. Person", "B. Pearson"))

    with pytest.raises(ValueError, match="corrected again"):
        correcting.place(stale, start, end, by=None, at=make.NOW)


def test_a_lost_letter_placed_again_says_what_stands_there(report):
    letter = letter_in(report)
    text = TEXT[: TEXT.index("Dear Sir")] + "Sir!\nLet her go.\nC. P."
    result = corrected(report, text)
    start = result.revision.text.index("Sir!")

    lost = LostPassage.objects.get()
    correcting.place(lost, start, len(text), by=None, at=make.NOW)

    letter.refresh_from_db()
    assert letter.current_revision.text == "Sir!\nLet her go.\nC. P."
    assert [part.kind for part in letter.current_revision.segments.all()] == ["body"]
    assert well() == []


def test_two_letters_are_not_placed_on_the_same_words():
    first, second = "Dear Sir,\nfree A.\nYours, B", "Dear Madam,\nfree C.\nYours, D"
    report = make.document(f"Report.\n\n{first}\n\n{second}")
    for words in (first, second):
        place = make.passage(report, words)
        make.document(words, part_of=report, part_of_passage=place)
    corrected(report, "Report.\n\nNothing is left of either of them.")
    one, other = LostPassage.objects.all()
    correcting.place(one, 9, 20, by=None, at=make.NOW)

    with pytest.raises(ValueError, match="stands there already"):
        correcting.place(other, 12, 30, by=None, at=make.NOW)

    assert well() == []


def test_nothing_is_placed_on_white_space(report):
    losing(report)
    gap = TEXT.index("\n\n")

    with pytest.raises(ValueError, match="no words"):
        correcting.place(LostPassage.objects.get(), gap, gap + 2, by=None, at=make.NOW)


def test_losing_costs_the_same_however_much_is_lost():
    counts = []
    for length in (1, 2, 40):  # the search has to learn a word once
        names = [f"Name{number} Surname{number}" for number in range(length)]
        report = make.document(". ".join(names) + ".")
        for name in names:
            make.mention(report, name, make.person(name))
        with CaptureQueriesContext(connection) as queries:
            corrected(report, f"All of the {length} names are gone.")
        counts.append(len(queries))

    assert counts[1] == counts[2] <= 45


def test_what_is_lost_inside_a_letter_is_counted_and_waits_there(report):
    letter = letter_in(report)
    make.claim(evidence=[make.passage(letter, "please free")])

    result = corrected(report, TEXT.replace("please free", "please release"))

    letter.refresh_from_db()
    assert result.lost == 1
    assert LostPassage.objects.get().revision == letter.current_revision

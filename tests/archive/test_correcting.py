import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from archive import correcting, curation, ingest, undoing
from archive.models import Claim, Document, Evidence, LostPassage, Mention, Revision
from tests import make
from tests.archive.corrections import TEXT, TYPO, corrected, letter_in, now_at, well

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def report():
    return make.document(TEXT)


def test_a_decision_comes_along_to_the_very_words(report, admin_user):
    person = make.person("B. Person")
    before = make.mention(report, "B. Person", person, decided_by=admin_user)

    result = corrected(report, "Corrected.\n\n" + TYPO)

    after = now_at(report, "B. Person")
    assert (result.carried, result.lost) == (1, 0)
    assert (after.entity, after.status, after.decided_by, after.decided_at) == (
        person,
        "accepted",
        admin_user,
        make.NOW,
    )
    assert after.carried_from == before
    assert after.passage.start == before.passage.start + len("Corrected.\n\n")


def test_the_text_before_keeps_what_it_had(report):
    make.mention(report, "B. Person", make.person("B. Person"))
    first = report.current_revision

    corrected(report, TYPO)

    assert first.text == TEXT
    assert Mention.objects.in_revision(first).count() == 1
    assert report.revisions.count() == 2


def test_a_rejection_is_remembered_in_the_new_text(report):
    make.mention(report, "B. Person", status="rejected", decided_at=make.NOW)

    corrected(report, TYPO)

    assert now_at(report, "B. Person").status == "rejected"


def test_what_a_machine_suggested_is_found_anew(report):
    make.mention(report, "B. Person", extractor="rules/1")

    result = corrected(report, TYPO)

    assert (result.carried, result.lost) == (0, 0)
    assert not Mention.objects.in_revision(result.revision).exists()


def test_a_proof_comes_along_or_is_lost(report):
    claim = make.claim(
        evidence=[
            make.passage(report, "held for two days"),
            make.passage(report, "was fined"),
        ]
    )

    corrected(report, TEXT.replace("two days", "three days"))

    live = Evidence.objects.filter(
        claim=claim, passage__revision=report.current_revision
    )
    assert [proof.passage.quote for proof in live] == ["was fined"]
    assert LostPassage.objects.get().passage.quote == "held for two days"


def test_a_letter_inside_comes_along_untouched(report):
    letter = letter_in(report)

    corrected(report, TYPO)

    letter.refresh_from_db()
    assert letter.part_of_passage.revision == report.current_revision
    assert letter.revisions.count() == 1


def test_a_correction_inside_a_letter_is_a_new_text_of_the_letter(report):
    letter = letter_in(report)

    result = corrected(report, TEXT.replace("please free", "please release"))

    letter.refresh_from_db()
    assert result.lost == 0
    assert letter.current_revision.number == 2
    assert letter.current_revision.text == letter.part_of_passage.quote
    assert "please release" in letter.current_revision.text


@pytest.mark.parametrize(
    ("text", "note", "sentence"),
    [
        ("", "why", "no text at all"),
        (" \n ", "why", "no text at all"),
        (TEXT, "why", "nothing is changed"),
        (TEXT.replace("\n", "\r\n"), "why", "nothing is changed"),
        (TYPO, " ", "what was corrected"),
        ("a\x00b", "why", "NUL"),
        ("x" * (5 * 1024 * 1024 + 1), "why", "5 MB"),
    ],
)
def test_what_is_no_correction_is_refused_and_nothing_changes(
    report, text, note, sentence
):
    with pytest.raises(correcting.CannotCorrect, match=sentence):
        corrected(report, text, note)

    assert report.revisions.count() == 1


def test_of_two_corrections_at_once_the_second_is_told(report):
    stale = Document.objects.get(pk=report.pk)
    corrected(report, TYPO)

    with pytest.raises(correcting.CannotCorrect, match="meanwhile"):
        corrected(stale, TEXT + "\nMore.")


def test_a_correction_is_taken_back_exactly(report, admin_user):
    letter = letter_in(report)
    make.mention(report, "B. Person", make.person("B. Person"))
    make.claim(evidence=[make.passage(report, "held for two days")])
    first = report.current_revision
    corrected(report, TEXT.replace("two days", "three days"), by=admin_user)

    undoing.undo(undoing.last(admin_user), by=admin_user, at=make.NOW)

    report.refresh_from_db()
    letter.refresh_from_db()
    assert report.current_revision == first
    assert letter.part_of_passage.revision == first
    assert (Mention.objects.count(), Evidence.objects.count()) == (1, 1)
    assert not LostPassage.objects.exists()


def test_a_correction_costs_the_same_however_much_hangs_on_the_text():
    counts = []
    for length in (1, 2, 40):  # the search has to learn a word once
        names = [f"Name{number} Surname{number}" for number in range(length)]
        report = make.document(". ".join(names) + ".")
        for name in names:
            make.mention(report, name, make.person(name))
        with CaptureQueriesContext(connection) as queries:
            corrected(report, "Corrected: " + ". ".join(names) + ".")
        counts.append(len(queries))

    assert counts[1] == counts[2] <= 40


def test_what_a_machine_only_proposes_is_neither_carried_nor_lost(report):
    make.claim(extractor="facts/2")
    claim = Claim.objects.get()
    Evidence.objects.create(claim=claim, passage=make.passage(report, "was fined"))

    result = corrected(report, TEXT.replace("was fined", "was jailed"))

    assert (result.carried, result.lost) == (0, 0)
    assert claim.evidence.count() == 1


def test_a_rejected_fact_stays_rejected_where_its_words_stand(report):
    claim = make.claim(status="rejected")
    Evidence.objects.create(claim=claim, passage=make.passage(report, "was fined"))

    result = corrected(report, TEXT.replace("two days", "three days"))

    assert result.carried == 1
    assert claim.evidence.count() == 2


def test_a_letter_that_is_a_proof_as_well_follows_its_words(report):
    letter = letter_in(report)
    make.claim(evidence=[letter.part_of_passage])

    result = corrected(report, TEXT.replace("please free", "please release"))

    letter.refresh_from_db()
    assert letter.part_of_passage.revision == result.revision
    assert LostPassage.objects.get().passage.evidence.exists()
    assert well()[:-1] == []  # only the claim is without its proof


def test_a_letter_is_corrected_as_often_as_its_report(report):
    letter = letter_in(report)
    corrected(report, TEXT.replace("please free", "please release"))
    corrected(report, TEXT.replace("please free", "please let go"))

    letter.refresh_from_db()
    assert letter.revisions.count() == 3
    assert letter.part_of_passage.revision == report.current_revision
    assert well() == []


def test_a_letter_inside_is_corrected_in_its_report(report):
    letter = letter_in(report)

    with pytest.raises(correcting.CannotCorrect, match="correct it there"):
        corrected(letter, "Dear Madam, free her.")

    assert well() == []


def test_pages_and_what_the_markup_set_aside_stay_where_their_words_are():
    report = make.document("x")
    ingest.add_revision(
        report,
        "Menu Home About\n\nPage one says this.\n\nPage two says other things.",
        made_at=make.NOW,
        page_starts=[0, 38],
        aside=[(0, 15)],
    )

    new = corrected(
        report,
        "Menu Home About\n\nPage one says this now.\n\nPage two says other things.",
    ).revision

    assert new.page_starts == [0, new.text.index("Page two")]
    assert new.aside == [[0, 15]]
    marked = new.segments.get(kind="boilerplate")
    assert (marked.start, marked.end) == (0, 15)


def test_a_correction_keeps_what_others_did_to_the_row_meanwhile(report):
    stale = Document.objects.get(pk=report.pk)
    curation.withdraw([report], by=None)

    corrected(stale, TYPO)

    report.refresh_from_db()
    assert report.visibility == Document.Visibility.WITHDRAWN


def test_a_text_that_is_current_again_is_read_and_compared_again(report, admin_user):
    first = report.current_revision
    corrected(report, TYPO, by=admin_user)
    Revision.objects.filter(pk=first.pk).update(signature=None)

    undoing.undo(undoing.last(admin_user), by=admin_user, at=make.NOW)

    first.refresh_from_db()
    assert first.signature
    waiting = DBTaskResult.objects.order_by("enqueued_at").last()
    assert waiting.args_kwargs["args"] == [first.pk]

import pytest

from archive import curation, undoing
from archive.models import Batch, Document, Likeness
from tests import make

pytestmark = pytest.mark.django_db
TEXT = "Before.\n\nDear Minister, free them. Yours, A. Testova\n\nAfter."
LETTER = "Dear Minister, free them. Yours, A. Testova"


def cut(document, words=LETTER, **fields):
    start = TEXT.index(words)
    return curation.cut_out(
        document, start, start + len(words), by=None, at=make.NOW, **fields
    )


def test_a_letter_is_a_document_of_its_own_and_the_report_keeps_its_words():
    report = make.document(TEXT, source=make.source(), language="de")

    letter = cut(report, author="A. Testova")

    assert letter.current_revision.text == letter.part_of_passage.quote == LETTER
    assert (letter.part_of, letter.kind, letter.language) == (report, "letter", "de")
    assert (letter.source, letter.visibility) == (report.source, report.visibility)
    assert report.current_revision.text == TEXT
    marked = report.current_revision.segments.get(kind="letter")
    assert TEXT[marked.start : marked.end] == LETTER


def test_a_statement_is_marked_as_a_quote():
    report = make.document(TEXT)

    statement = cut(report, kind="statement")

    assert statement.title.startswith("Statement printed in")
    assert report.current_revision.segments.filter(kind="quote").exists()


@pytest.mark.parametrize("words", [LETTER, "free them", TEXT])
def test_two_documents_never_share_words(words):
    report = make.document(TEXT)
    cut(report)

    with pytest.raises(ValueError, match="cut out there already"):
        cut(report, words)

    assert report.parts.count() == 1


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (0, 9999), (7, 9)])
def test_where_no_words_are_nothing_is_cut_out(start, end):
    report = make.document(TEXT)

    with pytest.raises(ValueError, match=r"no part of this text|no words"):
        curation.cut_out(report, start, end, by=None, at=make.NOW)

    assert Document.objects.count() == 1


def test_a_letter_has_no_letters_inside():
    letter = cut(make.document(TEXT))

    with pytest.raises(ValueError, match="cut it out there"):
        curation.cut_out(letter, 0, 4, by=None, at=make.NOW)


def test_cutting_out_is_one_act_and_undone_as_one():
    report = make.document(TEXT)
    cut(report)

    undoing.undo(Batch.objects.get(), by=None, at=make.NOW)

    assert not report.parts.exists()
    assert not report.current_revision.segments.filter(kind="letter").exists()


def test_what_was_put_back_may_be_cut_out_again():
    report = make.document(TEXT)
    curation.put_back(cut(report), by=None)

    again = cut(report)

    assert report.parts.get() == again
    assert Document.objects.values("slug").distinct().count() == 3


def test_only_a_part_is_put_back():
    with pytest.raises(ValueError, match="no part"):
        curation.put_back(make.document(TEXT), by=None)


def test_two_texts_are_the_same_or_different_and_nothing_else():
    likeness = Likeness.objects.create(
        document=make.document(), earlier=make.document(), resemblance=0.8
    )

    with pytest.raises(ValueError, match="they are different"):
        curation.judge_likeness(likeness, "open", by=None, at=make.NOW)

    curation.judge_likeness(likeness, "different", by=None, at=make.NOW)
    undoing.undo(Batch.objects.get(), by=None, at=make.NOW)
    likeness.refresh_from_db()
    assert (likeness.verdict, likeness.decided_at) == ("open", None)

"""A report, its corrections, and where its words went."""

from archive import correcting, verification
from archive.models import Document, Mention, Passage
from tests import make

TEXT = (
    "Police raided the union office in A Town on 3 May.\n\n"
    "A. Person was held for two days. B. Person was fined.\n\n"
    "Dear Sir,\nplease free A. Person.\nYours,\nC. Person"
)
TYPO = TEXT.replace("was fined", "was fined 500 tenge")


def corrected(report, text, note="The fine was missing.", by=None):
    return correcting.correct(report, text, by=by, at=make.NOW, note=note)


def now_at(report, words):
    report.refresh_from_db()
    return Mention.objects.in_revision(report.current_revision).get(
        passage__quote=words
    )


def letter_in(report):
    start = TEXT.index("Dear Sir")
    place = Passage.objects.at(report.current_revision, start, len(TEXT))
    return make.document(
        place.quote, part_of=report, part_of_passage=place, kind=Document.Kind.LETTER
    )


def well():
    return [str(fault) for fault in verification.faults()]

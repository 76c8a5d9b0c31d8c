"""Another language parts a text otherwise; taking it back parts it as before."""

import pytest

from archive import curation, ingest, undoing
from archive.models import Batch
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TEXT = (
    "The workers of the oil field have been on strike since the spring, and the "
    "police held three of them in the town this morning without any charge.\n\n"
    "Рабочие нефтяного месторождения бастуют с весны, и сегодня утром полиция "
    "задержала в городе троих из них без предъявления обвинения.\n"
)


def parts(document):
    rows = document.current_revision.segments.order_by("start")
    return list(rows.values_list("start", "end", "kind", "language"))


def test_a_language_that_is_taken_back_parts_the_text_as_before():
    document = make.document(TEXT, language="en")
    ingest.mark_one(document)
    before = parts(document)
    document.language = "ru"
    curation.describe(document, by=None)
    ingest.mark_one(document)
    assert parts(document) != before

    undoing.undo(Batch.objects.get(), by=None, at=make.NOW)

    document.refresh_from_db()
    assert document.language == "en"
    assert parts(document) == before


def test_what_a_person_said_of_a_part_stays():
    document = make.document(TEXT, language="en")
    ingest.mark_one(document)
    document.language = "ru"
    curation.describe(document, by=None)
    said = Batch.objects.get()
    ingest.mark_one(document)
    curation.mark_segment(
        document.current_revision, 0, 20, "quote", by=None, at=make.NOW
    )

    undoing.undo(said, by=None, at=make.NOW)

    assert (0, 20, "quote") in [each[:3] for each in parts(document)]

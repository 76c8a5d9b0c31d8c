import pytest

from archive import correcting, ingest
from archive.ingest import likenesses
from archive.models import Band, Likeness, Revision
from tests import make

pytestmark = pytest.mark.django_db
SENTENCES = [
    f"On day {n} the {who} of the {what} plant told the court that {n * 7} workers "
    f"had been dismissed without notice."
    for n, (who, what) in enumerate(
        [("chair", "steel"), ("lawyer", "oil"), ("clerk", "gas"), ("welder", "car")] * 4
    )
]
TEXT = "\n\n".join(SENTENCES)


def put_in(text):
    received = ingest.Received(content=text.encode(), received_at=make.NOW)
    return ingest.ingest(received, ingest.Described())


def test_a_text_under_another_headline_is_proposed_as_the_same():
    first = put_in("A headline\n\n" + TEXT)

    second = put_in("Another headline altogether\n\n" + TEXT + "\n\nBy an agency.")

    alike = Likeness.objects.get()
    assert (alike.document, alike.earlier) == (second, first)
    assert alike.verdict == Likeness.Verdict.OPEN
    assert alike.resemblance > 0.9


def test_two_reports_of_one_event_are_two_texts():
    put_in(TEXT)

    put_in(TEXT.replace("told the court that", "said").replace("without", "with no"))

    assert not Likeness.objects.exists()


def test_a_text_without_words_is_like_nothing():
    put_in("— — —")
    put_in("… … …")

    assert not Likeness.objects.exists()
    assert not Band.objects.exists()


def test_remembering_twice_is_remembering_once():
    put_in(TEXT)
    second = put_in("More\n\n" + TEXT)

    likenesses.remember(second, second.current_revision)

    assert Likeness.objects.count() == 1
    assert Band.objects.filter(document=second).count() == 32


def test_the_text_itself_is_not_touched():
    document = put_in(TEXT)

    revision = Revision.objects.get(document=document)

    assert revision.text == TEXT
    assert revision.signature


def test_a_corrected_text_is_still_known_and_asked_about_once():
    first = put_in(TEXT)
    second = put_in(TEXT + "\n\nBy an agency.")

    for each in (first, second):
        correcting.correct(
            each,
            each.current_revision.text + "\n\nCorrected.",
            by=None,
            at=make.NOW,
            note="x",
        )

    assert Likeness.objects.count() == 1
    third = put_in(TEXT + "\n\nBy another agency.")
    assert {alike.earlier for alike in third.likenesses.all()} == {first, second}


def test_what_is_marked_aside_later_no_longer_counts():
    source = make.source()
    frame = "\n\n".join(
        f"Join us on day {n} of the month of struggle." for n in range(40)
    )
    received = ingest.Received(
        content=f"{frame}\n\n{TEXT}".encode(), received_at=make.NOW
    )
    report = ingest.ingest(received, ingest.Described(source=source))
    before = report.current_revision.signature

    source.boilerplate = "starts: Join us on"
    ingest.mark_again(source)

    assert Revision.objects.get(document=report).signature != before

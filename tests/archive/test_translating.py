"""A translation is kept beside the text, taken back, and kept again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import correcting, readers, search, undoing, verification
from archive.models import Batch, Document, Mention, Passage, Revision, Segment
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TITLE, ENGLISH = "Raid on a union", "Raid on a union\n\nPolice came at dawn."
GERMAN = "Razzia bei einer Gewerkschaft\n\nDie Polizei kam im Morgengrauen."


@pytest.fixture
def report():
    parts = [(0, len(TITLE), "title"), (len(TITLE) + 2, len(ENGLISH), "body")]
    return make.document(ENGLISH, title=TITLE, slug="raid", segments=parts)


def translated(report, text=GERMAN, language="de", note="By A. Person.", by=None):
    return correcting.translate(
        report, text, language=language, by=by, at=make.NOW, note=note
    )


def found(words):
    hits = search.search(
        words, kind="translation", viewer=None, on=make.TODAY, similar=False
    ).hits
    return [hit.object.number for hit in hits]


def test_a_translation_is_never_the_text_that_readers_see(report):
    made = translated(report)

    report.refresh_from_db()
    assert report.current_revision.text == ENGLISH
    assert (made.number, made.kind) == (2, Revision.Kind.TRANSLATION)
    assert made.note == "By A. Person."


def test_it_carries_nothing_of_what_hangs_on_the_text(report):
    make.mention(report, "Police", make.organisation("Police"))

    made = translated(report)

    assert not Passage.objects.filter(revision=made).exists()
    assert Mention.objects.in_revision(report.current_revision).count() == 1


def test_its_title_and_its_body_say_their_language(report):
    made = translated(report)

    parts = made.segments.order_by("start").values_list("start", "kind", "language")
    assert list(parts) == [(0, "title", "de"), (29, "body", "de")]


def test_a_text_without_a_title_is_translated_without_one():
    made = translated(make.document("Police came."), "Die Polizei kam.\n\nSie ging.")

    assert [part.kind for part in made.segments.all()] == ["body"]


def test_of_a_letter_it_is_a_letter():
    letter = make.document("Dear Sir,", segments=[(0, 9, "letter")], kind="letter")

    assert translated(letter, "Sehr geehrter Herr,").segments.get().kind == "letter"


@pytest.mark.parametrize(
    ("written", "kept"), [("DE", "de"), ("pt-br", "pt-BR"), ("ZH-hant", "zh-Hant")]
)
def test_a_language_is_written_in_one_way(report, written, kept):
    made = translated(report, language=written)

    assert {part.language for part in made.segments.all()} == {kept}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": " \n\n "}, "no text"),
        ({"text": "a\x00b"}, "NUL"),
        ({"text": "a" * (5 * 1024 * 1024 + 1)}, "MB"),
        ({"text": ENGLISH}, "untranslated"),
        ({"language": "xx"}, "which language"),
        ({"language": ""}, "which language"),
        ({"language": "<b>"}, "which language"),
        ({"language": "EN"}, "correct"),
        ({"note": "  "}, "who translated"),
    ],
)
def test_what_is_no_translation_is_refused_with_a_reason(report, fields, sentence):
    with pytest.raises(correcting.CannotTranslate, match=sentence):
        translated(report, **fields)

    assert report.revisions.count() == 1
    assert not Batch.objects.exists()


def test_the_same_bytes_again_are_refused(report):
    translated(report)

    with pytest.raises(correcting.CannotTranslate, match="kept already, as text 2"):
        translated(report, GERMAN.replace("\n", "\r\n"), language="nl")


def test_the_newest_of_a_language_is_found_and_no_other(report):
    translated(report)
    translated(report, "Un raid.\n\nLa police est venue.", language="fr")
    translated(report, GERMAN.replace("kam", "rückte an"))

    assert found("Gewerkschaft") == [4]
    assert found("policiers") == []
    assert found("police") == [3]


def test_other_forms_of_a_word_are_found_in_its_language(report):
    translated(report)

    assert found("Gewerkschaften") == [2]


def test_of_a_report_nobody_may_see_nothing_is_found(report):
    translated(report)
    Document.objects.filter(pk=report.pk).update(visibility="withdrawn")

    assert found("Gewerkschaft") == []


def test_taken_back_it_is_shown_and_found_nowhere(client, report, admin_user):
    translated(report)
    translated(report, GERMAN.replace("kam", "rückte an"), by=admin_user)

    undoing.undo(undoing.last(admin_user), by=admin_user, at=make.NOW)

    assert client.get("/reports/raid/r/3/").status_code == 404
    assert client.get("/reports/raid/r/3.txt").status_code == 404
    assert found("Gewerkschaft") == [2]
    assert Revision.objects.filter(document=report).count() == 3
    assert not list(verification.findable())


def test_taken_back_and_brought_again_it_is_what_it_was(client, report, admin_user):
    made = translated(report, by=admin_user)
    before = list(made.segments.order_by("start").values())
    act = undoing.last(admin_user)
    undone = undoing.undo(act, by=admin_user, at=make.NOW)

    undoing.undo(undone, by=admin_user, at=make.NOW)

    assert list(made.segments.order_by("start").values()) == before
    assert client.get("/reports/raid/r/2/").status_code == 200
    assert found("Gewerkschaft") == [2]


def test_what_was_taken_back_may_be_handed_in_again(report, admin_user):
    translated(report, by=admin_user)
    undoing.undo(undoing.last(admin_user), by=admin_user, at=make.NOW)

    assert translated(report).number == 3


def test_a_correction_after_it_corrects_the_text_and_leaves_it(report):
    make.mention(report, "Police", make.organisation("Police"))
    made = translated(report)

    done = correcting.correct(
        report,
        ENGLISH.replace("dawn", "noon"),
        by=None,
        at=make.NOW,
        note="When it was.",
    )

    assert (done.revision.number, done.carried, done.lost) == (3, 1, 0)
    assert made.segments.count() == 2


def test_it_costs_the_same_however_many_there_are(report):
    counts = []
    for language in ("de", "fr", "es", "it", "nl"):
        with CaptureQueriesContext(connection) as queries:
            translated(report, f"{GERMAN} {language}", language=language)
        counts.append(len(queries))

    assert counts[1] == counts[-1] <= 18


def test_what_a_page_sets_around_an_article_is_left_out():
    page = readers.Readout(
        "Menü\n\nRazzia\n\nSpenden Sie!\n\nDie Polizei kam.\n\nImpressum",
        kind="html",
        media_type="text/html",
        aside=((0, 4), (14, 26), (46, 55)),
    )

    assert correcting.article(page) == "Razzia\n\nDie Polizei kam."


# verify


def test_a_translation_is_as_it_should_be(report):
    translated(report)
    search.index_documents([report.pk])

    assert not list(verification.faults())
    assert not list(verification.findable())


def test_a_translation_that_is_cited_is_named(report):
    Passage.objects.at(translated(report), 0, 6)

    assert "cited" in str(next(verification.translations()))


def test_a_translation_in_the_place_of_the_text_is_named(report):
    Document.objects.filter(pk=report.pk).update(current_revision=translated(report))

    assert "in place of the text" in str(next(verification.translations()))


def test_a_translation_into_nothing_is_named(report):
    Segment.objects.filter(revision=translated(report)).update(language="")

    assert "which language" in str(next(verification.translations()))


def test_what_is_not_found_as_it_reads_is_named(report):
    made = translated(report)
    search.index_documents([report.pk])
    search.drop("translation", [made.pk])

    assert [str(each) for each in verification.findable()] == [
        f"Search translation {made.pk}: it is not found as it reads now. Run reindex."
    ]

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import correcting, curation, merging, reconcile, resolution
from archive.extraction import Find, FindKind
from archive.models import Mention, Revision, Segment
from tests import make
from tests.archive.runs import NO_MODEL, TEXT, run

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_run_suggests_and_decides_nothing():
    document = make.document(TEXT)

    counts = run(document)

    assert counts.new > 0
    assert set(Mention.objects.values_list("status", flat=True)) == {"suggested"}
    assert document.current_revision.extracted_at is None
    assert Revision.objects.get().extracted_at == make.NOW


def test_a_second_run_changes_nothing():
    document = make.document(TEXT)
    first = run(document)
    before = list(Mention.objects.values())

    second = run(document)

    assert (second.new, second.kept) == (0, first.new)
    assert list(Mention.objects.values()) == before


def test_a_curated_name_is_found_and_suggested_with_its_entity():
    document = make.document(TEXT)
    person = make.person("Ana Testova")

    run(document)

    found = Mention.objects.filter(passage__quote="Ana Testova", kind="PERSON")
    assert [mention.entity for mention in found] == [person, person]


def test_a_rehearsal_writes_nothing():
    document = make.document(TEXT)

    counts = run(document, is_rehearsal=True)

    assert counts.new > 0
    assert not Mention.objects.exists()


def test_boilerplate_is_not_read():
    start = TEXT.index("Police")
    document = make.document(
        TEXT, segments=[(0, start, "body"), (start, len(TEXT), "boilerplate")]
    )

    run(document)

    assert not Mention.objects.filter(passage__start__gte=start).exists()


def test_a_suggestion_no_longer_seen_is_superseded_not_deleted():
    document = make.document(TEXT)
    mention = make.mention(document, "spoke in", extractor="test/1")

    counts = run(document)

    mention.refresh_from_db()
    assert (mention.status, counts.superseded) == ("superseded", 1)


def test_a_letter_inside_a_report_is_read_only_there():
    report = make.document(TEXT)
    letter = make.document("Ana Testova wrote.")
    letter.part_of, letter.part_of_passage = report, make.passage(report, "spoke")
    letter.save()

    assert run(letter) == reconcile.Counts()


def queries_of(document):
    with CaptureQueriesContext(connection) as queries:
        run(document)
    # on SQLite a long INSERT is written in several pieces: these count as one
    return {query["sql"].split("VALUES")[0].split("(SELECT")[0] for query in queries}


def test_a_run_takes_as_many_queries_for_much_as_for_little():
    few = make.document("Ana Testova spoke on 3 May 2021.")
    days = " ".join(
        f"On {day} May {year} Ana Testova spoke."
        for year in range(2001, 2011)
        for day in range(1, 26)
    )
    many = make.document(days)
    run(make.document(TEXT))

    small = queries_of(few)
    large = queries_of(many)

    assert Mention.objects.in_revision(many.current_revision).count() >= 500
    assert len(large) <= len(small) <= 22


def test_a_suggestion_has_a_history_from_the_start():
    document = make.document(TEXT)

    run(document)

    for mention in Mention.objects.all():
        (state,) = mention.history.all()
        assert (state.history_type, state.batch, state.history_user) == (
            "+",
            None,
            None,
        )


def test_a_suggestion_that_is_the_same_is_not_written_again():
    document = make.document(TEXT)
    run(document)
    written = Mention.history.count()

    run(document)

    assert Mention.history.count() == written


def test_a_suggestion_that_became_another_says_so_in_its_history():
    document = make.document(TEXT)
    run(document)
    person = make.person("Ana Testova")

    run(document)

    mention = Mention.objects.filter(passage__quote="Ana Testova").first()
    newest, first = mention.history.all()
    assert (newest.entity, first.entity) == (person, None)


def test_a_curated_name_is_in_the_gazetteer_at_once():
    run(make.document(TEXT))
    gazetteer = reconcile.gazetteer()
    assert reconcile.gazetteer() is gazetteer

    union = make.organisation("spoke in")
    assert len(reconcile.gazetteer().find(TEXT)) == 1

    curation.delete_name(union.names.get(), by=None)
    assert reconcile.gazetteer().find(TEXT) == []


def test_a_renamed_and_a_merged_entry_are_found_as_they_are_now():
    ana, anna = make.person("Ana Testova"), make.person("Anna T.")
    document = make.document(TEXT)
    run(document)

    merging.same(ana, anna, by=None, at=make.NOW)
    run(document)

    found = Mention.objects.filter(passage__quote="Ana Testova")
    assert {mention.entity for mention in found} == {anna}


def test_a_certain_name_in_another_spelling_is_suggested_with_its_entity():
    sokolova = make.person("Natalia Sokolova")
    document = make.document("Nataliya Sokolova spoke. Later Sokolova was held.")

    run(document)

    found = Mention.objects.filter(kind="PERSON")
    assert {m.passage.quote for m in found} == {"Nataliya Sokolova", "Sokolova"}
    assert {m.entity for m in found} == {sokolova}
    assert {m.status for m in found} == {"suggested"}
    assert {m.group for m in found} == {sokolova.slug}


def named(surface, label, start=0, kind="PERSON"):
    return Find(
        start=start,
        end=start + len(surface),
        kind=FindKind(kind),
        surface=surface,
        canonical=label,
        value="",
        score=0.5,
        source="test/1",
    )


def test_a_label_that_is_sure_to_mean_two_is_left_alone():
    make.person("Natalia Sokolova")
    make.person("Ainur Kurmanov")
    finds = [named("Наталья Соколова", "N"), named("Айнур Курманов", "N", 30)]

    assert [each.canonical for each in resolution.linked(finds)] == ["N", "N"]


def test_finds_of_one_label_go_with_the_certain_one():
    sokolova = make.person("Natalia Sokolova")
    finds = [
        named("Наталья Соколова", "Наталья Соколова"),
        named("Соколова", "Наталья Соколова", 20),
        named("Курманов", "Курманов", 40),
    ]

    assert [each.canonical for each in resolution.linked(finds)] == [
        sokolova.slug,
        sokolova.slug,
        "Курманов",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["a-report", "--all"], "not both"),
        ([], "say --all"),
        (["nothing-like-it"], "There is no report nothing-like-it"),
    ],
)
def test_extract_says_what_is_missing(arguments, sentence):
    make.document(TEXT, slug="a-report")

    with pytest.raises(CommandError, match=sentence):
        call_command("extract", *arguments)


def test_extract_says_what_it_would_change(capsys):
    make.document(TEXT, slug="a-report")

    call_command("extract", "a-report", "--dry-run")

    out = capsys.readouterr().out
    assert "0 lost" in out
    assert "In all would be:" in out


def test_a_text_that_was_corrected_while_it_was_read_is_left_as_it_was():
    report = make.document("A. Person was held.")
    first = Revision.objects.select_related("document").get(document=report)
    correcting.correct(report, "B. Person was held.", by=None, at=make.NOW, note="x")

    counts = reconcile.run(first, pipelines={}, at=make.NOW)

    assert counts == reconcile.Counts()
    assert not Mention.objects.in_revision(first).exists()


def test_each_part_is_read_by_the_rules_of_its_language():
    russian = "Суд города Жанаозен приговорил Наталью Соколову 12 марта 2014 года."
    text = f"The court freed Ana Testova on 3 May 2021.\n\n{russian}"
    start = text.index("Суд")
    document = make.document(text, segments=[(0, 42, Segment.Kind.BODY)])
    Segment.objects.create(
        revision=document.current_revision,
        start=start,
        end=len(text),
        kind=Segment.Kind.LETTER,
        language="ru",
    )

    found = {
        each.surface
        for each in reconcile.find(document.current_revision, pipelines=NO_MODEL)
    }

    assert {"Ana Testova", "3 May 2021", "12 марта 2014 года"} <= found


def test_what_a_part_is_in_adds_no_query(django_assert_max_num_queries):
    document = make.document(TEXT)
    Segment.objects.filter(revision=document.current_revision).update(language="ru")

    with django_assert_max_num_queries(6):
        reconcile.find(document.current_revision, pipelines=NO_MODEL)

from contextlib import suppress

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st

from archive import correcting, curation, merging, reconcile, resolution
from archive.extraction import Find, FindKind
from archive.models import LostPassage, Mention, Passage, Revision, Segment
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TEXT = "Lawyer Ana Testova spoke in A Town. Police held Ana Testova on 3 May 2021."
NO_MODEL: dict[str, str] = {}


def run(document, **options):
    return reconcile.run(
        document.current_revision, pipelines=NO_MODEL, at=make.NOW, **options
    )


def find(start, end, kind="PERSON"):
    return Find(
        start=start,
        end=end,
        kind=FindKind(kind),
        surface=TEXT[start:end],
        canonical="",
        value="",
        score=0.5,
        source="test/1",
    )


def decided():
    return list(
        Mention.objects.exclude(decided_at=None)
        .order_by("pk")
        .values_list("pk", "status", "entity", "passage", "kind", "value")
    )


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


def test_an_accepted_mention_is_counted_as_seen_again():
    document = make.document(TEXT)
    make.mention(document, "Ana Testova", make.person("Ana Testova"))

    counts = run(document)

    assert counts.confirmed == 1


def test_a_rejected_name_does_not_come_back():
    document = make.document(TEXT)
    make.person("Ana Testova")
    run(document)
    curation.reject(
        Mention.objects.filter(passage__quote="Ana Testova"), by=None, at=make.NOW
    )

    counts = run(document)

    assert not Mention.objects.suggested().filter(passage__quote="Ana Testova").exists()
    assert counts.confirmed == 2


def test_a_stop_rule_holds_in_other_documents():
    first, second = make.document(TEXT), make.document(TEXT + " Again.")
    make.person("Ana Testova")
    mention = make.mention(first, "Ana Testova")
    curation.reject([mention], by=None, at=make.NOW, scope="everywhere")

    counts = run(second)

    assert counts.suppressed == 2
    assert not Mention.objects.in_revision(second.current_revision).filter(
        passage__quote="Ana Testova"
    )


def test_a_suggestion_no_longer_seen_is_superseded_not_deleted():
    document = make.document(TEXT)
    mention = make.mention(document, "spoke in", extractor="test/1")

    counts = run(document)

    mention.refresh_from_db()
    assert (mention.status, counts.superseded) == ("superseded", 1)


def test_what_a_person_marked_waits_on_after_it_is_taken_back():
    document = make.document(TEXT)
    mention = curation.mark(
        make.passage(document, "spoke in"), kind="DEMAND", by=None, at=make.NOW
    )
    curation.reopen([mention], by=None)

    counts = run(document)

    mention.refresh_from_db()
    assert (mention.status, mention.extractor) == ("suggested", "")
    assert counts.superseded == 0


def test_a_find_across_an_accepted_name_is_suppressed():
    document = make.document(TEXT)
    make.mention(document, "Ana Testova", make.person("Ana Testova"))

    plan = reconcile.set_against(
        [find(0, 18)],
        reconcile.mentions_of(document.current_revision),
        rules=frozenset(),
    )

    assert plan.counts.suppressed == 1


def test_a_longer_name_around_a_rejected_word_is_still_suggested():
    document = make.document(TEXT)
    make.mention(document, "Testova", status="rejected", decided_at=make.NOW)

    plan = reconcile.set_against(
        [find(7, 18)],
        reconcile.mentions_of(document.current_revision),
        rules=frozenset(),
    )

    assert [(f.start, f.end) for f in plan.new] == [(7, 18)]


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


def test_what_was_set_aside_stays_set_aside():
    document = make.document(TEXT)
    seen = make.mention(document, "A Town", kind="PLACE", extractor="test/1")
    gone = make.mention(document, "spoke in", extractor="test/1")
    curation.set_aside([seen, gone], by=None, at=make.NOW)
    before = list(Mention.objects.filter(pk__in=[seen.pk, gone.pk]).values())

    run(document)

    assert list(Mention.objects.filter(pk__in=[seen.pk, gone.pk]).values()) == before


def test_a_plan_a_person_was_faster_than_is_not_carried_out_by_halves():
    document = make.document(TEXT)
    revision = document.current_revision
    finds = reconcile.find(revision, pipelines=NO_MODEL)
    plan = reconcile.set_against(finds, [], rules=frozenset())
    passage, person = make.passage(document, "Ana Testova"), make.person("Ana T.")
    curation.mark(passage, kind="PERSON", by=None, at=make.NOW, entity=person)
    before = decided()

    with pytest.raises(IntegrityError), transaction.atomic():
        reconcile._write(revision, plan, make.NOW)
    assert not Mention.objects.suggested().exists()

    run(document)
    assert decided() == before
    assert Mention.objects.suggested().exists()


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


def test_decided_words_a_correction_changed_are_counted_as_lost():
    document = make.document(TEXT)
    old = make.passage(document, "Ana Testova")
    make.revision(document, TEXT.replace("Ana Testova", "Anna Testova"))
    LostPassage.objects.create(passage=old, revision=document.current_revision)

    counts = run(document)

    assert counts.lost == 1


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


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 14)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], len(TEXT)))
)


@pytest.mark.slow
@rules(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    found=st.lists(st.tuples(SPANS, st.sampled_from(["PERSON", "PLACE", "DEMAND"]))),
    taken=st.lists(SPANS, max_size=3),
)
def test_no_run_changes_what_a_person_decided(found, taken):
    document = make.document(TEXT)
    person = make.person("Somebody Decided")
    for start, end in {tuple(span) for span in taken}:
        passage = Passage.objects.at(document.current_revision, start, end)
        # what lies on a decision is refused
        with suppress(ValueError):
            curation.mark(passage, kind="PERSON", by=None, at=make.NOW, entity=person)
    before = decided()
    finds = [find(start, end, kind) for (start, end), kind in found]

    mentions = reconcile.mentions_of(document.current_revision)
    plan = reconcile.set_against(
        list(dict.fromkeys(finds)), mentions, rules=frozenset()
    )
    reconcile._write(document.current_revision, plan, make.NOW)

    assert decided()[: len(before)] == before
    assert not {m.pk for m, _ in plan.kept} & {row[0] for row in before}


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

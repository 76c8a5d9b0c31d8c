import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st

from archive import curation, reconcile
from archive.extraction import Find, FindKind
from archive.models import Mention, Passage, Revision
from tests import make

pytestmark = pytest.mark.django_db
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

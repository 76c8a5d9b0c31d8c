"""What a person decided stands: no run touches it, and what it says is heeded."""

from contextlib import suppress

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st

from archive import curation, reconcile
from archive.models import LostPassage, Mention, Passage
from tests import make
from tests.archive.runs import NO_MODEL, TEXT, decided, find, run

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


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
        reconcile.write(revision, plan, entities={}, at=make.NOW)
    assert not Mention.objects.suggested().exists()

    run(document)
    assert decided() == before
    assert Mention.objects.suggested().exists()


def test_decided_words_a_correction_changed_are_counted_as_lost():
    document = make.document(TEXT)
    old = make.passage(document, "Ana Testova")
    make.revision(document, TEXT.replace("Ana Testova", "Anna Testova"))
    LostPassage.objects.create(passage=old, revision=document.current_revision)

    counts = run(document)

    assert counts.lost == 1


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
    reconcile.write(document.current_revision, plan, entities={}, at=make.NOW)

    assert decided()[: len(before)] == before
    assert not {m.pk for m, _ in plan.kept} & {row[0] for row in before}

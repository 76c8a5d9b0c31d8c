"""Any sequence of judgements, and two curators at once."""

import threading

import pytest
from django.conf import settings
from django.db import connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st

from archive import merging, undoing
from archive.models import Batch, Judgement, Pair
from tests import make
from tests.archive.merging.saying import different, people, revoke, roots, same

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PEOPLE = st.integers(0, 4)
SAID = st.tuples(st.sampled_from(["same", "different", "unsure"]), PEOPLE, PEOPLE)
TAKEN_BACK = st.tuples(
    st.sampled_from(["revoke", "undo"]), st.integers(0, 9), st.just(0)
)


def replayed(entities):
    """The roots by the book: groups joined one after the other."""
    leads = {entity.pk: entity.pk for entity in entities}

    def root(pk):
        return pk if leads[pk] == pk else root(leads[pk])

    for pk, kept in (
        Judgement.objects.live()
        .filter(verdict="same")
        .order_by("pk")
        .values_list("entity", "kept")
    ):
        if root(pk) != root(kept):
            leads[root(pk)] = root(kept)
    return {pk: None if root(pk) == pk else root(pk) for pk in leads}


def act(entities, what, one, other):
    try:
        if what == "revoke":
            live = list(Judgement.objects.live())
            revoke(live[one % len(live)]) if live else None
        elif what == "undo":
            batches = list(Batch.objects.exclude(verb="entry"))
            batch = batches[one % len(batches)] if batches else None
            undoing.undo(batch, by=None, at=make.NOW) if batch else None
        else:
            judge = getattr(merging, what)
            judge(entities[one], entities[other], by=None, at=make.NOW)
    except (merging.Blocked, undoing.CannotUndo):
        pass


@pytest.mark.slow
@rules(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=60,
)
@given(st.lists(SAID | TAKEN_BACK, max_size=14))
def test_any_sequence_leaves_what_replaying_the_live_judgements_gives(sequence):
    with transaction.atomic():
        play(sequence)
        transaction.set_rollback(True)


def play(sequence):
    entities = people("One Aaa", "Two Bbb", "Three Ccc", "Four Ddd", "Five Eee")

    for what, one, other in sequence:
        act(entities, what, one, other)

        assert roots() == replayed(entities)
        stand = {pk: root or pk for pk, root in roots().items()}
        for apart in Judgement.objects.live().filter(verdict="different"):
            assert stand[apart.entity_id] != stand[apart.kept_id]
        assert not Pair.objects.exclude(left__root=None, right__root=None).exists()

    for judgement in Judgement.objects.live():
        revoke(judgement)
    assert set(roots().values()) == {None}


@pytest.mark.slow
@pytest.mark.only_on("postgresql")
def test_of_two_curators_at_once_the_second_sees_what_the_first_has_said(emptied):
    one, two, three, four = people("One A", "Two B", "Three C", "Four D")
    same(one, two)
    same(three, four)
    outcomes = []

    def judge(act, a, b):
        try:
            act(a, b)
            outcomes.append("said")
        except merging.Blocked:
            outcomes.append("blocked")
        finally:
            connection.close()

    both = [
        threading.Thread(target=judge, args=(same, two, four)),
        threading.Thread(target=judge, args=(different, one, three)),
    ]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert sorted(outcomes) == ["blocked", "said"]


@pytest.mark.only_on("sqlite")
def test_on_sqlite_one_transaction_writes_at_a_time():
    assert settings.DATABASES["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"

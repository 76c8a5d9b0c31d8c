"""What a machine makes leaves its first state, as what a person makes does."""

from datetime import timedelta

import pytest

from archive.models import Claim, Mention, Passage, states
from tests import make

pytestmark = pytest.mark.django_db


def mentions(count):
    text = "a " * count
    document = make.document(text)
    return [
        Mention(
            passage=Passage.objects.at(document.current_revision, 2 * at, 2 * at + 1),
            kind="DATE",
            value="2021",
            extractor="rule/1",
            score=0.5,
        )
        for at in range(count)
    ]


def test_the_state_is_the_row_and_no_persons():
    at = make.NOW - timedelta(days=1)

    (made,) = states.create_with_history(mentions(1), at=at)

    (state,) = made.history.all()
    assert (state.history_type, state.history_date) == ("+", at)
    assert (state.history_user, state.batch) == (None, None)
    fields = [field.attname for field in Mention._meta.concrete_fields]
    assert [getattr(state, name) for name in fields] == [
        getattr(made, name) for name in fields
    ]
    assert state.instance == made


def test_as_many_states_as_rows_however_many(monkeypatch):
    monkeypatch.setattr(states, "_AT_ONCE", 2)

    made = states.create_with_history(mentions(5), at=make.NOW)

    assert sorted(Mention.history.values_list("id", flat=True)) == sorted(
        each.pk for each in made
    )


def test_a_claim_keeps_its_first_state_too():
    claim = Claim(slug="c", kind="arrest", sentence="Held.", known_from=make.TODAY)

    states.create_with_history([claim], at=make.NOW)

    assert claim.history.get().sentence == "Held."


def test_nothing_is_made_of_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert states.create_with_history([], at=make.NOW) == []

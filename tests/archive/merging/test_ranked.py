"""The few mentions by which two entries are compared."""

from datetime import date, timedelta

import pytest

from archive.merging import ranked
from tests import make
from tests.archive.merging.saying import people

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def named(entity, words, days_ago=None):
    day = None if days_ago is None else make.TODAY - timedelta(days=days_ago)
    document = make.document(f"{words} spoke.", published_on=day)
    return make.mention(document, words, entity)


def chosen(one, other, texts=()):
    return ranked.chosen({one.pk}, {other.pk}, texts=texts)


def test_the_newest_come_first_and_those_without_a_day_last():
    one, other = people("Ana Testova", "Anna Testova")
    undated = named(one, "Ana Testova")
    ages = [4, 1, 3, 2]
    by_age = {age: named(one, "Ana Testova", age) for age in ages}

    found, nothing = chosen(one, other)

    assert found.newest == [*(by_age[age].pk for age in (1, 2, 3, 4)), undated.pk]
    assert found.days == [make.TODAY - timedelta(days=age) for age in (4, 1)]
    assert (found.times, nothing) == (5, ranked.Chosen())


def test_no_more_than_a_few_are_chosen_and_all_are_counted():
    one, other = people("Ana Testova", "Anna Testova")
    for age in range(8):
        named(one, "Ana Testova", age)
    named(other, "Anna Testova", 1)

    found, beside = chosen(one, other)

    assert (len(found.newest), found.times) == (ranked.PASSAGES, 8)
    assert (len(beside.newest), beside.times) == (1, 1)


def test_each_spelling_leads_to_a_text_of_its_own_side():
    one, other = people("Ana Testova", "Anna Testova")
    older = named(one, "Hanna Testova", 30)
    for age in range(6):
        named(one, "Ana Testova", age)
    theirs = named(other, "Ana Testova", 1)

    found, beside = chosen(one, other, ["Ana Testova", "Hanna Testova"])

    assert found.printed["Hanna Testova"] == older.pk
    assert beside.printed == {"Ana Testova": theirs.pk}
    assert found.printed["Ana Testova"] != theirs.pk


def test_a_text_that_was_corrected_since_does_not_count():
    one, other = people("Ana Testova", "Anna Testova")
    mention = named(one, "Ana Testova", 3)
    make.revision(mention.passage.revision.document, "Nobody spoke.")

    assert chosen(one, other, ["Ana Testova"])[0] == ranked.Chosen()


def test_two_that_are_one_already_have_the_same():
    one, other = people("Ana Testova", "Anna Testova")
    named(one, "Ana Testova", 1)
    either = {one.pk, other.pk}

    left, right = ranked.chosen(either, either, texts=[])

    assert left == right
    assert left.times == 1


def test_the_newest_documents_of_both_come_first_and_those_of_no_day_last():
    one = ranked.Chosen(documents={1: date(2011, 1, 1), 2: None, 3: date(2012, 1, 1)})
    other = ranked.Chosen(
        documents={1: date(2011, 1, 1), 2: None, 3: date(2012, 1, 1), 4: None}
    )
    one.documents[5], other.documents[5] = date(2011, 1, 1), date(2011, 1, 1)
    one.documents[6] = date(2020, 1, 1)

    assert ranked.shared(one, other, upto=9) == [3, 5, 1, 2]
    assert ranked.shared(one, other, upto=2) == [3, 5]
    assert ranked.shared(one, ranked.Chosen(), upto=9) == []


def test_a_document_that_names_both_is_known_from_the_mentions_read():
    one, other = people("Ana Testova", "Anna Testova")
    both = make.document("Ana Testova met Anna Testova.", published_on=make.TODAY)
    make.mention(both, "Ana Testova", one)
    make.mention(both, "Anna Testova", other)
    named(one, "Ana Testova", 1)
    named(other, "Anna Testova")

    left, right = chosen(one, other)

    assert ranked.shared(left, right, upto=9) == [both.pk]

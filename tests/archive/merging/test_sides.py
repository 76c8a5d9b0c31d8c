from datetime import timedelta

import pytest
from django.db import connection

from archive import merging
from archive.models import Claim, Mention
from tests import make
from tests.archive.merging.saying import people, same

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_comparison_shows_both_sides_and_marks_what_they_share(
    django_assert_max_num_queries,
):
    text = "Natalia Sokolova was held. Lawyer Natalya Sokolova spoke."
    document = make.document(text)
    one, other = people("Natalia Sokolova", "Natalya Sokolova")
    make.mention(document, "Natalia Sokolova", one)
    make.mention(document, "Natalya Sokolova", other)
    town = make.place()
    for entity in (one, other):
        claim = make.claim(f"{entity} was held.", place=town, happened_from=make.TODAY)
        claim.participants.create(entity=entity, role="victim")

    with django_assert_max_num_queries(8):
        found = merging.compare(one.pk, other.pk)

    (name,) = found.left.names
    assert (name.words, name.is_equal) == ("Natalia Sokolova", True)
    assert name.url == make.passage(document, "Natalia Sokolova").get_absolute_url()
    assert [told.is_equal for told in found.left.places] == [True]
    assert [told.words for told in found.right.claims] == ["Natalya Sokolova was held."]
    assert [each.printed for each in found.right.passages] == ["Natalya Sokolova"]
    assert found.documents == (document,)


def test_a_name_leads_to_the_newest_text_that_prints_it():
    one, other = people("Ana Testova", "Anna Testova")
    old = make.document("Ana Testova spoke.", published_on=make.TODAY)
    day = make.TODAY + timedelta(days=9)
    new = make.document("Today Ana Testova was held.", published_on=day)
    for document in (old, new):
        make.mention(document, "Ana Testova", one)

    (name,) = merging.compare(one.pk, other.pk).left.names

    assert name.url == make.passage(new, "Ana Testova").get_absolute_url()


def test_a_comparison_takes_as_many_queries_for_much_as_for_little(
    django_assert_num_queries,
):
    from django.test.utils import CaptureQueriesContext

    def counted(mentions):
        one, other = people(f"Ana{mentions} Testova", f"Anna{mentions} Testova")
        for at in range(mentions):
            for entity in (one, other):
                day = make.TODAY - timedelta(days=at)
                document = make.document(f"{entity} spoke.", published_on=day)
                make.mention(document, str(entity), entity)
                claim = make.claim(f"{entity} {at}", kind=Claim.Kind.ARREST)
                claim.participants.create(entity=entity, role="victim")
        with CaptureQueriesContext(connection) as queries:
            merging.compare(one.pk, other.pk)
        return len(queries)

    assert counted(8) <= counted(2)


def test_a_side_shows_what_leads_to_it():
    one, two, three = people("One A", "Two B", "Three C")
    make.mention(make.document("Two B spoke."), "Two B", two)
    same(two, one)

    found = merging.compare(one.pk, three.pk)

    assert {told.words for told in found.left.names} == {"One A", "Two B"}
    assert [each.printed for each in found.left.passages] == ["Two B"]
    assert not Mention.objects.filter(entity=one).exists()

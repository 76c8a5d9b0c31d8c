import pytest

from archive import merging
from tests import make
from tests.archive.merging.saying import different, people, same

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def warned(one, other):
    return " ".join(merging.warnings(one, other))


def test_nothing_is_said_against_two_that_are_alike():
    assert merging.warnings(*people("Natalia Sokolova", "Natalya Sokolova")) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Natalia Sokolova", "Natalia Sokolov"),
        ("M. Sokolovsky", "M. Sokolovskaya"),
        ("Айнур Курманов", "Ainura Kurmanova"),
    ],
)
def test_a_mans_name_and_a_womans_are_noticed(one, other):
    assert "a woman's" in warned(*people(one, other))
    assert "a woman's" in warned(*people(other, one))


def test_a_difference_nearby_is_told(admin_user):
    one, two, three, four = people("One A", "Two B", "Three C", "Four D")
    different(two, three, by=admin_user)
    same(four, three)

    assert "Two B was said to be different from Three C" in warned(one, four)


def test_two_named_in_one_sentence_are_two():
    text = "A. Kurmanov and B. Kurmanov spoke. Nobody else did."
    one, other = people("A. Kurmanov", "B. Kurmanov")
    document = make.document(text)
    make.mention(document, "A. Kurmanov", one)
    make.mention(document, "B. Kurmanov", other)

    assert "“A. Kurmanov and B. Kurmanov spoke.”" in warned(one, other)


def test_a_name_and_its_acronym_in_brackets_are_not_two():
    union = make.organisation("Union of Oil Workers")
    short = make.organisation("UOW")
    document = make.document("The Union of Oil Workers (UOW) called a strike.")
    make.mention(document, "Union of Oil Workers", union)
    make.mention(document, "UOW", short)

    assert merging.warnings(union, short) == []


def test_opposite_parts_are_told():
    one, other = people("One A", "Two B")
    claim = make.claim()
    claim.participants.create(entity=one, role="victim")
    claim.participants.create(entity=other, role="perpetrator")

    found = warned(one, other)

    assert "One A is victim, Two B is perpetrator" in found
    assert "Both take part in" in found


def test_other_items_of_wikidata_and_places_far_apart_are_told():
    aktau = make.place("Aktau", wikidata="Q1", latitude=43.65, longitude=51.17)
    aktobe = make.place("Aktobe", wikidata="Q2", latitude=50.28, longitude=57.17)

    found = warned(aktau, aktobe)

    assert "Q1 and Q2" in found
    assert "km apart" in found

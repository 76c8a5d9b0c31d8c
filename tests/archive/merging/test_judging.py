import pytest

from archive import merging, resolution
from archive.models import Entity, Judgement, Name, Pair
from tests import make
from tests.archive.merging.saying import different, people, revoke, roots, same

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_page_of_the_kept_one_stays():
    ana, anna = people("Ana Testova", "Anna Testova")

    same(ana, anna)

    assert roots() == {ana.pk: anna.pk, anna.pk: None}
    assert set(merging.members(anna)) == {ana.pk, anna.pk}


def test_nothing_is_re_pointed():
    ana, anna = people("Ana Testova", "Anna Testova")
    mention = make.mention(make.document("Ana Testova spoke."), "Ana Testova", ana)

    same(ana, anna)

    mention.refresh_from_db()
    assert mention.entity == ana
    assert Name.objects.get(text="Ana Testova").entity == ana


def test_a_chain_leads_to_its_end_and_comes_apart_in_any_order():
    one, two, three = people("One A", "Two B", "Three C")
    first, second = same(one, two), same(two, three)
    assert roots() == {one.pk: three.pk, two.pk: three.pk, three.pk: None}

    revoke(first)
    assert roots() == {one.pk: None, two.pk: three.pk, three.pk: None}

    revoke(second)
    assert set(roots().values()) == {None}


def test_two_kinds_are_never_one():
    with pytest.raises(merging.Blocked, match="Person is person, A Town is place"):
        same(make.person(), make.place())


def test_an_entry_is_not_joined_with_itself():
    ana = make.person()

    with pytest.raises(merging.Blocked, match="one entry, not two"):
        same(ana, ana)


def test_a_union_that_would_swallow_a_difference_names_both_and_who_said_it(admin_user):
    one, two, three = people("One A", "Two B", "Three C")
    different(one, three, by=admin_user)
    same(one, two)

    with pytest.raises(merging.Blocked, match=f"One A and Three C .* by {admin_user}"):
        same(two, three)

    assert roots() == {one.pk: two.pk, two.pk: None, three.pk: None}
    assert Judgement.objects.live().count() == 2


def test_what_is_joined_is_not_said_to_be_different_and_the_link_is_named(admin_user):
    one, two, three = people("One A", "Two B", "Three C")
    same(one, two, by=admin_user)
    same(two, three, by=admin_user)

    with pytest.raises(merging.Blocked, match=f"are one entry. Two B .* {admin_user}"):
        different(one, three)


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_what_is_said_is_not_said_twice(verdict):
    one, two = people("One A", "Two B")
    judge = getattr(merging, verdict)
    judge(one, two, by=None, at=make.NOW)

    if verdict == "unsure":
        judge(two, one, by=None, at=make.NOW)
    else:
        with pytest.raises(merging.Blocked):
            judge(two, one, by=None, at=make.NOW)

    assert Judgement.objects.live().count() == 1


def test_who_could_not_tell_may_tell_later():
    one, two = people("One A", "Two B")
    merging.unsure(one, two, by=None, at=make.NOW)

    same(one, two)

    assert roots()[one.pk] == two.pk
    assert [j.verdict for j in Judgement.objects.live()] == ["same"]


def test_what_is_taken_back_is_not_taken_back_again():
    judgement = same(*people("One A", "Two B"))
    revoke(judgement)

    with pytest.raises(merging.Blocked, match="already"):
        revoke(judgement)


def test_a_judgement_answers_the_open_question_and_taking_it_back_asks_again():
    ana, anna = people("Natalia Sokolova", "Natalia Sokolava")
    assert Pair.objects.count() == 1

    judgement = different(ana, anna)
    assert not Pair.objects.exists()

    revoke(judgement)
    assert Pair.objects.count() == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bea Phiri", "Beatrice Phiri"),
        ("Bill Turner", "William Turner"),
        ("Sasha Ivanov", "Alexander Ivanov"),
        ("Kolya Ivanov", "Николай Иванов"),
        ("Lupe Reyes", "Guadalupe Reyes"),
    ],
)
def test_two_forms_of_a_given_name_are_asked_about_and_never_joined(one, other):
    left, right = make.person(one), make.person(other)

    asked = [(pair.left, pair.right) for pair in resolution.open_pairs()]

    assert asked == [(left, right)]
    assert not Entity.objects.exclude(root=None).exists()

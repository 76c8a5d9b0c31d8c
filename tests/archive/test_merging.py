import threading
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st

from archive import merging, resolution, undoing
from archive.models import Batch, Claim, Entity, Judgement, Mention, Name, Pair
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def people(*labels):
    return [make.person(label) for label in labels]


def same(entity, kept, by=None):
    return merging.same(entity, kept, by=by, at=make.NOW)


def different(entity, other, by=None):
    return merging.different(entity, other, by=by, at=make.NOW)


def revoke(judgement):
    merging.revoke(judgement, by=None, at=make.NOW)


def roots():
    return dict(Entity.objects.order_by("pk").values_list("pk", "root"))


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


# Any sequence of judgements

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


# What speaks against, and what there is to see


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

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import curation, merging, names, resolution
from archive.extraction import Find, FindKind
from archive.models import Entity, Name, NameBlock, Pair
from tests import make

pytestmark = pytest.mark.django_db


def offered(surface, kind="PERSON", document=None):
    found = resolution.candidates([(surface, kind)], document=document)
    return [(str(each.entity), each.why) for each in found[surface, kind]]


def pairs():
    return {(str(p.left), str(p.right)) for p in resolution.open_pairs()}


# The index


def test_a_name_is_found_by_its_blocks_from_when_it_is_made():
    person = make.person("Natalia Sokolova")

    blocks = set(NameBlock.objects.values_list("block", flat=True))
    assert names.blocks("Natalia Sokolova", names.Kind.PERSON) <= blocks
    assert {block.kind for block in NameBlock.objects.all()} == {person.kind}


def test_a_changed_name_is_found_as_it_is_now():
    name = make.person("Natalia Sokolova").names.get()

    name.text = "Ainur Kurmanov"
    curation.save_name(name, by=None)

    assert offered("Natalia Sokolova") == []
    assert [label for label, _why in offered("Ainur Kurmanov")] == ["Natalia Sokolova"]


def test_a_deleted_name_is_found_no_more():
    person = make.person("Natalia Sokolova")
    alias = curation.add_name(person, "Ainur Kurmanov")

    curation.delete_name(alias, by=None)

    assert offered("Ainur Kurmanov") == []
    assert not NameBlock.objects.exclude(name__entity=person).exists()


def test_indexing_anew_makes_what_was_there(capsys):
    make.person("Natalia Sokolova")
    make.person("Natalia Sokolava")
    before = set(NameBlock.objects.values_list("name", "kind", "block"))
    asked = pairs()
    NameBlock.objects.all().delete()
    Pair.objects.all().delete()
    Name.objects.update(key="old")

    call_command("reindex_names")

    assert set(NameBlock.objects.values_list("name", "kind", "block")) == before
    assert pairs() == asked != set()
    assert set(Name.objects.values_list("key", flat=True)) == {
        names.key("Natalia Sokolova"),
        names.key("Natalia Sokolava"),
    }
    assert "2 names indexed; 1 pair is open." in capsys.readouterr().out


@pytest.mark.parametrize(
    "text", ["", " ", "…", "🙂", "\u202eadnil", "'; DROP TABLE", "x" * 200, "ا" * 150]
)
def test_no_text_is_too_odd_to_index_and_look_up(text):
    entity = make.person("Natalia Sokolova")
    name = Name(entity=entity, text=text)

    curation.save_name(name, by=None)

    assert isinstance(offered(text), list)
    assert offered("x" * 10_000) == []


# Candidates


def test_a_known_name_is_offered_with_the_reason():
    person = make.person("Natalia Sokolova")
    curation.add_name(person, "Lawyer N.")

    assert offered("Natalia Sokolova") == [("Natalia Sokolova", "same name")]
    assert offered("lawyer n.") == [("Natalia Sokolova", "known alias")]
    assert offered("Наталья Соколова") == [("Natalia Sokolova", "same name")]


def test_a_likely_spelling_is_offered_with_its_score():
    make.person("Natalia Sokolova")

    ((label, why),) = offered("Natalia Sokolava")

    assert label == "Natalia Sokolova"
    assert why.startswith("score .")


def test_an_acronym_is_offered_the_body_it_stands_for():
    make.organisation("Committee for a Workers' International")

    assert offered("CWI", "ORG") == [
        (
            "Committee for a Workers' International",
            "acronym of Committee for a Workers' International",
        )
    ]


def test_a_lone_surname_is_offered_its_bearers_first_the_one_in_this_report():
    document = make.document("Natalia Sokolova spoke. Sokolova was held.")
    other, here = make.person("Marina Sokolova"), make.person("Natalia Sokolova")
    make.mention(document, "Natalia Sokolova", here)

    assert offered("Sokolova", document=document) == [
        ("Natalia Sokolova", "same document as Natalia Sokolova"),
        ("Marina Sokolova", "part of Marina Sokolova"),
    ]
    assert str(other) in dict(offered("Sokolova"))


def test_a_person_is_not_offered_for_a_place():
    make.person("Natalia Sokolova")

    assert offered("Natalia Sokolova", "PLACE") == []
    assert offered("8 August 2011", "DATE") == []


def test_the_one_it_was_merged_into_is_offered_once():
    ana, anna = make.person("Natalia Sokolova"), make.person("Natalya Sokolova")
    merging.same(ana, anna, by=None, at=make.NOW)

    assert offered("Natalia Sokolova") == [("Natalya Sokolova", "known alias")]


def test_no_more_than_a_few_are_offered():
    for letter in "abcdefghij":
        make.person(f"Natalia Sokolova{letter}")

    assert len(offered("Natalia Sokolova")) <= 5


def test_forty_names_take_as_many_queries_as_one():
    document = make.document("Ana Testova spoke.")
    make.mention(document, "Ana Testova", make.person("Ana Testova"))

    def counted(size):
        asked = [(f"Ana Testova{letter}", "PERSON") for letter in "abcdefghij"[:size]]
        with CaptureQueriesContext(connection) as queries:
            resolution.candidates(asked, document=document)
        return len(queries)

    assert counted(10) == counted(1) <= 6


# What a machine may join


@pytest.mark.parametrize(
    ("known", "printed", "kind", "is_sure"),
    [
        ("Natalia Sokolova", "Наталья Соколова", "PERSON", True),
        ("Natalia Sokolova", "SOKOLOVA Natalya", "PERSON", True),
        ("Natalia Sokolova", "Natalia Sokolava", "PERSON", False),
        ("Natalia Sokolova", "Sоkolova Natalia", "PERSON", False),  # a Cyrillic о
        ("Kurmanov", "Kurmanov", "PERSON", False),
        ("Ali Hassan", "Hassan Ali", "PERSON", False),
        ("Zhanaozen", "Жанаозен", "PLACE", True),
        ("Aktau", "Aktobe", "PLACE", False),
        ("", "", "PERSON", False),
    ],
)
def test_a_machine_is_sure_by_the_safe_rule_only(known, printed, kind, is_sure):
    entity = make.entity(known or "Somebody", "PERSON" if kind == "PERSON" else "PLACE")

    found = resolution.certain([(printed, kind)])

    assert found == ({(printed, kind): entity.slug} if is_sure else {})


def test_a_machine_does_not_take_a_person_for_a_place():
    make.person("Natalia Sokolova")

    assert resolution.certain([("Natalia Sokolova", "PLACE")]) == {}


def test_of_two_with_one_name_a_machine_is_not_sure_until_they_are_one():
    one, other = make.person("Natalia Sokolova"), make.person("Natalya Sokolova")
    assert resolution.certain([("Natalia Sokolova", "PERSON")]) == {}

    merging.same(one, other, by=None, at=make.NOW)

    assert set(resolution.certain([("Natalia Sokolova", "PERSON")]).values()) == {
        other.slug
    }


# Pairs


def test_two_that_may_be_one_are_asked_about_once():
    make.person("Natalia Sokolova")
    make.person("Natalia Sokolava")
    make.person("Ainur Kurmanov")
    make.place("Sokolova")

    assert pairs() == {("Natalia Sokolova", "Natalia Sokolava")}


def test_brothers_are_not_asked_about():
    make.person("Askar Kulibayev")
    make.person("Timur Kulibayev")

    assert pairs() == set()


def test_the_likeliest_is_asked_first():
    make.person("Natalia Sokolova")
    make.person("Natalya Sokolova")
    make.person("Natalia Sokolava")

    scores = [pair.score for pair in resolution.open_pairs()]

    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 3


@pytest.mark.parametrize("verdict", ["different", "unsure", "same"])
def test_what_was_judged_is_not_asked_again_by_another_spelling(verdict):
    one, other = make.person("Natalia Sokolova"), make.person("Natalia Sokolava")
    getattr(merging, verdict)(one, other, by=None, at=make.NOW)

    curation.add_name(one, "Natalya Sokolava")

    assert pairs() == set()


def test_a_pair_is_asked_of_those_that_stand_for_the_two():
    one, other = make.person("Natalia Sokolova"), make.person("N. S.")
    make.person("Natalia Sokolava")
    merging.same(one, other, by=None, at=make.NOW)

    assert pairs() == {("N. S.", "Natalia Sokolava")}


def test_a_difference_with_one_holds_for_all_it_is_one_with():
    one, other = make.person("Natalia Sokolova"), make.person("N. S.")
    third = make.person("Natalia Sokolava")
    merging.different(one, third, by=None, at=make.NOW)

    merging.same(one, other, by=None, at=make.NOW)

    assert pairs() == set()


def test_a_forgotten_spelling_takes_its_question_along():
    one, _other = make.person("Lawyer S."), make.person("Natalia Sokolava")
    alias = curation.add_name(one, "Natalia Sokolova")
    assert len(pairs()) == 1

    curation.delete_name(alias, by=None)

    assert pairs() == set()


def test_counting_the_questions_is_one_query(django_assert_num_queries):
    make.person("Natalia Sokolova")
    make.person("Natalia Sokolava")

    with django_assert_num_queries(1):
        assert resolution.open_pairs().count() == 1


def test_a_new_name_is_set_against_others_in_few_queries():
    for letter in "abcdefghij":
        make.person(f"Natalia Sokolova{letter}")
    entity = Entity.objects.earliest("pk")

    with CaptureQueriesContext(connection) as queries:
        resolution.look_for_pairs(entity)

    assert len(queries) <= 12


def test_a_name_that_says_only_of_what_kind_is_never_certain_by_itself():
    known = make.organisation("Nigerian High Commission in London")
    curation.add_name(known, "High Commission")
    asked = ("High Commission", "ORG")

    assert resolution.certain([asked]) == {}
    assert resolution.certain([asked], present=[known.slug]) == {asked: known.slug}
    likely = resolution.candidates([asked], document=None)
    assert [each.entity for each in likely[asked]] == [known]


def test_two_that_the_text_names_may_both_be_meant():
    slugs = []
    for town in ("London", "Abuja"):
        known = make.organisation(f"Zambian High Commission in {town}")
        curation.add_name(known, "High Commission")
        slugs.append(known.slug)

    assert resolution.certain([("High Commission", "ORG")], present=slugs) == {}


def test_a_text_that_names_a_body_in_full_may_go_on_in_short():
    known = make.organisation("Union of Aktau Drillers")
    curation.add_name(known, "Union")
    finds = [
        Find(0, 23, FindKind.ORG, "Union of Aktau Drillers", known.slug, "", 1, "g"),
        Find(30, 35, FindKind.ORG, "Union", "Union", "", 1, "g"),
    ]

    assert [each.canonical for each in resolution.linked(finds)] == [known.slug] * 2
    assert [each.canonical for each in resolution.linked(finds[1:])] == ["Union"]

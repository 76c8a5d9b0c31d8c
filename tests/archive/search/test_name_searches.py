"""Names typed as people type them: who was meant is among the first ten."""

from itertools import product
from pathlib import Path

import pytest

from archive import curation, merging, resolution, search
from archive.models import Entity, Name
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

GIVEN = [
    "Roza",
    "Olga",
    "Mehmet",
    "Ahmed",
    "Van",
    "Jose",
    "Chidi",
    "Anna",
    "Giorgi",
    "Fatima",
    "Wei",
    "Michael",
]
FAMILY = [
    "Savchuk",
    "Yildiz",
    "Hashemi",
    "Nguyen",
    "Fernandez",
    "Okafor",
    "Kowalska",
    "Benaissa",
    "Connor",
    "Petrov",
    "Navarro",
    "Muller",
]


def table():
    file = Path(__file__).with_name("name_searches.txt")
    for line in file.read_text().splitlines():
        if not line.startswith("#"):
            kind, names, typed = line.split("\t")
            yield kind, names.split(" | "), typed.split("; ")


@pytest.fixture
def entries():
    """Those looked for, and 144 others who are called much alike."""
    report = make.document("X", slug="r")
    made = {}
    for kind, (label, *others), _typed in table():
        made[label] = make.entity(label, kind)
        for other in others:
            curation.add_name(made[label], other)
    crowd = Entity.objects.bulk_create(
        Entity(kind="PERSON", slug=f"p{n}", label=" ".join(pair), sort_key=pair[1])
        for n, pair in enumerate(product(sorted(GIVEN), sorted(FAMILY)))
    )
    names = Name.objects.bulk_create(
        Name(entity=each, text=each.label, kind="preferred") for each in crowd
    )
    resolution.index(names)
    search.index_entities(each.pk for each in crowd)
    proof = make.passage(report, "X")
    claim = make.claim(evidence=[proof])
    for each in (*made.values(), *crowd):
        claim.participants.create(role="victim", entity=each)
    return made


def test_at_least_nineteen_of_twenty_are_among_the_first_ten(entries):
    searches = [
        (label, typed)
        for _kind, (label, *_more), all_typed in table()
        for typed in all_typed
    ]
    places = {}
    for label, typed in searches:
        found = search.entities(typed, viewer=None, on=make.TODAY)
        labels = [hit.entity.label for hit in found]
        places[typed] = labels.index(label) + 1 if label in labels else 0
    missed = [typed for typed, place in places.items() if not place]
    first = sum(place == 1 for place in places.values())
    assert len(searches) >= 60
    assert len(missed) <= len(searches) * 0.05, missed
    assert first >= len(searches) * 0.75


def test_a_name_search_asks_nine_questions_at_most(
    demo_rows, django_assert_max_num_queries
):
    for typed in ("Natalya Sokolova", "Sokolva", "N. S.", "embassy", "казахстан"):
        with django_assert_max_num_queries(9):
            search.entities(typed, viewer=None, on=make.TODAY)


def test_a_spelling_that_is_not_the_label_is_said(demo_rows):
    (first, *_more) = search.entities("Соколова", viewer=None, on=make.TODAY)
    assert first.entity.label == "Natalia Sokolova"
    assert "Соколова" in first.why


@pytest.mark.parametrize("spelling", ["박지훈", "朴智勋", "パク・ジフン", "ปัก จีฮุน"])
def test_a_spelling_in_a_script_without_spaces_is_found_as_it_is_written(spelling):
    park = make.person("Park Ji-hoon", slug="park")
    curation.add_name(park, spelling)
    proof = make.passage(make.document("X"), "X")
    make.claim(evidence=[proof]).participants.create(role="victim", entity=park)

    (first, *_more) = search.entities(spelling, viewer=None, on=make.TODAY)

    assert first.entity == park
    assert spelling in first.why


def test_a_joined_entry_is_found_under_the_one_that_stands(demo_rows):
    kept = Entity.objects.get(slug="natalia-sokolova")
    other = make.person("Roza Tuletaeva", slug="roza")
    make.mention(make.document("Roza Tuletaeva spoke."), "Roza Tuletaeva", other)
    merging.same(other, kept, by=None, at=make.NOW)
    found = search.entities("Tuletaeva", viewer=None, on=make.TODAY)
    assert [hit.entity.slug for hit in found] == ["natalia-sokolova"]
    (hit,) = search.search(
        "Tuletaeva", viewer=None, on=make.TODAY, kind="entity", similar=False
    ).hits
    assert hit.object == other

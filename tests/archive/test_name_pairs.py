"""How good names are compared, on pairs written for the purpose.

name_pairs.txt holds a line for each name: P, L or O for person, place, body;
= when all spellings of the line are one, ! when they are not.
"""

from itertools import combinations
from pathlib import Path

import pytest

from archive import names
from archive.names import Kind

KINDS = {"P": Kind.PERSON, "L": Kind.PLACE, "O": Kind.ORG}
LINES = Path(__file__).with_name("name_pairs.txt").read_text(encoding="utf-8")
PAIRS = [
    (KINDS[line[0]], a.strip(), b.strip(), line[1] == "=")
    for line in LINES.splitlines()
    for a, b in combinations(line[3:].split(" | "), 2)
]


@pytest.fixture(scope="module")
def compared():
    return [
        (kind, names.compare(a, b, kind=kind), a, b, same) for kind, a, b, same in PAIRS
    ]


def test_there_are_pairs_enough_to_measure():
    assert len(PAIRS) > 1_900


def test_no_two_things_are_joined_by_a_machine(compared):
    assert [
        (a, b) for _, found, a, b, same in compared if found.auto and not same
    ] == []


@pytest.mark.parametrize(
    ("kind", "least"), [(Kind.PERSON, 0.72), (Kind.ORG, 0.70), (Kind.PLACE, 0.90)]
)
def test_plain_spellings_need_no_person(compared, kind, least):
    same = [found.auto for of, found, _, _, same in compared if same and of is kind]

    assert sum(same) / len(same) >= least


@pytest.mark.parametrize("kind", Kind)
def test_suggestions_miss_few_and_waste_little_time(compared, kind):
    mine = [row for row in compared if row[0] is kind]
    suggested = [same for _, found, _, _, same in mine if found.suggest]
    right = sum(suggested)

    assert right / sum(same for *_, same in mine) >= 0.95
    assert right / len(suggested) >= 0.92


def test_what_is_suggested_is_found_by_its_blocks(compared):
    apart = [
        (a, b)
        for kind, found, a, b, _ in compared
        if found.suggest and not names.blocks(a, kind) & names.blocks(b, kind)
    ]

    assert len(apart) <= 0.005 * sum(found.suggest for _, found, *_ in compared)


@pytest.mark.slow
def test_of_invented_people_none_are_joined():
    given_names = [
        "Marat",
        "Murat",
        "Hassan",
        "Hossein",
        "Anna",
        "Hanna",
        "Li",
        "Thandi",
    ]
    roots = ["Sokol", "Petr", "Ibrag", "Tulet", "Sadyk", "Omar"]
    ends = ["ov", "ova", "enko", "yan", "zadeh"]
    people = [
        f"{name} {root}{end}" for name in given_names for root in roots for end in ends
    ]

    assert [
        pair
        for pair in combinations(people, 2)
        if names.compare(*pair, kind=Kind.PERSON).auto
    ] == []

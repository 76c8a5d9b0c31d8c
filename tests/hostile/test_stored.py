"""Whatever stands in the database, no page is built otherwise than with a word."""

from collections import deque
from collections.abc import Iterator

import pytest
from django.test import Client

from tests import walking
from tests.hostile import payloads, shapes, world

pytestmark = [
    pytest.mark.trust,
    pytest.mark.django_db,
    pytest.mark.slow(60 if payloads.IS_FULL else 20),
]

# Every place ends with it, so that a search finds what is hostile.
SOUGHT = "strike"
ENDING = f" {SOUGHT}"


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker):
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        world.build()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def doors(rows, django_db_blocker) -> list[str]:
    """Every public address there is, once; searches too."""
    with django_db_blocker.unblock():
        return [*dict.fromkeys([*walking.addresses(), *walking.asked(SOUGHT)])]


def walked(doors: list[str], client: Client) -> dict[str, object]:
    found: dict[str, object] = {}
    for door in doors:
        response = client.get(door)
        assert response.status_code < 500, door
        try:
            found[door] = shapes.of(response)
        except (shapes.Broken, ValueError) as broken:
            raise AssertionError(f"{door}: {broken}") from broken
    return found


def rounds() -> Iterator[dict[world.Place, str]]:
    """What stands where, until each of the payloads has stood somewhere."""
    places = list(world.places())
    longest = max(place.length for place in places) - len(ENDING)
    waiting = deque(filter(payloads.is_storable, payloads.chosen()))
    while waiting:
        planted: dict[world.Place, str] = {}
        for place in places:
            if waiting:
                room = place.length - len(ENDING)
                typed = payloads.packed(waiting, room, longest=longest)
                words = world.fitted(place, typed + ENDING)
                if words and words not in planted.values():
                    planted[place] = words
        yield planted


def innocents(planted: dict[world.Place, str]) -> dict[world.Place, str]:
    return {
        place: world.HOME + str(nth)
        if place.is_address
        else payloads.innocent(words.removesuffix(ENDING), nth=nth) + ENDING
        for nth, (place, words) in enumerate(planted.items())
    }


def test_every_field_with_words_is_filled(rows):
    seen = {(place.row._meta.model, place.field.name) for place in world.places()}
    empty = [
        f"{model.__name__}.{field.name}"
        for model in world.tables()
        for field in model._meta.local_fields
        if world.is_written(field) and (model, field.name) not in seen
    ]

    assert empty == []


def test_no_words_change_how_a_page_is_built(rows, doors, trust_figure):
    client, changed = Client(), []
    for planted in rounds():
        world.fill(innocents(planted))
        before = walked(doors, client)
        world.fill(planted)
        after = walked(doors, client)
        changed += [
            f"{door}: {shapes.difference(before[door], after[door])}"
            for door in doors
            if before[door] != after[door]
        ]

    assert changed == []
    told = f"0 ({len(payloads.chosen())} payloads, {len(doors)} addresses)"
    trust_figure("pages changed by hostile words", told, 0)

"""The demonstration is found by its words, as a curator left it."""

import pytest

from archive import search
from archive.models import SearchText
from tests.archive.search.shelf import slugs

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_demonstration_is_in_step(demo_rows):
    assert SearchText.objects.exists()
    assert not list(search.out_of_step())


@pytest.mark.parametrize("typed", ["Sokolova", "Соколова", "Natalya Sokolova"])
def test_both_reports_are_found_in_any_spelling(demo_rows, typed):
    assert slugs(typed) == [
        "protesters-lobby-kazakh-embassy-in-germany",
        "kazakhstan-london-embassy-protest",
    ]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extraction import endings


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("жанаозен", ["жанаозене", "жанаозена", "жанаозеном"]),
        ("наталья соколова", ["натальи соколовой", "наталью соколову"]),
        ("зеленский", ["зеленского", "зеленским", "зеленском"]),
        ("россия", ["россии", "россию", "россией"]),
        ("казань", ["казани", "казанью"]),
        ("соколов", ["соколову"[:-1] + "ым"]),
        ("иван соколов", ["ивана соколова", "ивану соколову"]),
    ],
)
def test_every_case_of_a_name_is_the_name(name, printed):
    for case in printed:
        assert endings.end_of(case, 0, name) == len(case)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("соколов", "соколова"),
        ("жанаозен", "жанаозенский"),
        ("наталья соколова", "наталья смирнова"),
        ("иран", "ирландия"),
    ],
)
def test_another_word_is_not_a_case_of_it(name, printed):
    assert endings.end_of(printed, 0, name) == 0


@given(st.text("абвиойья -", min_size=1, max_size=12), st.text(max_size=20))
def test_the_end_is_inside_the_text(name, text):
    assert 0 <= endings.end_of(text, 0, name) <= len(text)

"""Which tests run on both databases: those that meet one, seen by what they ask for."""

import pytest


def counted(request):
    return request.node.get_closest_marker("database") is not None


def test_who_asks_for_rows_is_counted(db, request):
    assert counted(request)


def test_who_asks_for_them_by_way_of_another_is_counted(admin_user, request):
    assert counted(request)


@pytest.mark.django_db
def test_who_is_marked_is_counted(request):
    assert counted(request)


def test_who_reads_words_is_not(request):
    assert not counted(request)


def test_rows_asked_for_unseen_are_refused(request):
    with pytest.raises(AssertionError, match=r"say pytest\.mark\.django_db"):
        request.getfixturevalue("db")

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def asked(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@pytest.mark.only_on("postgresql")
def test_a_query_of_a_page_is_run_and_not_compiled_first():
    assert asked("SHOW jit") == "off"


@pytest.mark.only_on("sqlite")
def test_what_a_query_needs_for_itself_stays_in_memory():
    assert asked("PRAGMA temp_store") == 2

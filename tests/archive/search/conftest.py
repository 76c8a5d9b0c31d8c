"""The small shelf, filled once for a file and emptied after it."""

import pytest
from django.db import transaction

from tests.archive.search import shelf


@pytest.fixture(scope="module")
def reports(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield shelf.fill()
        transaction.set_rollback(True)

import pytest
from django.db import transaction

from tests.campaign.portable.archives import small


@pytest.fixture
def handed(db):
    """A small archive as a file; rows are gone again."""
    with transaction.atomic():
        found = small()
        transaction.set_rollback(True)
    return found

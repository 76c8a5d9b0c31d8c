"""Sealed rows of most kinds, made once for a file."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from archive import integrity, merging
from archive.models import Purge
from campaign.models import Campaign
from tests import make


@pytest.fixture(scope="package")
def soon():
    """A minute from now: histories are dated by the real clock."""
    return datetime.now(UTC) + timedelta(minutes=1)  # noqa: TID251


@pytest.fixture(scope="module")
def sealed_rows(django_db_setup, django_db_blocker, soon):
    """Rolled back after the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        make.demo()
        one, other = make.person("A. One"), make.person("A. Two")
        merging.same(one, other, by=None, at=make.NOW)
        campaign = Campaign.objects.get()
        campaign.outcome_claims.set([make.claim("They were released.")])
        Purge.objects.create(
            record_type="archive.batch",
            record_id=0,
            purged_sha256="0" * 64,
            left_sha256="0" * 64,
            reason="Asked for.",
            made_at=make.NOW,
        )
        integrity.seal(at=soon)
        yield
        transaction.set_rollback(True)

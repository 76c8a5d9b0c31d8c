"""The demonstration's campaign, for tests of its letters and pages."""

import pytest

from campaign.models import Campaign


@pytest.fixture
def demo(demo_rows, db) -> Campaign:
    return Campaign.objects.get()

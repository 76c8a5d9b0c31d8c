import pytest

from tests import make_campaign


@pytest.fixture
def case(db):
    return make_campaign.campaign(slug="free-the-ten")


@pytest.fixture
def london(db):
    return make_campaign.recipient()

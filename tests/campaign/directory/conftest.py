import pytest

from tests import make_campaign


@pytest.fixture
def london():
    return make_campaign.recipient()


@pytest.fixture
def old(london):
    return make_campaign.address(london, city="London")

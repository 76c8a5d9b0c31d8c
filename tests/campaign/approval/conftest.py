import pytest

from tests import make_campaign


@pytest.fixture
def ann(django_user_model):
    return django_user_model.objects.create_superuser("ann")


@pytest.fixture
def bob(django_user_model):
    """The second publisher: from now on nobody publishes alone."""
    return django_user_model.objects.create_superuser("bob")


@pytest.fixture
def london():
    return make_campaign.recipient()


@pytest.fixture
def old(london):
    return make_campaign.address(london, city="London")


@pytest.fixture
def draft():
    return make_campaign.model_letter(make_campaign.campaign(), is_published=False)

"""Curators of the desk: the one signed in, and a colleague."""

import pytest


@pytest.fixture
def colleague(django_user_model):
    return django_user_model.objects.create_user("a-colleague", is_staff=True)

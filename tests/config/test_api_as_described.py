"""The API does what its own description says, whatever it is asked."""

from contextlib import contextmanager

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import Phase, given, settings
from schemathesis import GenerationMode

from archive.models import Entity
from config.api import api

pytestmark = pytest.mark.slow
ADDRESSES = sorted(api.get_openapi_schema()["paths"])


@contextmanager
def one_connection():
    """The server would close it after each request, with the rows of the tests."""
    for each in (request_started, request_finished):
        each.disconnect(close_old_connections)
    try:
        yield
    finally:
        for each in (request_started, request_finished):
            each.connect(close_old_connections)


@pytest.fixture(scope="module")
def described(demo_rows, django_db_blocker):
    with django_db_blocker.unblock(), one_connection():
        application = get_wsgi_application()
        return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_as_described(described, db, address, mode):
    cases = described[address]["GET"].as_strategy(generation_mode=mode)

    @settings(max_examples=15, phases=[Phase.generate])
    @given(cases)
    def ask(case):
        # what comes packed this client does not unpack
        case.call_and_validate(headers={"Accept-Encoding": "identity"})

    with one_connection():
        ask()


def test_the_description_names_nobody_of_the_archive(described, db, client):
    said = client.get("/api/").content + client.get("/api/v1/openapi.json").content

    text = said.decode().lower()
    slugs = Entity.objects.values_list("slug", flat=True)
    assert slugs
    assert [slug for slug in slugs if slug in text] == []

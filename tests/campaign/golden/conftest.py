import io
import sys

import pytest
from django.core.management import call_command

from tests.campaign.golden.doors import SLUG


@pytest.fixture
def command(monkeypatch):
    """The letter command: its bytes."""

    def run(slug=SLUG, *options):
        out = io.TextIOWrapper(io.BytesIO())
        monkeypatch.setattr(sys, "stdout", out)
        call_command("letter", slug, *options)
        return out.buffer.getvalue().decode()

    return run

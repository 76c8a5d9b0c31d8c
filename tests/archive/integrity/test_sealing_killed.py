"""Power cuts while it seals: nothing is lost, doubled or out of order."""

from time import perf_counter

import pytest

from tests.faults.killing import Loaded
from tests.places import IS_FULL, Place

pytestmark = [pytest.mark.slow(40), pytest.mark.django_db]
KILLS = 20 if IS_FULL else 2
ROWS = 100_000 if IS_FULL else 4000

FILL = f"""
from archive.models import Batch, Source, recording
from archive.models.batch import create_recorded
for first in range(0, {ROWS}, 1000):
    with recording(Batch.Verb.ENTRY, by=None):
        create_recorded([Source(slug=f"s-{{n}}", name=f"S {{n}}")
                         for n in range(first, first + 1000)], by=None)
"""
STATE = """
from archive.models import *
print(ChainWaiting.objects.count(), ChainLink.objects.count(),
      Source.history.count() + Batch.objects.count())
"""


@pytest.mark.trust
def test_what_is_killed_and_sealed_again_is_one_whole_chain(tmp_path, trust_figure):
    place = Place(tmp_path, "sealed")
    place.shell(FILL)
    with Loaded(place, "seal") as loaded:
        for kill in range(KILLS):
            loaded.kill_within(0.1 + 0.2 * kill, "seal")
        loaded.run("seal")

    waiting, links, records = map(int, place.shell(STATE).split())
    assert (waiting, links) == (0, records)
    began = perf_counter()
    assert place.run("verify") == "All is as it should be.\n"
    took = f"{perf_counter() - began:.1f} s"
    trust_figure(f"verify of {records} records", took, "no fault")

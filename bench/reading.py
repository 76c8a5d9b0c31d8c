"""What the page of a report costs beside one written plainly: python -m bench.reading.

A report with 60 marks and 20 facts, asked for in turns through the whole site, in
process time, the machine's noise being the same for both; every page is worked out
anew, as after an edit. Rate: how many of ours are answered while one plain page is.
"""

import sys
from pathlib import Path
from statistics import median

from bench import ground  # first: it sets Django up

# isort: split
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings

from bench import growing
from bench.ground import Taken, say

ROUNDS, WARM_UP, SEED = 200, 5, 7
SIZE = growing.Size(documents=80, open=20, names=200, pairs=20, claims=60)
TEMPLATES = Path(__file__).resolve().parent / "templates"


def main() -> None:
    ground.anew()
    with ground.database():
        slug = growing.grow(SIZE, seed=SEED).busy.slug
        ground.analysed()
        engine = settings.TEMPLATES[0]
        changed = engine | {"DIRS": [settings.BASE_DIR / "templates", TEMPLATES]}
        with override_settings(ROOT_URLCONF="bench.plain", TEMPLATES=[changed]):
            told(Taken("plain"), f"/plain/{slug}/", Taken("ours"), f"/reports/{slug}/")


def told(plain: Taken, plain_path: str, ours: Taken, our_path: str) -> None:
    client = Client(SERVER_NAME="localhost")
    for number in range(ROUNDS + WARM_UP):
        for taken, path in ((plain, plain_path), (ours, our_path)):
            ask = Asked(client, path)
            (taken.time if number >= WARM_UP else taken.count)(ask)
    say(f"{connection.vendor}: {'':18}{'queries':>8}{'cpu ms':>8}")
    for taken in (plain, ours):
        say(f"{taken.name:26}{taken.queries:8}{median(taken.cpu):8.1f}")
    rate = median(plain.cpu) / median(ours.cpu)
    say(f"{'rate of ours to plain':26}{'':8}{rate:8.2f}")


class Asked:
    """A page asked for; any answer but the page ends the run."""

    def __init__(self, client: Client, path: str) -> None:
        self._client, self._path = client, path

    def __call__(self) -> None:
        status = self._client.get(self._path).status_code
        if status != 200:
            sys.exit(f"{self._path} answered {status}.")


if __name__ == "__main__":
    main()

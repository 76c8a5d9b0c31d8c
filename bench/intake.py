"""How fast reports come in and are read: python -m bench.intake [SHARE].

SHARE is that of 1,000 text files, 200 web pages and 50,000 known names, a
twentieth unless given. Documents a second of processor time of this process
(of a real second too), with all that is written to the database. The ratio is
that of the processor time of one to a fixed piece of work.
"""

import io
import resource
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from subprocess import run
from time import perf_counter, process_time

from bench import ground  # first: it sets Django up

# isort: split
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from archive import extraction, ingest, reconcile
from archive.models import Document, Name, Revision
from bench import growing, inventing
from bench.ground import FOLDER, SHARE, say

SEED = 11
RUSSIAN = 100
# Seconds a worker of its own may take.
LONGEST = 1800
MODELS = settings.EXTRACTION_PIPELINES


def rate(name: str, count: int, act: Callable[[], object]) -> None:
    began, worked = perf_counter(), process_time()
    act()
    real, cpu = perf_counter() - began, process_time() - worked
    each = cpu / count * 1000
    figures = f"{count / cpu:9.1f}{count / real:9.1f}{each:10.2f}"
    say(f"{name:38}{figures}{each / ground.yardstick():8.2f}")


def files(folder: str, texts: Sequence[str], suffix: str) -> str:
    path = Path(FOLDER.name) / folder
    path.mkdir()
    for number, text in enumerate(texts):
        (path / f"report-{number}{suffix}").write_text(text, encoding="utf-8")
    return str(path)


def ingested(folder: str) -> None:
    with redirect_stdout(io.StringIO()):
        call_command("ingest", folder, published=None, stdout=io.StringIO())


def read(revisions: Sequence[Revision], pipelines: dict[str, str]) -> None:
    for revision in revisions:
        reconcile.run(revision, pipelines=pipelines, at=growing.NOW)


def current(language: str, upto: int) -> list[Revision]:
    found = Revision.objects.filter(
        document__language=language, document__part_of=None
    ).select_related("document__source")
    return list(found.order_by("-pk")[:upto])


def reading(names: int) -> None:
    english, russian = current("en", int(1000 * SHARE)), current("ru", RUSSIAN)
    half = len(english) // 2
    texts = [revision.text for revision in english]
    known = reconcile.gazetteer()
    read([*english[:2], *russian[:2]], MODELS)  # loads what is loaded once
    say(f"\nread, with {names:,} names known")

    def by_rule() -> None:
        for text in texts:
            extraction.extract(
                text, language="en", published_on=None, gazetteer=known, model=None
            )

    def by_name() -> None:
        for text in texts:
            known.find(text)

    rate("the known names alone", len(texts), by_name)
    rate("rules and known names", len(texts), by_rule)
    rate("stored: rules", half, lambda: read(english[:half], {}))
    rate(
        "stored: English model", len(texts) - half, lambda: read(english[half:], MODELS)
    )
    rate("stored: Russian, natasha", len(russian), lambda: read(russian, MODELS))


def memory() -> None:
    """What a worker holds that has read as many reports as there are, twice."""
    every = [*current("en", 1000), *current("ru", RUSSIAN)]
    read(every, MODELS)
    say(f"a worker's most memory after {len(every):,} reports: {peak():.0f} MB")


def peak() -> float:
    """Megabytes. Of this program alone: rusage begins with what its parent had."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = status.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if "VmHWM" in line) / 1024


def in_a_process_of_its_own() -> None:
    """As the worker runs: on the database of this run."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        url = f"sqlite:///{name}"
    else:
        url = str(settings.DATABASE_URL).rpartition("/")[0] + f"/{name}"
    program = "import sys; sys.argv[1:] = []; from bench import intake; intake.memory()"
    connection.close()
    run(  # noqa: S603 (our own program)
        [sys.executable, "-c", program],
        env=ground.environment(url),
        check=True,
        timeout=LONGEST,
    )


def main() -> None:
    with ground.database():
        made = inventing.cast(int(50_000 * SHARE), seed=SEED)
        growing.named(made)
        ground.analysed()
        reports = [
            inventing.report(made[n * 7 : n * 7 + 14], seed=SEED + n)
            for n in range(int(1000 * SHARE))
        ]
        pages = reports[: int(200 * SHARE)]
        letters = sum(len(each.text) for each in reports) // len(reports)
        say(f"{connection.vendor}; reports of {letters:,} letters on average")
        say(f"{'':38}{'a cpu s':>9}{'a s':>9}{'ms each':>10}{'ratio':>8}")
        texts = files("texts", [each.text for each in reports], ".txt")
        rate("ingest: text files", len(reports), lambda: ingested(texts))
        html = files("pages", [inventing.page(each) for each in pages], ".html")
        rate("ingest: web pages", len(pages), lambda: ingested(html))
        in_russian()
        reading(Name.objects.count())
        in_a_process_of_its_own()
        say(f"{Document.objects.count():,} documents at the end")


def in_russian() -> None:
    for number in range(RUSSIAN):
        content = inventing.russian(seed=SEED + number).encode()
        ingest.ingest(
            ingest.Received(content=content, received_at=growing.NOW),
            ingest.Described(language="ru"),
        )


if __name__ == "__main__":
    main()

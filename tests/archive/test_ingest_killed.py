"""Power cuts in the middle of a long ingest, on a database of its own."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

pytestmark = [pytest.mark.slow(28), pytest.mark.django_db]
FILES = int(os.environ.get("KILLED_FILES", "120"))
KILLS = 4

# Everything that tells two archives apart, but for keys and clocks.
STATE = """
import hashlib
from pathlib import Path
from django.conf import settings
from django_tasks_db.models import DBTaskResult
from archive.models import *
rows = [("document", d.slug, d.title, d.language, d.part_of.slug if d.part_of else "",
         d.current_revision.sha256, d.captures.count(), d.visibility)
        for d in Document.objects.select_related("part_of", "current_revision")]
rows += [("capture", c.sha256, c.document.slug, c.size_bytes, c.file_name,
          hashlib.sha256(c.content.read()).hexdigest()) for c in Capture.objects.all()]
rows += [("segment", s.revision.document.slug, s.start, s.end, s.kind)
         for s in Segment.objects.select_related("revision__document")]
rows += [("band", b.document.slug, b.value) for b in Band.objects.select_related("document")]
rows += [("like", l.document.slug, l.earlier.slug) for l in Likeness.objects.all()]
queued = {t["args"][0] for t in DBTaskResult.objects.values_list("args_kwargs", flat=True)}
rows += [("queued", r.document.slug) for r in Revision.objects.filter(pk__in=queued)]
files = [p for p in Path(settings.MEDIA_ROOT).rglob("*") if p.is_file()]
rows += [("file", p.name) for p in files if p.suffix != ".part"]
print("\\n".join(sorted(map(repr, rows))))
"""


class Archive:
    """An archive in a folder and, on PostgreSQL, a database of its own.

    like: another one, still empty, whose tables are copied: migrating takes longer.
    """

    def __init__(self, folder: Path, name: str, like: str = "") -> None:
        self.folder = folder / name
        self.folder.mkdir()
        self.env = os.environ | {
            "VAR_DIR": str(self.folder),
            "SECRET_KEY": "for this test only",
            "DATABASE_URL": self._database(name, like),
        }
        if not like:
            self.run("migrate", "-v0")

    def _database(self, name: str, like: str) -> str:
        if connection.vendor == "sqlite":
            place = self.folder / "db.sqlite3"
            if like:
                shutil.copy(self.folder.parent / like / place.name, place)
            return f"sqlite:///{place}"
        made = connection.settings_dict
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS killed_{name}")
            template = f"TEMPLATE killed_{like}" if like else ""
            cursor.execute(f"CREATE DATABASE killed_{name} {template}")
        # the folder of a socket stands behind a slash, as in bin/with-postgresql
        host = f"/{made['HOST']}" if made["HOST"].startswith("/") else made["HOST"]
        port = f":{made['PORT']}" if made["PORT"] else ""
        secret = f":{made['PASSWORD']}" if made["PASSWORD"] else ""
        return f"postgres://{made['USER']}{secret}@{host}{port}/killed_{name}"

    def start(self, *args: str) -> subprocess.Popen[str]:
        command = [sys.executable, "manage.py", *args]
        return subprocess.Popen(  # noqa: S603
            command,
            cwd=settings.BASE_DIR,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *args: str) -> str:
        process = self.start(*args)
        out: str
        out, err = process.communicate(timeout=600)
        assert process.returncode == 0, err
        return out

    def kill_within(self, seconds: float, *args: str) -> None:
        process = self.start(*args)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.communicate()


def reports(folder: Path) -> Path:
    """Files of several kinds, some of them much alike, one the same as another."""
    folder.mkdir()
    for number in range(FILES):
        words = f"Report {number % (FILES - 3)}\n\nPolice raided office {number % 7} "
        words += f"in A Town on {number % 28 + 1} May 2021. " * (number % 5 + 1)
        if number % 4 == 0:
            words += (
                "\n\nDear Ambassador,\n\nWe protest at this.\n\nYours,\nA. Sender\n"
            )
        path = folder / f"{number:04}.{'html' if number % 10 == 0 else 'txt'}"
        page = f"<html><body><article><h1>R {number}</h1><p>{words}</p></article>"
        path.write_text(page if path.suffix == ".html" else words)
    return folder


def test_an_ingest_that_is_killed_and_run_again_ends_as_one_that_was_not(tmp_path):
    folder = reports(tmp_path / "reports")
    whole = Archive(tmp_path, "whole")
    cut = Archive(tmp_path, "cut", like="whole")
    begun = time.monotonic()
    whole.run("ingest", str(folder))
    took = time.monotonic() - begun

    chance = random.Random(7)  # noqa: S311
    for _ in range(KILLS):
        cut.kill_within(took * chance.uniform(0.2, 0.9), "ingest", str(folder))
    cut.run("ingest", str(folder))

    state = whole.run("shell", "-v0", "-c", STATE)
    assert state.count("'document'") >= FILES - 3
    assert cut.run("shell", "-v0", "-c", STATE) == state

"""Sites of their own for tests of faults: a folder, a database, real processes.

What harms one of these (a kill, a full disk, a database that is away) harms nothing
else of the test run.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection

IS_FULL = os.environ.get("DEMARCHE_TRUST") == "full"
# The goal is 2 s; a machine that many share is only asked whether the site comes back.
BACK_WITHIN_S = 2 if IS_FULL else 20
"""A person has asked for the full sizes; CI runs short ones."""

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
rows += [("mention", m.passage.revision.document.slug, m.passage.start, m.status,
          m.entity.slug if m.entity else "")
         for m in Mention.objects.select_related("passage__revision__document", "entity")]
rows += [("entity", e.slug, e.kind, e.history.count()) for e in Entity.objects.all()]
queued = {t["args"][0] for t in DBTaskResult.objects.filter(
    task_path="archive.tasks.extract").values_list("args_kwargs", flat=True)}
rows += [("queued", r.document.slug) for r in Revision.objects.filter(pk__in=queued)]
files = [p for p in Path(settings.MEDIA_ROOT).rglob("*") if p.is_file()]
rows += [("file", p.name) for p in files if p.suffix != ".part"]
print("\\n".join(sorted(map(repr, rows))))
"""

# A curator at work: every person, place and organisation that is found becomes an
# entry or joins one, a batch each, until WANTED reports are read and none is open.
# May be killed and begun again.
CURATE = """
import time
from archive import curation, tasks
from archive.models import Mention, Revision
from django.contrib.auth.models import User
from django.utils import timezone
by, _ = User.objects.get_or_create(username="ana")
until = time.monotonic() + 120
while time.monotonic() < until:
    unread = list(Revision.objects.unread().order_by("pk").values_list("pk", flat=True))
    for pk in unread[:5]:
        tasks.extract.call(pk)
    named = Mention.objects.filter(
        status="suggested", kind__in=["PERSON", "ORG", "PLACE"]).order_by("pk")
    found = list(named[:20]) if not unread or WANTED else []
    for each in found:
        curation.accept_as_new(
            [each], each.passage.quote, kind=each.kind, by=by, at=timezone.now())
    if not unread and not found:
        if Revision.objects.count() >= WANTED:
            break
        time.sleep(0.05)
"""


class Place:
    """A site in a folder and a database of its own.

    vendor: "sqlite", or that of the test run; url: another database, which is there.
    like: a copy of that one; bare: without tables. An earlier one of its name goes.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        *,
        vendor: str = connection.vendor,
        like: "Place | None" = None,
        bare: bool = False,
        url: str = "",
    ) -> None:
        self.folder = folder / name
        shutil.rmtree(self.folder, ignore_errors=True)
        origin = None if bare or url else like or migrated(vendor)
        if origin:
            shutil.copytree(origin.folder, self.folder)
        else:
            self.folder.mkdir()
        is_file = vendor == "sqlite"
        self.url = url or (self._file() if is_file else self._database(name, origin))
        self.env = os.environ | {
            "VAR_DIR": str(self.folder),
            "SECRET_KEY": "for this test only",
            "DATABASE_URL": self.url,
            # names are found by rules alone: no model is loaded
            "EXTRACTION_PIPELINES": "",
        }
        if url and not bare:
            self.run("migrate", "-v0")

    def _file(self) -> str:
        return f"sqlite:///{self.folder / 'db.sqlite3'}"

    def _database(self, name: str, like: "Place | None") -> str:
        made = connection.settings_dict
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS place_{name} WITH (FORCE)")
            template = f"TEMPLATE place_{like.folder.name}" if like else ""
            cursor.execute(f"CREATE DATABASE place_{name} {template}")
        # the folder of a socket stands behind a slash, as in bin/with-postgresql
        host = f"/{made['HOST']}" if made["HOST"].startswith("/") else made["HOST"]
        port = f":{made['PORT']}" if made["PORT"] else ""
        secret = f":{made['PASSWORD']}" if made["PASSWORD"] else ""
        return f"postgres://{made['USER']}{secret}@{host}{port}/place_{name}"

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

    def refusal(self, *args: str) -> str:
        """What the command says when it fails; one line and no traceback."""
        process = self.start(*args)
        _out, err = process.communicate(timeout=600)
        assert process.returncode == 1, err
        assert "Traceback" not in err
        return err

    def shell(self, code: str) -> str:
        return self.run("shell", "-v0", "-c", code)

    def state(self) -> str:
        return self.shell(STATE)

    def end(self) -> str:
        """state(), once verify has found nothing broken."""
        return self.shell(
            f"{STATE}\nimport io\nfrom django.core.management import call_command\n"
            "call_command('verify', stdout=io.StringIO())"
        )


@cache
def migrated(vendor: str) -> Place:
    """A site with tables and nothing in them; others start from a copy of it."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    place = Place(folder, f"migrated_{os.getpid()}", vendor=vendor, bare=True)
    place.run("migrate", "-v0")
    return place


def reports(folder: Path, count: int) -> Path:
    """Files of several kinds, some of them much alike, one the same as another."""
    folder.mkdir()
    for number in range(count):
        words = f"Report {number % (count - 3)}\n\nPolice raided office {number % 7} "
        words += f"in A Town on {number % 28 + 1} May 2021. " * (number % 5 + 1)
        if number % 4 == 0:
            words += (
                "\n\nDear Ambassador,\n\nWe protest at this.\n\nYours,\nA. Sender\n"
            )
        path = folder / f"{number:04}.{'html' if number % 10 == 0 else 'txt'}"
        page = f"<html><body><article><h1>R {number}</h1><p>{words}</p></article>"
        path.write_text(page if path.suffix == ".html" else words)
    return folder

"""Letters are written on a real site, and then it is searched for their writers.

Its database with write-ahead log, its folder, its log, its temporary files, what its
processes hold open. Not searched, and said so in docs/privacy.md: memory, swap.
"""

import base64
import bz2
import gzip
import http.client
import io
import lzma
import os
import re
import socket
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from docx import Document as Docx
from pypdf import PdfReader

from tests import planted
from tests.places import Place

CASE = "/campaigns/stop-repression-of-striking-oil-and-gas-workers/"
FORMATS = ("txt", "html", "pdf", "docx", "eml")
TYPED = ("name", "role", "organisation", "town", "own_words")
BESIDE = ("user-agent", "referer", "query", "path", "address", "cookie")
FORM = "application/x-www-form-urlencoded"

# The demonstration without ten thousand offices.
DEMO = """
from django.db import transaction
from django.utils import timezone
from campaign.management.commands import load_demo
with transaction.atomic():
    load_demo.load(timezone.now())
"""


@dataclass
class Site:
    """A served site: what asks it, and all that it keeps."""

    place: Place
    port: int
    processes: list[subprocess.Popen]
    begun: float
    words: dict[str, str] = field(
        default_factory=lambda: {each: planted.word() for each in (*TYPED, *BESIDE)}
    )

    def post(self, path, fields, **headers):
        """Status, headers and body of an answer, asked as a browser asks."""
        body = fields if isinstance(fields, bytes) else urlencode(fields).encode()
        sent = {
            "Content-Type": FORM,
            "Sec-Fetch-Site": "same-origin",
            "User-Agent": f"Mozilla/5.0 {self.words['user-agent']}",
            "Referer": f"http://127.0.0.1/{self.words['referer']}",
            "Cookie": f"sessionid={self.words['cookie']}",
            "X-Forwarded-For": f"198.51.100.7, {self.words['address']}",
        }
        return self.ask("POST", path, body, sent | headers)

    def ask(self, method, path, body=None, headers=None):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(method, path, body, headers or {})
            answer = line.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            line.close()

    def letter(self, **other):
        typed = {each: f"{self.words[each]} Abc" for each in TYPED}
        chosen = {"to": "kz-gb", "language": "en", "as": "representative"}
        return chosen | typed | other

    def kept(self, words=None) -> Iterator[tuple[str, str]]:
        """Wherever something of the writers is."""
        wanted = planted.needles(words or self.words)
        yield from planted.in_folder(self.place.folder, wanted)
        for process in self.processes:
            yield from _held_open(process.pid, wanted)
        if self.place.url.startswith("postgres"):
            name = self.place.url.rpartition("/")[2]
            yield from _in_postgresql(name, self.begun, wanted)


def _held_open(leader: int, wanted) -> Iterator[tuple[str, str]]:
    """Files without a name any more, of a process and its children."""
    family = [leader]
    for pid in family:
        tasks = Path(f"/proc/{pid}/task")
        for children in tasks.glob("*/children"):
            family += map(int, children.read_text().split())
        for each in Path(f"/proc/{pid}/fd").glob("*"):
            if each.is_file() and not each.stat().st_nlink:
                for what in planted.traces(each.read_bytes(), wanted):
                    yield f"{each}: {os.readlink(each)}", what  # noqa: PTH115


def _in_postgresql(name: str, begun: float, wanted) -> Iterator[tuple[str, str]]:
    """Its own files where they can be read, log and write-ahead log included.

    Those of other databases, and what was not written since then, are none of it.
    """
    known = connection.settings_dict
    asked = {
        "host": known["HOST"],
        "port": known["PORT"],
        "user": known["USER"],
        "password": known["PASSWORD"],
    }
    with psycopg.connect(
        dbname=name, autocommit=True, **{k: v for k, v in asked.items() if v}
    ) as line:
        line.execute("CHECKPOINT")
        [(folder,)] = line.execute("SHOW data_directory").fetchall()
        [(oid,)] = line.execute(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        ).fetchall()
        tables = line.execute(
            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        for (table,) in tables:
            rows = line.execute(f"SELECT row_to_json(t)::text FROM {table} t")  # noqa: S608
            said = "\n".join(row for (row,) in rows).encode()
            yield from ((table, what) for what in planted.traces(said, wanted))
    if os.access(folder, os.R_OK):
        base = Path(folder, "base")
        others = [each for each in base.iterdir() if each.name != str(oid)]
        yield from planted.in_folder(
            Path(folder).parent, wanted, since=begun, but=others
        )


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Site]:
    with django_db_blocker.unblock():
        place = Place(tmp_path_factory.mktemp("leak"), "leak")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for name in ("tmp", "home"):
        (place.folder / name).mkdir()
    place.env |= {
        "PORT": str(port),
        "DEBUG": "",
        "TMPDIR": str(place.folder / "tmp"),
        "HOME": str(place.folder / "home"),
    }
    place.run("collectstatic", "--noinput", "-v0")
    place.shell(DEMO)
    log = (place.folder / "server.log").open("ab")
    begun = os.fstat(log.fileno()).st_mtime
    web = ["-m", "gunicorn", "--config", "python:config.server", "config.wsgi"]
    commands = (web, ["manage.py", "worker"])
    processes = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, *command],
            cwd=settings.BASE_DIR,
            env=place.env,
            stdout=log,
            stderr=log,
        )
        for command in commands
    ]
    made = Site(place, port, processes, begun)
    try:
        _wait(made)
        yield made
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(30)
        log.close()


def _wait(site: Site) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if site.ask("GET", "/readyz")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError((site.place.folder / "server.log").read_text())


def faulty(site, number):
    """A letter that goes wrong, in another way each time."""
    typed, words = site.letter(), site.words
    said, there = quote(words["query"]), f"{CASE}letter.txt"
    ways = (
        lambda: site.post(there, typed | {"name": f"{words['name']}\r\nBcc: a@b.c"}),
        lambda: site.post(there, typed | {"town": words["town"] * 3_000}),
        lambda: site.post(there, typed | {"own_words": words["own_words"] * 20_000}),
        lambda: site.post(there, f"name={words['name']}%ff%fe&to=kz-gb".encode()),
        lambda: site.post(there, typed, **{"Sec-Fetch-Site": "cross-site"}),
        lambda: site.post(f"{CASE}letter.{words['path'].lower()}", typed),
        lambda: site.post(f"/campaigns/{words['path'].lower()}/letter.pdf", typed),
        lambda: site.post(f"{there}?name={said}", typed | {"to": words["town"]}),
        lambda: site.post(there, typed, **{"Content-Type": "multipart/form-data"}),
        lambda: site.post(there, typed, Host=f"{words['name']}.example.org"),
        lambda: site.post(f"{CASE}write/?to={said}", typed | {"name": ""}),
        lambda: site.post("/readyz", typed),
        lambda: site.post(f"/admin/login/?next=/{said}", typed),
        lambda: site.ask("GET", f"{CASE}letter.pdf?{urlencode(typed)}"),
        lambda: site.ask("GET", f"{CASE}write/?{urlencode(typed)}"),
        lambda: site.post("/api/v1/documents", typed),
    )
    return ways[number % len(ways)]()


def written(site: Site, number: int) -> tuple[str, bytes]:
    """A letter in one of the formats, every sixth the page."""
    format_ = (*FORMATS, "page")[number % 6]
    path = "write/" if format_ == "page" else f"letter.{format_}"
    status, headers, body = site.post(CASE + path, site.letter())
    assert (status, headers["Cache-Control"]) == (200, "no-store")
    assert not {"Set-Cookie", "ETag", "Last-Modified"} & headers.keys()
    assert not planted.traces(str(headers).encode(), planted.needles(site.words))
    return format_, body


def read(format_: str, body: bytes) -> str:
    if format_ == "pdf":
        pages = PdfReader(io.BytesIO(body)).pages
        return "\n".join(page.extract_text() for page in pages)
    if format_ == "docx":
        return "\n".join(p.text for p in Docx(io.BytesIO(body)).paragraphs)
    return body.decode()


@pytest.mark.slow(60)
@pytest.mark.trust
def test_nothing_of_who_wrote_a_letter_is_on_the_server(site, in_full, trust_figure):
    count = 1_000 if in_full else 20

    with ThreadPoolExecutor(2) as threads:
        letters = list(threads.map(lambda n: written(site, n), range(count)))
        wrong = list(threads.map(lambda n: faulty(site, n), range(count // 3)))
    time.sleep(1)

    for format_, body in letters[:6]:
        missing = [w for n, w in site.words.items() if n in TYPED]
        assert not [w for w in missing if w not in read(format_, body)], format_
    assert not [status for status, _, _ in wrong if status >= 500]
    counted = site.place.shell(
        "from campaign.models import LetterCount as L; from django.db.models import Sum;"
        "print(L.objects.aggregate(Sum('count'))['count__sum'])"
    )
    answered = [h for _, h, _ in wrong if "Content-Disposition" in h]  # mended
    files = sum(format_ != "page" for format_, _ in letters)
    assert int(counted) == files + len(answered)
    found = sorted(set(site.kept()))
    print(found)  # noqa: T201 (what pytest shows where it fails)
    trust_figure(
        f"planted words of {count} letters kept anywhere", len(found), 0, not found
    )


@pytest.mark.slow
def test_a_reader_s_search_leaves_no_trace_on_disk(site):
    words = site.words["query"]
    for path in ("/search/?q=", "/search/feed.atom?q=", "/api/v1/search?q="):
        assert site.ask("GET", path + words)[0] == 200
    time.sleep(1)

    assert list(site.kept()) == []


@pytest.mark.slow
def test_the_search_finds_a_word_in_the_very_database(site):
    """Planted there on purpose: in a row, and in the log of what is written."""
    token = planted.word()
    site.place.shell(
        "from archive.models import Source;"
        f"Source.objects.create(slug='planted-{token[1:4].lower()}', name='{token}')"
    )

    assert {what for _place, what in site.kept({"name": token})} == {"name"}


def _packed(text: str) -> dict[str, bytes]:
    raw = f"Dear Sir, I am {text} of Leeds.".encode()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("letter.txt", raw)
    return {
        "plain": raw,
        "capitals": raw.upper(),
        "utf-16": raw.decode().encode("utf-16"),
        "hex": raw.hex().encode(),
        "base64": base64.b64encode(raw),
        "base64 a letter on": base64.b64encode(raw[1:]),
        "base64 two letters on": base64.b64encode(raw[2:]),
        "zlib in the middle": b"\0\0junk" + zlib.compress(raw) + b"junk",
        "gzip": gzip.compress(raw),
        "bz2": bz2.compress(raw),
        "xz": lzma.compress(raw),
        "zip": archive.getvalue(),
        "gzip of base64": gzip.compress(base64.b64encode(raw)),
    }


@pytest.mark.parametrize("way", _packed(""))
def test_a_word_is_found_however_it_was_put_away(tmp_path, way):
    token = planted.word()
    (tmp_path / "kept").write_bytes(_packed(token)[way])

    assert [what for _place, what in planted.in_folder(tmp_path, _only(token))]


def test_a_word_is_found_in_a_file_name_and_as_a_digest(tmp_path):
    token = planted.word()
    (tmp_path / f"{token}.pdf").touch()
    digests = planted.needles({"name": token})

    assert len(planted.in_folder(tmp_path, _only(token))) == 1
    assert any(re.fullmatch(rb"[0-9a-f]{64}", each) for each in digests)
    assert planted.traces(planted.word().encode(), _only(token)) == set()


def _only(token: str) -> dict[bytes, str]:
    return planted.needles({"name": token})

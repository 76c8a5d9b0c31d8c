"""A backup put back into an empty place: all of it, or nothing.

The whole file is read and held against its list before anything is written. Then rows
are put in by the migrations they were kept under, read again and compared, and only
then does the place become what it was.
"""

import hashlib
import io
import json
import os
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from campaign.backups import boxes, locking, making, moments, rows

Say = Callable[[str], None]
_ASIDE = ".restoring"
_SUM = re.compile(r"[0-9a-f]{64}", re.ASCII)


class CannotRestore(ValueError):
    """Why nothing was restored, in a sentence."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a backup says is in it. Every part of the file was held against this."""

    made_at: str
    database: str
    head: str
    migrations: dict[str, list[str]]
    tables: dict[str, dict[str, Any]]
    files: dict[str, str]
    missing: list[str]
    parts: dict[str, str]


def is_locked(file: Path) -> bool:
    with file.open("rb") as stream:
        return locking.is_locked(stream.read(len(locking.MAGIC)))


def inspect(file: Path, *, passphrase: str = "") -> Listed:
    """The list of a backup, once every byte was found to be as it says.

    Reads the whole file and writes nothing. Raises CannotRestore and OSError.
    """
    sums: dict[str, str] = {}
    last = {boxes.LIST: b"", boxes.SUM: b""}
    for part in _parts(file, passphrase):
        if last[boxes.SUM]:
            raise CannotRestore("Something follows the end of the backup.")
        if part.name in last:
            last[part.name] = part.content
        else:
            sums[part.name] = part.sha256
    content = last[boxes.LIST]
    if not content or not last[boxes.SUM]:
        raise CannotRestore("The file is cut short: its list is missing.")
    if hashlib.sha256(content).hexdigest().encode() != last[boxes.SUM]:
        raise CannotRestore("The list of the backup has changed since it was made.")
    listed = _listed(content)
    _refuse_differing(listed, sums)
    for path in listed.files:
        _refuse_path(path)
    return listed


def _parts(file: Path, passphrase: str) -> Iterator[boxes.Part]:
    with file.open("rb") as stream:
        try:
            yield from boxes.parts(_opened(stream, passphrase))
        except (boxes.Damaged, locking.CannotUnlock) as error:
            raise CannotRestore(str(error)) from error


def _opened(stream: BinaryIO, passphrase: str) -> boxes.Reader:
    start = stream.read(len(locking.MAGIC))
    stream.seek(0)
    if not locking.is_locked(start):
        return stream
    if not passphrase:
        raise CannotRestore("The backup is locked: its passphrase is needed.")
    return locking.Unlocking(stream, passphrase)


def _listed(content: bytes) -> Listed:
    try:
        found = json.loads(content)
        if found["format"] != making.FORMAT:
            raise CannotRestore(
                "The backup was made by a newer version: restore it with that one."
            )
        tables = {each["table"]: each for each in found["tables"]}
        listed = Listed(
            made_at=str(found["made_at"]),
            database=str(found["database"]),
            head=str(found["head"]),
            migrations={k: [str(n) for n in v] for k, v in found["migrations"].items()},
            tables={str(k): v for k, v in tables.items()},
            files={str(k): str(v) for k, v in found["files"].items()},
            missing=[str(each) for each in found["missing"]],
            parts={str(k): str(v) for k, v in found["parts"].items()},
        )
        _refuse_odd(listed)
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        if isinstance(error, CannotRestore):
            raise
        raise CannotRestore("The list of the backup cannot be read.") from error
    return listed


def _refuse_odd(listed: Listed) -> None:
    for each in listed.tables.values():
        if not isinstance(each["rows"], int) or not isinstance(each["columns"], list):
            raise TypeError
        if not isinstance(each["last"], int | None):
            raise TypeError
    if not all(map(_SUM.fullmatch, listed.parts.values())):
        raise TypeError
    if not set(listed.files.values()) <= listed.parts.keys():
        raise TypeError


def _refuse_differing(listed: Listed, sums: dict[str, str]) -> None:
    if listed.parts.keys() != sums.keys():
        odd = min(listed.parts.keys() ^ sums.keys())
        raise CannotRestore(f"“{odd}” is not both in the backup and in its list.")
    for name, found in sums.items():
        if listed.parts[name] != found:
            raise CannotRestore(f"“{name}” has changed since the backup was made.")


def _refuse_path(path: str) -> None:
    """A file belongs below the folder of files and nowhere else."""
    parts = PurePosixPath(path).parts
    is_plain = parts and not path.startswith("/") and "\\" not in path
    if not is_plain or ".." in parts or "\0" in path or parts[0] == _ASIDE:
        raise CannotRestore(f"“{path[:100]}” would lie outside the folder of files.")


def restore(file: Path, *, passphrase: str = "", say: Say) -> Listed:
    """Raises CannotRestore and OSError, and then nothing was written."""
    media = Path(settings.MEDIA_ROOT)
    _refuse_inhabited(media)
    listed = inspect(file, passphrase=passphrase)
    say(f"Every part is as it was on {listed.made_at}.")
    _refuse_newer(listed)
    with _new_database(), _new_files(media) as aside:
        _fill(file, passphrase, listed, aside=aside, say=say)
    return listed


def _refuse_inhabited(media: Path) -> None:
    if connection.introspection.table_names():
        raise CannotRestore(
            "The database has tables already. A backup is restored into an empty one: "
            "set DATABASE_URL or VAR_DIR to a new place."
        )
    if media.exists() and any(each.name != _ASIDE for each in media.iterdir()):
        raise CannotRestore(
            f"There are files in {media}. A backup is restored into an empty place."
        )


def _refuse_newer(listed: Listed) -> None:
    known = MigrationExecutor(connection).loader.graph.nodes
    for app, names in sorted(listed.migrations.items()):
        for name in names:
            if (app, name) not in known:
                raise CannotRestore(
                    "The backup was made by another version, which has the migration "
                    f"{app} {name}: restore it with that one."
                )


@contextmanager
def _new_database() -> Iterator[None]:
    """On PostgreSQL one transaction; on SQLite a file that gets its name at the end."""
    if connection.vendor != "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            yield
        return
    final = Path(str(connection.settings_dict["NAME"]))
    part = final.with_name(f".{final.name}{_ASIDE}")
    _forget(part)
    connection.close()
    _forget(final)  # asking whether it has tables has made an empty one
    connection.settings_dict["NAME"] = str(part)
    try:
        yield
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        part.chmod(0o600)
        part.rename(final)
        _sync(final.parent)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(final)
        _forget(part)


def _forget(file: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        file.with_name(file.name + end).unlink(missing_ok=True)


@contextmanager
def _new_files(media: Path) -> Iterator[Path]:
    """A folder aside; what is in it moves to its place when all went well."""
    aside = media / _ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    was_there = media.exists()
    aside.mkdir(parents=True)
    moved: list[Path] = []
    try:
        yield aside
        for each in sorted(aside.iterdir()):
            moved += [each.rename(media / each.name)]
        aside.rmdir()
        _sync(media)
    except BaseException:
        for each in moved:
            shutil.rmtree(each, ignore_errors=True)
        shutil.rmtree(aside, ignore_errors=True)
        if not was_there:
            shutil.rmtree(media, ignore_errors=True)
        raise


def _fill(
    file: Path, passphrase: str, listed: Listed, *, aside: Path, say: Say
) -> None:
    _migrate(listed.migrations)
    tables = {each.name: each for each in rows.tables(listed.migrations)}
    _refuse_other_columns(listed, tables)
    try:
        with transaction.atomic(), moments.without_triggers():
            _empty(tables)
            for part in _parts(file, passphrase):
                _take(part, listed, tables=tables, aside=aside)
            for name, each in listed.tables.items():
                if each["last"] is not None:
                    rows.number_on(tables[name], each["last"])
            _compare(listed, tables)
    except (DatabaseError, ValueError) as error:
        if isinstance(error, CannotRestore):
            raise
        raise CannotRestore(f"The rows do not fit this database: {error}") from error
    count = sum(each["rows"] for each in listed.tables.values())
    say(f"{count} rows and {len(listed.files)} files are back, and read the same.")
    call_command("migrate", verbosity=0)
    call_command("reindex", verbosity=0, stdout=io.StringIO())


def _migrate(migrated: dict[str, list[str]]) -> None:
    """The tables as they were; without what Django writes into new ones."""
    wanted = {(app, name) for app, names in migrated.items() for name in names}
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    last = [
        each
        for each in sorted(wanted & set(graph.nodes))
        if not any(child.key in wanted for child in graph.node_map[each].children)
    ]
    executor.migrate(last)


def _refuse_other_columns(listed: Listed, tables: dict[str, rows.Table]) -> None:
    here = {name: table.columns for name, table in tables.items()}
    there = {name: each["columns"] for name, each in listed.tables.items()}
    if here != there:
        raise CannotRestore(
            "The backup has other tables than its migrations make: it was changed, or "
            "made by a version with other packages."
        )


def _empty(tables: dict[str, rows.Table]) -> None:
    """What migrations have written comes back with the rows."""
    with connection.cursor() as cursor:
        for name in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608


def _take(
    part: boxes.Part,
    listed: Listed,
    *,
    tables: dict[str, rows.Table],
    aside: Path,
) -> None:
    if part.name in {boxes.LIST, boxes.SUM}:
        return
    if listed.parts.get(part.name) != part.sha256:
        raise CannotRestore("The file has changed while it was read.")
    folder, name = part.name.split("/", 1)
    if folder == "rows":
        rows.add(tables[name.split("/")[0]], part.content.splitlines())
        return
    for path in (path for path, number in listed.files.items() if number == part.name):
        _write(aside / path, part.content)


def _write(to: Path, content: bytes) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    with to.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _compare(listed: Listed, tables: dict[str, rows.Table]) -> None:
    """What is in the tables now, written again, is the backup byte for byte."""
    kept: dict[str, list[str]] = defaultdict(list)
    for name in sorted(listed.parts):
        if name.startswith("rows/"):
            kept[name.split("/")[1]].append(listed.parts[name])
    for name, table in tables.items():
        parts = (b"".join(each) for each in making.chunks(rows.lines(table)))
        if [hashlib.sha256(each).hexdigest() for each in parts] != kept[name]:
            raise CannotRestore(f"The rows of {name} would not be what they were.")


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

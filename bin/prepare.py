"""Makes the site ready to serve; changes nothing when it is.

Run by bin/run in one process: a free port, a folder to write to, the
database, the static files, and the demo when the archive is empty. With
--for-server without the first and the last (docs/deploying.md).
"""

import io
import os
import socket
import sys
import tempfile
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

ROOT = Path(__file__).resolve().parent.parent


def say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def check_port(value: str) -> None:
    if not (value.isascii() and value.isdecimal()) or not 1 <= int(value) <= 65535:
        sys.exit(f"PORT must be a number between 1 and 65535, not {value!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(value)))
        except PermissionError:
            sys.exit(f"Port {value} is for the administrator: make run PORT=8001")
        except OSError:
            other = int(value) % 65535 + 1
            sys.exit(
                f"Port {value} is in use. Stop what uses it, or choose another: "
                f"make run PORT={other}"
            )


def check_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        sys.exit(
            f"Cannot write to {folder} ({error.strerror}). "
            "Give this user the right to, or set VAR_DIR to another folder."
        )


def migrate(*, is_server: bool) -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Preparing the database")
        call_command("migrate", verbosity=0)
        # a new version may find names by other keys
        call_command("reindex_names", verbosity=0)
        # and words by other forms; a server does it once it is up (docs/deploying.md)
        call_command("reindex", if_empty=is_server, verbosity=0, stdout=io.StringIO())
    # an archive from before there was a chain, and what a stopped server has left
    call_command("seal", stdout=io.StringIO())


def collect_static() -> None:
    """Anew when a file was added, changed or removed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".collected-from"
    fingerprint = _fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    say("Building the static files")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(fingerprint)


def _fingerprint() -> str:
    """Name, size and time of every static file, and the pinned packages."""
    files = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    sizes = [
        f"{path.relative_to(ROOT)} {path.stat().st_size} {path.stat().st_mtime_ns}"
        for path in files
    ]
    return "\n".join([*sizes, (ROOT / "requirements.txt").read_text()])


def queue_unread() -> None:
    """Reports and files that a stopped worker was reading are read again."""
    from django.utils import timezone

    from archive import accessions, attending, tasks

    now = timezone.now()  # noqa: TID251 (a door)
    accessions.sweep(at=now)
    attending.put_back(at=now)
    if count := tasks.enqueue_unread() + accessions.enqueue_waiting():
        say(f"{count} reports wait to be read")


def main(*arguments: str) -> None:
    is_server = "--for-server" in arguments
    if not is_server:
        check_port(os.environ.get("PORT", "8000"))
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
        check_folder(settings.VAR_DIR)
        migrate(is_server=is_server)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except DatabaseError as error:
        sys.exit(f"The database cannot be used: {error}")
    collect_static()
    queue_unread()
    if not is_server:
        call_command("load_demo", if_empty=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

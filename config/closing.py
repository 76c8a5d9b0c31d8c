"""The site closed at once, by a file that every process sees at its next request.

`manage.py kill_switch on` writes it. Knows no model, so that it works without
a database.
"""

from enum import StrEnum
from pathlib import Path

from django.conf import settings

_FILE = "closed"


class Closed(StrEnum):
    """What nobody can read meanwhile."""

    NOTHING = ""
    PUBLIC = "public"  # the admin and the desk are open: to mend what is wrong
    ALL = "all"


def closed() -> Closed:
    """By the setting everything; a file that cannot be read closes everything."""
    if settings.KILL_SWITCH:
        return Closed.ALL
    try:
        said = _file().read_text().strip()
    except FileNotFoundError:
        return Closed.NOTHING
    except (OSError, ValueError):
        return Closed.ALL
    return Closed.PUBLIC if said == Closed.PUBLIC else Closed.ALL


def close(what: Closed) -> None:
    """At once, and until it is opened again, restarts included."""
    made = _file().with_suffix(".new")
    made.write_text(what)
    made.replace(_file())


def open_again() -> bool:
    """Whether it was closed by close(); the setting cannot be undone here."""
    was_closed = _file().exists()
    _file().unlink(missing_ok=True)
    return was_closed


def _file() -> Path:
    return Path(settings.VAR_DIR) / _FILE

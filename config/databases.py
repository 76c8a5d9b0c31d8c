"""What a database is told by us, whichever it is.

A request waits for the database so long and no longer, and is then answered 503; a
command waits as long as it takes. config/wsgi.py says which of the two it is.
"""

from typing import Any

# Who waits for a lock stands behind somebody who saves; half a minute is a fault.
_LOCK_SECONDS = 10
_CONNECT_SECONDS = 5
# A page takes milliseconds to ask for: compiling a query takes seconds, to start
# workers for it longer than to answer it, and disks no longer turn.
_PAGES = "-c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1"


def told(found: dict[str, Any], *, request_seconds: float) -> dict[str, Any]:
    """The database as DATABASE_URL has it, with what it is told. 0 = no limit."""
    always = {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    if found["ENGINE"].endswith("sqlite3"):
        return found | always | {"OPTIONS": _sqlite(request_seconds)}
    return found | always | _postgresql(found, request_seconds)


def _sqlite(request_seconds: float) -> dict[str, Any]:
    """IMMEDIATE: two writers queue instead of failing half-way; WAL: readers never
    wait; FULL: what was answered "saved" survives a power cut.
    """
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": min(20, request_seconds or 20),
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
        ),
    }


def _postgresql(found: dict[str, Any], request_seconds: float) -> dict[str, Any]:
    options = {
        "connect_timeout": _CONNECT_SECONDS,
        "options": _PAGES,
        # a machine that is gone says nothing: ask it every few seconds
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
    } | found.get("OPTIONS", {})
    if not request_seconds:
        return {"OPTIONS": options}
    limits = {
        "statement_timeout": request_seconds,
        "lock_timeout": min(_LOCK_SECONDS, request_seconds),
        "idle_in_transaction_session_timeout": 2 * request_seconds,
    }
    said = " ".join(f"-c {name}={seconds:g}s" for name, seconds in limits.items())
    options["options"] = f"{options['options']} {said}"
    return {"ENGINE": "config.postgresql", "OPTIONS": options}

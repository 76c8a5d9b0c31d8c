"""A page from the web, taken so that no address can be turned against us.

Off unless hosts are allowed. Knows HTTP and TLS; not what the bytes say.
"""

from archive.fetching.addresses import NotFetched, is_public, wrong_entries
from archive.fetching.visits import (
    LIMIT_BYTES,
    TIMEOUT_SECONDS,
    Connect,
    Fetched,
    Resolve,
    connect_with_tls,
    fetch,
    resolve_name,
)

__all__ = [
    "LIMIT_BYTES",
    "TIMEOUT_SECONDS",
    "Connect",
    "Fetched",
    "NotFetched",
    "Resolve",
    "connect_with_tls",
    "fetch",
    "is_public",
    "resolve_name",
    "wrong_entries",
]

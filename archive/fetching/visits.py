"""One visit to a site: one look-up, one address, redirects within the host."""

import socket
import ssl
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urljoin

from archive.fetching.addresses import (
    Address,
    NotFetched,
    is_public,
    refuse_unless_allowed,
    taken_apart,
)
from archive.fetching.answers import (
    Allowance,
    Clock,
    Page,
    answer,
)

LIMIT_BYTES = 5 * 1024 * 1024
TIMEOUT_SECONDS = 10.0

# Given a name and a port: every address the name has, as numbers in text.
Resolve = Callable[[str, int], Sequence[str]]
# Given one address, port, the name in the certificate, seconds: a connection.
Connect = Callable[[str, int, str, float], socket.socket]

_REDIRECTS_LIMIT = 3
_ADDRESSES_LIMIT = 4
# A time limit of zero would mean none.
_LEAST_SECONDS = 0.001


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the site sent; media_type with the charset when it named one."""

    content: bytes
    media_type: str
    url: str
    final_url: str
    status: int


def resolve_name(host: str, port: int) -> list[str]:
    """The addresses the system knows for a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def connect_with_tls(
    address: str,
    port: int,
    name: str,
    seconds: float,
    *,
    context: ssl.SSLContext | None = None,
) -> socket.socket:
    """A connection to this very address whose certificate is for the name."""
    ends_at = time.monotonic() + seconds
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    plain = socket.socket(family, socket.SOCK_STREAM)
    try:
        plain.settimeout(seconds)
        plain.connect((address, port))
        plain.settimeout(max(ends_at - time.monotonic(), _LEAST_SECONDS))
        context = context or ssl.create_default_context()
        return context.wrap_socket(plain, server_hostname=name)
    except BaseException:
        plain.close()
        raise


def fetch(
    url: str,
    *,
    allowed: Sequence[str],
    resolve: Resolve = resolve_name,
    connect: Connect = connect_with_tls,
    clock: Clock = time.monotonic,
    timeout_seconds: float = TIMEOUT_SECONDS,
    limit_bytes: int = LIMIT_BYTES,
) -> Fetched:
    """What stands at a web address, if its host is allowed and public.

    An allowed entry is example.org (that host alone), *.example.org (every
    host below it, not itself) or either with a port. Nothing allowed means
    that fetching is off. Raises NotFetched. Follows three redirects within
    the host. resolve, connect and clock are for tests.
    """
    if not allowed:
        raise NotFetched(
            "Fetching from the web is switched off: save the page and upload the file."
        )
    address = taken_apart(url)
    refuse_unless_allowed(address, allowed)
    allowance = Allowance(clock() + timeout_seconds, clock, limit_bytes)
    try:
        numbers = _public_numbers(address, resolve, allowance)
        for _request in range(_REDIRECTS_LIMIT + 1):
            with _connected(address, numbers, connect, allowance) as connection:
                found = answer(connection, address, allowance)
            if isinstance(found, Page):
                return _fetched(found, url, address)
            address = _followed(address, found.location)
            refuse_unless_allowed(address, allowed)
    except TimeoutError as error:
        raise NotFetched(
            "The site took too long to answer: try again later."
        ) from error
    raise NotFetched("The site sends us from one address to the next without end.")


def _fetched(page: Page, url: str, address: Address) -> Fetched:
    return Fetched(page.content, page.media_type, url, address.url, page.status)


def _public_numbers(
    address: Address, resolve: Resolve, allowance: Allowance
) -> list[str]:
    """Asked once: a second answer could be another one.

    In a thread, because the system's own look-up knows no time limit.
    """
    pool = ThreadPoolExecutor(max_workers=1)
    try:
        asked = pool.submit(resolve, address.host, address.port)
        numbers = list(dict.fromkeys(asked.result(allowance.seconds_left())))
    except TimeoutError:
        raise
    except (OSError, UnicodeError) as error:
        raise NotFetched(f"There is no site called {address.host}.") from error
    finally:
        pool.shutdown(wait=False)
    if not numbers:
        raise NotFetched(f"There is no site called {address.host}.")
    if not all(is_public(number) for number in numbers):
        raise NotFetched(f"{address.host} leads into a closed network: not fetched.")
    return numbers[:_ADDRESSES_LIMIT]


def _connected(
    address: Address, numbers: Sequence[str], connect: Connect, allowance: Allowance
) -> socket.socket:
    for tried, number in enumerate(numbers):
        seconds = allowance.seconds_left() / (len(numbers) - tried)
        try:
            return connect(number, address.port, address.host, seconds)
        except ssl.SSLCertVerificationError as error:
            raise NotFetched(
                f"{address.host} cannot prove that it is {address.host} "
                f"({error.verify_message}): not fetched."
            ) from error
        except OSError:
            continue
    raise NotFetched(f"{address.host} cannot be reached: try again later.")


def _followed(address: Address, location: str) -> Address:
    if not location or not location.isascii() or not location.isprintable():
        raise NotFetched("The site sends us on, but to no web address.")
    try:
        moved = taken_apart(urljoin(address.url, location))
    except NotFetched:
        raise
    except ValueError as error:
        raise NotFetched("The site sends us on, but to no web address.") from error
    if moved.host != address.host:
        raise NotFetched(
            f"The page has moved to another site, {moved.host}: give the address there."
        )
    return moved

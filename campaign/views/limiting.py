"""So much from one network, so that nobody can close a form to all others.

Kept in the memory of the process and nowhere else. Of an address only the
place of its network in a small table is known: a digest with a salt that is
made anew at each start, of which many networks share each value.
"""

import hashlib
import re
import secrets
import threading
import time
from collections.abc import Sequence
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import ngettext

PLACES = 4096  # in each of two tables
HOPS_AT_MOST = 8
_WITH_PORT = re.compile(r"\[(.*)\](?::\d+)?|([\d.]+):\d+")
_PREFIX_BITS = {4: 24, 6: 48}  # what one connection is usually given


class Limiter:
    """So many at once, then one more in so many seconds, for each key.

    A key has a place in each of two tables: only where others have used up
    both of them does it wait for what it never did. Times are seconds of a
    clock that never goes back.
    """

    def __init__(self, *, at_once: int, one_more_in: float) -> None:
        self._at_once, self._one_more_in = at_once, one_more_in
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """As after a start."""
        self._salt = secrets.token_bytes(16)
        # for each place the moment from which nothing of it counts any more
        self._free_from = ([0.0] * PLACES, [0.0] * PLACES)

    def wait(self, key: str, *, now: float) -> float:
        """Seconds until one more may come; 0 for now."""
        reserve = (self._at_once - 1) * self._one_more_in
        waits = [table[place] - now - reserve for table, place in self._places(key)]
        return max(0.0, min(waits))

    def count(self, key: str, *, now: float) -> None:
        with self._lock:
            for table, place in self._places(key):
                table[place] = max(table[place], now) + self._one_more_in

    def _places(self, key: str) -> list[tuple[list[float], int]]:
        digest = hashlib.blake2b(key.encode("utf-8", "replace"), key=self._salt)
        high, low = divmod(int.from_bytes(digest.digest()[:8], "big"), 2**32)
        first, second = self._free_from
        return [(first, high % PLACES), (second, low % PLACES)]


# A group tells of a week's actions at one go; nobody does every half hour.
REPORTS = Limiter(at_once=20, one_more_in=30 * 60)
# Post, e-mail, telephone, fax and web of one office, and one mistake.
OF_ONE_OFFICE = Limiter(at_once=6, one_more_in=8 * 60 * 60)


def refused_for(request: HttpRequest, *, office: str = "") -> int:
    """Seconds a report from there has to wait; 0 = it was counted and may go."""
    now, network = time.monotonic(), network_of(request)
    asked = [(REPORTS, network)]
    if office:
        asked.append((OF_ONE_OFFICE, f"{network} {office}"))
    if waits := [
        wait for limiter, key in asked if (wait := limiter.wait(key, now=now))
    ]:
        return max(1, round(max(waits)))
    for limiter, key in asked:
        limiter.count(key, now=now)
    return 0


def in_words(seconds: int) -> str:
    """Why a report is not taken just now, and when it will be."""
    minutes = -(-seconds // 60)
    if minutes <= 90:
        return ngettext(
            "Many reports came from your network in a short time. Please send this "
            "one again in %(n)s minute; what you typed is still here.",
            "Many reports came from your network in a short time. Please send this "
            "one again in %(n)s minutes; what you typed is still here.",
            minutes,
        ) % {"n": minutes}
    hours = -(-minutes // 60)
    return ngettext(
        "Many reports came from your network in a short time. Please send this one "
        "again in %(n)s hour; what you typed is still here.",
        "Many reports came from your network in a short time. Please send this one "
        "again in %(n)s hours; what you typed is still here.",
        hours,
    ) % {"n": hours}


def network_of(request: HttpRequest) -> str:
    """The network a request came from; what all unknown ones share is "".

    What a proxy says of its visitor is believed of TRUSTED_PROXIES only, and
    of several only what the outermost trusted one has seen itself.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    told = request.META.get("HTTP_X_FORWARDED_FOR", "")
    hops = [each.strip() for each in told[-1000:].split(",")][-HOPS_AT_MOST:]
    trusted = tuple(settings.TRUSTED_PROXIES)
    believes_all = "*" in trusted  # its own visitor, whoever that is
    while hops and (believes_all or not peer or _is_one_of(peer, trusted)):
        if _address(hops[-1]) is None:
            break
        peer, believes_all = hops.pop(), False
    address = _address(peer)
    if address is None:
        return ""
    bits = _PREFIX_BITS[address.version]
    return str(ip_network((address, bits), strict=False))


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """Some proxies name the port too: 192.0.2.1:5678, [2001:db8::1]:5678."""
    if found_here := _WITH_PORT.fullmatch(text):
        text = found_here[1] or found_here[2]
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _is_one_of(peer: str, proxies: Sequence[str]) -> bool:
    address = _address(peer)
    return address is not None and any(address in each for each in _networks(proxies))


@lru_cache(maxsize=4)
def _networks(proxies: tuple[str, ...]) -> list[IPv4Network | IPv6Network]:
    """An address is a network of one; what is neither trusts nobody."""
    found: list[IPv4Network | IPv6Network] = []
    for each in proxies:
        try:
            found.append(ip_network(each.strip(), strict=False))
        except ValueError:
            continue
    return found

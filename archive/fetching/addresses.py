"""Web addresses: the one plain spelling, the hosts allowed, the open network.

Refuses whatever two programs might read in two ways. No network here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from urllib.parse import quote

_HTTPS_PORT = 443
_URL_LIMIT = 2_000
_NAME_LIMIT = 253
_URL = re.compile(r"https://([^/?#]*)([^#]*)(?:#.*)?", re.ASCII | re.IGNORECASE)
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
# The last label begins with a letter: 127.1, 0x7f.0.0.1 and 2130706433 do not.
_NAME = re.compile(rf"(?:{_LABEL}\.)+(?=[a-z]){_LABEL}", re.ASCII)
_PORT = re.compile(r"[1-9][0-9]{0,4}", re.ASCII)
_SAFE = "%/:?[]@!$&'()*+,;=~"
# Persian and Indian words are spelt with them; they say nothing in a host.
_INVISIBLE_LETTERS = dict.fromkeys([0x200C, 0x200D])
# What is_global does not refuse, or not in every version of Python: ranges
# with an address of the old kind inside, and one where a cloud answers.
_CLOSED_NETWORKS = [
    ip_network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "::/96",
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
]
# The network where a provider without old addresses keeps them all.
_TRANSLATED_NETWORK = IPv6Network("64:ff9b::/96")


class NotFetched(ValueError):
    """Why nothing was fetched, in a sentence for the person who asked."""


@dataclass(frozen=True, slots=True)
class Address:
    """A web address taken apart; target is path and query, in ASCII."""

    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        return self.host if self.port == _HTTPS_PORT else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        return f"https://{self.authority}{self.target}"


def is_public(number: str) -> bool:
    """Whether this IP address is one of the open network, and not a disguise."""
    try:
        address = ip_address(number)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return False
        if address in _TRANSLATED_NETWORK:
            return is_public(str(IPv4Address(int(address) & 0xFFFFFFFF)))
    is_closed = any(address in network for network in _CLOSED_NETWORKS)
    return address.is_global and not address.is_multicast and not is_closed


def taken_apart(url: str) -> Address:
    if len(url) > _URL_LIMIT or not url.translate(_INVISIBLE_LETTERS).isprintable():
        raise NotFetched("This is not a web address: copy it from the browser again.")
    match = _URL.fullmatch(url)
    if match is None or " " in url or "\\" in url:
        raise NotFetched("Only a web address that begins with https:// is fetched.")
    authority, target = match.groups()
    if "@" in authority:
        raise NotFetched("An address with a user name or password is not fetched.")
    host, port = _host_and_port(authority)
    path = target if target.startswith("/") else f"/{target}"
    return Address(host, port, quote(path, safe=_SAFE))


def _host_and_port(authority: str) -> tuple[str, int]:
    host, colon, port = authority.partition(":")
    if not colon:
        return _host(host), _HTTPS_PORT
    if not _PORT.fullmatch(port) or int(port) > 65_535:
        raise NotFetched("The part after the colon of the site's name is no port.")
    return _host(host), int(port)


def _host(written: str) -> str:
    """The name in ASCII; only one that every program reads in the same way."""
    name = written
    if not written.isascii() and len(written) <= _NAME_LIMIT:
        try:
            name = written.encode("idna").decode("ascii")
            is_plain = name.encode("ascii").decode("idna") == written
        except UnicodeError:
            is_plain = False
        name = name if is_plain else ""
    if len(name) > _NAME_LIMIT or not _NAME.fullmatch(name):
        raise NotFetched(
            "The address needs the plain name of a site, such as www.example.org, "
            "in small letters: not a number and without other signs."
        )
    return name


def refuse_unless_allowed(address: Address, allowed: Sequence[str]) -> None:
    entries = [_entry(written) for written in allowed]
    for host, port, has_hosts_below in entries:
        is_below = has_hosts_below and address.host.endswith(f".{host}")
        is_host = is_below or (not has_hosts_below and address.host == host)
        if is_host and address.port == port:
            return
    raise NotFetched(
        f"The site {address.authority} is not among those that may be fetched from: "
        "save the page and upload the file."
    )


def wrong_entries(allowed: Sequence[str]) -> list[str]:
    """What is wrong with a list of sites, in a sentence for each bad entry."""
    found = []
    for written in allowed:
        try:
            _entry(written)
        except NotFetched as error:
            found.append(str(error))
    return found


def _entry(written: str) -> tuple[str, int, bool]:
    """Host, port, and whether the hosts below it are meant."""
    entry = written.strip().lower()
    bare = entry.removeprefix("*.")
    try:
        return *_host_and_port(bare), bare != entry
    except NotFetched as error:
        raise NotFetched(
            f"The list of sites that may be fetched from holds “{written}”, which is "
            "not a name such as www.example.org or *.example.org: tell the operator."
        ) from error

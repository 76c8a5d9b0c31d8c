"""Wrong passwords and codes make the next try wait; nobody is shut out for ever.

Each name has two counts, so that strangers cannot make its owner wait: one for
browsers from which it has signed in before (a signed cookie says so), one for
all others. Passkeys hold no secret to guess, and never wait. The counts are in
the database, so they hold for all processes and after a restart.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaign.views.limiting import Limiter, network_of
from config.accounts.models import Tries

FREE = 5  # people mistype
FIRST = timedelta(seconds=30)
LONGEST = timedelta(minutes=15)
FORGOTTEN = timedelta(days=1)
# Of one network, whatever names it tries: in the memory of the process only.
NETWORKS = Limiter(at_once=20, one_more_in=60)


# A password takes 64 MiB and a tenth of a second: few at once, so that pages are read
# meanwhile.
AT_ONCE = 2
LONGEST_QUEUE_SECONDS = 1
_LOOKED_AT = threading.BoundedSemaphore(AT_ONCE)


# why a try was refused, in the log
SLOWED, WRONG = "slowed", "wrong"


class Kind(StrEnum):
    """What is tried; each has a count of its own."""

    PASSWORD = "password"  # noqa: S105 (a name, no password)
    KNOWN = "known browser"
    AGAIN = "again"  # by somebody who is signed in
    CODE = "code"


class Slowed(Exception):
    """Nothing was tried: it is too soon. In a sentence."""


def refused(error: Slowed) -> ValidationError:
    """For the form that was sent."""
    return ValidationError(str(error), code="slowed")


def wait_after(tries: int) -> timedelta:
    """How long after so many wrong tries the next has to wait."""
    if tries < FREE:
        return timedelta(0)
    doublings = min(tries - FREE, 10)
    return min(LONGEST, FIRST * 2**doublings)


def take(kind: Kind, name: str, *, at: datetime) -> None:
    """Counts a try before it is made, so that many at once are not let through.

    Raises Slowed. Call forget() when it was right.
    """
    with transaction.atomic():
        tries, is_new = Tries.objects.select_for_update().get_or_create(
            key=_key(kind, name), defaults={"count": 0, "last": at}
        )
        if at - tries.last > FORGOTTEN:
            tries.count = 0
        left = tries.last + wait_after(tries.count) - at
        if left > timedelta(0):
            raise Slowed(_in_words(left))
        tries.count, tries.last = tries.count + 1, at
        tries.save()
        if is_new:
            Tries.objects.filter(last__lt=at - FORGOTTEN).delete()


def forget(kind: Kind, name: str) -> None:
    Tries.objects.filter(key=_key(kind, name)).delete()


def forget_all(user: User) -> None:
    """The account may be tried again at once."""
    Tries.objects.filter(key__in=list(_keys_of(user))).delete()


def code_name(user: User) -> str:
    """By what the codes of an account are counted."""
    return str(user.pk)


@contextmanager
def looking() -> Iterator[None]:
    """While a password is looked at. Raises Slowed where too many are."""
    if not _LOOKED_AT.acquire(timeout=LONGEST_QUEUE_SECONDS):
        raise Slowed(_("Many are signing in. Please try again in a moment."))
    try:
        yield
    finally:
        _LOOKED_AT.release()


def refuse_network(request: HttpRequest) -> None:
    """Raises Slowed where too many wrong tries came from one network."""
    if left := NETWORKS.wait(network_of(request), now=time.monotonic()):
        raise Slowed(_in_words(timedelta(seconds=left)))


def count_network(request: HttpRequest) -> None:
    NETWORKS.count(network_of(request), now=time.monotonic())


def _keys_of(user: User) -> Iterator[str]:
    for kind in Kind:
        is_code = kind is Kind.CODE
        yield _key(kind, code_name(user) if is_code else user.get_username())


def _key(kind: Kind, name: str) -> str:
    """A digest: the table says nothing of names that were tried."""
    said = f"{kind}\0{name.strip().casefold()}"
    return salted_hmac("accounts.tries", said, algorithm="sha256").hexdigest()


def _in_words(left: timedelta) -> str:
    minutes = max(1, ceil(left / timedelta(minutes=1)))
    again = ngettext(
        "Too many tries. Please try again in %(n)s minute.",
        "Too many tries. Please try again in %(n)s minutes.",
        minutes,
    ) % {"n": minutes}
    return _("%(again)s A passkey works at once.") % {"again": again}

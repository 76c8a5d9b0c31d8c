"""What the log says of accounts: what happened and the account's number, no name.

docs/accounts.md lists the lines. Of who is not signed in there is nothing to say but
which account was tried, if there is one of that name.
"""

import logging
from enum import StrEnum

from django.contrib.auth.models import User

LOGGER = logging.getLogger("config.accounts")
SERVER = "server"  # done by a command, where nobody is signed in


class Event(StrEnum):
    SIGNED_IN = "signed in"
    SIGN_IN_REFUSED = "sign-in refused"
    SECOND_STEP_REFUSED = "second step refused"
    ASKED_ANEW = "asked anew"
    ASKED_ANEW_REFUSED = "asked anew, refused"
    SIGNED_OUT = "signed out"
    SESSIONS_ENDED = "sessions ended"
    FACTOR_ADDED = "factor added"
    FACTOR_REMOVED = "factor removed"
    CODES_MADE = "recovery codes made"
    FACTORS_FORGOTTEN = "factors forgotten"
    PASSWORD_CHANGED = "password changed"  # noqa: S105 (a name, no password)
    MADE = "account made"
    CHANGED = "account changed"
    DELETED = "account deleted"
    RETIRED = "account retired"
    LOCKED = "account locked"
    UNLOCKED = "account unlocked"
    EVERYBODY_SIGNED_OUT = "everybody signed out"
    CLOSED = "site closed"
    OPENED = "site opened"
    REFUSED = "refused"


_GRAVE = frozenset(
    {
        Event.SIGN_IN_REFUSED,
        Event.SECOND_STEP_REFUSED,
        Event.ASKED_ANEW_REFUSED,
        Event.REFUSED,
    }
)


def note(event: Event, account: User | None = None, **more: str | int) -> None:
    """One line. more: words of our own and numbers, never what somebody typed."""
    number = {} if account is None else {"account": account.pk}
    level = logging.WARNING if event in _GRAVE else logging.INFO
    LOGGER.log(level, event, extra={"fields": number | more})


def note_by(event: Event, account: User | None, by: int | None) -> None:
    """by: the number of the account that did it; None for a command."""
    note(event, account, by=SERVER if by is None else by)


def tried(name: str, *, reason: str) -> None:
    """A sign-in that was refused, by the account whose name was typed, if any."""
    account = User.objects.filter(username=name).only("pk").first()
    note(Event.SIGN_IN_REFUSED, account, reason=reason)

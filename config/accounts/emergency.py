"""What an operator does when an account, or all of them, may be in wrong hands.

by: the number of the operator's account; None for a command at the server.
"""

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db import transaction

from config.accounts import journal, slowing
from config.accounts.journal import Event
from config.accounts.models import Session


class NotFound(ValueError):
    """No account has that name; in a sentence."""


def account(name: str) -> User:
    found = User.objects.filter(username=name).first()
    if found is None:
        raise NotFound(f"No account is called {name!r}.")
    return found


@transaction.atomic
def lock(user: User, *, by: int | None = None) -> int:
    """Nobody signs in to it, and whoever was is signed out; how many were."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.is_active = False
    ended = _end(user)
    journal.note_by(Event.LOCKED, user, by)
    return ended


@transaction.atomic
def unlock(user: User, *, by: int | None = None) -> None:
    """It may be signed in to, at once: wrong tries are forgotten too."""
    User.objects.filter(pk=user.pk).update(is_active=True)
    user.is_active = True
    slowing.forget_all(user)
    journal.note_by(Event.UNLOCKED, user, by)


def sign_out(user: User, *, by: int | None = None) -> int:
    """How many browsers were signed in."""
    ended = _end(user)
    journal.note_by(Event.SESSIONS_ENDED, user, by)
    return ended


def sign_out_everybody() -> int:
    """How many browsers were signed in, or about to."""
    ended = Session.objects.all().delete()[0]
    journal.note_by(Event.EVERYBODY_SIGNED_OUT, None, None)
    return ended


@transaction.atomic
def forget_factors(user: User) -> int:
    """For who has lost them all: the next sign-in asks to set one up."""
    held = Authenticator.objects.filter(user=user)
    count = held.exclude(type=Authenticator.Type.RECOVERY_CODES).count()
    held.delete()
    slowing.forget_all(user)
    _end(user)
    journal.note_by(Event.FACTORS_FORGOTTEN, user, None)
    return count


def _end(user: User) -> int:
    return Session.objects.filter(account=user).delete()[0]

"""What an operator does when an account, or all of them, may be in wrong hands."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db import transaction

from config.accounts import slowing
from config.accounts.models import Session


class NotFound(ValueError):
    """No account has that name; in a sentence."""


def account(name: str) -> User:
    found = User.objects.filter(username=name).first()
    if found is None:
        raise NotFound(f"No account is called {name!r}.")
    return found


@transaction.atomic
def lock(user: User) -> int:
    """Nobody signs in to it, and whoever was is signed out; how many were."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.is_active = False
    return sign_out(user)


@transaction.atomic
def unlock(user: User) -> None:
    """It may be signed in to, at once: wrong tries are forgotten too."""
    User.objects.filter(pk=user.pk).update(is_active=True)
    user.is_active = True
    slowing.forget_all(user)


def sign_out(user: User) -> int:
    return Session.objects.filter(account=user).delete()[0]


def sign_out_everybody() -> int:
    """How many browsers were signed in, or about to."""
    return Session.objects.all().delete()[0]


@transaction.atomic
def forget_factors(user: User) -> int:
    """For who has lost them all: the next sign-in asks to set one up."""
    held = Authenticator.objects.filter(user=user)
    count = held.exclude(type=Authenticator.Type.RECOVERY_CODES).count()
    held.delete()
    slowing.forget_all(user)
    sign_out(user)
    return count

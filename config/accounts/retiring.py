"""Somebody has left: what is known of the person goes, what was decided stays."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction

from archive.models import DeskKeys
from config.accounts import emergency, journal, slowing


@transaction.atomic
def retire(user: User, *, pseudonym: str = "") -> User:
    """The account stays, so that histories say it was one and the same person.

    Nobody can sign in to it any more. pseudonym: the name it has from now on, where
    the one it had is a person's own. Raises ValueError with a sentence.
    """
    if pseudonym and pseudonym != user.username:
        _rename(user, pseudonym)
    emergency.sign_out(user)
    slowing.forget_all(user)
    for held in (Authenticator, EmailAddress, DeskKeys):
        held._default_manager.filter(user=user).delete()
    _forget_in_the_admin_log(user)
    user.first_name = user.last_name = user.email = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    journal.note_by(journal.Event.RETIRED, user, None)
    return user


def _rename(user: User, pseudonym: str) -> None:
    user.username = pseudonym
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as wrong:
        raise ValueError(" ".join(wrong.messages)) from wrong


def _forget_in_the_admin_log(user: User) -> None:
    """What the admin wrote about the account itself: it quotes name and address."""
    about = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=about, object_id=str(user.pk)).delete()

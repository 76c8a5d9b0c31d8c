"""Who is signed in, and how often a password or code was wrong."""

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """A browser that has signed in, or is about to. No address, no User-Agent.

    session_key holds a digest of what the browser's cookie says, so that
    nobody signs in with a copy of the database.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
    )
    since = models.DateTimeField()
    last_used = models.DateTimeField()

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from config.accounts.sessions import SessionStore

        return SessionStore


class Tries(models.Model):
    """Passwords or codes tried since the last right one.

    The key is a keyed digest of the name that was typed, known here or not.
    """

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    last = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key[:8]

"""Sessions in the database: found by account, ended after a time unused."""

import hashlib
from datetime import datetime, timedelta

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import models
from django.utils import timezone

from config.accounts.models import Session

LONGEST = timedelta(hours=12)  # signed in for, whatever is done
UNUSED = timedelta(hours=2)
MOST = 10  # of one account: more are forgotten browsers, or somebody else's
# "last used" is as exact as this, so that reading writes seldom
EXACT = timedelta(minutes=1)
_SINCE = "since"


def digest(key: str) -> str:
    """What stands for the key of a cookie in the database."""
    return hashlib.blake2b(key.encode(), digest_size=20).hexdigest()


class SessionStore(DatabaseStore):
    """Django's, with the account in a column and no usable key in the table."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        now = timezone.now()  # noqa: TID251 (a door)
        found = Session.objects.filter(
            session_key=digest(self.session_key or ""),
            expire_date__gt=now,
            last_used__gt=now - UNUSED,
            since__gt=now - LONGEST,
        ).first()
        if found is None:
            self._session_key = None
        elif now - found.last_used > EXACT:
            Session.objects.filter(pk=found.pk).update(last_used=now)
        return found

    def create_model_instance(self, data: dict[str, object]) -> Session:
        now = timezone.now()  # noqa: TID251 (a door)
        account = str(data.get(SESSION_KEY) or "")
        since = data.setdefault(_SINCE, now.isoformat()) if account else None
        return Session(
            session_key=digest(self._get_or_create_session_key()),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            account_id=account or None,
            since=datetime.fromisoformat(str(since)) if since else now,
            last_used=now,
        )

    def exists(self, session_key: str) -> bool:
        return Session.objects.filter(session_key=digest(session_key)).exists()

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            Session.objects.filter(session_key=digest(key)).delete()


def of(user: User, *, at: datetime) -> models.QuerySet[Session]:
    """Where somebody is signed in, the last used first."""
    mine = Session.objects.filter(account=user).exclude(_ended(at))
    return mine.order_by("-last_used")


def end_others(user: User, *, but: str | None) -> int:
    """Signs the account out everywhere except where this key is; how many were."""
    others = Session.objects.filter(account=user)
    return others.exclude(session_key=digest(but or "")).delete()[0]


def make_room(user: User, *, but: str | None) -> None:
    """For one that begins, whose key is given: those used least lately end."""
    others = Session.objects.filter(account=user)
    others = others.exclude(session_key=digest(but or "")).order_by("-last_used")
    kept = others.values_list("pk", flat=True)[: MOST - 1]
    others.exclude(pk__in=list(kept)).delete()


def sweep(*, at: datetime) -> None:
    """Forgets what has ended."""
    Session.objects.filter(_ended(at)).delete()


def _ended(at: datetime) -> models.Q:
    unused = models.Q(last_used__lte=at - UNUSED)
    return unused | models.Q(expire_date__lte=at) | models.Q(since__lte=at - LONGEST)

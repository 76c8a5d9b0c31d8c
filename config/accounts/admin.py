"""Accounts in the admin: made, locked and signed out by an operator."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from config import roles
from config.accounts import anew, emergency, factors, journal
from config.accounts.journal import Event

# what allauth shows: secrets, and addresses that nobody here asks for
admin.site.unregister([User, Authenticator, EmailAddress])


@admin.register(User)
class AccountAdmin(roles.GuardedAccounts):
    """To change who may do what asks to sign in anew (ADMIN_REQUIRE_MFA)."""

    list_display = ("username", "is_active", "is_superuser", "has_factor", "last_login")
    list_filter = ("is_active", "is_superuser", "groups")
    actions = ("lock", "unlock", "sign_out")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        held = Authenticator.objects.filter(user=OuterRef("pk"), type__in=factors.MAIN)
        return super().get_queryset(request).annotate(_has_factor=Exists(held))

    @admin.display(description=gettext_lazy("second factor"), boolean=True)
    def has_factor(self, user: User) -> bool:
        return bool(getattr(user, "_has_factor", False))

    def has_change_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        """Who may change accounts changes none that may do more than that."""
        is_above = obj is not None and obj.is_superuser and not _is_super(request)
        return not is_above and super().has_change_permission(request, obj)

    def get_readonly_fields(
        self, request: HttpRequest, obj: User | None = None
    ) -> tuple[str, ...]:
        own = tuple(super().get_readonly_fields(request, obj))
        return own if _is_super(request) else (*own, "is_superuser", "user_permissions")

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return _asked_anew(request) or super().changeform_view(
            request, object_id, form_url, extra_context
        )

    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002
        form_url: str = "",
    ) -> HttpResponse:
        return _asked_anew(request) or super().user_change_password(
            request, id, form_url
        )

    def delete_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return _asked_anew(request) or super().delete_view(
            request, object_id, extra_context
        )

    def log_addition(self, request: HttpRequest, obj: User, message: Any) -> Any:
        """Beside the admin's own record, which names the account."""
        journal.note_by(Event.MADE, obj, _own(request))
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: User, message: Any) -> Any:
        changed = ", ".join(_fields(message))
        is_password = changed == "password"
        event = Event.PASSWORD_CHANGED if is_password else Event.CHANGED
        more = {} if is_password else {"changed": changed}
        journal.note(event, obj, by=_own(request), **more)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[User]) -> Any:
        for user in queryset:
            journal.note_by(Event.DELETED, user, _own(request))
        return super().log_deletions(request, queryset)

    @admin.action(
        description=gettext_lazy("Lock, and sign out everywhere"),
        permissions=["change"],
    )
    def lock(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        others = self._may(request, chosen.exclude(pk=_own(request)))
        for user in others:
            emergency.lock(user, by=_own(request))
        self._say(request, len(others), _("Locked and signed out."))
        if chosen.filter(pk=_own(request)).exists():
            words = _("Your own account was left as it is: another operator locks it.")
            messages.warning(request, words)

    @admin.action(
        description=gettext_lazy("Unlock, and forget wrong tries"),
        permissions=["change"],
    )
    def unlock(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        others = self._may(request, chosen)
        for user in others:
            emergency.unlock(user, by=_own(request))
        self._say(request, len(others), _("They can sign in."))

    @admin.action(
        description=gettext_lazy("Sign out everywhere"), permissions=["change"]
    )
    def sign_out(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        others = self._may(request, chosen)
        for user in others:
            emergency.sign_out(user, by=_own(request))
        self._say(request, len(others), _("Signed out everywhere."))

    def _may(self, request: HttpRequest, chosen: QuerySet[User]) -> list[User]:
        return [each for each in chosen if self.has_change_permission(request, each)]

    def _say(self, request: HttpRequest, count: int, words: str) -> None:
        said = ngettext("%(n)s account.", "%(n)s accounts.", count) % {"n": count}
        messages.success(request, f"{words} {said}")


def _fields(message: Any) -> list[str]:
    """The names of the fields that a form has changed, never what is in them."""
    parts = message if isinstance(message, list) else []
    return [
        name for part in parts for name in part.get("changed", {}).get("fields", [])
    ]


def _own(request: HttpRequest) -> int:
    return request.user.pk or 0


def _is_super(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.is_superuser


def _asked_anew(request: HttpRequest) -> HttpResponse | None:
    """Whoever finds a desk open makes no account for himself.

    A form that came too late holds a password, and is filled in again.
    """
    if not settings.ADMIN_REQUIRE_MFA:
        return None
    needed = anew.is_needed(request)
    if needed and request.method == "POST":
        words = _("That took a while. Nothing was changed: please fill it in again.")
        messages.warning(request, words)
        return HttpResponseRedirect(request.get_full_path())
    if needed:
        raise ReauthenticationRequired
    return None

"""What every page of the desk shares: who may come in, the rail, the undo."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import resolve
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive import undoing
from archive.desk import keymap, stages
from archive.models import Batch

P = ParamSpec("P")
Row = TypeVar("Row", bound=models.Model)
Desk = Callable[Concatenate[HttpRequest, P], HttpResponse]
# a form of the desk is read, changed and sent again
BOTH = ("GET", "HEAD", "POST")


class Stale(ValueError):
    """Somebody decided after the page was shown; nothing was changed."""


class SeeOther(HttpResponseRedirect):
    """The answer to a form: look there, with GET."""

    status_code = 303


def page(
    *permissions: str, methods: tuple[str, ...] = ("GET", "HEAD")
) -> Callable[[Desk[P]], Desk[P]]:
    """A page of the desk: signed-in staff with these permissions."""

    def decorate(view: Desk[P]) -> Desk[P]:
        @wraps(view)
        def checked(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if not request.user.has_perms(permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        restricted: Desk[P] = require_http_methods(list(methods))(
            admin.site.admin_view(checked)
        )
        vars(restricted)["permissions"] = permissions  # read by may_open()
        return restricted

    return decorate


def may_open(user: User, address: str) -> bool:
    """Whether page() lets somebody in there; no query but for their rights."""
    return user.has_perms(getattr(resolve(address).func, "permissions", ()))


def refuse_without(request: HttpRequest, *permissions: str) -> None:
    """Raises PermissionDenied: an act of a page may ask for more than to look."""
    if not request.user.has_perms(permissions):
        raise PermissionDenied


def refuse_undoing(request: HttpRequest, batch: Batch | None) -> None:
    """Raises PermissionDenied: who may do an act may take it back, nobody else.

    With no act there is nothing to take back for who may change nothing.
    """
    rights = person(request).get_all_permissions()
    needed = undoing.needed(batch) if batch is not None else set()
    changes = any(not each.partition(".")[2].startswith("view_") for each in rights)
    if not changes or not request.user.has_perms(needed):
        raise PermissionDenied


def person(request: HttpRequest) -> User:
    """Who decides; page() has let nobody else in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def moment() -> datetime:
    """The clock of the desk, taken once at the door."""
    return timezone.now()  # noqa: TID251 (a door)


def day() -> date:
    return timezone.localdate()  # noqa: TID251 (a door)


def render(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    *,
    stage: str,
    title: str,
    status: int = 200,
) -> TemplateResponse:
    """A page with the rail of stages and the last act, which can be undone.

    Of the stages those that the person may open are shown.
    stage: the name of one of stages.every(), or of another page of the rail.
    In the template `keys` has the key of every act. Three queries.
    """
    user = person(request)
    keys = keymap.of(user)
    open_here = [each for each in stages.every() if may_open(user, each.address)]
    shared = admin.site.each_context(request) | {
        "title": title,
        "stage": stage,
        "rail": [(count, count.stage.address) for count in stages.counts(open_here)],
        "last_batch": undoing.last(request.user),
        "here": request.get_full_path(),
        "keymap": keys,
        "keys": keys.keys,
    }
    return TemplateResponse(request, template, {**shared, **context}, status=status)


def decided(
    request: HttpRequest, act: Callable[[], object], *, then: str, instead: str
) -> HttpResponse:
    """Do one act of a form, all of it or nothing, and go on to the next card.

    then: where to look after it. instead: the card itself, where a refusal
    (a ValueError with a sentence) is said, or that somebody was quicker.
    """
    try:
        with transaction.atomic():
            act()
    except Stale as reason:
        seen = format_html(
            "{} <a href='{}'>{}</a>", str(reason), instead, _("See it as it is now.")
        )
        messages.warning(request, seen)
        return SeeOther(then)
    except ValueError as reason:
        messages.error(request, str(reason))
        return SeeOther(instead)
    return SeeOther(then)


def version(row: models.Model) -> str:
    """What a form says it has seen: the newest state in the row's history."""
    newest = _newest(row)
    return str(newest.pk) if newest is not None else ""


def refuse_changed(row: models.Model, seen: str) -> None:
    """Raises Stale when the row has changed since version() was shown.

    Ask inside the act, on a locked row. One query, for any row with a history.
    """
    newest = _newest(row)
    refuse_stale(
        seen=seen,
        now=str(newest.pk) if newest is not None else "",
        by=getattr(newest, "history_user", None),
    )


def refuse_stale(*, seen: str, now: str, by: object = None) -> None:
    """Raises Stale unless what the form has seen is what is there now."""
    if seen == now:
        return
    if by is None:
        raise Stale(_("This has changed meanwhile. Nothing was changed by you."))
    raise Stale(
        _("Decided meanwhile by %(name)s. Nothing was changed by you.") % {"name": by}
    )


def _newest(row: models.Model) -> models.Model | None:
    history = row.history  # type: ignore[attr-defined]
    states = history.select_related("history_user").order_by("-history_id")
    newest: models.Model | None = states.first()
    return newest


def back(request: HttpRequest, otherwise: str) -> str:
    """Where a form of the frame says it was sent from, if that is on the desk."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours and wanted.startswith("/admin/") else otherwise


def next_of(
    waiting: models.QuerySet[Row],
    asked: Mapping[str, str],
    *,
    newest_first: bool = False,
) -> Row | None:
    """What waits after or before the one that is asked of, else the first of all.

    Two queries at most.
    """
    queue = waiting.order_by("-pk" if newest_first else "pk")
    onwards, back = ("lt", "gt") if newest_first else ("gt", "lt")
    after, before = number(asked.get("after", "")), number(asked.get("before", ""))
    found = None
    if after is not None:
        found = queue.filter(**{f"pk__{onwards}": after}).first()
    elif before is not None:
        found = queue.reverse().filter(**{f"pk__{back}": before}).first()
    return found or queue.first()


def number(text: str) -> int | None:
    """A key from a form; ascii figures, no more of them than a database takes."""
    is_number = text.isascii() and text.isdecimal() and len(text) < 19
    return int(text) if is_number else None

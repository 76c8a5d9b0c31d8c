"""Every page of staff there is: each route of the URLconf with what fits into it.

Found by asking, so that a new page is looked at as soon as it has a route; what
has none to show is named in WITHOUT_PAGE, with the reason.
"""

import re
from collections.abc import Iterator
from itertools import islice, product

from django.apps import apps
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from archive.models import Mention

ADMIN = "admin/"
DESK = "desk/"
ARGUMENT = re.compile(r"<(?:\w+:)?\w+>|\(\[\^/\]\+\)")
LIST_OF_AN_APP = re.compile(r"\(\?P<app_label>(\w+)[^)]*\)")
LEADS_ON = "<path:object_id>/"
NOT_IN_TESTS = f"{ADMIN}password_reset/"  # where no mail is set up, nothing is there
MOST_TRIES = 150
NOBODY = (403, 405)  # whatever stands in the address
WITHOUT_PAGE = {
    "desk/undo/": "an act: a form is sent to it, and it leads on",
    "desk/mentions/spelling/": "an act",
    "desk/tasks/mentions/<int:pk>/": "an act",
    "desk/history/<int:pk>/undo/": "an act",
    "logout/": "an act",
    "account/sign-out/": "an act",
    "autocomplete/": "JSON for a script",
    "jsi18n/": "words for a script",
    "desk/same/<int:left>/<int:right>/": "desk/same/ leads to it",
    "account/passkeys/<int:pk>/remove/": "nobody has one in a test",
    "campaign/recipient/choices/": "a part of a page",
    "r/<path:content_type_id>/<path:object_id>/": "leads to the public page",
    "(?P<url>.*)": "what is not there",
}


def routes(found: list | None = None, before: str = "") -> Iterator[str]:
    """Under the admin's address, each once; not those that lead on to another."""
    for each in get_resolver().url_patterns if found is None else found:
        route = before + str(each.pattern).removeprefix("^").removesuffix("$")
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, route)
        elif isinstance(each, URLPattern) and shows_something(route):
            yield LIST_OF_AN_APP.sub(r"\1", route.removeprefix(ADMIN))


def shows_something(route: str) -> bool:
    if route.startswith(NOT_IN_TESTS):
        return False
    return route.startswith(ADMIN) and not route.endswith(LEADS_ON)


def keys(rows: models.QuerySet) -> list[str]:
    """The newest and the oldest few."""
    ends = (
        rows.order_by(order).values_list("pk", flat=True) for order in ("-pk", "pk")
    )
    return list(dict.fromkeys(str(pk) for end in ends for pk in end[:6]))


def slugs() -> list[str]:
    tables = [each for each in apps.get_models() if hasattr(each, "slug")]
    rows = (each._base_manager.values_list("slug", flat=True)[:4] for each in tables)
    return [slug for found in rows for slug in found]


def numbers() -> list[str]:
    """What rows of the two rooms are called by in an address, each once."""
    rooms = (each for each in apps.get_models() if each._meta.app_label in ROOMS)
    found = (key for each in rooms for key in keys(each._base_manager.all()))
    return list(dict.fromkeys(found))


ROOMS = ("archive", "campaign")


def fitting(
    route: str, known: list[str], words: list[str]
) -> Iterator[tuple[str, ...]]:
    """What may stand in the gaps of a route, one after another."""
    for model in admin.site._registry:
        if route.startswith(model._meta.label_lower.replace(".", "/") + "/"):
            if "history/(" in route:
                past = apps.get_model(
                    model._meta.app_label, f"Historical{model.__name__}"
                )
                first = past._base_manager.order_by("pk").values_list("id", "pk")[:1]
                return iter([(str(pk), str(was)) for pk, was in first])
            known = keys(model._base_manager.all())
    gaps = ARGUMENT.findall(route)
    offered = product(*(words if "slug" in gap else known for gap in gaps))
    return islice(offered, MOST_TRIES)


def named() -> Iterator[str]:
    """Routes that show a page."""
    return (each for each in dict.fromkeys(routes()) if each not in WITHOUT_PAGE)


def asked(route: str) -> str:
    """What a page has to be asked for, to have anything to show."""
    if not route.endswith("/reject/"):
        return ""
    waiting = Mention.objects.undecided().filter(kind="PERSON").latest("pk")
    return f"?scope=everywhere&mention={waiting.pk}.open"


def page_of(client: Client, route: str) -> str | set[int]:
    """The address of a page; the answers instead where nothing led to one."""
    answers = set()
    for values in fitting(route, numbers(), slugs()):
        address = f"/{ADMIN}{filled(route, values)}{asked(route)}"
        answer = client.get(address, follow=not values)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            return str(answer.wsgi_request.get_full_path())
        answers.add(answer.status_code)
        if answer.status_code in NOBODY:
            break
    return answers


def filled(route: str, values: tuple[str, ...]) -> str:
    rest = iter(values)
    return ARGUMENT.sub(lambda _gap: next(rest), route)

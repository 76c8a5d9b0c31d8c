"""What staff did is sealed right after it, at the door."""

import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from archive import integrity
from config.security import is_staff_path

Answer = Callable[[HttpRequest], HttpResponseBase]

log = logging.getLogger(__name__)

# Some seconds of work would keep a person waiting: the rest is left to others.
_AT_MOST = 1000


def after_staff(get_response: Answer) -> Answer:
    """Seal after a POST under /admin/ that was answered; one query where none is due.

    What visitors report is sealed by others when its day is over. What cannot be
    sealed now, since somebody else is at it or the database is busy, stays in line.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        is_act = request.method == "POST" and is_staff_path(request)
        if is_act and 300 <= response.status_code < 400:  # done; 200 only shows
            try:
                integrity.seal(at=timezone.now(), at_most=_AT_MOST, wait=False)  # noqa: TID251 (a door)
            except DatabaseError:
                log.warning("what was done could not be sealed yet", exc_info=True)
        return response

    return answer

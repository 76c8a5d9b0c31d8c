"""The search page: the same for everybody, and kept in memory for minutes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from archive import finding
from archive.views import page, today


@page
def search(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return _found(request)
    key = (str(today()), get_language() or "", request.get_full_path())
    made = finding.MEMORY.page(finding.moment(), key, lambda: _found(request).content)
    return HttpResponse(made)


def _found(request: HttpRequest) -> HttpResponse:
    given = request.GET
    asked = finding.asked(given.dict(), given.getlist("without"), finding.kinds())
    found = finding.find(asked, viewer=request.user, on=today())
    return render(request, "archive/search.html", {"found": found})

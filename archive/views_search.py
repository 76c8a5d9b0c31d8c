"""The search page: nothing of what is asked is kept, the same page for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from archive import finding
from archive.views import page, today


@page
def search(request: HttpRequest) -> HttpResponse:
    given = request.GET
    asked = finding.asked(given.dict(), given.getlist("without"), finding.kinds())
    found = finding.find(asked, viewer=request.user, on=today())
    return render(request, "archive/search.html", {"found": found})

"""Asking who is signed in to show it once more, before something delicate.

allauth would keep a form that came too late in the session and send it afterwards,
and with it the address and the browser of who sent it. Ours are filled in again.
"""

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows import reauthentication
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _


def is_needed(request: HttpRequest) -> bool:
    """Unless it was shown in the last five minutes."""
    return bool(reauthentication.is_reauthentication_required(request, app=__name__))


def asked(request: HttpRequest, *, then: str) -> HttpResponse:
    """Where it is shown, and after it the page to go on with; no form is kept."""
    offered = get_adapter().get_reauthentication_methods(request.user)
    where = offered[0]["url"] if offered else reverse("account_login")
    if request.method == "POST":
        words = _("Please show once more that it is you; then do it again.")
        messages.info(request, words)
    return HttpResponseRedirect(f"{where}?{urlencode({'next': then})}")

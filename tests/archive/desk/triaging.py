"""The card of a report that was put in: what it sends, and what is typed on it."""

from django.urls import reverse

from archive.models import Segment
from tests import make

TEXT = (
    "Police raid union office\n\nPolice raided the office on Monday.\n\n"
    "Dear Minister,\n\nWe demand their release.\n\nYours, A. Testova\n\nDonate now"
)
QUEUE = "/admin/desk/triage/"


def raid():
    """A report in two parts, its day not known yet."""
    return make.document(
        TEXT,
        title="Police raid union office",
        published_on=None,
        visibility="draft",
        segments=[
            (0, 24, Segment.Kind.TITLE),
            (26, len(TEXT), Segment.Kind.BODY),
        ],
    )


def address(document):
    return reverse("desk:triage-document", args=[document.pk])


def page(client, document, query=""):
    return client.get(f"{address(document)}{query}")


def send(client, document, act, *, seen=None, **fields):
    seen = seen or page(client, document).context["seen"]
    return client.post(
        address(document), {"act": act, "seen": seen} | fields, follow=True
    )


def described(**fields):
    return {
        "title": "A raid",
        "kind": "report",
        "language": "en",
        "published_basis": "stated",
    } | fields

"""Every public address there is, and all that one can read there."""

import html
import io
import re
from urllib.parse import unquote

from django.urls import URLPattern, URLResolver, get_resolver
from docx import Document as Docx
from pypdf import PdfReader

from archive.models import Claim, Document, Entity, Mention, Source
from archive.reading import protecting
from campaign.models import Action, Campaign, Recipient
from tests import api_walk

STAFF = {"admin", "desk"}
KINDS = ("", "report", "entity", "claim", "campaign", "mission")
ENTRIES = {"people": "PERSON", "organisations": "ORG", "places": "PLACE"}
ROWS = {
    "reports": Document.objects.all(),
    "sources": Source.objects.all(),
    "campaigns": Campaign.objects.all(),
    "embassies": Recipient.objects.all(),
} | {name: Entity.objects.filter(kind=kind) for name, kind in ENTRIES.items()}


def routes(found=None):
    for each in get_resolver().url_patterns if found is None else found:
        if isinstance(each, URLPattern):
            yield str(each.pattern)
        elif isinstance(each, URLResolver) and each.namespace not in STAFF:
            yield from routes(each.url_patterns)


def slugs(folder):
    """Those rows have, and those the public knows them by."""
    screen = protecting.screen_for(None)
    for row in ROWS[folder].all():
        yield from dict.fromkeys((getattr(row, "slug", ""), screen.address(row)))


def addresses():
    """Each route of the URLconf with everything that may stand in it."""
    for route in routes():
        if "(?P<" in route:
            continue  # the door of the API: see asked()
        path = re.sub(r"<slug:(extension|section|language)>", "en", route)
        if "<str:number>" in path:
            for case in Campaign.objects.all():
                yield "/" + path.replace("<str:number>", case.number)
        elif "<slug:slug>" not in path:
            yield "/" + path.replace("<int:number>", "1")
        else:
            for slug in slugs(path.partition("/")[0]):
                for number in (1, 2, 3) if "<int:number>" in path else (0,):
                    one = path.replace("<slug:slug>", slug)
                    yield "/" + one.replace("<int:number>", str(number))


def asked(*words):
    """Lists narrowed in each way, searches for these words, maps, packs."""
    for section in ("site", "reports", "entities", "sources", "campaigns", "embassies"):
        yield f"/sitemap-{section}-1.xml"
    for typed in words:
        yield from (f"/search/?q={typed}&type={kind}" for kind in KINDS)
        yield f"/search/feed.atom?q={typed}"
        for kind in ("report", "entity", "claim"):
            yield f"{api_walk.ROOT}search?q={typed}&kind={kind}"
    for case in slugs("campaigns"):
        for folder in ("timeline", "actions"):
            yield f"/{folder}/?campaign={case}"
        yield f"{api_walk.ROOT}actions?campaign={case}"
    for case, office in zip(slugs("campaigns"), slugs("embassies"), strict=False):
        yield f"/campaigns/{case}/pack.pdf?to={office}"
        yield f"/campaigns/{case}/write/?to={office}"
        yield f"/actions/report/?campaign={case}&to={office}"
    yield "/embassies/?of=KZ&from=GB"
    yield "/embassies/?town=London"
    yield from api()


def api():
    yield f"{api_walk.ROOT}openapi.json"
    for name in api_walk.LISTS:
        yield f"{api_walk.ROOT}{name}"
    folders = {
        "documents": "reports",
        "campaigns": "campaigns",
        "recipients": "embassies",
    }
    for name, folder in folders.items():
        for slug in slugs(folder):
            yield f"{api_walk.ROOT}{name}/{slug}"
    for slug in slugs("reports"):
        yield f"{api_walk.ROOT}mentions?document={slug}"
        yield f"{api_walk.ROOT}claims?document={slug}"
    yield from items()


def items():
    for slug in Entity.objects.values_list("slug", flat=True):
        yield f"{api_walk.ROOT}entities/{slug}"
    for slug in Action.objects.values_list("slug", flat=True):
        yield f"{api_walk.ROOT}actions/{slug}"
    for model in (Claim, Mention):
        for key in model.objects.values_list("pk", flat=True):
            yield f"{api_walk.ROOT}{model.__name__.lower()}s/{key}"


def read(response):
    """Head and body, as they came and without markup; nothing of what is drawn."""
    kind = response.get("Content-Type", "")
    body = b"".join(response) if response.streaming else response.content
    if "pdf" in kind:
        words = "\n".join(p.extract_text() for p in PdfReader(io.BytesIO(body)).pages)
    elif "officedocument" in kind:
        words = "\n".join(p.text for p in Docx(io.BytesIO(body)).paragraphs)
    elif kind == "image/png":
        words = ""
    else:
        words = body.decode()
    return plain(f"{dict(response.headers)}\n{words}")


def plain(words):
    words = unquote(words)
    bare = html.unescape(re.sub(r"<[^>]*>", "", words))
    return f"{words}\n{html.unescape(words)}\n{bare}".casefold()

"""What others take from the archive, in the formats of their programs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from archive import exports, reading
from archive.exports import (
    annotations,
    bibtex,
    csl,
    ftm,
    record,
    ris,
    schema_org,
    tables,
)
from archive.models.authorship import Author as Viewer
from archive.reading import everything
from archive.reading.marked import Marked, cited, marked
from archive.reading.reference import Reference
from archive.reading.state import state
from archive.views import page, today

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# So much is sent at a time: smaller pieces are compressed badly.
_PIECE = 32 * 1024
# To be raised when an export says the same rows in other words.
_WORDING = "1"


# of one report


@page
def bib(request: HttpRequest, slug: str) -> HttpResponse:
    cited = _cited(request, slug)
    words = bibtex.write(cited)
    return _about(cited, _file(words, f"{slug}.bib", bibtex.MEDIA_TYPE))


@page
def research(request: HttpRequest, slug: str) -> HttpResponse:
    """RIS."""
    cited = _cited(request, slug)
    words = ris.write(cited)
    return _about(cited, _file(words, f"{slug}.ris", ris.MEDIA_TYPE))


@page
def csl_json(request: HttpRequest, slug: str) -> HttpResponse:
    cited = _cited(request, slug)
    words = exports.to_json([csl.item(cited)])
    return _about(cited, _shown(words, csl.MEDIA_TYPE))


@page
def json_ld(request: HttpRequest, slug: str) -> HttpResponse:
    found = _marked(request, slug)
    made = schema_org.graph(found.reference, found.who)
    answer = _shown(exports.to_json(made), schema_org.MEDIA_TYPE)
    return _about(found.reference, answer)


@page
def json(request: HttpRequest, slug: str) -> HttpResponse:
    found = _marked(request, slug)
    made = record.report(found)
    return _about(found.reference, _shown(exports.to_json(made), record.MEDIA_TYPE))


@page
def web_annotations(request: HttpRequest, slug: str) -> HttpResponse:
    found = _marked(request, slug)
    number = found.reference.revision
    made = annotations.collection(
        found,
        address=settings.SITE_URL + reverse("archive:report-annotations", args=[slug]),
        text=settings.SITE_URL + reverse("archive:revision-text", args=[slug, number]),
    )
    answer = _shown(exports.to_json(made), annotations.MEDIA_TYPE)
    return _about(found.reference, answer)


@page
def bare_text(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The text of a revision and nothing else: offsets and hash are of this."""
    opened = _opened(request, slug, number)
    return _shown(opened.text.text, "text/plain; charset=utf-8")


def _opened(
    request: HttpRequest, slug: str, number: int | None = None
) -> reading.Opened:
    opened = reading.opened(
        slug, viewer=request.user, on=today(), number=number, show_boilerplate=True
    )
    if opened is None:
        raise Http404
    return opened


def _cited(request: HttpRequest, slug: str) -> Reference:
    opened = _opened(request, slug)
    site = settings.SITE_URL
    return cited(opened, viewer=request.user, on=today(), site=site)


def _marked(request: HttpRequest, slug: str) -> Marked:
    opened = _opened(request, slug)
    site = settings.SITE_URL
    return marked(opened, viewer=request.user, on=today(), site=site)


def _about(cited: Reference, answer: HttpResponse) -> HttpResponse:
    """With what it describes, and what to cite (RFC 8288, 6892 and 8574)."""
    answer.headers["Link"] = (
        f'<{cited.page}>; rel="describes"; type="text/html", '
        f'<{cited.address}>; rel="cite-as"'
    )
    return answer


def _shown(words: str, kind: str) -> HttpResponse:
    return HttpResponse(words.encode(), content_type=kind)


def _file(words: str, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(words.encode(), content_type=f"{kind}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


# of all


Rows = Callable[[Viewer, date, str], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Bulk:
    """A file of everything. write: its pieces for a viewer, on a day, at a site."""

    kind: str
    about: "StrOrPromise"
    write: Rows


def _reports_csv(viewer: Viewer, on: date, site: str) -> Iterator[str]:
    return tables.reports(everything.reports(viewer=viewer, on=on, site=site))


def _entities_csv(viewer: Viewer, on: date, site: str) -> Iterator[str]:
    return tables.entities(everything.entries(viewer=viewer, on=on, site=site))


def _claims_csv(viewer: Viewer, on: date, site: str) -> Iterator[str]:
    return tables.claims(everything.facts(viewer=viewer, on=on, site=site))


def _mentions_csv(viewer: Viewer, on: date, site: str) -> Iterator[str]:
    return tables.mentions(everything.names(viewer=viewer, on=on, site=site))


def _ftm(viewer: Viewer, on: date, site: str) -> Iterator[str]:
    return chain(
        ftm.documents(everything.reports(viewer=viewer, on=on, site=site)),
        ftm.entities(everything.entries(viewer=viewer, on=on, site=site)),
        ftm.events(everything.facts(viewer=viewer, on=on, site=site)),
        ftm.mentions(everything.names(viewer=viewer, on=on, site=site)),
    )


def _bib(viewer: Viewer, on: date, site: str) -> Iterator[str]:
    return map(bibtex.write, everything.reports(viewer=viewer, on=on, site=site))


def _ris(viewer: Viewer, on: date, site: str) -> Iterator[str]:
    return map(ris.write, everything.reports(viewer=viewer, on=on, site=site))


def _csl(viewer: Viewer, on: date, site: str) -> Iterator[str]:
    between = "[\n"
    for each in everything.reports(viewer=viewer, on=on, site=site):
        yield between + exports.to_json(csl.item(each))
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


BULK = {
    "reports.csv": Bulk(
        tables.MEDIA_TYPE,
        _("Every report: title, author, source, date, address, checksum."),
        _reports_csv,
    ),
    "entities.csv": Bulk(
        tables.MEDIA_TYPE,
        _("Every person, organisation and place, with all spellings."),
        _entities_csv,
    ),
    "claims.csv": Bulk(
        tables.MEDIA_TYPE,
        _("Every fact that is proven or disputed, and the words that prove it."),
        _claims_csv,
    ),
    "mentions.csv": Bulk(
        tables.MEDIA_TYPE,
        _("Every place where somebody or something is named."),
        _mentions_csv,
    ),
    "entities.ftm.json": Bulk(
        ftm.MEDIA_TYPE,
        _("All of it as FollowTheMoney, one object a line, for Aleph."),
        _ftm,
    ),
    "reports.bib": Bulk(
        f"{bibtex.MEDIA_TYPE}; charset=utf-8", _("To cite: BibTeX."), _bib
    ),
    "reports.ris": Bulk(
        f"{ris.MEDIA_TYPE}; charset=utf-8",
        _("To cite: RIS, for Zotero, EndNote and Mendeley."),
        _ris,
    ),
    "reports.csl.json": Bulk(csl.MEDIA_TYPE, _("To cite: CSL-JSON."), _csl),
}


@page
def index(request: HttpRequest) -> HttpResponse:
    files = [(name, each.about) for name, each in BULK.items()]
    return render(request, "archive/exports.html", {"files": files})


@require_safe
@cache_control(public=True, max_age=60)
def bulk(request: HttpRequest, name: str) -> HttpResponseBase:
    """Sent while it is read. 19 short queries to know whether it changed."""
    viewer, on, site = request.user, today(), settings.SITE_URL
    found = BULK[name]
    tag = f'"{state(name, site, _WORDING, on=on)}"'
    known = get_conditional_response(request, etag=tag)
    if known is not None:
        return known
    # The answer to HEAD has no body: none is made.
    lines = found.write(viewer, on, site) if request.method == "GET" else iter(())
    answer = StreamingHttpResponse(_pieces(lines), content_type=found.kind)
    answer.headers["ETag"] = tag
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    about = site + reverse("archive:exports")
    answer.headers["Link"] = f'<{about}>; rel="describedby"; type="text/html"'
    return answer


def _pieces(lines: Iterable[str]) -> Iterator[bytes]:
    waiting: list[bytes] = []
    size = 0
    for line in lines:
        waiting.append(line.encode())
        size += len(waiting[-1])
        if size >= _PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)

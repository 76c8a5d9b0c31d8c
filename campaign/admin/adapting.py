"""Adapt this letter: from a document to a draft, a person choosing each part."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.models import Document
from campaign import drafting
from campaign.admin import sheets, versions
from campaign.drafting import Piece, Proposed, Sheet
from campaign.models import Campaign, ModelLetter, Paragraph

# Of the facts a paragraph may rest on, so many are shown beside it.
MOST_FACTS = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph as proposed or as typed, beside the words it was made from."""

    row: sheets.Row
    is_kept: bool
    start: int
    end: int
    original: str


@dataclass(frozen=True, slots=True)
class Picked:
    """What a person made of the proposal; places count from 0."""

    sheet: Sheet
    spans: Mapping[int, tuple[int, int]]  # where in the document its words stand
    dropped: frozenset[int]


@require_http_methods(["GET", "HEAD", "POST"])
def adapt(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: what a letter could say. POST: the draft, or what is wrong with it."""
    versions.refuse_without(request, ("archive.view_document", *versions.MAY_ADD))
    document = get_object_or_404(
        Document.objects.select_related("current_revision", "part_of"), pk=pk
    )
    asked = request.POST if request.method == "POST" else request.GET
    campaign = _campaign(asked, document)
    if request.method != "POST" or campaign is None:
        return _proposal(request, document, campaign)
    try:
        made = _made(request, document, campaign, _typed(request.POST))
    except drafting.Refused as refused:
        return _proposal(
            request, document, campaign, typed=request.POST, reasons=refused.reasons
        )
    messages.success(
        request,
        _("%(letter)s was adapted. It is a draft: read it, cite facts, publish it.")
        % {"letter": made},
    )
    return versions.to_editor(made)


def _made(
    request: HttpRequest,
    document: Document,
    campaign: Campaign,
    picked: Picked,
) -> ModelLetter:
    revision = document.revisions.filter(pk=_key(request.POST, "revision") or 0).first()
    if revision is None:
        raise drafting.Refused(_("The text of this document is not there any more."))
    sheet, spans = picked.sheet, picked.spans
    kept = [at for at in range(len(sheet.pieces)) if at not in picked.dropped]
    if not kept:
        raise drafting.Refused(_("Keep at least one paragraph."))
    return drafting.from_document(
        document,
        revision,
        replace(sheet, pieces=tuple(sheet.pieces[at] for at in kept)),
        {new: spans[at] for new, at in enumerate(kept) if at in spans},
        campaign=campaign,
        language=request.POST.get("language", ""),
        frame=request.POST.get("frame", ""),
        by=request.user,
    )


def _campaign(asked: QueryDict, document: Document) -> Campaign | None:
    """The one asked for, else one that shows the document, else any open one."""
    if key := _key(asked, "campaign"):
        return Campaign.objects.filter(pk=key).first()
    near = [document.pk, document.part_of_id]
    shown = Campaign.objects.filter(documents__in=[each for each in near if each])
    return shown.first() or Campaign.objects.first()


def _key(asked: QueryDict, name: str) -> int | None:
    text = asked.get(name, "")
    is_number = text.isascii() and text.isdecimal() and len(text) < 19
    return int(text) if is_number else None


def _blank() -> Sheet:
    return Sheet("", ModelLetter.Register.FORMAL, timezone.localdate())


def _typed(post: QueryDict) -> Picked:
    sheet = sheets.sheet_from(post, _blank())
    spans: dict[int, tuple[int, int]] = {}
    for at in range(len(sheet.pieces)):
        start, end = _key(post, f"{at}-start"), _key(post, f"{at}-end")
        if start is not None and end is not None:
            spans[at] = (start, end)
    dropped = {at for at in range(len(sheet.pieces)) if f"{at}-keep" not in post}
    return Picked(sheet, spans, frozenset(dropped))


def _proposal(
    request: HttpRequest,
    document: Document,
    campaign: Campaign | None,
    *,
    typed: QueryDict | None = None,
    reasons: tuple[str, ...] = (),
) -> HttpResponse:
    try:
        proposed = drafting.propose(document, campaign)
    except drafting.Refused as refused:
        proposed, reasons = None, (*reasons, *refused.reasons)
    sheet = _blank()
    parts: list[Part] = []
    if proposed is not None:
        sheet, parts = _parts(proposed, document, typed)
    kept = typed if typed is not None else QueryDict()
    context = {
        "document": document,
        "campaign": campaign,
        "campaigns": list(Campaign.objects.order_by("title")),
        "proposed": proposed,
        "sheet": sheet,
        "parts": parts,
        "refused": reasons,
        "roles": Paragraph.Role.choices,
        "frames": ModelLetter.Frame.choices,
        "languages": versions.languages(),
        "language": kept.get("language") or (proposed.language if proposed else ""),
        "frame": kept.get("frame", ""),
        "inner": list(Document.objects.filter(part_of=document)),
        "letter": None,
    }
    response = versions.page(
        request,
        "modelletter/adapt.html",
        _("Adapt a letter from “%(title)s”") % {"title": document.title},
        **context,
    )
    response.status_code = 400 if typed is not None else 200
    return response


def _untouched(proposed: Proposed, document: Document) -> Picked:
    sheet = replace(
        _blank(),
        subject=proposed.subject or document.title[:200],
        pieces=tuple(Piece(each.role, each.text) for each in proposed.pieces),
    )
    return Picked(
        sheet,
        {at: (each.start, each.end) for at, each in enumerate(proposed.pieces)},
        frozenset(),
    )


def _parts(
    proposed: Proposed, document: Document, typed: QueryDict | None
) -> tuple[Sheet, list[Part]]:
    picked = _typed(typed) if typed is not None else _untouched(proposed, document)
    sheet = picked.sheet
    offered = {each.start: each.claims[:MOST_FACTS] for each in proposed.pieces}
    text = proposed.revision.text
    wanted = {key for keys in offered.values() for key in keys}
    wanted |= {key for piece in sheet.pieces for key in piece.claims}
    claims = {each.pk: each for each in drafting.in_order(sorted(wanted))}
    parts = []
    for at, piece in enumerate(sheet.pieces):
        start, end = picked.spans.get(at, (0, 0))
        keys = [key for key in offered.get(start, ()) if key not in piece.claims]
        row = sheets.Row(
            at=at,
            piece=piece,
            cited=[claims[key] for key in piece.claims if key in claims],
            found=[claims[key] for key in keys if key in claims],
            words="",
            was_searched=False,
            problems=(),
        )
        parts.append(Part(row, at not in picked.dropped, start, end, text[start:end]))
    return sheet, parts

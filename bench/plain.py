"""The page of a report as anybody would write it in an afternoon: a yardstick.

The same rows and much the same words as ours, by the ORM and one template. It
protects nobody, merges no marks that cross, and never asks what may be shown.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from archive.models import Document, Evidence, Mention, Revision
from campaign.models import Campaign
from config.urls import urlpatterns as ours

Piece = tuple[str, Mention | None]
Row = tuple[list[Piece], list[Evidence]]


def report(request: HttpRequest, slug: str) -> HttpResponse:
    document = get_object_or_404(
        Document.objects.select_related("source", "current_revision", "part_of"),
        slug=slug,
        visibility=Document.Visibility.PUBLIC,
    )
    revision = document.current_revision
    if revision is None:
        raise SystemExit(f"{slug} has no text.")
    found = list(
        Mention.objects.filter(
            passage__revision=revision, status=Mention.Status.ACCEPTED
        )
        .select_related("passage", "entity")
        .order_by("passage__start")
    )
    proofs = list(
        Evidence.objects.filter(passage__revision=revision, claim__status="confirmed")
        .select_related("passage", "claim")
        .order_by("passage__start")
    )
    named = {each.entity for each in found if each.entity}
    related = (
        Document.objects.filter(
            visibility=Document.Visibility.PUBLIC,
            current_revision__passages__mentions__entity__in=named,
        )
        .exclude(pk=document.pk)
        .select_related("source")
        .annotate(shared=Count("current_revision__passages__mentions__entity"))
        .order_by("-shared")[:7]
    )
    context = {
        "document": document,
        "revision": revision,
        "rows": list(rows(revision, found, proofs)),
        "named": sorted(named, key=lambda each: each.label),
        "related": related,
        "letters": Document.objects.filter(part_of=document),
        "versions": document.revisions.defer("text").order_by("-number"),
        "capture": document.captures.first(),
        "campaign": Campaign.objects.filter(state="open", documents=document).first(),
    }
    return render(request, "plain.html", context)


def rows(
    revision: Revision, found: Sequence[Mention], proofs: Sequence[Evidence]
) -> Iterator[Row]:
    """Each paragraph with its marks, and the claims that it proves."""
    hidden = revision.segments.filter(kind="boilerplate").values_list("start", "end")
    left_out = list(hidden)
    start = 0
    for words in revision.text.split("\n\n"):
        end = start + len(words)
        if not any(low <= start and end <= high for low, high in left_out):
            marks = [each for each in found if start <= each.passage.start < end]
            told = [each for each in proofs if start <= each.passage.start < end]
            yield list(pieces(revision.text, start, end, marks)), told
        start = end + 2


def pieces(
    text: str, start: int, end: int, marks: Sequence[Mention]
) -> Iterator[Piece]:
    at = start
    for mark, following in pairwise([*marks, None]):
        if mark is None or mark.passage.start < at:
            continue
        yield text[at : mark.passage.start], None
        yield mark.passage.quote, mark
        at = mark.passage.end
        if following is None:
            break
    yield text[at:end], None


urlpatterns = [path("plain/<slug:slug>/", report), *ours]

"""Texts that are in the archive already under another name or site."""

from django.db.models import F

from archive import likeness
from archive.models import Band, Document, Likeness, Revision, Segment

# Above this share of common runs of words two texts are proposed as the same;
# an estimate is off by four hundredths at most.
SAME_TEXT = 0.7
_ESTIMATED = SAME_TEXT - 0.12
# A template in thousands of texts must not make each compare with them all.
_COMPARED = 20


def remember(document: Document, revision: Revision) -> None:
    """Keep the signature of a text, and propose what it is much like.

    Called whenever a document has another text or its parts are marked anew.
    Boilerplate does not count. Four queries, and four for each text that turns
    out to be much the same.
    """
    aside = _aside(revision)
    signature = likeness.signature(revision.text, skip=aside)
    bands = likeness.bands(signature) if signature else ()
    for earlier in _alike(document, signature, bands):
        score = likeness.resemblance(
            revision.text, earlier.text, skip_a=aside, skip_b=_aside(earlier)
        )
        if score >= SAME_TEXT:
            _propose(document, earlier.document, round(score, 3))
    revision.signature = signature
    revision.save(update_fields=["signature"])
    Band.objects.filter(document=document).delete()
    Band.objects.bulk_create(Band(document=document, value=value) for value in bands)


def _propose(document: Document, earlier: Document, score: float) -> None:
    """Once for two documents, whichever of them has changed since."""
    turned = Likeness.objects.filter(document=earlier, earlier=document)
    if not turned.exists():
        Likeness.objects.get_or_create(
            document=document, earlier=earlier, defaults={"resemblance": score}
        )


def _aside(revision: Revision) -> list[tuple[int, int]]:
    parts = revision.segments.filter(kind=Segment.Kind.BOILERPLATE)
    return list(parts.values_list("start", "end"))


def _alike(
    document: Document, signature: bytes, bands: tuple[int, ...]
) -> list[Revision]:
    """The texts whose signature is near, nearest first; no text is read yet."""
    shared = Band.objects.filter(value__in=bands).exclude(document=document)
    signed = Revision.objects.filter(
        document__in=shared.values("document"),
        document__current_revision=F("pk"),
        signature__isnull=False,
    ).values_list("pk", "signature")
    scored = [
        (likeness.similarity(signature, bytes(other or b"")), pk)
        for pk, other in signed
    ]
    near = sorted((each for each in scored if each[0] >= _ESTIMATED), reverse=True)
    found = Revision.objects.select_related("document").in_bulk(
        [pk for _, pk in near[:_COMPARED]]
    )
    return list(found.values())

"""What is in the way of publishing a document, and what only deserves a look."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.desk import stages
from archive.models import Capture, Claim, Document, Entity, Evidence, Mention
from archive.models.revision import sha256_of
from archive.reading import protecting

NAMED = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence, and where to do something about it; empty = nowhere."""

    sentence: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Readiness:
    """What blocks, and what only advises."""

    blocks: Sequence[Finding]
    advice: Sequence[Finding]


def of(document: Document) -> Readiness:
    """Eight queries; reads the captures."""
    return Readiness(list(_blocks(document)), list(_advice(document)))


def _blocks(document: Document) -> Iterator[Finding]:
    triage = reverse("desk:triage-document", args=[document.pk])
    if not document.title.strip():
        yield Finding(_("It has no title."), triage)
    if document.source is None:
        yield Finding(_("It names no source."), triage)
    elif not document.source.name.strip():
        yield Finding(
            _("Its source has no name."),
            reverse("admin:archive_source_change", args=[document.source.pk]),
        )
    if document.published_on is None:
        yield Finding(_("It has no day of publication."), triage)
    if document.part_of is not None and not document.part_of.is_public:
        yield Finding(
            _("The report it stands in is not public: publish that."),
            reverse("desk:publish-document", args=[document.part_of.pk]),
        )
    yield from _broken(document)
    for claim in _unproven(document)[:NAMED]:
        yield Finding(
            _("A confirmed fact has no proof in a text of today: “%(claim)s”.")
            % {"claim": claim},
            reverse("desk:fact", args=[claim.pk]),
        )


def _broken(document: Document) -> Iterator[Finding]:
    revision = document.current_revision
    if revision is None or not revision.text.strip():
        yield Finding(_("It has no text."))
    elif sha256_of(revision.text) != revision.sha256:
        yield Finding(_("Its text is not what was stored: ask who runs the site."))
    for capture in document.captures.all():
        if not _is_whole(capture):
            yield Finding(
                _("The file it came as is broken or missing: ask who runs the site.")
            )


def _is_whole(capture: Capture) -> bool:
    try:
        with capture.content.open("rb") as file:
            return hashlib.sha256(file.read()).hexdigest() == capture.sha256
    except OSError:
        return False


def _unproven(document: Document) -> Sequence[Claim]:
    """Confirmed facts told of here that no text of today supports."""
    here = Evidence.objects.filter(
        claim=OuterRef("pk"), passage__revision__document=document
    )
    live = Evidence.objects.live().filter(
        claim=OuterRef("pk"), stance=Evidence.Stance.SUPPORTS
    )
    return list(
        Claim.objects.filter(
            Exists(here),
            ~Exists(live),
            status=Claim.Status.CONFIRMED,
            superseded_by=None,
        )[: NAMED + 1]
    )


def _advice(document: Document) -> Iterator[Finding]:
    here = {"passage__revision": document.current_revision_id}
    if document.triaged_at is None and document.part_of_id is None:
        yield Finding(
            _("Nobody has confirmed its language, date and parts."),
            reverse("desk:triage-document", args=[document.pk]),
        )
    if open_ := stages.open_mentions().filter(**here).count():
        yield Finding(
            ngettext(
                "%(n)s name or date is not decided: it is not shown.",
                "%(n)s names and dates are not decided: they are not shown.",
                open_,
            )
            % {"n": open_},
            reverse("desk:mentions-document", args=[document.pk]),
        )
    if facts := _open_facts(document):
        yield Finding(
            ngettext(
                "%(n)s fact is not decided: it is not shown.",
                "%(n)s facts are not decided: they are not shown.",
                facts,
            )
            % {"n": facts},
            f"{reverse('desk:facts')}?document={document.pk}",
        )
    if lost := stages.lost_passages().filter(revision__document=document).count():
        yield Finding(
            ngettext(
                "%(n)s passage was lost in a correction.",
                "%(n)s passages were lost in a correction.",
                lost,
            )
            % {"n": lost},
            reverse("desk:reanchor"),
        )
    yield from _protected(document)


def _open_facts(document: Document) -> int:
    here = Evidence.objects.filter(
        claim=OuterRef("pk"), passage__revision=document.current_revision_id
    )
    return stages.open_claims().filter(Exists(here)).count()


def _protected(document: Document) -> Iterator[Finding]:
    """People the text names whose names are not shown to the public."""
    if protecting.screen_for(None).in_address(document.slug):
        yield Finding(
            _(
                "Its address holds a name that is protected: everybody will read it "
                "there, since an address is never changed."
            )
        )
    accepted = Mention.objects.accepted().filter(
        passage__revision=document.current_revision_id
    )
    # an entry is shown as the one it was joined with
    shown = accepted.values_list(Coalesce("entity__root", "entity"), flat=True)
    named = Entity.objects.filter(pk__in=shown)
    for entity in named.exclude(protection=Entity.Protection.PUBLIC)[: NAMED + 1]:
        sentence = (
            _("%(name)s is named; the public reads initials only.")
            if entity.protection == Entity.Protection.INITIALS
            else _("%(name)s is named; the public reads “[name withheld]”.")
        )
        yield Finding(
            sentence % {"name": entity.label},
            reverse("admin:archive_entity_change", args=[entity.pk]),
        )

"""What may be asked of the archive's lists, and the rows that answer it."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from ninja import Field

from archive.api.pages import ByDay, ById, Limited, chosen, cursor, narrowed_to
from archive.api.shapes import SEARCHED, STATUSES
from archive.models import Claim, Document, Entity, Evidence, Mention
from archive.models.authorship import Author as Viewer
from archive.reading import everything, protecting, visible
from archive.reading.screen import Screen

LANGUAGE = r"^([a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8}){0,3})?$"
YEAR = r"^([1-9][0-9]{3})?$"
_SEARCHED = r"^([1-6]-[0-9a-f]{1,16})?$"
_ENTITY = "The id of a person, an organisation or a place."
_PERSON, _REPORT = "jane-doe", "a-report"


class Documents(ByDay):
    """Which documents."""

    kind: str = chosen(Document.Kind.values)
    source: str = narrowed_to("The id of a source.", "a-newspaper")
    language: str = narrowed_to("Of the text, BCP 47.", "en", pattern=LANGUAGE)
    year: str = narrowed_to("Of publication.", "2011", pattern=YEAR)
    entity: str = narrowed_to(f"{_ENTITY} It is named in the text.", _PERSON)


class Entities(ById):
    """Which people, organisations and places."""

    kind: str = chosen(Entity.Kind.values)


class Mentions(ById):
    """Which places in texts."""

    kind: str = chosen(Mention.Kind.values)
    entity: str = narrowed_to(_ENTITY, _PERSON)
    document: str = narrowed_to("The id of a document.", _REPORT)


class Claims(ById):
    """Which sentences."""

    kind: str = chosen(Claim.Kind.values)
    status: str = chosen(STATUSES)
    entity: str = narrowed_to(f"{_ENTITY} It tells of it, or happened there.", _PERSON)
    document: str = narrowed_to("The id of a document that proves it.", _REPORT)


class Search(Limited):
    """What is looked for."""

    q: str = Field(
        "",
        description='Words, "phrases", -without, beginning*, one | other, title:word, '
        "and source: kind: language: year: entity: to narrow.",
        json_schema_extra={"example": "strike -court"},
    )
    kind: str = chosen(SEARCHED, otherwise="report")
    aliases: bool = Field(default=True, description="Look for known other names too.")
    similar: bool = Field(default=True, description="Look for similar spellings too.")
    facets: bool = Field(
        default=False,
        description="Of reports: count them by source, kind, language, year, entity.",
    )
    cursor: str = cursor(_SEARCHED, "2-80c4d1f000000")


def documents(asked: Documents, *, viewer: Viewer, on: date) -> QuerySet[Document]:
    """At most four queries to understand what was asked, none for most."""
    found = everything.all_reports(viewer, on=on)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.language:
        found = found.filter(language__iexact=asked.language)
    if asked.year:
        found = found.filter(published_on__year=int(asked.year))
    if asked.source:
        found = found.filter(source__slug=_told(asked.source, viewer))
    if asked.entity:
        named = Mention.objects.accepted().filter(
            entity__in=_one(asked.entity, viewer=viewer, on=on),
            passage__revision=OuterRef("current_revision"),
        )
        found = found.filter(Exists(named))
    return found


def entities(
    asked: Entities, *, viewer: Viewer, on: date, screen: Screen
) -> QuerySet[Entity]:
    found = visible.entities(viewer, on=on, screen=screen)
    return found.of_kind(asked.kind) if asked.kind else found


def mentions(asked: Mentions, *, viewer: Viewer, on: date) -> QuerySet[Mention]:
    found = everything.all_names(viewer, on=on)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.entity:
        found = found.filter(entity__in=_one(asked.entity, viewer=viewer, on=on))
    if asked.document:
        one = _document(asked.document, viewer=viewer, on=on)
        found = found.filter(passage__revision__document=one)
    return found


def claims(asked: Claims, *, viewer: Viewer, on: date) -> QuerySet[Claim]:
    found = everything.all_facts(viewer, on=on)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.status:
        found = found.filter(status=asked.status)
    if asked.entity:
        one = _one(asked.entity, viewer=viewer, on=on)
        about = Claim.objects.filter(participants__entity__in=one).values("pk")
        found = found.filter(Q(pk__in=about) | Q(place__in=one))
    if asked.document:
        proof = visible.evidence(viewer, on=on).filter(
            claim=OuterRef("pk"),
            stance=Evidence.Stance.SUPPORTS,
            passage__revision__document=_document(asked.document, viewer=viewer, on=on),
        )
        found = found.filter(Exists(proof))
    return found


def _document(slug: str, *, viewer: Viewer, on: date) -> Document | None:
    """One query; one more while somebody is protected."""
    shown = Document.objects.visible_to(viewer, on=on)
    return protecting.at(shown, slug, viewer=viewer)


def _one(slug: str, *, viewer: Viewer, on: date) -> QuerySet[Entity]:
    """The entity and all that lead to it; nothing where it has no page."""
    found = visible.led_to(slug, viewer=viewer, on=on)
    return visible.one_with(found) if found else Entity.objects.none()


def _told(source: str, viewer: Viewer) -> str:
    """The slug of a source, unless it would answer to a protected name."""
    return "" if protecting.screen_for(viewer).in_slug(source) else source

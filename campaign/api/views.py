"""The campaign's part of the API: read what is asked, call, answer."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router

from archive.api.pages import NoSuchPage, Page, keyed, page, slug_in_path
from archive.api.views import LIST, ONE
from archive.models.authorship import Author as Viewer
from archive.reading import everything, keyset, protecting, reuse
from archive.reading.screen import Screen
from campaign import actions as acts
from campaign import citations
from campaign.actions.shown import Asked, Told
from campaign.api import asked, shapes, writing
from campaign.models import Action, Campaign, Recipient

router = Router(tags=["campaign"])
_CASE = "a-campaign"


def today() -> date:
    return timezone.localdate()


@router.get("/campaigns", response={200: Page[shapes.Campaign], **LIST})
def campaigns(request: HttpRequest, by: Query[asked.Campaigns]) -> object:
    """All that are public, what was begun last first."""
    on, site = today(), settings.SITE_URL
    found = keyed(asked.campaigns(by, viewer=request.user), keyset.LATEST, asked=by)
    screen = citations.screen_of(found.rows)
    read = (writing.campaign(each, screen, on=on, site=site) for each in found.rows)
    return page(request, by, read, found.older)


@router.get("/campaigns/{slug:slug}", response={200: shapes.CampaignWithAll, **ONE})
def campaign(request: HttpRequest, slug: str = slug_in_path(_CASE)) -> object:
    """One with its demands, recipients, news, and the reports it rests on."""
    viewer, on = request.user, today()
    found = asked.campaign(slug, viewer=viewer, on=on)
    if found is None:
        raise Http404
    documents = found.documents.visible_to(viewer, on=on).newest_first()
    screen = citations.screen_of([found])
    return writing.campaign_with_all(
        found,
        screen,
        documents=[screen.address(each) for each in documents.only("slug")],
        outcome_claims=_outcome(found, viewer, on),
        on=on,
        site=settings.SITE_URL,
    )


def _outcome(found: Campaign, viewer: Viewer, on: date) -> list[int]:
    """The claims that prove it, once there is one."""
    if found.state not in {Campaign.State.WON, Campaign.State.CLOSED}:
        return []
    proven = everything.all_facts(viewer, on=on)
    claims = proven.filter(pk__in=found.outcome_claims.confirmed().values("pk"))
    return list(claims.order_by("pk").values_list("pk", flat=True))


@router.get("/recipients", response={200: Page[shapes.Recipient], **LIST})
def recipients(request: HttpRequest, by: Query[asked.Recipients]) -> object:
    """Offices and every known way to reach them, what was entered last first."""
    on, site = today(), settings.SITE_URL
    rows = asked.recipients(by, viewer=request.user)
    found = keyed(rows, keyset.LATEST, asked=by)
    screen = _screen_of_all(request.user, on)
    read = (writing.recipient(each, screen, on=on, site=site) for each in found.rows)
    return page(request, by, read, found.older)


@router.get("/recipients/{slug:slug}", response={200: shapes.Recipient, **ONE})
def recipient(request: HttpRequest, slug: str = slug_in_path("kz-gb")) -> object:
    """One office with its addresses, past ones too, each with its source."""
    on = today()
    found = protecting.at(Recipient.objects.with_reach(), slug, viewer=request.user)
    if found is None:
        raise Http404
    screen = _screen_of_all(request.user, on)
    return writing.recipient(found, screen, on=on, site=settings.SITE_URL)


def _screen_of_all(viewer: Viewer, on: date) -> Screen:
    """Of everybody whom a letter to one of the offices may be about."""
    open_now = Campaign.objects.taking_letters(on=on)
    return citations.screen_of(open_now, viewer=viewer)


@router.get("/actions", response={200: Page[shapes.Action], **LIST})
def actions(request: HttpRequest, by: Query[asked.Actions]) -> object:
    """What was done and what they answered, the newest first."""
    viewer, on = request.user, today()
    if by.campaign and asked.known(by.campaign, viewer=viewer) is None:
        return page(request, by, (), "")
    narrowed = Asked(campaign=by.campaign, country=by.country.upper(), kind=by.kind)
    found = acts.listed(narrowed, viewer=viewer, on=on, after=by.cursor, size=by.limit)
    if by.cursor and found.is_first:
        raise NoSuchPage
    return page(request, by, _told(found.rows, viewer, on), found.older)


@router.get("/actions/{slug:slug}", response={200: shapes.Action, **ONE})
def action(request: HttpRequest, slug: str = slug_in_path("a-picket")) -> object:
    """One of them."""
    viewer, on = request.user, today()
    found = _told(acts.of_slug(slug, viewer=viewer, on=on), viewer, on)
    if not found or not found[0].id:
        raise Http404
    return found[0]


def _told(rows: Sequence[Action], viewer: Viewer, on: date) -> list[shapes.Action]:
    """Two queries; six while somebody is protected."""
    screen = acts.screen_of(rows, viewer=viewer)
    told = acts.told(rows, screen=screen, on=on)
    here = reuse.shelf(_quoted(told), viewer=viewer, site=settings.SITE_URL)
    return [writing.action(each, here) for each in told]


def _quoted(told: Sequence[Told]) -> set[int]:
    """The documents whose words are sent."""
    proofs = [proof for each in told for proof in each.evidence]
    answers = [answer for each in told for answer in each.answers]
    proofs += [proof for each in answers for proof in each.evidence]
    against = [found for each in answers for found in each.against]
    found = {each.passage.revision.document_id for each in proofs}
    for each in against:
        found |= {proof.passage.revision.document_id for proof in each.evidence}
    return found

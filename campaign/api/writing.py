"""Campaigns, recipients and actions in the shapes they are sent in. No query."""

from datetime import date

from django.urls import reverse

from archive.api.shapes import Quote
from archive.api.writing import quote, when
from archive.models import Passage
from archive.reading.reuse import Shelf, Where
from archive.reading.screen import Screen
from campaign.actions.shown import Against, Answer, Told
from campaign.api import shapes
from campaign.citations import shown
from campaign.models import Address, Campaign, Holder, Recipient


def campaign(row: Campaign, screen: Screen, *, on: date, site: str) -> shapes.Campaign:
    read = shown.campaign(row, screen, on=on)
    goes_on = row.successor
    is_out = goes_on is not None and goes_on.state != Campaign.State.DRAFT
    return shapes.Campaign(
        id=read.slug,
        url=site + read.get_absolute_url(),
        number=row.number,
        title=read.title,
        summary=read.summary,
        banner=read.banner,
        banner_source_url=read.banner_source_url,
        addressed_state=row.addressed_state,
        urgency=read.urgency,
        state=row.state,
        opens_on=row.opens_on,
        review_by=row.review_by,
        closes_on=row.closes_on,
        takes_letters=row.takes_letters_on(on),
        outcome=read.outcome if row.is_over_on(on) else "",
        successor=screen.address(goes_on) if goes_on and is_out else "",
    )


def campaign_with_all(
    row: Campaign,
    screen: Screen,
    *,
    documents: list[str],
    outcome_claims: list[int],
    on: date,
    site: str,
) -> shapes.CampaignWithAll:
    return shapes.CampaignWithAll(
        **dict(campaign(row, screen, on=on, site=site)),
        write_url=site + reverse("campaign:write", args=[screen.address(row)]),
        demands=[
            shapes.Demand(language=each.language, text=screen.words(each.text))
            for each in row.demands.all()
        ],
        targets=[
            shapes.Target(
                role=each.role,
                recipient=screen.address(each.recipient),
                name=screen.words(each.recipient.name),
                url=site + screen.addressed(each.recipient).get_absolute_url(),
                paused_because=screen.words(each.paused_because),
            )
            for each in row.targets.all()
        ],
        updates=[
            shapes.Update(
                number=each.number,
                published_on=each.published_on,
                title=screen.words(each.title),
                text=screen.words(each.text),
            )
            for each in row.updates.all()
        ],
        documents=documents,
        outcome_claims=outcome_claims,
    )


def recipient(
    row: Recipient, screen: Screen, *, on: date, site: str
) -> shapes.Recipient:
    """Loaded with_reach()."""
    return shapes.Recipient(
        id=screen.address(row),
        url=site + screen.addressed(row).get_absolute_url(),
        kind=row.kind,
        office=row.office,
        state=row.state,
        stands_in=row.stands_in,
        accredited_to=[each.country for each in row.accreditations.all()],
        city=screen.words(row.city),
        name=screen.words(row.name),
        latitude=row.latitude,
        longitude=row.longitude,
        website=_link(row.website, screen),
        entrance=screen.words(row.entrance),
        wikidata=row.wikidata,
        holder=_holder(row.holder_on(on), screen),
        addresses=[_address(each, screen, on) for each in row.addresses.all()],
    )


def _holder(found: Holder | None, screen: Screen) -> shapes.Holder | None:
    if found is None:
        return None
    return shapes.Holder(
        name=screen.words(found.name),
        since=found.since,
        source_url=_link(found.source_url, screen),
    )


def _link(address: str, screen: Screen) -> str:
    return "" if screen.in_address(address) else address


def _address(row: Address, screen: Screen, on: date) -> shapes.Address:
    return shapes.Address(
        medium=row.medium,
        value=screen.words(row.value),
        street=screen.words(row.street),
        postcode=row.postcode,
        city=screen.words(row.city),
        region=row.region,
        country=row.country,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        is_in_force=row.is_valid_on(on),
        grade=row.grade,
        checked_on=row.checked_on,
        check_by=row.check_by,
        sources=[each for each in row.sources if not screen.in_address(each)],
        note=screen.words(row.note),
    )


def action(told: Told, here: Shelf) -> shapes.Action:
    row = told.action
    page = row.get_absolute_url()
    return shapes.Action(
        id=told.anchor,
        url=here.site + (page if told.anchor else page.partition("#")[0]),
        campaign=told.campaign.slug if told.campaign else "",
        kind=row.kind,
        happened=when(row.happened),
        happened_words=row.happened_words,
        city=row.city,
        country=row.country,
        who=row.who,
        recipient=told.recipient.slug if told.recipient else "",
        received_by=row.received_by,
        summary=row.summary,
        document=told.document.slug if told.document else "",
        source_url=row.source_url,
        evidence=[_quote(each.passage, here) for each in told.evidence],
        replies=[_reply(each, here) for each in told.answers],
    )


def _reply(answer: Answer, here: Shelf) -> shapes.Reply:
    return shapes.Reply(
        stance=answer.reply.stance,
        text=answer.reply.text,
        evidence=[_quote(each.passage, here) for each in answer.evidence],
        contradicted_by=[_against(each, here) for each in answer.against],
    )


def _against(found: Against, here: Shelf) -> shapes.Against:
    return shapes.Against(
        claim=found.claim.pk,
        sentence=found.claim.sentence,
        is_replaced=found.is_replaced,
        evidence=[_quote(each.passage, here) for each in found.evidence],
    )


def _quote(passage: Passage, here: Shelf) -> Quote:
    """Where a text is not that of today, it is not known to be whole."""
    revision = passage.revision
    document = revision.document
    if revision.pk == document.current_revision_id:
        return quote(here.where(passage))
    is_whole = not here.screen
    return quote(
        Where(
            document=document.slug,
            page=here.site + document.get_absolute_url(),
            revision=revision.number,
            address=here.site + revision.get_absolute_url(),
            sha256=revision.sha256 if is_whole else "",
            quote=passage.quote,
            start=passage.start if is_whole else None,
            end=passage.end if is_whole else None,
        )
    )

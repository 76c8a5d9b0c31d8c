"""Which rows go into a file: all of them, or what the public reads.

Where the public reads a name masked, the row stays out whole: a text with
other words would not be the one that was received.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from archive.models import (
    Claim,
    Document,
    Entity,
    Evidence,
    Mention,
    Participant,
    Revision,
    Source,
)
from archive.reading import protecting, visible
from archive.reading.screen import Screen
from campaign import citations
from campaign.models import (
    Action,
    Campaign,
    Citation,
    ModelLetter,
    Recipient,
    Target,
)
from campaign.portable.columns import written

SHOWN = (Claim.Status.CONFIRMED, Claim.Status.DISPUTED)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The keys of what goes along. is_public: the projection the public reads."""

    is_public: bool
    on: date | None  # the day of the projection
    documents: frozenset[int]
    claims: frozenset[int]
    entities: frozenset[int]
    campaigns: frozenset[int]
    letters: frozenset[int]
    recipients: frozenset[int]
    actions: frozenset[int]
    sources: frozenset[int]
    taken_back: frozenset[int]  # translations nobody is to read any more


def all_of_it(*, campaign: Campaign | None = None) -> Chosen:
    """Drafts, protected names and all: one's own archive."""
    chosen = Chosen(
        is_public=False,
        on=None,
        documents=_keys(Document.objects.filter(current_revision__isnull=False)),
        claims=_keys(Claim.objects.all()),
        entities=_keys(Entity.objects.filter(root=None)),
        campaigns=_keys(Campaign.objects.all()),
        letters=_keys(ModelLetter.objects.all()),
        recipients=_keys(Recipient.objects.all()),
        actions=_keys(Action.objects.all()),
        sources=_keys(Source.objects.all()),
        taken_back=frozenset(),
    )
    return chosen if campaign is None else _of_campaign(chosen, campaign)


def what_is_public(*, on: date, campaign: Campaign | None = None) -> Chosen:
    """Published on the day, proved in public, and naming nobody protected."""
    published = Document.objects.published(on=on).filter(current_revision__isnull=False)
    screen = protecting.screen_for(
        None, documents=published.values_list("pk", flat=True)
    )
    documents = _documents(published, screen)
    claims = _claims(documents, on, screen)
    letters = _letters(claims, on, screen)
    campaigns = _campaigns(on, screen)
    actions = _actions(campaigns, screen)
    chosen = Chosen(
        is_public=True,
        on=on,
        documents=documents,
        claims=claims,
        entities=_entities(on, screen),
        campaigns=campaigns,
        letters=letters,
        recipients=_recipients(campaigns, actions, screen),
        actions=actions,
        sources=_sources(documents, screen),
        taken_back=_keys(
            Revision.objects.filter(document__in=documents).exclude(
                pk__in=Revision.objects.standing().values("pk")
            )
        ),
    )
    return chosen if campaign is None else _of_campaign(chosen, campaign)


def _keys(rows: Iterable[object]) -> frozenset[int]:
    return frozenset(rows.values_list("pk", flat=True))  # type: ignore[attr-defined]


def _documents(published: Iterable[Document], screen: Screen) -> frozenset[int]:
    """Reports no text of which names anybody; a letter only with its report."""
    rows = published.prefetch_related("revisions")  # type: ignore[attr-defined]
    found = {
        each.pk: each.part_of_id
        for each in (rows if screen else published)
        if not (screen and _names_somebody(each, screen))
    }
    return frozenset(
        pk for pk, whole in found.items() if whole is None or whole in found
    )


def _sources(documents: Iterable[int], screen: Screen) -> frozenset[int]:
    rows = Source.objects.filter(documents__in=documents).distinct()
    columns = "slug name description home domains boilerplate rights_note"
    return _unnamed(rows, screen, columns)


def _entities(on: date, screen: Screen) -> frozenset[int]:
    """Those with a page, of which nothing said or spelt names somebody else."""
    rows = visible.entities(None, on=on, screen=screen)
    unnamed = _unnamed(rows, screen, "slug label sort_key description")
    if not screen:
        return unnamed
    spelt = visible.names(None, on=on).filter(
        Q(entity__in=unnamed) | Q(entity__root__in=unnamed)
    )
    return unnamed - {
        each.entity.root_id or each.entity_id
        for each in spelt.select_related("entity")
        if screen.names_in(each.text)
    }


def _names_somebody(document: Document, screen: Screen) -> bool:
    people = screen.of(document.pk, document.part_of_id)
    said = (
        document.title,
        document.author,
        document.addressee,
        document.published_words,
        *(revision.text for revision in document.revisions.all()),
        *(revision.note for revision in document.revisions.all()),
    )
    return (
        any(screen.names_in(words, people) for words in said)
        or screen.in_slug(document.slug)
        or screen.in_address(document.url)
        or screen.in_address(document.archived_url)
    )


def _claims(documents: Iterable[int], on: date, screen: Screen) -> frozenset[int]:
    """Proved by what goes along; and with what replaced it, if anything has."""
    proofs = visible.evidence(None, on=on).filter(
        stance=Evidence.Stance.SUPPORTS, passage__revision__document__in=documents
    )
    rows = Claim.objects.filter(
        status__in=SHOWN, pk__in=proofs.values("claim")
    ).prefetch_related(
        "place", Prefetch("participants", Participant.objects.select_related("entity"))
    )
    found = {
        each.pk: each.superseded_by_id
        for each in rows
        if not (screen and _is_about_somebody(each, screen))
    }
    while gone := [pk for pk, newer in found.items() if newer and newer not in found]:
        for pk in gone:
            del found[pk]
    return frozenset(found)


def _is_about_somebody(claim: Claim, screen: Screen) -> bool:
    words = [claim.sentence, claim.attributed_to, claim.happened_words]
    words += [claim.disputed_reason, *(each.words for each in claim.participants.all())]
    return (
        any(screen.names_in(each) for each in words)
        or screen.in_slug(claim.slug)
        or screen.hides(claim.place)
        or any(screen.hides(each.entity) for each in claim.participants.all())
    )


def _letters(claims: frozenset[int], on: date, screen: Screen) -> frozenset[int]:
    """In force by the day, with every claim they cite, and naming nobody."""
    rows = ModelLetter.objects.in_force(on=on).with_text(today=on)
    return frozenset(
        each.pk
        for each in rows
        if claims.issuperset(one.claim_id for one in citations.cited(each))
        and not (screen and citations.is_withheld(each, screen))
        and not (screen and screen.names_in(each.what_changed))
        and not (screen and _alternatives_name(each, screen))
    )


def _alternatives_name(letter: ModelLetter, screen: Screen) -> bool:
    return any(
        screen.names_in(each.text)
        for paragraph in letter.paragraphs.all()
        for each in paragraph.alternatives.all()
    )


def _unnamed(rows: Iterable[object], screen: Screen, columns: str) -> frozenset[int]:
    """Those none of whose columns holds a protected name."""
    if not screen:
        return _keys(rows)
    return frozenset(
        each.pk  # type: ignore[attr-defined]
        for each in rows
        if not any(_holds(screen, str(getattr(each, name))) for name in columns.split())
    )


def _holds(screen: Screen, words: str) -> bool:
    return screen.names_in(words) or screen.in_address(words) or screen.in_slug(words)


def _campaigns(on: date, screen: Screen) -> frozenset[int]:
    """Public ones in whose own words nobody is named."""
    columns = "title summary banner advice outcome banner_source_url slug number"
    unnamed = _unnamed(Campaign.objects.public(), screen, columns)
    if not screen:
        return unnamed
    rows = Campaign.objects.filter(pk__in=unnamed)
    said = {
        each.pk: [
            *each.demands.values_list("text", flat=True),
            *each.targets.values_list("paused_because", flat=True),
            *each.updates.shown(on=on).values_list("title", flat=True),
            *each.updates.shown(on=on).values_list("text", flat=True),
        ]
        for each in rows
    }
    return frozenset(
        pk for pk, words in said.items() if not any(map(screen.names_in, words))
    )


def _actions(campaigns: frozenset[int], screen: Screen) -> frozenset[int]:
    seen = Action.objects.visible_to(None).filter(
        Q(campaign=None) | Q(campaign__in=campaigns)
    )
    columns = "slug who received_by city summary happened_words source_url"
    unnamed = _unnamed(seen, screen, columns)
    said = [
        each.pk
        for each in Action.objects.filter(pk__in=unnamed).prefetch_related("replies")
        if any(screen and screen.names_in(one.text) for one in each.replies.all())
    ]
    return unnamed - set(said)


def _recipients(
    campaigns: Iterable[int], actions: Iterable[int], screen: Screen
) -> frozenset[int]:
    """Whom these campaigns write to, and who was met in an action."""
    states = Campaign.objects.filter(pk__in=campaigns).values("addressed_state")
    rows = Recipient.objects.filter(
        Q(state__in=states)
        | Q(pk__in=Target.objects.filter(campaign__in=campaigns).values("recipient"))
        | Q(pk__in=Action.objects.filter(pk__in=actions).values("recipient"))
    ).prefetch_related("addresses", "holders", "accreditations")
    unnamed = _unnamed(rows, screen, "slug name city entrance website")
    return frozenset(
        each.pk
        for each in rows
        if each.pk in unnamed and not (screen and _reach_names(each, screen))
    )


def _reach_names(recipient: Recipient, screen: Screen) -> bool:
    rows = (
        *recipient.addresses.all(),
        *recipient.holders.all(),
        *recipient.accreditations.all(),
    )
    said = (str(text) for row in rows for text in written(row).values())
    return any(_holds(screen, words) for words in said)


def _of_campaign(chosen: Chosen, campaign: Campaign) -> Chosen:
    """What one campaign rests on, and nothing else."""
    letters = chosen.letters & _keys(campaign.model_letters.all())
    actions = chosen.actions & _keys(campaign.actions.all())
    cited = Citation.objects.filter(paragraph__model_letter__in=letters)
    claims = set(cited.values_list("claim", flat=True))
    claims |= _keys(campaign.outcome_claims.all())
    claims |= set(
        Action.objects.filter(
            pk__in=actions, replies__contradicted_by__isnull=False
        ).values_list("replies__contradicted_by", flat=True)
    )
    claims = _with_newer(claims) & chosen.claims
    documents = chosen.documents & frozenset(_about(campaign, letters, claims, actions))
    there = Mention.objects.filter(passage__revision__document__in=documents)
    entities: set[int | None] = set(there.values_list("entity__root", flat=True))
    entities |= set(there.values_list("entity", flat=True))
    parts = Participant.objects.filter(claim__in=claims)
    entities |= set(parts.values_list("entity", flat=True))
    entities |= set(parts.values_list("entity__root", flat=True))
    entities |= set(Claim.objects.filter(pk__in=claims).values_list("place", flat=True))
    mine = Q(state=campaign.addressed_state) | Q(targets__campaign=campaign)
    met = Q(actions__in=actions)
    return Chosen(
        is_public=chosen.is_public,
        on=chosen.on,
        documents=documents,
        claims=frozenset(claims),
        entities=chosen.entities & entities,
        campaigns=chosen.campaigns & {campaign.pk},
        letters=letters,
        recipients=chosen.recipients & _keys(Recipient.objects.filter(mine | met)),
        actions=actions,
        sources=chosen.sources & _keys(Source.objects.filter(documents__in=documents)),
        taken_back=chosen.taken_back,
    )


def _with_newer(claims: set[int]) -> set[int]:
    """And what replaced them, what replaced that, and so on."""
    found, fresh = set(claims), frozenset(claims)
    while fresh:
        newer = Claim.objects.filter(pk__in=fresh, superseded_by__isnull=False)
        fresh = _keys(Claim.objects.filter(supersedes__in=newer)) - found
        found |= fresh
    return found


def _about(
    campaign: Campaign,
    letters: Iterable[int],
    claims: Iterable[int],
    actions: Iterable[int],
) -> set[int]:
    """Its documents, those its claims and actions stand in, and their letters."""
    named = Q(pk__in=campaign.documents.all())
    adapted = Q(
        pk__in=ModelLetter.objects.filter(pk__in=letters).values("adapted_from")
    )
    proving = Q(revisions__passages__evidence__claim__in=claims)
    told = Q(pk__in=Action.objects.filter(pk__in=actions).values("document"))
    found = set(
        Document.objects.filter(named | adapted | proving | told).values_list(
            "pk", flat=True
        )
    )
    found |= _keys(Document.objects.filter(parts__in=found))
    found |= _keys(Document.objects.filter(part_of__in=found))
    return found

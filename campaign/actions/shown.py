"""What the public reads of actions: by day and place, replies beside proof.

Rows come back as copies for show, without the names that are protected.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from archive.models import Claim, Document, Evidence
from archive.models.authorship import Author as Viewer
from archive.reading import keyset, protecting, visible
from archive.reading.screen import NUMBERED, Screen
from campaign import citations
from campaign.citations import shown
from campaign.models import Action, ActionEvidence, Campaign, Recipient, Reply

NEWEST = (
    keyset.Key("happened_from", keyset.day, descending=True),
    keyset.Key("id", keyset.number, descending=True),
)
SIZE = 30
# Of a campaign's actions, on the campaign's own page.
LATEST = 5


@dataclass(frozen=True, slots=True)
class Against:
    """A claim that speaks against a reply, with the passages that prove it."""

    claim: Claim
    evidence: tuple[Evidence, ...]
    is_replaced: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing they answered, where that is told, and what is against it."""

    reply: Reply
    evidence: tuple[ActionEvidence, ...]
    against: tuple[Against, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An action as it is read; None and empty where nothing public is known."""

    action: Action
    anchor: str  # "" where the address of it would name somebody
    campaign: Campaign | None
    recipient: Recipient | None
    document: Document | None
    evidence: tuple[ActionEvidence, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list was narrowed to. ignored: what was asked and means nothing."""

    campaign: str = ""
    country: str = ""
    kind: str = ""
    ignored: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """For the link to the next page; empty when nothing was asked."""
        asked = {name: getattr(self, name) for name in FILTERS}
        return urlencode({name: value for name, value in asked.items() if value})


FILTERS = ("campaign", "country", "kind")


@dataclass(frozen=True, slots=True)
class Shelf:
    """By what the public log can be narrowed: campaigns and countries in it."""

    campaigns: tuple[Campaign, ...]
    countries: tuple[str, ...]

    def narrowed(self, asked: Mapping[str, str]) -> Asked:
        """What of a query string means something here."""
        known = {
            "campaign": [each.slug for each in self.campaigns],
            "country": self.countries,
            "kind": Action.Kind.values,
        }
        taken = {name: asked.get(name, "") for name in FILTERS}
        good = {name: text for name, text in taken.items() if text in known[name]}
        wrong = [name for name, text in taken.items() if text and name not in good]
        return Asked(**good, ignored=tuple(wrong))


def shelf(*, viewer: Viewer, on: date) -> Shelf:
    """Two queries; one more while somebody is protected."""
    seen = Action.objects.visible_to(viewer)
    campaigns = Campaign.objects.filter(
        Exists(seen.filter(campaign=OuterRef("pk")))
    ).urgent_first(on=on)
    countries = seen.exclude(country="").order_by("country").distinct()
    known = protecting.with_addresses(campaigns, viewer=viewer)
    return Shelf(tuple(known), tuple(countries.values_list("country", flat=True)))


def listed(
    asked: Asked, *, viewer: Viewer, on: date, after: str = "", size: int = SIZE
) -> keyset.Page[Action]:
    """A page of actions, the newest first, to be told(). Five queries."""
    rows = _loaded(viewer, on)
    if asked.campaign:
        rows = rows.filter(_of(asked.campaign))
    if asked.country:
        rows = rows.filter(country=asked.country)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    return keyset.page(rows, NEWEST, after=after, size=size)


def _of(campaign: str) -> Q:
    """That it belongs to the campaign with this slug, or this number in its place."""
    number = NUMBERED.fullmatch(campaign)
    same = Q(campaign__slug=campaign)
    return same | Q(campaign=int(number[1])) if number else same


def of_slug(slug: str, *, viewer: Viewer, on: date) -> list[Action]:
    """The one of this address, to be told(), or none. Five queries."""
    return list(_loaded(viewer, on).filter(slug=slug))


def latest(campaign: Campaign, *, viewer: Viewer, on: date) -> list[Told]:
    """The newest of one campaign, for its page. Six queries, two if there is none."""
    newest = _loaded(viewer, on).filter(campaign=campaign)
    rows = list(newest.order_by("-happened_from", "-id")[:LATEST])
    screen = screen_of(rows, viewer=viewer, campaigns=[campaign])
    return told(rows, screen=screen, on=on)


def last_answers(
    recipient: Recipient, *, state: str, on: date, campaign: Campaign | None = None
) -> list[Told]:
    """The newest action that office answered, or else an office of that state.

    One at most; of the campaign when there is one of it. Seven queries at most.
    """
    answered = _loaded(None, on).filter(
        Exists(Reply.objects.filter(action=OuterRef("pk")))
    )
    if campaign is not None:
        answered = answered.filter(Q(campaign=campaign) | Q(campaign=None))
    newest = answered.order_by("-happened_from", "-id")
    found = newest.filter(recipient=recipient).first()
    if found is None and state:
        found = newest.filter(recipient__state=state).first()
    rows = [found] if found else []
    about = [campaign] if campaign else []
    screen = screen_of(rows, viewer=None, campaigns=about)
    return told(rows, screen=screen, on=on)


def _loaded(viewer: Viewer, on: date) -> QuerySet[Action]:
    """Actions with what is public of their proof; four further queries."""
    documents = Document.objects.visible_to(viewer, on=on)
    supports = Evidence.Stance.SUPPORTS
    proofs = visible.evidence(viewer, on=on).filter(stance=supports)
    where = "passage__revision__document"
    against = Claim.objects.confirmed().filter(
        Exists(proofs.filter(claim=OuterRef("pk")))
    )
    shown_proofs = (
        proofs.select_related(f"{where}__source")
        .defer("passage__revision__text")
        .order_by("pk")
    )
    replies = Reply.objects.prefetch_related(
        Prefetch(
            "contradicted_by",
            against.prefetch_related(Prefetch("evidence", shown_proofs)),
        )
    )
    told_in = (
        ActionEvidence.objects.filter(**{f"{where}__in": documents})
        .select_related(f"{where}__source")
        .defer("passage__revision__text")
    )
    return (
        Action.objects.visible_to(viewer)
        .annotate(has_document=Exists(documents.filter(pk=OuterRef("document"))))
        .select_related("campaign", "recipient", "document__source")
        .prefetch_related(Prefetch("evidence", told_in), Prefetch("replies", replies))
    )


def screen_of(
    actions: Sequence[Action], *, viewer: Viewer, campaigns: Iterable[Campaign] = ()
) -> Screen:
    """Whose names this viewer does not read in what was listed(). One query.

    An action rests on no report as a rule: whom its campaign is about it may
    call by a surname alone. campaigns: others that stand on the same page.
    """
    about = {each.campaign for each in actions if each.campaign} | {*campaigns}
    return citations.screen_of(about, documents=_documents(actions), viewer=viewer)


def told(actions: Sequence[Action], *, screen: Screen, on: date) -> list[Told]:
    """Actions as they are read through a screen of theirs; no query.

    on: the day on which a claim counts as replaced.
    """
    return [_told(each, screen, on) for each in actions]


def _documents(actions: Iterable[Action]) -> set[int]:
    """Those whose words are shown."""
    found = {each.document_id for each in actions if each.document_id}
    for action in actions:
        found |= {_document(each) for each in action.evidence.all()}
        for reply in action.replies.all():
            for claim in reply.contradicted_by.all():
                found |= {_document(each) for each in claim.evidence.all()}
    return found


def _document(proof: Evidence | ActionEvidence) -> int:
    return proof.passage.revision.document_id


def _told(action: Action, screen: Screen, on: date) -> Told:
    words = ("who", "received_by", "city", "summary", "happened_words")
    read = screen.reworded(action, *words)
    if screen.in_address(action.source_url):
        read.source_url = ""
    document = action.document if getattr(action, "has_document", False) else None
    proofs = [_proof(each, screen) for each in action.evidence.all()]
    of_replies = {each.reply_id for each in proofs}
    return Told(
        action=read,
        anchor="" if screen.in_slug(action.slug) else action.slug,
        campaign=action.campaign and shown.campaign(action.campaign, screen),
        recipient=action.recipient
        and screen.reworded(action.recipient, "name", "city"),
        document=document and screen.document(document),
        evidence=tuple(each for each in proofs if each.reply_id is None),
        answers=tuple(
            Answer(
                screen.reworded(reply, "text"),
                tuple(each for each in proofs if each.reply_id == reply.pk)
                if reply.pk in of_replies
                else (),
                tuple(
                    _against(each, screen, on) for each in reply.contradicted_by.all()
                ),
            )
            for reply in action.replies.all()
        ),
    )


def _proof(proof: ActionEvidence, screen: Screen) -> ActionEvidence:
    if not screen:
        return proof
    read = screen.reworded(proof)
    read.passage = screen.passage(proof.passage)
    return read


def _against(claim: Claim, screen: Screen, on: date) -> Against:
    replaced = claim.superseded_on
    return Against(
        screen.claim(claim),
        tuple(screen.proof(each) for each in claim.evidence.all()),
        is_replaced=replaced is not None and replaced <= on,
    )

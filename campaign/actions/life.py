"""What becomes of a campaign: opened, under review, won, closed, gone on.

Each is an act with its numbered update; a day on which it closes by itself
is Campaign.takes_letters_on().
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from archive.models import Batch, Claim, Document, Evidence, recording
from archive.models.authorship import Author, save_as
from campaign.models import Campaign, Citation, Update

State = Campaign.State
# From each state the states that follow it.
_NEXT: dict[str, tuple[str, ...]] = {
    State.DRAFT: (State.OPEN,),
    State.OPEN: (State.REVIEW, State.WON, State.CLOSED),
    State.REVIEW: (State.OPEN, State.WON, State.CLOSED),
    State.WON: (State.OPEN,),
    State.CLOSED: (State.OPEN, State.WON),
}
# By these an update that is sent twice is known.
_SAID = ("published_on", "title", "text")


class CannotChange(ValueError):
    """Why a campaign cannot become that now, in words for the curator."""


def next_states(campaign: Campaign) -> tuple[str, ...]:
    return _NEXT[campaign.state]


def overdue(*, on: date) -> QuerySet[Campaign]:
    """Under review, or open beyond the day of review or the day of closing."""
    past = Q(review_by__lt=on) | Q(closes_on__lt=on)
    return Campaign.objects.filter(Q(state=State.REVIEW) | Q(state=State.OPEN) & past)


@transaction.atomic
def open_up(campaign: Campaign, *, on: date, by: Author, why: str = "") -> Update:
    """Take letters, from today or from the day it is to open.

    A day of closing that is over is taken away: it would close it at once.
    """
    locked = _locked(campaign, State.OPEN)
    was = locked.state
    locked.opens_on = locked.opens_on or on
    if locked.closes_on and locked.closes_on <= on:
        locked.closes_on = None
    refuse_without_letter(locked, on=max(on, locked.opens_on))
    title = _("The campaign is open") if was == State.DRAFT else _("It goes on")
    return _moved(campaign, locked, State.OPEN, title, why, on=on, by=by)


@transaction.atomic
def review(campaign: Campaign, *, on: date, by: Author, why: str = "") -> Update:
    """Offer no letter until somebody has looked at its facts again."""
    locked = _locked(campaign, State.REVIEW)
    title = _("The facts are being looked at again")
    return _moved(campaign, locked, State.REVIEW, title, why, on=on, by=by)


@transaction.atomic
def win(
    campaign: Campaign,
    *,
    outcome: str,
    proof: Sequence[Claim],
    on: date,
    by: Author,
    successor: Campaign | None = None,
) -> Update:
    """Say what was won, with the claims that prove it.

    Raises CannotChange without words or proof, as refuse_without_proof says.
    """
    locked = _locked(campaign, State.WON)
    refuse_without_proof(locked, proof, on=on)
    _end(locked, outcome, successor, on)
    title = _("The campaign has been won")
    with recording(Batch.Verb.EDIT, by=by, summary=_about(locked, title)):
        made = _moved(campaign, locked, State.WON, title, outcome, on=on, by=by)
        locked.outcome_claims.set(proof)
    return made


@transaction.atomic
def close(
    campaign: Campaign,
    *,
    outcome: str,
    on: date,
    by: Author,
    successor: Campaign | None = None,
) -> Update:
    """End it, and say why; what goes on goes on in its successor."""
    locked = _locked(campaign, State.CLOSED)
    _end(locked, outcome, successor, on)
    title = _("The campaign is closed")
    return _moved(campaign, locked, State.CLOSED, title, outcome, on=on, by=by)


@transaction.atomic
def announce(
    campaign: Campaign, title: str, *, on: date, by: Author, text: str = ""
) -> Update:
    """An update with the next number; of two at once each gets its own.

    What the last one said already, that day, is not said again.
    """
    if not title.strip():
        raise CannotChange(_("Say what is new in one line."))
    locked = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    last = locked.updates.order_by("-number").first()
    made = Update(
        campaign=locked,
        number=last.number + 1 if last else 1,
        published_on=on,
        title=" ".join(title.split())[:200],
        text=text.strip(),
    )
    if last and all(getattr(last, each) == getattr(made, each) for each in _SAID):
        return last
    with recording(Batch.Verb.PUBLISH, by=by, summary=_about(locked, str(made))):
        save_as(made, by)
    return made


def refuse_without_letter(campaign: Campaign, *, on: date) -> None:
    """Raises CannotChange where no published letter is in force that day."""
    if not (campaign.pk and campaign.model_letters.in_force(on=on).exists()):
        raise CannotChange(
            _("No letter of it is published and in force: publish one, then open it.")
        )


def refuse_without_proof(
    campaign: Campaign, proof: Sequence[Claim], *, on: date
) -> None:
    """Raises CannotChange unless each claim proves, and one tells something new.

    What the letters in force protest at is what happened, not what was won.
    """
    if not proof:
        raise CannotChange(_("Say which facts prove that it has been won."))
    for claim in proof:
        _refuse_unproven(claim, on)
    if not campaign.pk:
        return
    letters = campaign.model_letters.in_force(on=on)
    cited = Citation.objects.filter(paragraph__model_letter__in=letters)
    if {each.pk for each in proof} <= set(cited.values_list("claim", flat=True)):
        raise CannotChange(
            _(
                "All these facts stand in the letter that protests. "
                "Add one that says what has changed since."
            )
        )


def _locked(campaign: Campaign, state: str) -> Campaign:
    """The row as it is now. Raises CannotChange when the state cannot follow."""
    locked = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    if state not in _NEXT[locked.state]:
        raise CannotChange(
            _("A campaign that is “%(now)s” cannot become “%(then)s”.")
            % {"now": State(locked.state).label, "then": State(state).label}
        )
    return locked


def _end(
    campaign: Campaign, outcome: str, successor: Campaign | None, on: date
) -> None:
    if not outcome.strip():
        raise CannotChange(_("Say in a sentence what came of it."))
    following, seen = successor, {campaign.pk}
    while following is not None:
        if following.pk in seen:
            raise CannotChange(_("A campaign cannot go on in itself."))
        seen.add(following.pk)
        following = following.successor
    campaign.outcome = outcome.strip()
    campaign.successor = successor or campaign.successor
    if campaign.closes_on is None or campaign.closes_on > on:
        campaign.closes_on = on


def _moved(
    given: Campaign,
    locked: Campaign,
    state: str,
    title: str,
    text: str,
    *,
    on: date,
    by: Author,
) -> Update:
    locked.state = state
    with recording(Batch.Verb.EDIT, by=by, summary=_about(locked, title)):
        save_as(locked, by)
        given.refresh_from_db()
        return announce(locked, title, text=text, on=on, by=by)


def _about(campaign: Campaign, title: str) -> str:
    return f"“{campaign}”: {title}"


def _refuse_unproven(claim: Claim, on: date) -> None:
    public = Evidence.objects.live().filter(
        claim=OuterRef("pk"),
        stance=Evidence.Stance.SUPPORTS,
        passage__revision__document__in=Document.objects.published(on=on),
    )
    held = Claim.objects.holding(on=on).filter(Exists(public))
    if not held.filter(pk=claim.pk).exists():
        raise CannotChange(
            _("“%(claim)s” proves nothing: it must be confirmed, hold and be public.")
            % {"claim": claim.sentence}
        )

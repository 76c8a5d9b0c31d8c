"""What waits in the campaigns, as a stage of the desk. Nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.desk import shell, stages
from campaign import actions, citations, letters
from campaign.directory import waiting as directory_waiting
from campaign.models import Action, Address, AddressReport, Campaign, ModelLetter

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Troubled:
    """A model letter, and in sentences what is wrong with it."""

    model_letter: ModelLetter
    problems: Sequence[str]


def reports() -> QuerySet[AddressReport]:
    """What visitors said about addresses, and nobody has looked at."""
    return directory_waiting.reports()


def due() -> QuerySet[Address]:
    """Addresses in use that somebody should have looked at again by now."""
    return directory_waiting.due(on=shell.day())


def silenced() -> QuerySet[Campaign]:
    """Open campaigns with no letter that can be written today."""
    today = shell.day()
    open_now = Campaign.objects.taking_letters(on=today)
    return open_now.filter(~citations.can_be_written(today=today))


def to_review() -> QuerySet[Campaign]:
    """Under review, or open beyond the day of review or of closing."""
    return actions.overdue(on=shell.day())


def reported() -> QuerySet[Action]:
    """What visitors said was done, and nobody has looked at."""
    return Action.objects.waiting()


def waiting() -> QuerySet:
    return stages.together(reports(), reported(), due(), silenced(), to_review())


STAGE = stages.Stage(
    "campaigns",
    gettext_lazy("Campaigns"),
    "desk:campaigns",
    waiting,
    gettext_lazy("Look after letters, addresses and days of review."),
)


@shell.page("campaign.view_campaign", "campaign.view_recipient")
def campaigns(request: HttpRequest) -> HttpResponse:
    """Each list at its head. Twelve queries more, whatever there is."""
    listed = {
        "reports": reports().select_related("recipient").order_by("reported_on", "id"),
        "due": due().select_related("recipient").order_by("check_by", "id"),
        "reported": reported().order_by("reported_on", "id"),
        "reviews": to_review().order_by("review_by", "id"),
    }
    context: dict[str, object] = {
        name: list(rows[:SHOWN]) for name, rows in listed.items()
    }
    context["letters"] = _troubled()
    return shell.render(
        request, "desk/campaigns.html", context, stage="campaigns", title=_("Campaigns")
    )


def _troubled() -> list[Troubled]:
    """Drafts with problems, and letters in force that cannot be written today."""
    today = shell.day()
    live = Campaign.objects.exclude(
        state__in=(Campaign.State.WON, Campaign.State.CLOSED)
    )
    newer = ModelLetter.objects.filter(
        campaign=OuterRef("campaign"),
        language=OuterRef("language"),
        frame=OuterRef("frame"),
        version__gt=OuterRef("version"),
    )
    begun = newer.filter(is_published=True, in_force_from__lte=today)
    asked = ModelLetter.objects.filter(
        Q(is_published=False) & ~Exists(newer)
        | Q(is_published=True, in_force_from__lte=today) & ~Exists(begun),
        campaign__in=live,
    ).with_text(today=today)
    rows = list(asked.order_by("-is_published", "-id")[: 4 * SHOWN])
    screen = citations.screen_of([each.campaign for each in rows])
    found = []
    for each in rows:
        problems = letters.model_problems(each)
        if each.is_published:
            stops = citations.obstacles(each, on=today, screen=screen)
            problems = list(dict.fromkeys([*stops, *problems]))
        if problems:
            found.append(Troubled(each, problems[:4]))
    return found[:SHOWN]


urls = [path("campaigns/", campaigns, name="campaigns")]

"""What is new in a campaign: its updates, what they answered, its letters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db.models import Max, Min, Model, QuerySet

from archive.models.authorship import Author as Viewer
from archive.reading.screen import Screen
from campaign.actions import shown
from campaign.models import Action, Campaign, ModelLetter, Reply, Update

SIZE = 40


@dataclass(frozen=True, slots=True)
class Said:
    """An update, as the public reads it."""

    update: Update
    since: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer to an action, and what the archive has against it."""

    told: shown.Told
    answer: shown.Answer
    since: datetime


@dataclass(frozen=True, slots=True)
class Offered:
    """A version of a letter that is in force."""

    letter: ModelLetter
    since: datetime


News = Said | Answered | Offered


def news(campaign: Campaign, *, viewer: Viewer, on: date) -> tuple[Screen, list[News]]:
    """The newest first, by when they became readable, and whose names were left
    out of them. Twelve queries at most.
    """
    asked = shown.Asked(campaign=campaign.slug)
    actions = shown.listed(asked, viewer=viewer, on=on).rows
    screen = shown.screen_of(actions, viewer=viewer, campaigns=[campaign])
    found: list[News] = [
        *_said(campaign, screen, on),
        *_answered(shown.told(actions, screen=screen, on=on)),
        *_offered(campaign, screen, on),
    ]
    return screen, sorted(found, key=_place, reverse=True)[:SIZE]


def _said(campaign: Campaign, screen: Screen, on: date) -> Iterator[Said]:
    updates = list(campaign.updates.shown(on=on)[:SIZE])
    changed = _moments(Update.history.all(), updates, Max("history_date"))
    for each in updates:
        since = _later(each.published_on, changed.get(each.pk))
        yield Said(screen.reworded(each, "title", "text"), since)


def _answered(told: list[shown.Told]) -> Iterator[Answered]:
    rows = [each.action for each in told if each.answers]
    public = Action.history.filter(state=Action.State.PUBLISHED)
    replies = [answer.reply for each in told for answer in each.answers]
    first = _moments(public, rows, Min("history_date"))
    written = _moments(Reply.history.all(), replies, Min("history_date"))
    for each in told:
        for answer in each.answers:
            moments = first.get(each.action.pk), written.get(answer.reply.pk)
            since = _later(each.action.last_day, *moments)
            yield Answered(each, answer, since)


def _offered(campaign: Campaign, screen: Screen, on: date) -> Iterator[Offered]:
    letters = list(campaign.model_letters.in_force(on=on)[:SIZE])
    public = ModelLetter.history.filter(is_published=True)
    first = _moments(public, letters, Min("history_date"))
    for each in letters:
        since = _later(each.in_force_from, first.get(each.pk))
        yield Offered(screen.reworded(each, "what_changed"), since)


def _moments(
    states: QuerySet[Model], rows: Sequence[Model], moment: Min | Max
) -> dict[int, datetime]:
    """By row. One query, none for no rows."""
    keys = [each.pk for each in rows]
    if not keys:
        return {}
    found = states.filter(id__in=keys).order_by().values_list("id")
    return dict(found.annotate(moment=moment))


def _later(day: date, *moments: datetime | None) -> datetime:
    """The day itself, or when somebody put it here after that day."""
    midnight = datetime.combine(day, time(), UTC)
    return max([midnight, *(each for each in moments if each)])


def _place(news: News) -> tuple[datetime, int, int]:
    match news:
        case Said():
            return news.since, 2, news.update.number
        case Answered():
            return news.since, 1, news.answer.reply.pk
        case Offered():
            return news.since, 0, news.letter.pk

"""Campaigns and missions among what is searched; the archive does not know them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from archive.models.authorship import Author as Viewer
from archive.reading.screen import Screen
from archive.search import Read, Room
from archive.search.index import Entry
from campaign import citations, protocol
from campaign.models import Campaign, Demand, Recipient

# campaigns


def _of_campaigns(objects: Sequence[int]) -> Iterator[Entry]:
    rows = Campaign.objects.filter(pk__in=objects).prefetch_related("demands")
    for each in rows.order_by("pk"):
        yield Entry("campaign", each.pk, each.title, _said(each), "en", each.opens_on)


def _said(campaign: Campaign) -> str:
    demands = [each.text for each in campaign.demands.all()]
    return "\n".join([campaign.summary, *demands, campaign.number])


def _campaigns(viewer: Viewer, on: date) -> "QuerySet[Any]":  # noqa: ARG001
    return Campaign.objects.visible_to(viewer).prefetch_related("demands")


def _campaigns_read(
    found: Mapping[int, Campaign], screen: Screen
) -> Mapping[int, Read]:
    """While somebody is protected, as the pages of these campaigns call people."""
    if screen:
        screen = citations.screen_of(found.values())
    made = {}
    for pk, each in found.items():
        row = screen.reworded(each, "title", "summary")
        text = screen.words(_said(each))
        made[pk] = Read(row, row.title, text)
    return made


# missions


def _of_missions(objects: Sequence[int]) -> Iterator[Entry]:
    for each in Recipient.objects.filter(pk__in=objects).order_by("pk"):
        yield Entry("mission", each.pk, _called(each), _otherwise(each), "en")


def _called(recipient: Recipient) -> str:
    """In English, whatever the language of who writes or reads."""
    places = (recipient.city, _country(recipient.stands_in, "en"))
    return ", ".join(filter(None, (_name(recipient, "en"), *places)))


def _name(recipient: Recipient, language: str) -> str:
    return recipient.name or _office(recipient.kind, recipient.state, language)


@lru_cache(maxsize=20_000)
def _office(kind: str, state: str, language: str) -> str:
    """What it is and of what state, whatever the language of who writes."""
    with suppress(ValueError):
        return protocol.mission_name(kind, state=state, language=language)
    return " ".join((kind.replace("_", " "), state))


@lru_cache(maxsize=5_000)
def _country(code: str, language: str) -> str:
    """Nothing for a code nobody knows."""
    with suppress(ValueError):
        return protocol.state_name(code, language=language, official=False)
    return ""


def _otherwise(recipient: Recipient) -> str:
    """What it is in other languages, and where, a line each."""
    lines = [
        " ".join(
            (
                _name(recipient, language),
                _country(recipient.state, language),
                _country(recipient.stands_in, language),
            )
        )
        for language in protocol.languages()
    ]
    return "\n".join(dict.fromkeys(" ".join(line.split()) for line in lines))


def _missions(viewer: Viewer, on: date) -> "QuerySet[Any]":  # noqa: ARG001
    return Recipient.objects.all()


def _missions_read(
    found: Mapping[int, Recipient], screen: Screen
) -> Mapping[int, Read]:
    if screen:
        screen = citations.screen_of(())
    return {
        pk: Read(
            screen.reworded(each, "name", "city"),
            screen.words(_called(each)),
            screen.words(_otherwise(each)),
        )
        for pk, each in found.items()
    }


CAMPAIGNS = Room(
    kind="campaign",
    label=_("Campaigns"),
    model=Campaign,
    entries=_of_campaigns,
    rows=_campaigns,
    read=_campaigns_read,
    note=Campaign.get_state_display,
    parts={Demand: "campaign_id"},
)
MISSIONS = Room(
    kind="mission",
    label=_("Embassies and other offices"),
    model=Recipient,
    entries=_of_missions,
    rows=_missions,
    read=_missions_read,
    note=Recipient.get_kind_display,
)

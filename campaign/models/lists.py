"""The three lists of a campaign never overlap: nor by the addresses on them.

A protest sent to those it is meant to support is the mistake that hurts.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Q
from django.utils.translation import gettext as _

from campaign.models.campaign import Campaign, Target
from campaign.models.recipient import Address, Recipient

# A telephone or a web page may be shared; where a letter arrives may not.
LETTER_MEDIA = (Address.Medium.POST, Address.Medium.EMAIL, Address.Medium.FAX)


# by medium and place who is reached there
Places = dict[tuple[str, str], list[Address]]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two recipients of different lists who would get each other's letters."""

    campaign: Campaign
    one: Address
    role: str
    other: Address
    other_role: str

    def __str__(self) -> str:
        names = {"one": self.one.recipient, "other": self.other.recipient}
        labels = {
            "role": Target.Role(self.role).label,
            "other_role": Target.Role(self.other_role).label,
        }
        sentence = _(
            "“%(value)s” reaches both %(one)s (%(role)s) and %(other)s "
            "(%(other_role)s) in the campaign “%(campaign)s”. "
            "Nobody can be on two of its lists."
        )
        return sentence % {
            "value": self.one.value,
            "campaign": self.campaign,
            **names,
            **labels,
        }


def roles_in(
    campaign: Campaign, targets: Iterable[Target] | None = None
) -> dict[int, str]:
    """The part of each recipient in a campaign, by its key. Two queries.

    targets: in place of those that are saved. Where nobody is chosen to
    protest to, every office of the state is.
    """
    if targets is None:
        targets = campaign.targets.select_related("recipient")
    there = list(targets)
    roles = {each.recipient_id: str(each.role) for each in there}
    if not any(each.chooses for each in there):
        offices = Recipient.objects.speaking_for(campaign.addressed_state)
        for key in offices.values_list("pk", flat=True):
            roles.setdefault(key, Target.Role.PROTEST)
    return roles


def clashes(campaign: Campaign) -> Iterator[Clash]:
    """Every pair of addresses on two lists that are one. Three queries."""
    yield from _among(campaign, roles_in(campaign))


def _among(campaign: Campaign, roles: Mapping[int, str]) -> Iterator[Clash]:
    if len(set(roles.values())) < 2:
        return
    by_place = _by_place(_addresses(roles))
    met: set[tuple[int, int]] = set()
    for sharing in by_place.values():
        for one, other in combinations(sharing, 2):
            if (one.pk, other.pk) in met or not one.meets(other):
                continue
            met.add((one.pk, other.pk))
            yield from _clash(campaign, roles, one, other)


def clashes_of(addresses: Iterable[Address]) -> Iterator[Clash]:
    """For an import: the first clash of each address about to be saved.

    Their recipients are saved. Three queries for each campaign, however many.
    """
    new = [each for each in addresses if each.medium in LETTER_MEDIA]
    refused: set[int] = set()
    for campaign in Campaign.objects.filter(targets__isnull=False).distinct():
        roles = roles_in(campaign)
        there = _by_place(_addresses(roles))
        for at, one in enumerate(new):
            if one.recipient_id not in roles or at in refused:
                continue
            near = (
                o for place in one.places for o in there.get((one.medium, place), ())
            )
            met = (
                c for o in near if one.meets(o) for c in _clash(campaign, roles, one, o)
            )
            if clash := next(met, None):
                refused.add(at)
                yield clash
            else:
                _place(there, one)


def _by_place(addresses: Iterable[Address]) -> Places:
    places: Places = {}
    for each in addresses:
        _place(places, each)
    return places


def _place(places: Places, address: Address) -> None:
    for place in address.places:
        places.setdefault((address.medium, place), []).append(address)


def clash_of_target(target: Target) -> Clash | None:
    """Why a recipient cannot take this part in the campaign; None = it can."""
    others = target.campaign.targets.exclude(pk=target.pk)
    now = [*others.select_related("recipient"), target]
    roles = roles_in(target.campaign, now)
    own = target.recipient.addresses.select_related("recipient")
    return _first(target.campaign, roles, own)


def clash_of_address(address: Address) -> Clash | None:
    """Why a recipient cannot have this address; None = it can."""
    recipient = address.recipient
    part = Q(targets__recipient=recipient)
    protests = Campaign.objects.protesting_to(recipient).values("pk")
    found = Campaign.objects.filter(part | Q(pk__in=protests)).distinct()
    for campaign in found:
        if clash := _first(campaign, roles_in(campaign), [address]):
            return clash
    return None


def opening_of(campaign: Campaign, targets: Iterable[Target]) -> str:
    """Why these cannot take the place of those that are saved; "" = they can.

    Nobody left on a list means every office of the state: that is not done by
    a pause, nor at all while letters are written. One query.
    """
    there, now = Target.objects.filter(campaign=campaign.pk), list(targets)
    was_chosen = any(each.chooses for each in there.select_related("recipient"))
    if not was_chosen or any(each.chooses for each in now):
        return ""
    is_paused = any(each.paused_because for each in now)
    if not is_paused and campaign.state != Campaign.State.OPEN:
        return ""
    return _(
        "With the last one on its list paused or taken out, letters would go to "
        "every office of the state. Put the campaign under review instead."
    )


def astray(recipient: Recipient) -> str:
    """Why a recipient cannot become what it is now; "" = it can. One query.

    Nobody protests to an office of another state than the one protested to.
    """
    parts = Target.objects.filter(recipient=recipient.pk, role=Target.Role.PROTEST)
    for target in parts.select_related("campaign"):
        target.recipient = recipient
        if strange := target.refusal_in(target.campaign):
            return strange
    return ""


def clash_between(campaign: Campaign, targets: Iterable[Target]) -> Clash | None:
    """Two that share an address, once these are its lists. The campaign may be new."""
    return next(_among(campaign, roles_in(campaign, targets)), None)


def _first(
    campaign: Campaign, roles: Mapping[int, str], own: Iterable[Address]
) -> Clash | None:
    there = list(_addresses(roles))
    for one in own:
        for other in there:
            if one.meets(other):
                for clash in _clash(campaign, roles, one, other):
                    return clash
    return None


def _addresses(roles: Mapping[int, str]) -> Iterable[Address]:
    return Address.objects.filter(
        recipient__in=roles, medium__in=LETTER_MEDIA
    ).select_related("recipient")


def _clash(
    campaign: Campaign, roles: Mapping[int, str], one: Address, other: Address
) -> Iterator[Clash]:
    role, other_role = roles.get(one.recipient_id), roles.get(other.recipient_id)
    if role and other_role and role != other_role:
        yield Clash(campaign, one, role, other, other_role)

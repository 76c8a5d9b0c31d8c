"""What of the directory somebody should look at. The day is an argument."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from campaign.models import Address, AddressReport, Campaign, Recipient, Target


def reports() -> QuerySet[AddressReport]:
    """What visitors said about addresses, and nobody has looked at."""
    return AddressReport.objects.filter(state=AddressReport.State.WAITING)


def decided() -> QuerySet[AddressReport]:
    """The latest first."""
    found = AddressReport.objects.exclude(state=AddressReport.State.WAITING)
    return found.order_by("-decided_on", "-id")


def in_use(*, on: date) -> QuerySet[Address]:
    return Address.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=on),
        Q(valid_from=None) | Q(valid_from__lte=on),
    )


def due(*, on: date) -> QuerySet[Address]:
    """In use, and past the day by which somebody should have looked again."""
    return in_use(on=on).filter(check_by__lt=on).order_by("check_by", "id")


def disputed(*, on: date) -> QuerySet[Address]:
    """Not printed until somebody has settled what is right."""
    return (
        in_use(on=on).filter(grade=Address.Grade.DISPUTED).order_by("recipient", "id")
    )


def unreached(*, on: date) -> QuerySet[Recipient]:
    """Offices that letters of open campaigns go to as a ruled line.

    Those chosen by a campaign first, then the others of the state it writes to
    where it has chosen none, and of those the ones with an address to compare.
    """
    now = Campaign.objects.taking_letters(on=on)
    chosen = Target.objects.filter(recipient=OuterRef("pk"), campaign__in=now)
    listed = Target.objects.filter(
        Target.CHOOSES, campaign=OuterRef("pk"), role=Target.Role.PROTEST
    )
    states = now.filter(~Exists(listed)).values("addressed_state")
    printed = verified(on=on).filter(recipient=OuterRef("pk"))
    known = in_use(on=on).filter(medium=Address.Medium.POST, recipient=OuterRef("pk"))
    asked = Recipient.objects.annotate(
        is_chosen=Exists(chosen), is_known=Exists(known)
    ).filter(
        Q(is_chosen=True) | Q(state__in=states) & ~Q(kind__in=Recipient.STATELESS),
        ~Exists(printed),
    )
    return asked.order_by("-is_chosen", "-is_known", "state", "slug")


def verified(*, on: date) -> QuerySet[Address]:
    """Postal addresses that letters of the day may carry."""
    return in_use(on=on).filter(
        medium=Address.Medium.POST, grade=Address.Grade.VERIFIED
    )

"""Which missions serve a country, by what the directory knows of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from campaign import nearest, protocol
from campaign.models import Recipient

# kinds of office that a state has in another
ABROAD = frozenset(protocol.mission_kinds())


@dataclass(frozen=True, slots=True)
class Serving:
    """Who serves a country; without anybody, whom else to write to."""

    recipient: Recipient | None
    reason: nearest.Reason
    ministries: tuple[Recipient, ...] = ()


def serving(recipients: Sequence[Recipient], *, state: str, country: str) -> Serving:
    """The mission of a state that serves a country, or nobody.

    Ministries of the state are named when nobody does. One query, none when
    the recipients come with their accreditations.
    """
    prefetch_related_objects(recipients, "accreditations")
    theirs = [each for each in recipients if each.state == state]
    choice = nearest.nearest(missions(theirs), sender_country=country)
    found = next((each for each in theirs if each.slug == choice.slug), None)
    if found is not None:
        return Serving(found, choice.reason)
    ministries = [each for each in theirs if each.kind == Recipient.Kind.MINISTRY]
    return Serving(
        None, choice.reason, tuple(sorted(ministries, key=lambda each: each.slug))
    )


def missions(recipients: Iterable[Recipient]) -> Iterator[nearest.Mission]:
    """Offices abroad that serve somebody; ministries and companies do not."""
    for each in recipients:
        countries = countries_served(each)
        if each.kind in ABROAD and countries:
            yield nearest.Mission(each.slug, each.kind, each.stands_in, countries)


def countries_served(recipient: Recipient) -> frozenset[str]:
    """Those it is accredited to, and where it stands unless that is doubtful."""
    accredited = {each.country for each in recipient.accreditations.all()}
    here = {recipient.stands_in} if serves_host(recipient, accredited) else set()
    return frozenset((accredited | here) - {"", recipient.state})


def serves_host(recipient: Recipient, accredited: Iterable[str]) -> bool:
    """Whether it serves the country it stands in, as nearly all do.

    Not an embassy to the Holy See in Rome, since nobody is accredited both
    there and to Italy; nor an embassy to one state that works from another,
    which a list said of it. An accreditation to the country itself settles it.
    """
    stated = set(accredited)
    if recipient.stands_in in stated:
        return True
    if recipient.stands_in == "IT" and "VA" in stated:
        return False
    return bool(recipient.imported.get("missions", {}).get("serves_host", True))

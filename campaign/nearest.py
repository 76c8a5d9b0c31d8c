"""Which mission serves a sender's country. Never guesses.

That no mission is listed does not show that there is none: the sentences
say "known".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

# which one a letter goes to when several would do
_ORDER = (
    "embassy",
    "high_commission",
    "nunciature",
    "de_facto_embassy",
    "apostolic_delegation",
    "interests_section",
    "liaison_office",
    "representative_office",
    "consulate_general",
    "de_facto_consulate",
    "consulate",
    "assistant_high_commission",
    "consular_office",
    "consular_agency",
    "trade_office",
    "honorary_consulate",
)
# accredited to an organisation, not to the state it stands in
_NOT_TO_STATES = frozenset({"permanent_mission"})


class Reason(StrEnum):
    STANDS_THERE = "stands_there"
    ACCREDITED = "accredited"
    NONE_KNOWN = "none_known"


@dataclass(frozen=True, slots=True)
class Mission:
    """Countries are ISO 3166-1 alpha-2.

    An empty `accredited_to` means not stated, not "to nobody".
    """

    slug: str
    kind: str
    stands_in: str
    accredited_to: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Choice:
    """`slug` is None when none is known; `accredited_from` is the country
    where an accredited mission stands, "" otherwise.
    """

    slug: str | None
    reason: Reason
    accredited_from: str = ""


def nearest(missions: Iterable[Mission], *, sender_country: str) -> Choice:
    """One mission of the state addressed, and why that one.

    An embassy standing in the sender's country comes first, then its
    consulates, honorary ones last; then a mission standing elsewhere that
    is accredited there. A mission that stands there but is accredited only
    to others (an embassy to the Holy See in Rome) does not serve. Equal
    ones are told apart by slug, so that the answer never changes by order.
    Raises ValueError unless the country is two letters.
    """
    country = sender_country.strip().upper()
    if not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise ValueError("Give the sender's country as two letters, such as GB or DE.")
    serving = [m for m in missions if _serves(m, country)]
    if not serving:
        return Choice(None, Reason.NONE_KNOWN)
    best = min(serving, key=lambda mission: _rank(mission, country))
    if best.stands_in == country:
        return Choice(best.slug, Reason.STANDS_THERE)
    return Choice(best.slug, Reason.ACCREDITED, best.stands_in)


def sentence(choice: Choice, *, state: str, country: str, standing_in: str = "") -> str:
    """Why, in English, with names as they are to be printed.

    `standing_in` is the city or country of an accredited mission.
    """
    if choice.reason is Reason.STANDS_THERE:
        return f"This mission of {state} stands in {country}."
    none_there = f"No mission of {state} is known in {country}."
    if choice.reason is Reason.ACCREDITED:
        return f"{none_there} The one in {standing_in} is accredited there."
    return none_there


def _serves(mission: Mission, country: str) -> bool:
    if mission.kind in _NOT_TO_STATES:
        return False
    if country in mission.accredited_to:
        return True
    return mission.stands_in == country and not mission.accredited_to


def _rank(mission: Mission, country: str) -> tuple[bool, int, str]:
    return mission.stands_in != country, importance(mission.kind), mission.slug


def importance(kind: str) -> int:
    """An embassy comes first; kinds that nobody ranked come last."""
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)

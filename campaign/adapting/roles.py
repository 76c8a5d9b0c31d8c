"""What each sentence of a letter does. A proposal: a person decides."""

from collections.abc import Sequence

from campaign.adapting import phrases
from campaign.adapting.parts import Role

_BY_WORDS = (Role.CLOSING, Role.DEMAND, Role.NORM, Role.SOLIDARITY)
_LONGEST_CLOSING = 240
_LOOKED_AT = 1_500
_LATEST_PURPOSE = 2


def of(pieces: Sequence[str], *, is_item: bool, above: Sequence[Role]) -> list[Role]:
    """The roles of a paragraph's sentences; above are those of what stands above."""
    found = list(above)
    for piece in pieces:
        found.append(_role(piece, is_item=is_item, above=found))
    return found[len(above) :]


def _role(piece: str, *, is_item: bool, above: Sequence[Role]) -> Role:
    folded = phrases.fold(piece[:_LOOKED_AT])
    if is_item and above and above[-1] is Role.DEMAND:
        return Role.DEMAND
    if not above or _opens(folded, above):
        return _first(folded)
    for role in _BY_WORDS:
        is_short = role is not Role.CLOSING or len(piece) <= _LONGEST_CLOSING
        if is_short and phrases.among("roles", role.value).search(folded):
            return role
    is_shout = piece.rstrip().endswith("!") and len(piece) < 200
    return Role.DEMAND if is_shout else Role.FACT


def _opens(folded: str, above: Sequence[Role]) -> bool:
    """Whether the purpose comes only now, behind a sentence or two."""
    if len(above) > _LATEST_PURPOSE or set(above) != {Role.FACT}:
        return False
    if phrases.among("roles", Role.DEMAND.value).search(folded):
        return False
    return bool(phrases.among("roles", Role.PURPOSE.value).search(folded))


def _first(folded: str) -> Role:
    """A letter begins with why it is written, else at once with the facts."""
    if phrases.among("roles", Role.PURPOSE.value).search(folded):
        return Role.PURPOSE
    if phrases.among("roles", Role.DEMAND.value).search(folded):
        return Role.DEMAND
    return Role.FACT

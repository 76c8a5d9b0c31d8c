"""The end of the chain: a number and a hash that stand for everything before."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date

from archive.models import ChainLink

_FORM = re.compile(r"([0-9]{1,18}):([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Head:
    """The last link, or of an empty chain number 0 and a hash of zeros."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


EMPTY = Head(0, "0" * 64)


def head(*, before: date | None = None) -> Head:
    """The end of the chain; before: as it was when that day began.

    The public reads yesterday's, so that nobody learns when somebody works.
    """
    links = ChainLink.objects.order_by("-number")
    if before is not None:
        links = links.filter(sealed_on__lt=before)
    last = links.values_list("number", "hash").first()
    return Head(*last) if last else EMPTY


def parsed(text: str) -> Head:
    """NUMBER:HASH, as `verify --head` prints it. Raises ValueError with a sentence."""
    found = _FORM.fullmatch(text.strip().lower())
    if found is None:
        raise ValueError("A head is a number, a colon and 64 digits 0–9, a–f.")
    return Head(int(found[1]), found[2])


def following(
    before: str,
    *,
    number: int,
    record_type: str,
    record_id: int,
    content: str,
    sealed_on: date,
    is_late: bool,
) -> str:
    """The hash of a link: of everything it says, and of the hash before it."""
    day = sealed_on.isoformat()
    said = (before, number, record_type, record_id, content, day, int(is_late))
    return hashlib.sha256("\n".join(map(str, said)).encode()).hexdigest()

"""Who writes, and what they changed. Lives as long as the request."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from campaign.models import ModelLetter

# What somebody writes as, and which of a campaign's letters that is.
FRAMES: Mapping[str, str] = {
    "person": ModelLetter.Frame.LETTER,
    "organisation": ModelLetter.Frame.LETTER,
    "branch": ModelLetter.Frame.BRANCH,
    "representative": ModelLetter.Frame.REPRESENTATIVE,
}


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes. Lives as long as the request, and is stored nowhere."""

    acts_as: str = "person"  # organisation, branch, representative
    name: str = ""
    role: str = ""
    organisation: str = ""
    town: str = ""
    country: str = ""  # ISO 3166-1 alpha-2; "" = not said
    resolved_on: date | None = None  # a branch: the day of its vote
    vote: str = ""  # a branch: such as "unanimously" or "21 to 3"

    @property
    def is_many(self) -> bool:
        """We, not I."""
        return self.acts_as in {"organisation", "branch"}

    @property
    def frame(self) -> str:
        """Which of a campaign's letters they write."""
        return FRAMES.get(self.acts_as, ModelLetter.Frame.LETTER)

    @property
    def signatories(self) -> tuple[str, ...]:
        """Name, role, organisation: whoever signs, without empty lines."""
        return _present(self.name, self.role, self.organisation)

    @property
    def block(self) -> tuple[str, ...]:
        """The head of the letter: those elected say what they were elected to."""
        if self.is_many:
            return _present(self.organisation, self.name, self.town)
        role = self.role if self.acts_as == "representative" else ""
        return _present(self.name, role, self.organisation, self.town)


def _present(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the writer changed in the model letter; nothing by default."""

    own_words: str = ""
    skipped: frozenset[int] = frozenset()  # paragraph ids
    wording: Mapping[int, str] = field(default_factory=dict)  # paragraph id → text
    alternatives: Mapping[int, int] = field(default_factory=dict)  # its id → theirs
    signs_by_hand: bool = False
    with_sources: bool = False  # footnotes, and the address of the evidence page


UNCHANGED = Choices()

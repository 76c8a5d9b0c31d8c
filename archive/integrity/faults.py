"""What is broken, in one sentence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What is broken: the noun, its name, and how."""

    what: str
    which: str
    how: str

    def __str__(self) -> str:
        return f"{self.what} {self.which}: {self.how}"

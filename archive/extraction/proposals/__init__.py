"""Claims proposed from what a text says happened; a person decides on each."""

from archive.extraction.proposals.proposing import Party, Proposal, propose

__all__ = ["Party", "Proposal", "propose"]

"""The campaign's tables for staff; model letters are written in their editor."""

from campaign.admin import actions, cases, directory, letters

__all__ = ["actions", "cases", "directory", "letters"]

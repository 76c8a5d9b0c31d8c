"""Campaigns, whom they write to and what was done, as JSON; letters are not here."""

from campaign.api.views import router

__all__ = ["router"]

"""Missions and their addresses: loaded from files, found, put right."""

from campaign.directory.loading import BATCH, Loaded, load
from campaign.directory.serving import (
    ABROAD,
    Serving,
    countries_served,
    serves_host,
    serving,
)
from campaign.directory.sheets import Sheet, Unreadable, read

__all__ = [
    "ABROAD",
    "BATCH",
    "Loaded",
    "Serving",
    "Sheet",
    "Unreadable",
    "countries_served",
    "load",
    "read",
    "serves_host",
    "serving",
]

"""Text, gazetteer and optional model in; finds with offsets out."""

from archive.extraction.finds import Find, FindKind
from archive.extraction.gazetteer import Gazetteer, GazetteerName
from archive.extraction.generic import says_who
from archive.extraction.model import (
    Model,
    load_model,
    state,
    where_missing,
    why_not,
)
from archive.extraction.pipeline import extract
from archive.extraction.weights import ModelMissing, State

__all__ = [
    "Find",
    "FindKind",
    "Gazetteer",
    "GazetteerName",
    "Model",
    "ModelMissing",
    "State",
    "extract",
    "load_model",
    "says_who",
    "state",
    "where_missing",
    "why_not",
]

"""Text, gazetteer and optional model in; finds with offsets out."""

from archive.extraction.finds import Find, FindKind
from archive.extraction.gazetteer import Gazetteer, GazetteerName
from archive.extraction.model import (
    Model,
    ModelMissing,
    load_model,
    where_missing,
    why_not,
)
from archive.extraction.pipeline import extract

__all__ = [
    "Find",
    "FindKind",
    "Gazetteer",
    "GazetteerName",
    "Model",
    "ModelMissing",
    "extract",
    "load_model",
    "where_missing",
    "why_not",
]

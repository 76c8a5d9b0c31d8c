"""What an import may write: what still is as an import left it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settled:
    """What to write, what a person changed, and what this import said.

    A value that is kept stays in `said` as it was when the person changed it,
    so that it counts as theirs for as long as it differs.
    """

    writes: Mapping[str, object]
    kept: tuple[str, ...]
    said: Mapping[str, object]


def settle(
    now: Mapping[str, object],
    new: Mapping[str, object],
    *,
    said: Mapping[str, object],
    below: Mapping[str, object],
) -> Settled:
    """For each value of `new`, whether it replaces what is there `now`.

    said: what the last import of this kind said. below: what an import of a
    lesser kind said, which gives way to this one. Without either only what
    is empty is filled.
    """
    writes, kept, says = {}, [], dict(said)
    for name, value in new.items():
        if value in ("", None) and said.get(name) in ("", None):
            continue  # it says nothing
        if now[name] == value:
            says[name] = value
        elif _is_free(name, now[name], said, below):
            writes[name] = says[name] = value
        else:
            kept.append(name)
    return Settled(writes, tuple(kept), says)


def _is_free(
    name: str, here: object, said: Mapping[str, object], below: Mapping[str, object]
) -> bool:
    if name in said:
        return here == said[name]
    return here in ("", None) or (name in below and here == below[name])

"""What somebody may type, paste or plant to break a page, a file or a query.

Made here from grammars of our own: a class is a set of pieces and the ways to put
them together. The order is the same in every run. DEMARCHE_TRUST=full takes all.
"""

import inspect
import os
import re
from collections import deque
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain, cycle

from tests.hostile import markup, words

IS_FULL = os.environ.get("DEMARCHE_TRUST") == "full"
SHORT = 300
_WEB = re.compile("https?://")
_LETTERS = str.maketrans("0123456789", "bcdfghjklm")


def _makers() -> dict[str, Callable[[], Iterator[str]]]:
    return {
        name: each
        for module in (markup, words)
        for name, each in inspect.getmembers(module, inspect.isfunction)
        if each.__module__ == module.__name__
    }


@cache
def by_class() -> dict[str, tuple[str, ...]]:
    return {name: tuple(dict.fromkeys(make())) for name, make in _makers().items()}


@cache
def everything() -> tuple[str, ...]:
    """Each once; the classes take turns, so that a beginning has some of each."""
    waiting = [iter(each) for each in by_class().values()]
    found: dict[str, None] = {}
    while waiting:
        for each in list(waiting):
            taken = next(each, None)
            if taken is None:
                waiting.remove(each)
            else:
                found[taken] = None
    return tuple(found)


@cache
def chosen() -> tuple[str, ...]:
    """All of them, or a few hundred: from each class as many, spread over it."""
    if IS_FULL:
        return everything()
    share = max(1, SHORT // len(_makers()))
    spread = (each[:: max(1, len(each) // share)] for each in by_class().values())
    return tuple(dict.fromkeys(one for some in spread for one in some[:share]))


def is_storable(text: str) -> bool:
    """Whether a database takes it: PostgreSQL no NUL, UTF-8 no half of a pair."""
    return "\x00" not in text and not any("\ud800" <= each <= "\udfff" for each in text)


def innocent(text: str, *, nth: int = 0) -> str:
    """A word of the same kind: as long, with the same spaces, and only letters.

    What is a web address stays one.
    """
    turning = chain(f"{nth:04}".translate(_LETTERS), cycle("word"))
    kept = _WEB.match(text)
    start = kept.end() if kept else 0
    rest = (each if each.isspace() else next(turning) for each in text[start:])
    return text[:start] + "".join(rest)


def packed(waiting: deque[str], length: int, *, longest: int) -> str:
    """The next ones, as many as fit, with a space between.

    Of one that does not fit the beginning stands, and it waits for a longer place
    unless there is none.
    """
    found = waiting.popleft()
    if length < len(found) <= longest:
        waiting.append(found)
    for _more in range(8):
        if not waiting or len(found) + 1 + len(waiting[0]) > length:
            break
        found = f"{found} {waiting.popleft()}"
    return found[:length]

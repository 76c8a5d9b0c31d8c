"""Pages of searches kept in this process for minutes, while nothing is written.

A question may be about somebody, so it is kept in no file, no row and no log, for a
short time, and with nothing about who asked.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock, Timer
from time import monotonic

SECONDS, PAGES, BYTES = 300.0, 300, 8_000_000
_LARGEST = 256_000

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    content: bytes
    until: float


@dataclass(slots=True)
class Memory:
    """Pages of one moment of the database; those of an earlier one are dropped."""

    seconds: float = SECONDS
    pages: int = PAGES
    size: int = BYTES
    _lock: Lock = field(default_factory=Lock)
    _moment: str = ""
    _kept: dict[Key, _Kept] = field(default_factory=dict)
    _sweeper: Timer | None = None

    def page(self, moment: str, key: Key, make: Callable[[], bytes]) -> bytes:
        """As it was made at this moment, or made now; without a moment, made now."""
        if not moment:
            return make()
        found = self._found(moment, key)
        if found is None:
            found = make()
            self._keep(moment, key, found)
        return found

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()

    def __len__(self) -> int:
        return len(self._kept)

    def _found(self, moment: str, key: Key) -> bytes | None:
        with self._lock:
            if moment != self._moment:
                self._kept.clear()
                self._moment = moment
            kept = self._kept.get(key)
        return kept.content if kept and kept.until > monotonic() else None

    def _keep(self, moment: str, key: Key, content: bytes) -> None:
        if len(content) > _LARGEST:
            return
        with self._lock:
            if moment != self._moment:
                return  # somebody has seen a later one meanwhile
            self._kept.pop(key, None)
            self._kept[key] = _Kept(content, monotonic() + self.seconds)
            self._bound()
            self._sweep_later()

    def _bound(self) -> None:
        total = sum(len(each.content) for each in self._kept.values())
        while len(self._kept) > self.pages or total > self.size:
            oldest = next(iter(self._kept))
            total -= len(self._kept.pop(oldest).content)

    def _sweep_later(self) -> None:
        """What is too old goes in time, whether or not anybody asks again."""
        if self._sweeper is None or not self._sweeper.is_alive():
            self._sweeper = Timer(self.seconds, self._sweep)
            self._sweeper.daemon = True
            self._sweeper.start()

    def _sweep(self) -> None:
        with self._lock:
            now = monotonic()
            gone = [key for key, each in self._kept.items() if each.until <= now]
            for key in gone:
                del self._kept[key]
            self._sweeper = None
            if self._kept:
                self._sweep_later()


MEMORY = Memory()

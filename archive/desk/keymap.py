"""Which single key presses which button of the desk, for each curator."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from archive.models import DeskKeys

# What a card may offer, its key, and what the help says of it.
ACTS: Mapping[str, tuple[str, object]] = {
    "next": ("j", _("the next card")),
    "previous": ("k", _("the card before")),
    "accept": ("a", _("accept the first candidate; the same; confirm")),
    "reject": ("x", _("reject; different")),
    "unsure": ("u", _("decide later")),
    "first": ("1", _("the first candidate")),
    "second": ("2", _("the second candidate")),
    "third": ("3", _("the third candidate")),
    "new": ("n", _("a new entry")),
    "accept_all": ("A", _("accept everything shown, after a preview")),
    "all_dates": ("d", _("all dates of the document, after a preview")),
    "all_facts": (
        "f",
        _("its charges, sentences, demands and actions, after a preview"),
    ),
    "mark": ("m", _("mark words that no machine found")),
    "start_left": ("[", _("start of the mark one word to the left")),
    "start_right": ("]", _("start of the mark one word to the right")),
    "end_left": ("{", _("end of the mark one word to the left")),
    "end_right": ("}", _("end of the mark one word to the right")),
    "romanise": ("l", _("names in Latin letters")),
    "undo": ("z", _("take the last act back")),
    "history": ("h", _("the history of this card")),
    "search": ("/", _("search the entries")),
    "help": ("?", _("this list")),
}


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys as one curator set them."""

    are_on: bool
    chosen: Mapping[str, str]

    @property
    def keys(self) -> Mapping[str, str]:
        """The key of each act; none while they are off."""
        return self.chosen if self.are_on else {}

    def shown(self) -> list[tuple[str, object]]:
        """Key and what it does, for the help."""
        return [(key, ACTS[act][1]) for act, key in self.keys.items()]


def of(user: User) -> Keymap:
    """One query."""
    kept = DeskKeys.objects.filter(user=user).first()
    return Keymap(
        are_on=kept is None or kept.are_on, chosen=merged(kept.changed if kept else {})
    )


def merged(changed: Mapping[str, str]) -> dict[str, str]:
    """Every act with its key: the changed one, or the one the desk comes with."""
    return {act: changed.get(act, key) for act, (key, _does) in ACTS.items()}


def differing(keys: Mapping[str, str]) -> dict[str, str]:
    """Only what is not as the desk comes."""
    return {act: key for act, key in keys.items() if ACTS[act][0] != key}


def collisions(keys: Mapping[str, str]) -> list[str]:
    """The acts whose key another act before them has already."""
    seen: set[str] = set()
    late = []
    for act, key in keys.items():
        if key in seen:
            late.append(act)
        seen.add(key)
    return late

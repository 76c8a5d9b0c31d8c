"""Whether the words and people that a reading asks for are there."""

from archive.extraction.proposals import events, offices
from archive.extraction.proposals.events import Event, Scene
from archive.extraction.proposals.nearby import VICTIMS

_OFFICIALS = frozenset({"officials", "employer"})
_REACH = 9


def is_borne_out(scene: Scene, event: Event) -> bool:
    entry = event.entry
    if not events.is_near(scene, event.trigger, entry):
        return False
    if entry.frame in {"tells", "acts", "gives", "demands"}:
        return _has_speaker(event)
    if not _has_people(event):
        return False
    is_tied = bool(event.subjects or event.objects)
    if "place" in entry.needs:
        return bool(event.done_to) or _names_a_place(scene, event)
    if entry.frame == "reviews":
        return is_tied or event.is_passive or scene.grammar.has_bare_passive
    return is_tied or "noun" in entry.forms


def _has_people(event: Event) -> bool:
    needs = event.entry.needs
    if "person" in needs and not any(x.kind in VICTIMS for x in event.done_to):
        return False
    if "group" in needs and all(x.kind == "number" for x in event.objects):
        return event.is_passive
    if "police" in needs and not any(x.kind == "police" for x in event.done_by):
        return False
    return event.entry.modality != "alleged" or not _is_politics(event)


def _has_speaker(event: Event) -> bool:
    if "official" in event.entry.needs:
        return any(x.kind in _OFFICIALS or offices.is_office(x) for x in event.subjects)
    if "we" in event.entry.needs:
        return True
    if "object" in event.entry.needs and not (event.objects or event.is_passive):
        return False
    if event.entry.frame == "acts" and event.subjects:
        return not any(x.kind in {"we", "officials"} for x in event.subjects[:1])
    if event.entry.frame == "gives":
        return bool(event.subjects) or event.is_passive
    return bool(event.subjects) or "doing" in event.entry.forms


def _is_politics(event: Event) -> bool:
    """The opposition accuses the president: no charge of a court."""
    return all(x.kind in {"officials", "police", "union"} for x in event.done_to)


def _names_a_place(scene: Scene, event: Event) -> bool:
    until = scene.boundary_after(event.trigger.last)
    last = min(until, event.trigger.last + _REACH)
    near = scene.between(event.trigger.last, last)
    is_building = scene.has("premises", event.trigger.last, last)
    return is_building or any(x.kind in {"place", "org", "people"} for x in near)

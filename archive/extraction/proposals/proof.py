"""Whether the words and people that a reading asks for are there."""

from archive.extraction.proposals import events, offices
from archive.extraction.proposals.actors import Actor
from archive.extraction.proposals.events import Event, Scene
from archive.extraction.proposals.nearby import VICTIMS

_OFFICIALS = frozenset({"officials", "employer"})
_POWERS = _OFFICIALS | {"police", "court"}
_REACH = 9


def is_borne_out(scene: Scene, event: Event) -> bool:
    entry = event.entry
    if entry.frame == "sure":
        return True
    is_near = events.is_near(scene, event.trigger, entry)
    if not is_near or not _has_powers(scene, event):
        return False
    if entry.frame in {"tells", "acts", "gives", "demands"}:
        return _has_speaker(scene, event)
    return _has_people(event) and _is_tied(scene, event)


def _is_tied(scene: Scene, event: Event) -> bool:
    """Whether somebody, or a place, is told of."""
    entry, is_tied = event.entry, bool(event.subjects or event.objects)
    if "place" in entry.needs:
        return bool(event.done_to) or _names_a_place(scene, event)
    if entry.frame == "reviews":
        return is_tied or event.is_passive or scene.grammar.has_bare_passive
    return is_tied or "noun" in entry.forms


def _has_people(event: Event) -> bool:
    needs = event.entry.needs
    if "person" in needs and not any(_is_somebody(event, x) for x in event.done_to):
        return False
    if "group" in needs and all(x.kind == "number" for x in event.objects):
        return event.is_passive
    if "police" in needs and not any(x.kind == "police" for x in event.done_by):
        return False
    return event.entry.modality != "alleged" or not _is_politics(event)


def _is_somebody(event: Event, actor: Actor) -> bool:
    """Also "we", of a passive: we were beaten."""
    return actor.kind in VICTIMS or (actor.kind == "we" and event.is_passive)


def _has_powers(scene: Scene, event: Event) -> bool:
    """A threat by those who can carry it out; no complaint about a minister."""
    needs = event.entry.needs
    doers = event.done_by
    if "power" in needs and not any(_is_power(scene, x) for x in doers):
        return event.is_passive and not doers
    if "quiet" in needs and not event.is_passive:
        return False
    if "quiet" in needs and doers and not any(_is_power(scene, x) for x in doers):
        return False
    if "boss" in needs and not any(x.kind in _POWERS for x in doers):
        return False
    if "employer" in needs and not any(x.kind in {"employer", "org"} for x in doers):
        return event.is_passive and not doers
    is_of_power = any(x.kind in _POWERS for x in event.done_to)
    return "citizen" not in needs or not is_of_power


def _is_power(scene: Scene, actor: Actor) -> bool:
    """A body with a name is one, unless it says it is of workers."""
    if actor.kind == "org":
        return not scene.grammar.words("bodies-of-people").has(
            scene.sentence.printed, actor.first, actor.last
        )
    return actor.kind in _POWERS


def _has_speaker(scene: Scene, event: Event) -> bool:
    entry = event.entry
    if entry.frame == "tells" and event.is_passive:
        return False
    if entry.needs & {"power", "boss", "open", "we"}:
        return True
    if "official" in entry.needs:
        return any(_speaks_for_office(scene, x) for x in event.subjects)
    if "object" in entry.needs and not (event.objects or event.is_passive):
        return False
    return _has_subject(scene, event)


def _speaks_for_office(scene: Scene, actor: Actor) -> bool:
    """An office, or who holds one: minister Ana Paz; Ana Paz, the minister, said."""
    if actor.kind in _OFFICIALS or offices.is_office(actor):
        return True
    folded = scene.sentence.folded
    titles = range(actor.begins, actor.first)
    is_titled = any(scene.grammar.group_at(folded, x)[1] in _OFFICIALS for x in titles)
    has_comma = folded[actor.last : actor.last + 1] == [","]
    beside = (x for x in scene.actors if has_comma and x.begins == actor.last + 1)
    is_person = actor.kind == "person"
    return is_person and (is_titled or any(x.kind in _OFFICIALS for x in beside))


def _has_subject(scene: Scene, event: Event) -> bool:
    if event.entry.frame == "acts" and event.subjects:
        # we march is a call, we marched a report
        calls = {"officials"} if "did" in event.entry.forms else {"we", "officials"}
        return not any(x.kind in calls for x in event.subjects[:1])
    if event.entry.frame == "gives":
        is_open = event.is_passive or scene.grammar.has_bare_passive
        return bool(event.subjects) or is_open
    return bool(event.subjects) or "doing" in event.entry.forms


def _is_politics(event: Event) -> bool:
    """The opposition accuses the president: no charge of a court."""
    return all(x.kind in {"officials", "police", "union"} for x in event.done_to)


def _names_a_place(scene: Scene, event: Event) -> bool:
    first, last = event.trigger.last, event.trigger.last + _REACH
    if event.is_passive:
        first, last = event.trigger.group - _REACH, event.trigger.group
        first = max(first, scene.boundary_before(event.trigger.group))
    last = min(last, scene.boundary_after(event.trigger.last))
    near = scene.between(first, last)
    is_building = scene.has("premises", first, last)
    return is_building or any(x.kind in {"place", "org", "people"} for x in near)

"""The events of a sentence that are worth proposing, with who had which part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from archive.extraction.proposals import circumstances, demands, offices, roles
from archive.extraction.proposals.actors import Actor
from archive.extraction.proposals.demands import Demand
from archive.extraction.proposals.events import Event, Scene


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of an event before it is worded."""

    kind: str
    modality: str
    by_role: Sequence[tuple[str, tuple[Actor, ...]]]
    event: Event | None
    before: Sequence[Event] = field(default=())
    at: int = 0
    """The token a demand begins at; it has no event."""


def events(scene: Scene) -> Iterator[Told]:
    before: list[Event] = []
    for trigger in scene.triggers:
        known = [x for x in before if not _is_warning(x)]
        event = roles.resolve(scene, trigger, known)
        if event:
            before.append(event)
    demand = demands.find(scene, before)
    seen: set[str] = set()
    modal = ""
    for index, event in enumerate(before):
        earlier = [x for x in before[:index] if not _is_warning(x)]
        if _is_covered(scene, event, demand) or _is_part(scene, event, before):
            continue
        own = circumstances.modality(scene, event, earlier)
        modal = modal if event.is_inherited and own == "reported" else own
        told = Told(event.entry.kind, modal, _roles(scene, event), event, earlier)
        is_new = told.kind not in seen and not _is_promise(modal, earlier)
        if modal and is_new and not _is_carried_out(scene, event, before[index + 1 :]):
            seen.add(told.kind)
            yield _gathered(scene, told, before[index + 1 :])
    if demand:
        yield _demanded(demand)


def _gathered(scene: Scene, told: Told, later: Sequence[Event]) -> Told:
    """With the parties of later events of the same kind in the sentence."""
    more = [
        pair
        for event in later
        if event.entry.kind == told.kind
        for pair in _roles(scene, event)
    ]
    known = [actor for _, group in told.by_role for actor in group]
    fresh = [
        (role, tuple(x for x in group if x not in known and x.kind != "pronoun"))
        for role, group in more
    ]
    return Told(
        told.kind, told.modality, [*told.by_role, *fresh], told.event, told.before
    )


def _is_covered(scene: Scene, event: Event, demand: Demand | None) -> bool:
    """Whether it is what is demanded; its subject may have told it before."""
    if event.entry.frame == "demands":
        return True
    if demand is None:
        return False
    group = event.trigger.group
    is_must = scene.has("must", group, event.trigger.first)
    is_must = is_must and not circumstances.is_ruled(scene, group)
    return is_must or event.trigger.first > demand.first


def _is_promise(modality: str, before: Sequence[Event]) -> bool:
    """The consul assured them that he would ...: that is the reply."""
    is_answer = bool(before) and before[-1].entry.kind == "reply"
    return is_answer and modality == "threatened"


def _is_carried_out(scene: Scene, event: Event, later: Sequence[Event]) -> bool:
    """Threatened to sack them: the dismissal is told as threatened, that is all."""
    return _is_warning(event) and any(
        circumstances.modality(scene, x, ()) == "threatened" for x in later
    )


def _is_warning(event: Event) -> bool:
    return event.entry.kind == "threat" and event.entry.frame == "acts"


_QUOTES = frozenset("\"“”«»„'")


def _is_part(scene: Scene, event: Event, told: Sequence[Event]) -> bool:
    """Charged with attacking a guard; the conviction that was upheld."""
    causes = {"charge", "sentence", "dismissal", "trial"}
    at = event.trigger.first - 1
    at -= scene.sentence.folded[at] in _QUOTES
    is_doing = "doing" in event.entry.forms and scene.is_in("reason", at)
    earlier = [x for x in told if x.trigger.first < event.trigger.first]
    if is_doing and earlier and earlier[-1].entry.kind in causes:
        return True
    is_reviewed = event.trigger.is_noun and event.entry.kind in {"sentence", "trial"}
    is_reviewed = is_reviewed and event.entry.frame != "sure"
    return is_reviewed and any(x.entry.frame == "reviews" for x in told)


_AGENTS = {
    "dismissal": "employer",
    "trial": "court",
    "sentence": "court",
    "appeal": "court",
    "delivery": "sender",
    "strike": "subject",
    "statement": "spokesperson",
    "reply": "spokesperson",
}


_Roles = list[tuple[str, tuple[Actor, ...]]]


def _roles(scene: Scene, event: Event) -> _Roles:
    frame = event.entry.frame
    if frame == "gives":
        return [("sender", event.done_by), *_addressed(event)]
    if spoken := _spoken(event):
        return spoken
    if frame in {"acts", "event"}:
        return [(_acting(scene, event, actor), (actor,)) for actor in event.subjects]
    if frame in {"denied", "tells-for"}:
        return [("victim", event.objects)]
    return _done(event)


def _spoken(event: Event) -> _Roles:
    """Of what is said or written; nothing for all else."""
    kind, frame = event.entry.kind, event.entry.frame
    if kind == "delivery" and frame in {"tells", "sure"}:
        return [("addressee", event.objects or event.subjects)]
    if kind == "statement" and frame == "sure":
        return [("spokesperson", event.objects)]
    if frame != "tells":
        return []
    heard = event.objects if kind == "reply" else ()
    return [("spokesperson", event.subjects), ("addressee", heard)]


def _done(event: Event) -> _Roles:
    """Of what somebody did to somebody; a convict is the subject of an appeal."""
    kind = event.entry.kind
    victims = tuple(x for x in event.done_to if x.kind != "place")
    doers = (x for x in event.done_by if x.kind != "number")
    is_review = event.entry.frame == "reviews" and kind != "dismissal"
    told_of = "subject" if is_review else "victim"
    return [(told_of, victims), *((_doing(kind, x), (x,)) for x in doers)]


def _addressed(event: Event) -> _Roles:
    return [] if event.is_passive else [("addressee", event.objects)]


def _acting(scene: Scene, event: Event, actor: Actor) -> str:
    """Bodies organise a protest, people take part in it; a union calls a strike."""
    first = max(event.trigger.first - 4, 0)
    kind, is_body = event.entry.kind, actor.kind in {"org", "union"}
    if kind in {"threat", "dismissal", "raid", "arrest"}:
        return _doing(kind, actor)
    if kind == "protest" and (is_body or offices.body_of(scene, actor)):
        return "organiser"
    is_call = event.trigger.is_noun and scene.has("called", first, event.trigger.first)
    return "organiser" if kind == "strike" and is_call else "subject"


def _doing(kind: str, actor: Actor) -> str:
    if offices.is_court(actor):
        return "court"
    if actor.kind == "employer":
        return "employer"
    return _AGENTS.get(kind, "perpetrator")


def _demanded(demand: Demand) -> Told:
    by_role = [
        ("sender", demand.senders),
        ("addressee", demand.addressees),
        ("subject", demand.subjects),
    ]
    return Told("demand", "demanded", by_role, None, at=demand.first)

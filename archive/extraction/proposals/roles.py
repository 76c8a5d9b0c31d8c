"""Who did it and to whom: the parties of an event, from voice and word order."""

from collections.abc import Sequence
from dataclasses import replace

from archive.extraction.proposals import (
    actors,
    events,
    happenings,
    nearby,
    proof,
    voice,
)
from archive.extraction.proposals.actors import PEOPLE, Actor
from archive.extraction.proposals.events import Event, Scene, Trigger
from archive.extraction.proposals.grammar import Entry, end_of_rest
from archive.extraction.proposals.nearby import DOERS, VICTIMS

_Party = tuple[Actor, ...]


def resolve(scene: Scene, trigger: Trigger, before: Sequence[Event]) -> Event | None:
    """The first reading of a trigger that its surroundings bear out."""
    event = _resolved(scene, trigger, before)
    if event or any(entry.kind == "none" for entry in trigger.entries):
        return event
    if trigger.last - trigger.first > 1 and (less := events.shorter(scene, trigger)):
        return resolve(scene, less, before)
    if trigger.is_noun:
        return None
    wider = events.widened(scene, trigger)
    is_told = any(x.trigger.first >= wider.group for x in before)
    return None if is_told or wider is trigger else _resolved(scene, wider, before)


def _resolved(scene: Scene, trigger: Trigger, before: Sequence[Event]) -> Event | None:
    for entry in _readings(scene, trigger):
        if entry.kind == "none":
            return None
        if entry.kind == "release" and _is_wished(scene, trigger, entry):
            continue
        if "noun" in entry.forms:
            event = _nominal(scene, trigger, entry, before)
        else:
            event = _verbal(scene, trigger, entry, before)
        if event and proof.is_borne_out(scene, event):
            return event
    return None


def _readings(scene: Scene, trigger: Trigger) -> Sequence[Entry]:
    """Her sacking: behind an article or a name's apostrophe a noun, if one fits."""
    before = trigger.first - 1
    is_owned = any(trigger.first - x.last in {0, 1} for x in scene.owners)
    if not is_owned and not scene.is_in("article", before):
        return trigger.entries
    return sorted(trigger.entries, key=lambda entry: "noun" not in entry.forms)


def _nominal(
    scene: Scene, trigger: Trigger, entry: Entry, before: Sequence[Event]
) -> Event | None:
    if entry.frame == "event":
        return _happening(scene, trigger, entry, before)
    if entry.frame == "sure":
        return _sure(scene, trigger, entry)
    if entry.frame == "named":
        return _named(scene, trigger, entry)
    if entry.frame == "denied":
        is_denied = scene.has("denial", max(trigger.first - 4, 0), trigger.first)
        return _denied(scene, trigger, entry) if is_denied else None
    if entry.frame == "whose":
        owners = tuple(x for x in scene.owners if trigger.first - x.last in {0, 1})
        return Event(trigger, entry, objects=owners) if owners else None
    found = nearby.directly_after(scene, trigger.last, VICTIMS)
    return Event(trigger, entry, objects=found) if found else None


def _is_wished(scene: Scene, trigger: Trigger, entry: Entry) -> bool:
    """A rally for her release, until the release of the twelve."""
    return "noun" in entry.forms and scene.has(
        "wished", trigger.first - 3, trigger.first
    )


def _is_setting(scene: Scene, trigger: Trigger, before: Sequence[Event]) -> bool:
    """Marines fired on a protest: it took place, since something was done there."""
    is_done = any("did" in x.entry.forms or x.is_passive for x in before)
    at = trigger.first - 1
    return is_done and scene.is_in("setting", at - 1) and scene.is_in("indefinite", at)


def _happening(
    scene: Scene, trigger: Trigger, entry: Entry, before: Sequence[Event]
) -> Event | None:
    is_told = happenings.is_event(scene, trigger) or happenings.is_backdrop(
        scene, trigger
    )
    if not is_told and not _is_setting(scene, trigger, before):
        return None
    floor = scene.boundary_before(trigger.first)
    doers = [x for x in scene.between(floor, trigger.first) if x.kind in DOERS]
    if scene.is_in("event-by", trigger.last):
        after = nearby.directly_after(scene, trigger.last + 1, DOERS)
        return Event(trigger, entry, subjects=after)
    found = actors.chain(scene.sentence, scene.grammar, doers, wanted=DOERS)
    owners = [x for x in scene.owners if trigger.first - x.last in {0, 1}]
    subjects = nearby.upright(scene, found) or tuple(owners)
    return Event(trigger, entry, subjects=subjects)


def _sure(scene: Scene, trigger: Trigger, entry: Entry) -> Event:
    """The words alone say that it happened; who stands behind them, if anybody."""
    after = nearby.directly_after(scene, trigger.last, VICTIMS | {"org", "union"})
    agents = nearby.led_by(scene, trigger, "by", DOERS)
    owners = tuple(x for x in scene.owners if trigger.first - x.last in {0, 1})
    return Event(trigger, entry, subjects=agents, objects=after or owners)


def _named(scene: Scene, trigger: Trigger, entry: Entry) -> Event | None:
    """Ana Paz's arrest, her arrest, the arrest last week of Ana Paz."""
    owners = tuple(x for x in scene.owners if trigger.first - x.last in {0, 1})
    found = (
        owners
        or nearby.possessing(scene, trigger.first)
        or nearby.close_after(scene, trigger.last)
    )
    if not found:
        return None
    agents = nearby.led_by(scene, trigger, "by", DOERS)
    return Event(trigger, entry, subjects=agents, objects=found)


def _denied(scene: Scene, trigger: Trigger, entry: Entry) -> Event | None:
    """She denied the charges; what a ministry denies is its answer."""
    floor = scene.boundary_before(trigger.first)
    found = nearby.bare(scene, floor, trigger.first, PEOPLE)
    others = {x.kind for x in scene.between(floor, trigger.first)}
    is_answer = not found and bool(others & {"officials", "employer", "police"})
    return None if is_answer else Event(trigger, entry, objects=found)


def _verbal(
    scene: Scene, trigger: Trigger, entry: Entry, before: Sequence[Event]
) -> Event | None:
    subjects, is_relative = _subjects(scene, trigger, before)
    is_open = not subjects or _closes_relative(scene, trigger, before)
    source = _source(scene, trigger, before) if is_open else None
    objects = _objects(scene, trigger, entry)
    is_passive = voice.is_passive(scene, trigger, entry, source, bool(objects))
    if is_passive is None or voice.is_adjective(scene, trigger):
        return None
    is_would = entry.frame != "demands" and not voice.is_ranked(scene, trigger)
    if is_would and _is_infinitive(scene, trigger, entry):
        subjects, source = _who_would(scene, trigger, subjects), None
    elif source:
        subjects = source.subjects
    elif not subjects and ("doing" in entry.forms or _is_being(scene, trigger)):
        subjects = _before_participle(scene, trigger)
    if scene.grammar.has_bare_passive and not objects and entry.frame == "affects":
        subjects, objects = nearby.told_backwards(scene, trigger, subjects)
    event = Event(
        trigger, entry, subjects, objects, is_passive, source is not None, is_relative
    )
    if is_passive:
        return _turned(scene, event)
    is_bare = source is not None and scene.grammar.has_bare_passive
    if is_bare and source and entry.frame == "affects" and not objects:
        # её увезли и отпустили: her
        people = tuple(x for x in source.done_to if x.kind in PEOPLE)
        event = replace(event, objects=people)
    return _active(scene, event)


def _is_infinitive(scene: Scene, trigger: Trigger, entry: Entry) -> bool:
    """To arrest, and the second verb of "to arrest and imprison"."""
    before = trigger.first - 1
    if "do" not in entry.forms:
        return False
    linked = (x for x in scene.triggers if x.last == before)
    is_second = scene.is_in("and", before) and any(
        scene.is_in("to", x.first - 1) for x in linked
    )
    return is_second or scene.is_in("to", before)


def _who_would(scene: Scene, trigger: Trigger, subjects: _Party) -> _Party:
    """Threats by the regime to arrest her: not whoever speaks of the threats."""
    floor = scene.boundary_before(trigger.first)
    rest = scene.between(floor, trigger.first)
    led = [x for x in rest if x.begins and scene.is_in("by", x.begins - 1)]
    if led:
        return (led[-1],)
    begin = max(trigger.group - 1, 0)
    return subjects if scene.has("threat", begin, trigger.first) else ()


def _turned(scene: Scene, event: Event) -> Event:
    """Of a passive: who it was done to, and behind "by" who did it."""
    trigger, entry = event.trigger, event.entry
    is_short = trigger.group == trigger.first and not event.is_inherited
    is_counted = is_short and voice.is_counted_before(scene, trigger)
    if is_counted or (is_short and voice.is_reduced(scene, trigger, entry)):
        subjects = nearby.counted_among(scene, trigger)
        subjects = subjects or nearby.adjacent(scene, trigger)
        event = replace(event, subjects=subjects, is_relative=True)
    if entry.frame == "against":
        return event
    event = replace(event, objects=nearby.agents(scene, trigger))
    if entry.frame in {"reviews", "raids", "concerns"}:
        floor = scene.boundary_before(trigger.first)
        subjects = nearby.concerned(scene, floor, trigger.group, entry)
        return replace(event, subjects=subjects)
    subjects = event.subjects or nearby.inverted(scene, trigger)
    subjects = subjects or nearby.behind_auxiliary(scene, trigger)
    is_plain = not entry.near and "quiet" not in entry.needs
    is_somebody = is_plain and entry.kind in _OF_PEOPLE_ONLY
    is_somebody = is_somebody or "anybody" in entry.needs
    if not subjects and is_somebody:
        subjects = nearby.unlisted(scene, trigger.group)
    return replace(event, subjects=subjects)


# What is jailed or sentenced is somebody, though no list has the word for them.
_OF_PEOPLE_ONLY = frozenset({"arrest", "sentence"})


def _active(scene: Scene, event: Event) -> Event:
    subjects, frame = event.subjects, event.entry.frame
    if not event.objects and frame == "affects":
        event = replace(event, objects=nearby.pronoun_beside(scene, event.trigger))
    is_aside = frame == "tells" and event.trigger.is_aside
    if is_aside:
        subjects = subjects or nearby.speaking(scene, event.trigger.last)
    # ответил консул: in Russian the speaker may follow
    may_follow = scene.grammar.has_bare_passive and frame in {"tells", "receives"}
    if not subjects and (may_follow or frame in {"acts", "acts-victim"}):
        subjects = nearby.inverted(scene, event.trigger)
    if voice.is_impersonal(scene, event.entry, subjects, event.objects):
        return replace(event, subjects=subjects, objects=(), is_passive=True)
    return replace(event, subjects=subjects)


def _is_being(scene: Scene, trigger: Trigger) -> bool:
    """Disappeared after being picked up by soldiers."""
    is_short = trigger.group < trigger.first
    return is_short and scene.is_in("being", trigger.group)


def _before_participle(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    """Denied killing; she said after receiving threats: the subject of the verb."""
    floor = scene.boundary_before(trigger.group)
    found = nearby.bare(scene, floor, trigger.group, DOERS)
    before = [x for x in scene.between(0, floor) if x.kind == "person"]
    named = tuple(x for x in before[-1:] if nearby.is_upright(scene, x))
    if found or named or not _is_being(scene, trigger):
        return found or named
    # one woman fainted after being kicked
    return nearby.bare(scene, scene.boundary_before(floor - 1), floor, PEOPLE)[:1]


def _subjects(
    scene: Scene, trigger: Trigger, before: Sequence[Event]
) -> tuple[tuple[Actor, ...], bool]:
    """Who stands before the verb; and whether through "who"."""
    at = trigger.group
    if at and scene.is_in("relative", at - 1):
        return nearby.antecedent(scene, at - 1), True
    if (opened := nearby.inserted_from(scene, at - 1)) >= 0:
        # The two leaders – Ana Paz and Bo Lund – were arrested.
        at = opened
    floor = scene.boundary_before(at)
    is_closed = scene.sentence.folded[at - 1 : at] == [","]
    relative = nearby.relative_closed_at(scene, at - 1) if is_closed else -1
    if relative < 0 and is_closed and floor and scene.is_in("relative", floor - 1):
        relative = floor - 1
    if relative > 0:
        # Ana Paz, who has worked there as a nurse since May, was arrested.
        return nearby.antecedent(scene, relative), False
    ends = [event.trigger.last for event in before if not event.trigger.is_noun]
    floor = max([floor, *ends])
    said = [x for x in range(floor, at) if scene.is_in("say", x)]
    if own := nearby.resuming(scene, at):
        return own, False
    found = nearby.bare(
        scene, max([floor, *(x + 1 for x in said)]), at, DOERS | {"number"}
    )
    if not found and _is_main_again(scene, at):
        # The nurses who were held have been let go.
        return nearby.antecedent(scene, scene.boundary_before(at) - 1), False
    last = found[-1] if found else None
    if last and before and before[-1].objects[-1:] == (last,):
        return ((last,), True) if last.last == at else ((), False)
    return found, floor > 0 and scene.is_in("relative", floor - 1)


def _is_main_again(scene: Scene, at: int) -> bool:
    """Whether a verb follows a relative clause and does not go on with it."""
    first = scene.boundary_before(at)
    is_linked = scene.is_in("and", at - 1) or scene.sentence.folded[at - 1] == ","
    is_relative = first > 0 and scene.is_in("relative", first - 1)
    return is_relative and at > first and not is_linked


def _source(scene: Scene, trigger: Trigger, before: Sequence[Event]) -> Event | None:
    """The event whose subject a verb without its own goes on with."""
    if not before or trigger.group == 0:
        return None
    if _closes_relative(scene, trigger, before):
        return before[-1]
    link = trigger.group - 1
    is_linked = scene.sentence.folded[link] == "," or any(
        scene.is_in(name, link) for name in ("and", "yet")
    )
    is_participle = any(
        "doing" in entry.forms or voice.is_purpose(scene, trigger, entry)
        for entry in trigger.entries
    )
    source = next((x for x in reversed(before) if not x.trigger.is_noun), before[-1])
    told = [x for event in before for x in event.objects]
    has_other = any(
        x.kind in DOERS and x not in told and nearby.is_upright(scene, x)
        for x in scene.between(source.trigger.last, trigger.group)
    )
    return source if (is_linked or is_participle) and not has_other else None


def _closes_relative(scene: Scene, trigger: Trigger, before: Sequence[Event]) -> bool:
    """Ana Paz, who was jailed in May, was freed: back to Ana Paz."""
    is_closed = scene.sentence.folded[trigger.group - 1 : trigger.group] == [","]
    return is_closed and bool(before) and before[-1].is_relative


def _objects(scene: Scene, trigger: Trigger, entry: Entry) -> _Party:
    """Who stands where the frame of the verb puts those it is done to."""
    frame = entry.frame
    if frame in {"receives", "acts", "acts-victim"}:
        return ()
    if frame == "against":
        return nearby.against(scene, trigger)
    if frame in _PREPOSITIONS:
        found = nearby.led_by(scene, trigger, _PREPOSITIONS[frame], VICTIMS)
        is_free = scene.grammar.has_bare_passive and frame == "at"
        return found or (nearby.against(scene, trigger) if is_free else ())
    if frame in {"reviews", "raids", "concerns"} and not events.is_passive(
        scene, trigger
    ):
        until = scene.boundary_after(trigger.last)
        found = nearby.concerned(scene, trigger.last, until, entry)
        if found or not (scene.grammar.is_wide or frame == "concerns"):
            return found
        floor = (
            trigger.group
            if scene.grammar.is_wide
            else scene.boundary_before(trigger.first)
        )
        return nearby.concerned(scene, floor, trigger.first, entry)
    return _direct(scene, trigger, entry)


_PREPOSITIONS = {"at": "at", "tells-for": "for", "to-whom": "to"}


def _direct(scene: Scene, trigger: Trigger, entry: Entry) -> _Party:
    wanted = DOERS if entry.frame in {"tells", "demands", "gives"} else VICTIMS
    direct = nearby.directly_after(scene, trigger.last, wanted)
    direct = direct or nearby.pronoun_inside(scene, trigger)
    if entry.rest and not direct:  # взяли вчера под стражу троих
        behind = end_of_rest(entry, scene.sentence.folded, trigger.last)
        direct = nearby.directly_after(scene, behind, wanted)
    if direct or not scene.grammar.is_wide:
        is_given = not direct and "term" in entry.needs
        return nearby.led_by(scene, trigger, "to", wanted) if is_given else direct
    if events.is_final(scene, trigger):
        floor = scene.boundary_before(trigger.first)
        return nearby.upright(scene, scene.between(floor, trigger.first))[1:2]
    return nearby.bare(scene, trigger.group + 1, trigger.first, wanted)

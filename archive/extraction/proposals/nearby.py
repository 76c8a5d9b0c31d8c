"""Who stands where in a sentence: before a verb, behind it, led by a word."""

from collections.abc import Sequence

from archive.extraction.proposals import actors
from archive.extraction.proposals.actors import ANYBODY, PEOPLE, Actor
from archive.extraction.proposals.events import Scene, Trigger
from archive.extraction.proposals.grammar import Entry

VICTIMS = PEOPLE | {"police", "officials", "union"}
DOERS = ANYBODY - {"place", "number"}


def adjacent(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    return tuple(x for x in scene.actors if x.last == trigger.group)


def antecedent(scene: Scene, relative: int) -> tuple[Actor, ...]:
    """Whom "who" stands for: the nearest with a name, or the nearest at all."""
    floor = scene.boundary_before(relative)
    before = [x for x in scene.between(floor, relative) if x.kind in DOERS]
    standing = [x for x in before if is_upright(scene, x)]
    if direct := [x for x in before if x.last == relative]:
        return tuple(direct)
    named = [x for x in standing if x.find]
    people = [x for x in before if x.kind == "person"]
    close = [x for x in before if relative - x.last <= 1]
    return tuple((named or people or standing or close)[-1:])


def bare(
    scene: Scene, first: int, last: int, wanted: frozenset[str]
) -> tuple[Actor, ...]:
    inside = [x for x in scene.between(first, last) if is_upright(scene, x)]
    named = next((x for x in inside if x.kind in wanted), None)
    if named is None:
        return ()
    rest = scene.between(named.first, last)
    found = actors.chain(scene.sentence, scene.grammar, rest, wanted=wanted)
    return upright(scene, found)


def is_upright(scene: Scene, actor: Actor) -> bool:
    return actor.kind not in {"date", "place"} and actor.begins not in scene.led


def upright(scene: Scene, found: Sequence[Actor]) -> tuple[Actor, ...]:
    return tuple(x for x in found if is_upright(scene, x))


def directly_after(scene: Scene, at: int, wanted: frozenset[str]) -> tuple[Actor, ...]:
    """Those whose noun phrase begins at a token, adverbs and cases passed."""
    while scene.is_in("follow", at) or scene.is_in("object-mark", at):
        at += 1
    rest = [x for x in scene.actors if x.first >= at]
    if not rest or rest[0].begins > at:
        return ()
    return tuple(actors.chain(scene.sentence, scene.grammar, rest, wanted=wanted))


def concerned(scene: Scene, first: int, last: int, entry: Entry) -> tuple[Actor, ...]:
    """Whose conviction was upheld, whose office was searched."""
    bodies = frozenset({"org", "union"}) if entry.frame == "raids" else frozenset()
    wanted = (PEOPLE | bodies) - {"number"}
    if entry.frame == "raids" and entry.near:
        return ()
    rest = scene.between(first, last)
    owner = [x for x in scene.owners if first <= x.first and x.last <= last]
    if owner and owner[0].kind in wanted:
        return (owner[0],)
    for index, actor in enumerate(rest):
        if actor.kind in wanted:
            linked = rest[index:]
            return tuple(
                actors.chain(scene.sentence, scene.grammar, linked, wanted=wanted)
            )
    return ()


def led_by(
    scene: Scene, trigger: Trigger, name: str, wanted: frozenset[str]
) -> tuple[Actor, ...]:
    """The first after one of the prepositions of a class."""
    until = scene.boundary_after(trigger.last)
    rest = scene.between(trigger.last, until)
    for index, actor in enumerate(rest):
        if (
            actor.begins
            and scene.is_in(name, actor.begins - 1)
            and actor.kind in wanted
        ):
            linked = rest[index:]
            return tuple(
                actors.chain(scene.sentence, scene.grammar, linked, wanted=wanted)
            )
    return ()


def against(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    """Charges against her; against her, charges: before the verb in German."""
    found = led_by(scene, trigger, "at", VICTIMS)
    led = (x for x in scene.actors if x.begins and scene.is_in("at", x.begins - 1))
    return found or tuple(x for x in led if x.kind in VICTIMS)[:1]


def agents(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    following = scene.following(trigger)
    until = following.group if following else len(scene.sentence.folded)
    until = min(until, scene.boundary_after(trigger.last))
    rest = scene.between(trigger.group, max(until, trigger.last))
    for index, actor in enumerate(rest):
        if actor.begins and scene.is_in("by", actor.begins - 1) and actor.kind in DOERS:
            linked = rest[index:]
            return tuple(
                actors.chain(scene.sentence, scene.grammar, linked, wanted=DOERS)
            )
    return ()


def inverted(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    """The subject behind the verb, where a language allows it."""
    if scene.grammar.language == "en":
        return ()
    if scene.grammar.is_wide and trigger.group < trigger.first:
        found = bare(scene, trigger.group, trigger.first, DOERS | {"number"})
        if found:
            return found
    return directly_after(scene, trigger.last, DOERS | {"number"})

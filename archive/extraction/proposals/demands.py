"""What is asked for: a demand covers the rest of its sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from archive.extraction.proposals import actors, circumstances
from archive.extraction.proposals.actors import PEOPLE, Actor
from archive.extraction.proposals.events import Event, Scene

_FARTHEST_ACT = 4
_SHORTEST_DEMAND = 2


@dataclass(frozen=True, slots=True)
class Demand:
    """From the token first on, what is told is asked for and has not happened."""

    first: int
    senders: tuple[Actor, ...]
    addressees: tuple[Actor, ...]
    subjects: tuple[Actor, ...]


def find(scene: Scene, told: list[Event]) -> Demand | None:
    """The first demand of a sentence, if there is one."""
    found = [*_shouted(scene), *_spoken(scene, told), *_owed(scene)]
    return min(found, key=lambda demand: demand.first, default=None)


def _spoken(scene: Scene, told: list[Event]) -> Iterator[Demand]:
    """We demand ..., the union calls on the minister to ...."""
    for event in told:
        if event.entry.frame == "demands" and _is_made(scene, event):
            first = event.trigger.first
            asked = _asked(scene, event)
            rest = [x for x in _people(scene, first) if x not in asked]
            yield Demand(first, event.subjects, asked, tuple(rest))


def _is_made(scene: Scene, event: Event) -> bool:
    """Not "will not ask for", a bare "we demand" over a list, or a call to act."""
    trigger = event.trigger
    is_denied = scene.has("negation", trigger.group, trigger.first)
    is_bare = len(scene.sentence.folded) - trigger.last < _SHORTEST_DEMAND
    is_call = scene.has("not-asked", trigger.last, trigger.last + 5)
    return not (is_denied or is_bare or is_call)


def _asked(scene: Scene, event: Event) -> tuple[Actor, ...]:
    """Who is called on or urged; with "demand" and "call for" nobody is."""
    last = event.trigger.last - 1
    is_of_people = scene.is_in("asks-people", last)
    return event.objects if is_of_people else ()


def _people(scene: Scene, first: int) -> list[Actor]:
    """Those for whom it is asked: all with a name, else the first group."""
    rest = [x for x in scene.actors if x.first >= first]
    chains = [
        actors.chain(scene.sentence, scene.grammar, rest[index:], wanted=PEOPLE)
        for index, actor in enumerate(rest)
        if actor.kind in {"person", "people"} and _is_concerned(scene, actor)
    ]
    named = [x for found in chains for x in found if x.find]
    return list(dict.fromkeys(named)) or (chains[0] if chains else [])


def _is_concerned(scene: Scene, actor: Actor) -> bool:
    """The release of Ana Paz, to free Ana Paz, freedom for Ana Paz."""
    is_verb = any(x.last == actor.begins for x in scene.triggers)
    is_led = scene.ends_with("demand-for", actor.begins)
    return is_verb or is_led or scene.has("demand-for", actor.begins, actor.first)


def _owed(scene: Scene) -> Iterator[Demand]:
    """Ana Paz must be released; the law should be repealed."""
    folded = scene.sentence.folded
    for first, last in scene.grammar.words("must").spans(folded, 0, len(folded)):
        until = min(last + _FARTHEST_ACT, len(folded))
        if not scene.has("must-do", last, until) or scene.has("negation", last, until):
            continue
        if circumstances.is_ruled(scene, first):
            continue
        floor = scene.boundary_before(first)
        owed = [
            x
            for x in scene.between(floor, first)
            if not actors.is_oblique(scene.sentence, scene.grammar, x)
            and x.kind in PEOPLE - {"pronoun", "number"}
        ]
        found = actors.chain(scene.sentence, scene.grammar, owed, wanted=PEOPLE)
        yield Demand(first, (), (), tuple(found))


def _shouted(scene: Scene) -> Iterator[Demand]:
    """Free Ana Paz!  We say: stop the evictions!"""
    sentence = scene.sentence
    is_call = sentence.is_heading or sentence.text[: sentence.end].endswith("!")
    if not is_call:
        return
    words = (x for x, word in enumerate(sentence.folded) if word[0].isalnum())
    said = (x + 1 for x, word in enumerate(sentence.folded) if word == ":")
    for at in (next(words, len(sentence.folded)), *said):
        if at < len(sentence.folded) and scene.is_in("imperative", at):
            yield Demand(at, (), (), tuple(_people(scene, at)))

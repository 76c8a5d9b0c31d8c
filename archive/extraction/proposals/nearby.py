"""Who stands where in a sentence: before a verb, behind it, led by a word."""

from collections.abc import Sequence

from archive.extraction.proposals import actors
from archive.extraction.proposals.actors import ANYBODY, PEOPLE, Actor
from archive.extraction.proposals.events import Scene, Trigger
from archive.extraction.proposals.grammar import Entry

VICTIMS = PEOPLE | {"police", "officials", "union"}
_FARTHEST_OF = 7
_LONGEST_UNLISTED = 5
_FARTHEST_ROLE = 5
DOERS = ANYBODY - {"place", "number"}


def adjacent(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    return tuple(x for x in scene.actors if x.last == trigger.group)


def antecedent(scene: Scene, relative: int) -> tuple[Actor, ...]:
    """Whom "who" stands for: the nearest with a name, or the nearest at all."""
    floor = scene.boundary_before(relative)
    before = [x for x in scene.between(floor, relative) if x.kind in DOERS]
    standing = [x for x in before if is_upright(scene, x)]
    if direct := [x for x in before if x.last == relative]:
        return _apposed_to(scene, direct[-1]) or tuple(direct)
    named = [x for x in standing if x.find]
    people = [x for x in before if x.kind == "person"]
    close = [x for x in before if relative - x.last <= 1]
    return tuple((named or people or standing or close)[-1:])


def _apposed_to(scene: Scene, actor: Actor) -> tuple[Actor, ...]:
    """Ana Paz, a lawyer who ...: Ana Paz."""
    comma = actor.begins - 1
    if actor.find or comma < 0 or scene.sentence.folded[comma] != ",":
        return ()
    return tuple(x for x in scene.actors if x.last == comma and x.kind == "person")


def inserted_from(scene: Scene, at: int) -> int:
    """Where what a dash or bracket closes was opened; -1 where none is closed."""
    folded = scene.sentence.folded
    mark = {"–": "–", "—": "—", ")": "("}.get(folded[at], "") if at > 0 else ""
    opened = (x for x in range(at - 1, -1, -1) if folded[x] == mark)
    return next(opened, -1) if mark else -1


def relative_closed_at(scene: Scene, comma: int) -> int:
    """Where the "who" stands whose clause a comma closes; -1 where it closes none."""
    for at in range(comma - 1, -1, -1):
        if scene.is_in("relative", at):
            return at
        if scene.sentence.folded[at] in {",", ";", ":"}:
            break
    return -1


_POWERS = frozenset({"police", "court", "employer", "officials"})


def told_backwards(
    scene: Scene, trigger: Trigger, subjects: tuple[Actor, ...]
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Ивана Бека полиция забрала: who did it stands next to the verb."""
    floor = scene.boundary_before(trigger.first)
    inside = scene.between(floor, trigger.group)
    doers = [x for x in inside if x.last == trigger.group and x.kind in _POWERS]
    done_to = [
        x
        for x in inside
        if x.kind in PEOPLE and is_upright(scene, x) and x not in doers
    ]
    is_linked = any(scene.is_in("and", x.begins - 1) for x in doers)
    if not doers or not done_to or is_linked:
        return subjects, ()
    return tuple(doers), tuple(done_to)


def behind_auxiliary(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    """Also detained was Ana Paz: at the beginning of a sentence only."""
    folded = scene.sentence.folded
    is_first = not any(folded[at][0].isalnum() for at in range(trigger.group))
    if not is_first or not scene.is_in("passive", trigger.last):
        return ()
    return directly_after(scene, trigger.last + 1, PEOPLE)


def resuming(scene: Scene, at: int) -> tuple[Actor, ...]:
    """When Ana Paz, who led them, came to ask, she was beaten: she.

    Whoever stands between a comma and the verb, but in a list or apposition; a
    pronoun that can only be a subject wherever it stands right before the verb.
    """
    for actor in scene.actors:
        before = actor.begins - 1
        if actor.last != at or before < 1 or actor.kind in {"date", "place"}:
            continue
        if scene.is_in("subject-pronoun", actor.first):
            return (actor,)
        is_after_comma = scene.sentence.folded[before] == ","
        is_listed = any(x.last == before for x in scene.actors)
        return (actor,) if is_after_comma and not is_listed else ()
    return ()


def counted_among(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    """Ana Paz was among those arrested; among those arrested was Ana Paz."""
    group = next((x for x in scene.actors if x.last == trigger.group), None)
    if group is None or not scene.ends_with("one-of", group.begins):
        return ()
    floor = scene.boundary_before(group.begins)
    before = bare(scene, floor, group.begins, PEOPLE)
    at = trigger.last
    while scene.is_in("passive", at):
        at += 1
    return before or (directly_after(scene, at, PEOPLE) if at > trigger.last else ())


def unlisted(scene: Scene, until: int) -> tuple[Actor, ...]:
    """The treasurer was jailed: a word with its article before a passive."""
    folded = scene.sentence.folded
    first = max(until - _LONGEST_UNLISTED, scene.boundary_before(until))
    for at in range(until - 2, first - 1, -1):
        if not folded[at].isalpha() or scene.is_in("preposition", at):
            break
        if scene.is_in("article", at):
            is_person = folded[until - 1].isalpha() and not scene.is_in(
                "things", until - 1
            )
            is_led = at > 0 and scene.is_in("preposition", at - 1)
            actor = Actor(at, at, until, "people", None)
            return (actor,) if is_person and not is_led else ()
    return ()


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
    if not rest:
        return ()
    if rest[0].begins > at:
        return _belonging(scene, at, rest[0]) if rest[0].kind in wanted else ()
    return tuple(actors.chain(scene.sentence, scene.grammar, rest, wanted=wanted))


def _belonging(scene: Scene, at: int, actor: Actor) -> tuple[Actor, ...]:
    """The union's treasurer, Ana Paz; our president, Ana Paz: whose, what, the name."""
    owner = next((x for x in scene.owners if x.begins == at), None)
    is_ours = scene.is_in("determiner", at) and scene.sentence.owner[at] < 0
    if not (owner or is_ours) or actor.kind != "person":
        return ()
    between = range(owner.last if owner else at + 1, actor.begins)
    is_plain = len(between) <= _FARTHEST_ROLE and not any(
        scene.is_edge(x) or scene.is_in("preposition", x) for x in between
    )
    return (actor,) if is_plain else ()


def possessing(scene: Scene, at: int) -> tuple[Actor, ...]:
    """Her arrest, his violent death: the pronoun, for people known from before."""
    for first in (at - 1, at - 2):
        if scene.is_in("possessive", first):
            return (Actor(first, first, first + 1, "pronoun", None),)
        if first < 0 or not scene.sentence.folded[first].isalpha():
            break
    return ()


def close_after(scene: Scene, at: int) -> tuple[Actor, ...]:
    """The arrest on Monday of Ana Paz: only days between, and no verb."""
    for actor in scene.actors:
        if actor.begins < at or actor.kind in {"date", "place"}:
            continue
        is_led = scene.is_in("noun-of", actor.begins - 1)
        is_close = actor.begins - at <= _FARTHEST_OF
        if not is_led or not is_close or actor.kind not in VICTIMS:
            return ()
        if any(scene.is_edge(x) for x in range(at, actor.begins)):
            return ()
        rest = [x for x in scene.actors if x.first >= actor.first]
        return tuple(actors.chain(scene.sentence, scene.grammar, rest, wanted=VICTIMS))
    return ()


def speaking(scene: Scene, at: int) -> tuple[Actor, ...]:
    """In a statement on Monday, the union called ...: whoever comes next."""
    after = (x for x in scene.actors if x.begins >= at and x.kind != "date")
    found = next(after, None)
    return (found,) if found and found.kind in DOERS else ()


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


def pronoun_inside(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    """Took her away; beat her, where no noun of hers follows."""
    for at in range(trigger.first + 1, trigger.last):
        if scene.is_in("inside", at):
            return (Actor(at, at, at + 1, "pronoun", None),)
    at = trigger.last
    is_her = scene.is_in("her", at) and _ends_phrase(scene, at + 1)
    return (Actor(at, at, at + 1, "pronoun", None),) if is_her else ()


def _ends_phrase(scene: Scene, at: int) -> bool:
    """Whether what stands there is no noun or adjective."""
    folded = scene.sentence.folded
    if at >= len(folded) or scene.sentence.owner[at] >= 0:
        return True
    names = ("preposition", "and", "follow", "negation")
    is_small = any(scene.is_in(name, at) for name in names) or scene.is_edge(at)
    return is_small or not folded[at][0].isalnum()


def pronoun_beside(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    """Russian "him" before or behind the verb."""
    for at in (trigger.group - 1, trigger.last):
        if scene.is_in("object-pronoun", at):
            return (Actor(at, at, at + 1, "pronoun", None),)
    return ()


def inverted(scene: Scene, trigger: Trigger) -> tuple[Actor, ...]:
    """The subject behind the verb, where a language allows it."""
    if scene.grammar.language == "en":
        return ()
    if scene.grammar.is_wide and trigger.group < trigger.first:
        found = bare(scene, trigger.group, trigger.first, DOERS | {"number"})
        if found:
            return found
    found = directly_after(scene, trigger.last, DOERS | {"number"})
    is_free = scene.grammar.has_bare_passive and not found
    if is_free:
        # Арестован на пятнадцать суток Данияр Есенов
        return bare(scene, trigger.last, scene.boundary_after(trigger.last), PEOPLE)
    return found

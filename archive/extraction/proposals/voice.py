"""Active or passive, and whether a form can be the verb of a clause at all."""

from archive.extraction.proposals import events, nearby
from archive.extraction.proposals.actors import PEOPLE, Actor
from archive.extraction.proposals.events import Event, Scene, Trigger
from archive.extraction.proposals.grammar import Entry

# двух, трёх, двоих, четверых, большинство
_OF_SOME = ("вух", "рёх", "рех", "оих", "ерых", "инство")  # noqa: RUF001
# Endings of a Russian verb of which "they" is the subject.
_PLURAL = ("ли", "ют", "ут", "ят", "ат")


def is_passive(
    scene: Scene, trigger: Trigger, entry: Entry, source: Event | None, has_object: bool
) -> bool | None:
    """None when the form cannot stand here in any voice.

    source: the event whose subject this verb goes on with.
    """
    if (said := _by_auxiliary(scene, trigger, entry)) is not None:
        return said
    if _is_call(scene, trigger, entry):
        return False
    if not entry.forms & {"did", "does", "doing", "do"}:
        is_short = is_counted_before(scene, trigger) or scene.sentence.is_heading
        is_short = is_short or is_reduced(scene, trigger, entry)
        is_short = is_short or _is_afterthought(scene, trigger, entry)
        return True if (source and source.is_passive) or is_short else None
    if not entry.forms & {"did", "doing"} and not _is_finite(scene, trigger, entry):
        return None
    if "do" in entry.forms and not entry.forms & {"did", "does"}:
        is_aim = is_purpose(scene, trigger, entry) and source is not None
        is_told = is_aim or is_governed(scene, trigger) or is_ranked(scene, trigger)
        is_told = is_told or (len(entry.words) > 1 and _is_apposed(scene, trigger))
        return False if is_told else None
    is_open = "done" in entry.forms and not has_object
    return is_open and without_object(scene, trigger, entry, source)


def _is_finite(scene: Scene, trigger: Trigger, entry: Entry) -> bool:
    """Whether "strikes", "arrests", "demands" is a verb: it follows its subject."""
    at = trigger.group
    # no Russian verb looks like a noun
    is_plain = scene.grammar.is_wide or scene.grammar.has_bare_passive
    if at < trigger.first or at == 0 or len(entry.words) > 1 or is_plain:
        return True
    follows = any(x.last == at and x.kind != "number" for x in scene.actors)
    is_closed = scene.sentence.folded[at - 1] in {",", ")", "”", '"'}
    links = ("relative", "and", "yet")
    is_linked = any(scene.is_in(name, at - 1) for name in links)
    is_governed = scene.is_in("to", at - 1) or scene.has("threat", at - 1, at)
    return follows or is_closed or is_linked or is_governed


def _by_auxiliary(scene: Scene, trigger: Trigger, entry: Entry) -> bool | None:
    """What "was" or "has" before a participle says; None without either."""
    if "done" not in entry.forms:
        return None
    if events.is_passive(scene, trigger) or scene.grammar.has_bare_passive:
        return True
    if nearby.behind_auxiliary(scene, trigger):
        return True
    return False if events.is_perfect(scene, trigger) else None


def without_object(
    scene: Scene, trigger: Trigger, entry: Entry, source: Event | None
) -> bool:
    """Of a form that may be active or passive and has no object behind it."""
    if entry.frame not in {"affects", "raids", "gives"}:
        return False
    goes_on = source is not None and source.is_passive
    if goes_on or is_counted_before(scene, trigger):
        return True
    after_comma = scene.sentence.folded[trigger.group - 1 : trigger.group] == [","]
    is_short = scene.sentence.is_heading or after_comma
    is_short = is_short and _stands_alone(scene, trigger)
    return is_short or is_reduced(scene, trigger, entry)


def _stands_alone(scene: Scene, trigger: Trigger) -> bool:
    """Nothing behind the verb that may be an object no list knows."""
    at, folded = trigger.last, scene.sentence.folded
    if at >= len(folded) or not folded[at][0].isalnum():
        return True
    is_led = scene.is_in("preposition", at) or scene.is_in("and", at)
    return is_led or scene.is_in("boundary", at) or scene.is_in("follow", at)


def is_reduced(scene: Scene, trigger: Trigger, entry: Entry) -> bool:
    """The 49 people accused of rioting; only with words that make it plain."""
    is_plain = bool(entry.near) or entry.kind in {"charge", "sentence"}
    is_plain = is_plain or _is_told_of(scene, trigger, entry)
    is_done_to = entry.frame == "affects" and is_plain
    return is_done_to and bool(nearby.adjacent(scene, trigger))


def _is_afterthought(scene: Scene, trigger: Trigger, entry: Entry) -> bool:
    """She was found by the road, badly beaten; a sit-in, broken up by police."""
    is_after_comma = scene.sentence.folded[trigger.group - 1 : trigger.group] == [","]
    is_fitting = entry.kind in {"injury", "killing"} or entry.frame == "raids"
    return is_after_comma and is_fitting and _stands_alone(scene, trigger)


def _is_call(scene: Scene, trigger: Trigger, entry: Entry) -> bool:
    """Urge them to free her; write to the minister and ask him to free her."""
    is_plain = "do" in entry.forms and trigger.group == trigger.first
    if entry.frame != "demands" or not is_plain:
        return False
    folded, at = scene.sentence.folded, trigger.first
    begun = max((x + 1 for x in range(at) if folded[x] in {":", "•"}), default=0)
    words = (x for x in range(begun, at + 1) if folded[x][0].isalpha())
    return scene.is_in("calling", next(words, at))


def is_ranked(scene: Scene, trigger: Trigger) -> bool:
    """The fourth member to lose her life: the three before her and she."""
    at = trigger.first - 1
    if not scene.is_in("to", at):
        return False
    ranks = range(scene.boundary_before(at), at)
    first = next((x for x in ranks if scene.is_in("ranked", x)), None)
    if first is None:
        return False
    people = (x for x in scene.actors if x.kind in PEOPLE and first < x.last <= at)
    return first + 1 == at or any(True for _ in people)


# What is done to people rather than by them.
_SUFFERED = frozenset({"arrest", "killing", "dismissal", "release"})


def _is_told_of(scene: Scene, trigger: Trigger, entry: Entry) -> bool:
    """Miners killed in May, those arrested: done to, where no object follows."""
    at = trigger.last
    is_led = scene.is_in("preposition", at) or scene.is_in("passive", at)
    is_of_people = all(x.kind in PEOPLE for x in nearby.adjacent(scene, trigger))
    return entry.kind in _SUFFERED and is_led and is_of_people


def is_purpose(scene: Scene, trigger: Trigger, entry: Entry) -> bool:
    """They marched to demand ...: whoever marched demands."""
    return entry.frame == "demands" and scene.is_in("to", trigger.first - 1)


def is_counted_before(scene: Scene, trigger: Trigger) -> bool:
    """Twelve injured; the two dead women are no event."""
    if any(x.begins == trigger.last and x.kind == "people" for x in scene.actors):
        return False
    return any(x.kind == "number" and x.last == trigger.group for x in scene.actors)


def is_governed(scene: Scene, trigger: Trigger) -> bool:
    """Whether a plain form follows an auxiliary or a plural subject."""
    governors = ("modal", "must", "threat", "did-to", "negation")
    group = range(max(trigger.group - 3, 0), trigger.first)
    if trigger.group < trigger.first:
        return any(scene.is_in(name, at) for name in governors for at in group)
    floor = scene.boundary_before(trigger.first)
    is_threat = scene.has("threat", floor, trigger.first)
    return is_threat or any(x.last == trigger.first for x in scene.actors)


def _is_apposed(scene: Scene, trigger: Trigger) -> bool:
    """Two members, Ana Paz and Bo Lund, remain in jail."""
    comma = trigger.first - 1
    is_closed = scene.sentence.folded[comma : comma + 1] == [","]
    return is_closed and any(x.last == comma for x in scene.actors)


def is_adjective(scene: Scene, trigger: Trigger) -> bool:
    """The arrested workers, their demands: no verb."""
    before = trigger.group - 1
    is_participle = any("doing" in entry.forms for entry in trigger.entries)
    if before < 0 or trigger.group < trigger.first or is_participle:
        return False
    if scene.is_in("object-pronoun", before):
        return False
    if any(x.last == trigger.first for x in scene.actors):
        return False
    names = ("article", "preposition")
    is_led = any(scene.is_in(name, before) for name in names)
    return is_led or _is_object_of(scene, before, trigger)


def _is_object_of(scene: Scene, before: int, trigger: Trigger) -> bool:
    """Treating wounded protesters: a verb before, people behind."""
    is_verb = scene.sentence.folded[before].endswith(("ed", "ing"))
    is_verb = is_verb and not scene.is_in("follow", before)
    is_trigger = any(x.last == trigger.first for x in scene.triggers)
    has_people = any(x.begins == trigger.last for x in scene.actors)
    return is_verb and has_people and not is_trigger


def _may_be_done_to(scene: Scene, actor: Actor) -> bool:
    """A name, whose case is not looked at, or a word that is no nominative."""
    last = scene.sentence.folded[actor.last - 1]
    # блогера, учительнице: no plural, so not the subject of a plural verb
    # полицейские забрали: they did it
    is_many = last.endswith(("ие", "ые")) or scene.is_in("number", actor.first)
    is_one = last.endswith(("а", "я", "е")) and not is_many  # noqa: RUF001
    is_case = last.endswith(scene.grammar.oblique_endings)
    is_case = is_case or scene.sentence.folded[actor.first].endswith(_OF_SOME)
    return actor.kind == "person" or is_one or is_case


def _shows_case(scene: Scene, subjects: tuple[Actor, ...]) -> bool:
    ends = (*scene.grammar.oblique_endings, "у", "ю")  # noqa: RUF001
    return any(scene.sentence.printed[x.last - 1].endswith(ends) for x in subjects)


def is_impersonal(
    scene: Scene,
    entry: Entry,
    subjects: tuple[Actor, ...],
    objects: tuple[Actor, ...],
) -> bool:
    """Russian "they" without a word for it: one person before a plural verb."""
    is_russian = scene.grammar.language == "ru"
    is_plural = is_russian and entry.words[0].endswith(_PLURAL)
    is_one = bool(subjects) and all(_may_be_done_to(scene, x) for x in subjects)
    # Асанову и двух коллег оставили: of several one has to show its case
    is_one = is_one and (len(subjects) == 1 or _shows_case(scene, subjects))
    # two ribs are nobody
    is_bare = all(x.kind == "number" for x in objects)
    return is_plural and is_one and is_bare and entry.frame == "affects"

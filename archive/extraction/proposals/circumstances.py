"""When, where, how surely and by whose word an event is told."""

from collections.abc import Sequence

from archive.extraction.finds import Find
from archive.extraction.proposals import actors
from archive.extraction.proposals.actors import Actor
from archive.extraction.proposals.events import Event, Scene

_LONGEST_SOURCE = 12
_OPENING, _CLOSING = frozenset('"“«„'), frozenset('"”»“')


def modality(scene: Scene, event: Event, before: Sequence[Event]) -> str:
    """reported, alleged, threatened, denied or demanded; "" for what was not."""
    floor = _floor(scene, event, before)
    is_open = _is_in_condition(scene, event) or _is_of_anyone(scene, event)
    if is_open or _is_undone(scene, event, floor):
        return ""
    if _is_denied(scene, event):
        return "denied"
    is_owed = scene.has("must", event.trigger.group, event.trigger.first)
    if (is_owed and not is_ruled(scene, event.trigger.group)) or _is_wished(
        scene, event
    ):
        return "demanded"
    if _is_ahead(scene, event, floor):
        return "threatened"
    said = event.entry.modality or "reported"
    return "alleged" if _is_doubted(scene, event, floor) else said


def is_ruled(scene: Scene, at: int) -> bool:
    """The court ruled that she should stay in custody: and so she does."""
    return scene.has("ruling", 0, at)


def _is_ahead(scene: Scene, event: Event, floor: int) -> bool:
    """Threatened, feared, planned or called for."""
    trigger = event.trigger
    if scene.has("threat", floor, trigger.first) and not _is_called(event):
        return True
    since = max(trigger.first - 5, 0)
    return trigger.is_noun and scene.has("called", since, trigger.first)


def _is_doubted(scene: Scene, event: Event, floor: int) -> bool:
    """Allegedly beaten; they claim that she was beaten."""
    trigger = event.trigger
    said = floor - 2 - (scene.sentence.folded[floor - 2 : floor - 1] == [","])
    is_claim = floor > 1 and scene.is_in("alleged", said)
    is_inside = scene.has("alleged", floor, trigger.first)
    return is_claim or is_inside or scene.is_in("alleged", trigger.last)


def _is_called(event: Event) -> bool:
    return event.entry.frame in {"tells", "demands", "tells-for"}


def _floor(scene: Scene, event: Event, before: Sequence[Event]) -> int:
    floor = scene.boundary_before(event.trigger.first)
    ends = (x.trigger.last for x in before if x.trigger.last <= event.trigger.group)
    return max([floor, *ends])


def _is_undone(scene: Scene, event: Event, floor: int) -> bool:
    trigger = event.trigger
    if scene.has(
        "undone", trigger.last, min(trigger.last + 6, len(scene.sentence.folded))
    ):
        return True
    if scene.has("negation", trigger.group, trigger.first):
        return True
    if event.entry.frame == "event" and scene.has("negation", floor, trigger.first):
        return True
    nobody, folded = scene.grammar.words("nobody"), scene.sentence.folded
    # none of the officers who fired has been charged
    is_none = nobody.has(folded, floor, trigger.first) or (
        not event.is_relative
        and any(nobody.has(folded, x.begins - 2, x.last) for x in event.subjects)
    )
    return is_none and not _is_denied(scene, event)


def _is_denied(scene: Scene, event: Event) -> bool:
    if event.entry.frame in {"tells", "demands"}:
        return False
    floor = _after_semicolon(scene, event.trigger.first)
    denials = scene.grammar.words("denial")
    spans = denials.spans(scene.sentence.folded, floor, event.trigger.first)
    # who was denied a lawyer denied nothing
    return any(not scene.is_in("passive", first - 1) for first, _ in spans)


def _after_semicolon(scene: Scene, at: int) -> int:
    folded = scene.sentence.folded
    marks = [x for x in range(at) if folded[x] in {";", ":"}]
    return marks[-1] + 1 if marks else 0


def _is_in_condition(scene: Scene, event: Event) -> bool:
    """Between "if" and the comma or the subject of the main clause."""
    at = event.trigger.first
    if scene.is_in("inverted-if", 0) and "," not in scene.sentence.folded[:at]:
        return True  # should she be jailed, ...
    for before in range(at - 1, max(at - 12, -1), -1):
        if scene.sentence.folded[before] in {",", ";"}:
            return False
        if scene.is_in("if", before):
            short = scene.grammar.words("follow").at(scene.sentence.folded, before)
            if 1 < short <= at - before:
                return False  # if convicted, she faces ...
            is_ahead = scene.has("threat", before, at) or event.entry.modality
            return not (scene.between(before, at) and is_ahead)
    return False


def _is_wished(scene: Scene, event: Event) -> bool:
    """That they be named and tried: "be" without "will" or "to"."""
    at = event.trigger.group
    return at < event.trigger.first and scene.is_in("subjunctive", at)


def _is_of_anyone(scene: Scene, event: Event) -> bool:
    """Anyone who stays out ...: nobody has done so yet."""
    relative = scene.boundary_before(event.trigger.first) - 1
    is_present = event.entry.forms & {"do", "does"} and "did" not in event.entry.forms
    is_relative = relative > 0 and scene.is_in("relative", relative)
    is_relative = is_relative and event.trigger.group == event.trigger.first
    return bool(is_present) and is_relative and scene.ends_with("anyone", relative)


def when(scene: Scene, event: Event, before: Sequence[Event]) -> Find | None:
    """The date that belongs to an event: behind it, or at the beginning."""
    after = _date_after(scene, event)
    if after:
        return after
    if event.is_relative:
        return None
    last = before[-1] if before else None
    floor = _date_floor(scene, before)
    leading = [
        x
        for x in scene.between(floor, event.trigger.first)
        if x.kind == "date" and not _is_end(scene, x)
    ]
    if leading:
        return leading[-1].find
    if last and _is_simultaneous(scene, last, event):
        return when(scene, last, before[:-1])
    return None


def _date_floor(scene: Scene, before: Sequence[Event]) -> int:
    """Past the dates that belong to verbs before; a date at the head is shared."""
    floor = 0
    for earlier in before:
        own = _date_after(scene, earlier)
        last = [x.last for x in scene.actors if own and x.find is own]
        floor = max([floor, *(last or [0])])
    return floor


def _is_simultaneous(scene: Scene, earlier: Event, event: Event) -> bool:
    is_participle = "doing" in event.entry.forms
    return is_participle or scene.has(
        "meanwhile", earlier.trigger.last, event.trigger.first
    )


def _date_after(scene: Scene, event: Event) -> Find | None:
    for actor in scene.actors:
        if actor.first < event.trigger.last:
            continue
        if _is_cut(scene, event, actor):
            return None
        is_own = actor.kind == "date" and not _is_end(scene, actor)
        if is_own and not _belongs_to_next(scene, event, actor):
            return actor.find
    return None


def _is_end(scene: Scene, actor: Actor) -> bool:
    """Remanded until 20 July: it did not happen on that day."""
    return scene.is_in("until", actor.begins - 1)


def _is_cut(scene: Scene, event: Event, actor: Actor) -> bool:
    """Whether something between an event and what follows parts them."""
    first, last = event.trigger.last, actor.begins
    if event.is_relative and "," in scene.sentence.folded[first:last]:
        return True
    return any(_parts(scene, event, at) for at in range(first, last))


def _parts(scene: Scene, event: Event, at: int) -> bool:
    is_mark = scene.sentence.folded[at] in _OPENING | _CLOSING
    if scene.is_edge(at) and not is_mark and not scene.is_in("meanwhile", at):
        return True
    if scene.is_in("say", at) or _is_apposed(scene, at):
        return True
    return event.entry.kind == "sentence" and scene.is_in("pronoun", at)


def _is_apposed(scene: Scene, at: int) -> bool:
    """Among them Ana Paz, killed in 1996: what follows is about her alone."""
    if scene.sentence.folded[at] != ",":
        return False
    has_name = any(x.last == at and x.find for x in scene.actors)
    return has_name and any(x.first == x.group == at + 1 for x in scene.triggers)


def _belongs_to_next(scene: Scene, event: Event, actor: Actor) -> bool:
    """In 2009 ... and in 2011 was released: the second date opens a clause."""
    following = scene.following(event.trigger)
    if following and following.first < actor.first:
        return _begins_anew(scene, event.trigger.last, following.first)
    if not following:
        return False
    link = actor.begins - 2
    folded = scene.sentence.folded
    is_linked = link >= event.trigger.last and scene.is_in("and", link)
    return is_linked and folded[actor.last : actor.last + 1] != [","]


def _begins_anew(scene: Scene, first: int, last: int) -> bool:
    """He was charged, and a hearing is set for 7 July: another subject."""
    folded = scene.sentence.folded
    return any(
        folded[at] == ","
        and scene.is_in("and", at + 1)
        and scene.is_in("determiner", at + 2)
        for at in range(first, last - 2)
    )


def where(scene: Scene, event: Event) -> Find | None:
    """The nearest place after the event in its clause, else before it."""
    places = [x for x in scene.actors if x.kind == "place"]
    for actor in places:
        is_after = actor.first >= event.trigger.last
        if is_after and not _is_cut(scene, event, actor) and _is_in(scene, actor):
            return actor.find
    before = [x for x in places if x.last <= event.trigger.first]
    led = [x for x in before if _is_in(scene, x) or x.begins == 0]
    nearest = [*_direct_place(scene, event), *led[-1:]]
    return nearest[0].find if nearest else None


def _direct_place(scene: Scene, event: Event) -> list[Actor]:
    at = event.trigger.last
    return [x for x in scene.actors if x.kind == "place" and x.begins == at]


def _is_in(scene: Scene, actor: Actor) -> bool:
    at = actor.begins - 1
    if at < 0:
        return False
    is_home = scene.is_in("belongs", at) and any(
        x.last == at and x.kind in {"people", "union"} for x in scene.actors
    )
    return is_home or scene.is_in("in", at) or scene.is_in("article", at)


def attributed_to(scene: Scene, event: Event) -> str:
    """Whose word it is, as printed; "" when the report says it itself."""
    return attributed_at(scene, event.trigger.first)


def attributed_at(scene: Scene, at: int) -> str:
    return _according(scene) or _said_before(scene, at) or _said_after(scene, at)


def _according(scene: Scene) -> str:
    folded = scene.sentence.folded
    for _first, last in scene.grammar.words("according").spans(folded, 0, len(folded)):
        end = last
        while end < min(len(folded), last + _LONGEST_SOURCE) and not _ends(scene, end):
            end += 1
        if end > last:
            named = [x for x in scene.between(last, end) if x.find]
            return _named(scene, named[0]) if named else scene.sentence.words(last, end)
    return ""


def _ends(scene: Scene, at: int) -> bool:
    return scene.sentence.folded[at] in {",", ".", ";", "–", "—", "("}


def _said_before(scene: Scene, at: int) -> str:
    """Ana Paz said that ...: the speaker stands before the verb of saying."""
    for say in range(at - 1, -1, -1):
        if not scene.is_in("say", say):
            continue
        is_parted = "," in scene.sentence.folded[say:at]
        is_tied = _is_quoting(scene, say, at) or scene.is_in("boundary", say + 2)
        if is_parted and not is_tied:
            continue
        floor = scene.boundary_before(say)
        speakers = [x for x in scene.between(floor, say) if _is_speaker(scene, x)]
        if speakers:
            return _named(scene, speakers[0])
    return ""


def _is_quoting(scene: Scene, say: int, at: int) -> bool:
    return any(x in _OPENING for x in scene.sentence.folded[say:at])


def _said_after(scene: Scene, at: int) -> str:
    """..., said Ana Paz; ..., Ana Paz told a paper; only behind a comma."""
    folded = scene.sentence.folded
    for say in range(at + 1, len(folded)):
        if not scene.is_in("say", say):
            continue
        behind = [x for x in scene.actors if x.begins == say + 1]
        is_behind = behind and (folded[say - 1] in _CLOSING | {","})
        if is_behind and _is_speaker(scene, behind[0]):
            return _named(scene, behind[0])
        ahead = [x for x in scene.actors if at < x.begins < say]
        near = [x for x in ahead if _is_speaker(scene, x) and _opens(scene, x)]
        if near:
            chosen = next((x for x in ahead if x.last == say and x.find), near[-1])
            return _named(scene, chosen)
    return ""


def _opens(scene: Scene, actor: Actor) -> bool:
    return scene.sentence.folded[actor.begins - 1] in _CLOSING | {","}


def _is_speaker(scene: Scene, actor: Actor) -> bool:
    return actor.kind not in {"date", "place", "number"} and not actors.is_oblique(
        scene.sentence, scene.grammar, actor
    )


def _named(scene: Scene, actor: Actor) -> str:
    if actor.find:
        return actor.find.surface
    return scene.sentence.words(actor.first, actor.last)

"""Bodies that stand beside those who act: embassies, unions, companies."""

from archive.extraction.finds import Find
from archive.extraction.proposals.actors import Actor
from archive.extraction.proposals.events import Event, Scene

_NAMED_FOR = (
    *("embassy", "ministry", "consulate", "high commission", "government"),
    *("botschaft", "ministerium", "konsulat", "ambassade", "ministère", "consulat"),
    *("embajada", "ministerio", "consulado", "посольств", "министерств", "консульств"),
)
_COURTS = ("court", "tribunal", "gericht", "juzgado", "audiencia", "суд", "cour ")

_NOT_OF_VICTIMS = frozenset(
    {"gives", "tells", "tells-for", "reviews", "raids", "acts", "event", "demands"}
)


def is_office(actor: Actor) -> bool:
    """Whether a named body speaks for a state."""
    if actor.find is None or actor.kind != "org":
        return False
    folded = actor.find.surface.casefold()
    return any(word in folded for word in _NAMED_FOR)


def body_of(scene: Scene, actor: Actor) -> Find | None:
    """The body that nameless people belong to: members of Unite."""
    is_member = scene.has("members", actor.begins, actor.last)
    is_member = is_member or actor.kind == "police"
    if actor.find is not None or not is_member:
        return None
    for other in scene.actors:
        is_next = other.begins == actor.last + 1 and other.kind == "org"
        if is_next and scene.is_in("belongs", actor.last):
            return other.find
    before = (x for x in scene.owners if actor.begins <= x.last <= actor.first)
    return next((x.find for x in before if x.kind == "org"), None)


def beside(scene: Scene, event: Event) -> list[tuple[str, tuple[Actor, ...]]]:
    """Addressees of letters and pickets, courts, companies, those listed by name."""
    return [*_by_kind(scene, event), ("victim", _included(scene, event))]


def _included(scene: Scene, event: Event) -> tuple[Actor, ...]:
    """Twenty people were arrested, among them Ana Paz and Juan Sosa."""
    groups = [x for x in event.done_to if x.find is None and x.kind != "pronoun"]
    if not groups or event.entry.frame in _NOT_OF_VICTIMS:
        return ()
    rest = [x for x in scene.actors if x.first >= groups[0].last]
    for index, actor in enumerate(rest):
        if actor.kind == "person" and scene.ends_with("included", actor.begins):
            return (actor, *_also(scene, rest[index + 1 :]))
    return ()


def _also(scene: Scene, rest: list[Actor]) -> list[Actor]:
    """Further people of the list, set off by commas and "and"."""
    links = ((x, x.begins - 1) for x in rest if x.kind == "person")
    return [
        actor
        for actor, before in links
        if scene.sentence.folded[before] == "," or scene.is_in("and", before)
    ]


def _by_kind(scene: Scene, event: Event) -> list[tuple[str, tuple[Actor, ...]]]:
    kind = event.entry.kind
    if kind == "delivery" and (event.is_passive or not event.objects):
        return [("addressee", _addressee(scene, event))]
    if kind == "protest":
        return [("addressee", _target(scene, event))]
    if kind == "strike":
        return [("employer", _company(scene, event))]
    if kind in {"charge", "trial", "sentence", "appeal"}:
        return [("court", _court(scene))]
    return []


def _court(scene: Scene) -> tuple[Actor, ...]:
    """The court of a sentence, where it names just one."""
    courts = [x for x in scene.actors if is_court(x) and _has_name(x)]
    return tuple(courts) if len(courts) == 1 else ()


def _has_name(actor: Actor) -> bool:
    """Not the bare "in court"."""
    return actor.find is not None or actor.last - actor.first > 1


def is_court(actor: Actor) -> bool:
    if actor.kind == "court":
        return True
    folded = actor.find.surface.casefold() if actor.find else ""
    return actor.kind == "org" and any(word in folded for word in _COURTS)


def _addressee(scene: Scene, event: Event) -> tuple[Actor, ...]:
    for actor in scene.actors:
        is_after = actor.begins > event.trigger.first and actor.kind != "date"
        if is_after and scene.is_in("addressed", actor.begins - 1):
            return (actor,)
    return ()


def _target(scene: Scene, event: Event) -> tuple[Actor, ...]:
    until = scene.boundary_after(event.trigger.last)
    for actor in scene.between(event.trigger.last, until):
        if actor.kind == "officials" or is_office(actor):
            return (actor,)
    return ()


def _company(scene: Scene, event: Event) -> tuple[Actor, ...]:
    for actor in scene.actors:
        for subject in event.subjects:
            is_next = actor.begins == subject.last + 1 and actor.kind == "org"
            if is_next and scene.is_in("works-at", subject.last):
                return (actor,)
    return ()

"""Whether a noun such as strike or march tells of one that took place."""

from archive.extraction.proposals.events import Scene, Trigger

_FARTHEST_EVENT_VERB = 14
_LONGEST_LEAD = 5


def is_event(scene: Scene, trigger: Trigger) -> bool:
    """Whether something is said to take place: the strike began, a vigil was held."""
    last = min(trigger.last + _FARTHEST_EVENT_VERB, scene.boundary_after(trigger.last))
    since = max(trigger.first - 4, scene.boundary_before(trigger.first))
    if scene.has("ended", since, trigger.first) or scene.has(
        "ended", trigger.last, last
    ):
        return False
    return (
        scene.grammar.words("event-after").has(
            scene.sentence.printed, trigger.last, last
        )
        or scene.has("event-before", since, trigger.first)
        or _has_doer(scene, trigger.last)
        or _opens_chronicle(scene, trigger)
    )


def _opens_chronicle(scene: Scene, trigger: Trigger) -> bool:
    """19 June. Sit-in outside the court: nothing but a day before, and no verb."""
    folded, last = scene.sentence.folded, trigger.last
    days = [x for x in scene.actors if x.kind == "date" and x.last <= trigger.first]
    before = range(days[-1].last if days else 0, trigger.first)
    is_there = scene.is_in("in", last) and not scene.is_in("to", last)
    if any(folded[at][0].isalnum() for at in before) or not is_there:
        return False
    until = scene.boundary_after(last)
    verbs = ("passive", "perfect", "modal", "threat", "undone", "ended")
    return not any(scene.has(name, last, until) for name in verbs)


def is_backdrop(scene: Scene, trigger: Trigger) -> bool:
    """After a week-long strike, during the march: it took place."""
    folded, last = scene.sentence.folded, trigger.last
    # the strike leaders are no strike; in Russian the noun has its own ending
    is_open = last < len(folded) and not scene.grammar.has_bare_passive
    if is_open and folded[last][0].isalnum() and not _is_small(scene, last):
        return False
    has_article = bool(scene.grammar.words("determiner"))
    for at in range(trigger.first, max(trigger.first - _LONGEST_LEAD, 0), -1):
        name = "backdrop-one" if scene.is_in("indefinite", at) else "backdrop"
        is_first = not has_article or scene.is_in("determiner", at)
        if is_first and scene.ends_with(name, at):
            return True
        is_noun = at == trigger.first
        if not is_noun and (not folded[at][0].isalnum() or _is_small(scene, at)):
            return False
    return False


def _is_small(scene: Scene, at: int) -> bool:
    is_small = scene.is_in("function", at) or scene.is_edge(at)
    return is_small or scene.sentence.owner[at] >= 0


def _has_doer(scene: Scene, at: int) -> bool:
    """A strike by the miners, of the nurses."""
    following = (x for x in scene.actors if x.begins == at + 1)
    is_by = scene.is_in("event-by", at)
    return is_by and any(x.kind not in {"date", "place"} for x in following)

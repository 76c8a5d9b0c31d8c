"""The words of a sentence that tell of an event, and in which voice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from archive.extraction.proposals import actors, quantifiers
from archive.extraction.proposals import grammar as grammars
from archive.extraction.proposals.actors import Actor
from archive.extraction.proposals.grammar import Entry, Grammar
from archive.extraction.proposals.reading import Sentence

# A sentence that tells of more is no sentence.
_MOST_TRIGGERS = 12
_NEAR = 9
# Gave four members of the workers' committee six months.
_NEAR_TERM = 12
_NEAR_BEFORE = 8
_FARTHEST_AUXILIARY = 14
_FARTHEST_LINK = 12


@dataclass(frozen=True, slots=True)
class Trigger:
    """Tokens first to last tell of it; group is where its verb group begins.

    entries: the readings these words may have, as the tables list them.
    """

    first: int
    last: int
    group: int
    entries: tuple[Entry, ...]

    @property
    def is_noun(self) -> bool:
        return "noun" in self.entries[0].forms

    @property
    def is_aside(self) -> bool:
        """In a statement, ...: words beside a verb of saying."""
        return all(entry.forms == {"doing"} for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with who and what is told of in it.

    owners stand apart: the strikers' lawyer is not the strikers, and a KCTU
    president is not the KCTU.
    """

    sentence: Sentence
    grammar: Grammar
    actors: list[Actor]
    owners: list[Actor]
    triggers: list[Trigger]
    led: frozenset[int]
    """Where the actors begin that a preposition leads."""
    edges: frozenset[int]
    """Where a clause begins or ends."""

    def is_in(self, name: str, at: int) -> bool:
        return self.grammar.is_in(name, self.sentence.folded, at)

    def has(self, name: str, first: int, last: int) -> bool:
        return self.grammar.words(name).has(self.sentence.folded, first, last)

    def ends_with(self, name: str, at: int) -> bool:
        """Whether a phrase of a class ends just before a token."""
        return bool(self.grammar.words(name).ends_at(self.sentence.folded, at))

    def between(self, first: int, last: int) -> list[Actor]:
        return [x for x in self.actors if first <= x.first and x.last <= last]

    def is_edge(self, at: int) -> bool:
        """Whether a clause begins or ends at a token."""
        return at in self.edges

    def boundary_before(self, at: int) -> int:
        """Where the clause around a token begins."""
        return max((edge for edge in self.edges if edge < at), default=-1) + 1

    def boundary_after(self, at: int) -> int:
        length = len(self.sentence.folded)
        return min((edge for edge in self.edges if edge >= at), default=length)

    def following(self, trigger: Trigger) -> Trigger | None:
        return next((x for x in self.triggers if x.first >= trigger.last), None)


@dataclass(frozen=True, slots=True)
class Event:
    """A trigger in one reading, with those who did it and those it was done to.

    is_inherited: the subject, and with it voice and modality, is that of the
    verb before ("was arrested and beaten").
    """

    trigger: Trigger
    entry: Entry
    subjects: tuple[Actor, ...] = ()
    objects: tuple[Actor, ...] = ()
    is_passive: bool = False
    is_inherited: bool = False
    is_relative: bool = False

    @property
    def done_to(self) -> tuple[Actor, ...]:
        if self.entry.frame == "against":
            return self.objects
        if self.entry.frame in {"receives", "acts-victim"} or self.is_passive:
            return self.subjects
        return self.objects

    @property
    def done_by(self) -> tuple[Actor, ...]:
        if self.entry.frame in {"receives", "acts-victim"}:
            return ()
        if self.entry.frame == "against" and self.is_passive:
            return ()
        return self.objects if self.is_passive else self.subjects


def read(sentence: Sentence, grammar: Grammar) -> Scene | None:
    """None where no word tells of an event and none asks for anything."""
    triggers = list(islice(_triggers(sentence, grammar), _MOST_TRIGGERS))
    length = len(sentence.folded)
    is_asking = any(
        grammar.words(name).has(sentence.folded, 0, length)
        for name in ("must", "imperative")
    )
    if not triggers and not is_asking:
        return None
    verbs = [(x.first, x.last) for x in triggers if not x.is_noun]
    everybody = actors.find(sentence, grammar, verbs)
    owners = [x for x in everybody if actors.is_possessor(sentence, x)]
    owners += actors.modifiers(sentence, grammar, everybody)
    others = [x for x in everybody if x not in owners]
    kept = actors.plain(sentence, grammar, others)
    led = actors.obliques(sentence, grammar, kept)
    edges = frozenset(_edges(sentence, grammar))
    return Scene(sentence, grammar, kept, owners, triggers, led, edges)


def _edges(sentence: Sentence, grammar: Grammar) -> Iterator[int]:
    """Marks, "when", "who"; not "once before, in June" nor "among whom"."""
    folded = sentence.folded
    for at in range(len(folded)):
        is_word = grammar.is_in("edge", folded, at)
        is_adverb = folded[at + 1 : at + 2] == [","] and folded[at].isalpha()
        if is_word and not is_adverb and not grammar.is_in("included", folded, at):
            yield at


def _triggers(sentence: Sentence, grammar: Grammar) -> Iterator[Trigger]:
    at, folded = 0, sentence.folded
    while at < len(folded):
        length, readings = _readings(sentence, grammar, at)
        is_people = length and grammar.group_at(folded, at)[0] > length
        if not length or is_people or sentence.owner[at] >= 0:
            at += 1
            continue
        group = _linked(sentence, grammar, _verb_group(sentence, grammar, at))
        yield Trigger(at, at + length, group, tuple(sorted(readings, key=_vagueness)))
        at += length


def _readings(
    sentence: Sentence, grammar: Grammar, at: int
) -> tuple[int, Sequence[Entry]]:
    """The longest phrase that begins at a token and may be meant; 0 for none."""
    folded = sentence.folded
    parted = [(len(x) + 1, x) for x in grammar.parted_at(folded, at)]
    phrases = [(len(x), x) for x in grammar.triggers.all_at(folded, at)]
    for length, phrase in sorted([*parted, *phrases], reverse=True):
        is_parted = length > len(phrase)
        readings = [
            x
            for x in grammar.entries[phrase]
            if _may_be_meant(sentence, x, at)
            and (not is_parted or x.frame == "affects")
        ]
        if readings:
            return length, readings
    return 0, ()


def _may_be_meant(sentence: Sentence, entry: Entry, at: int) -> bool:
    """Whether the words an entry asks for stand anywhere about."""
    if entry.rest:
        last = at + len(entry.words)
        return grammars.end_of_rest(entry, sentence.folded, last) > 0
    if not entry.near:
        return True
    until = at + len(entry.words) + _NEAR
    since = at - _FARTHEST_AUXILIARY - _NEAR_BEFORE
    return entry.near.has(sentence.printed, since, until)


def shorter(scene: Scene, trigger: Trigger) -> Trigger | None:
    """Could be jailed for: where no term follows, jailed may tell of the same."""
    sentence, grammar = scene.sentence, scene.grammar
    # the release of all is mostly what somebody asks for
    wished = {"release"} if trigger.is_noun else set()
    kinds = {x.kind for x in trigger.entries} - wished
    for at in range(trigger.first, trigger.last):
        most = trigger.last - at - (at == trigger.first)
        phrases = grammar.triggers.all_at(sentence.folded, at)
        fitting = max((x for x in phrases if len(x) <= most), key=len, default=())
        readings = tuple(
            x
            for x in grammar.entries.get(fitting, ())
            if x.kind in kinds and _may_be_meant(sentence, x, at)
        )
        if readings:
            group = _linked(sentence, grammar, _verb_group(sentence, grammar, at))
            return Trigger(at, at + len(fitting), group, readings)
    return None


def _vagueness(entry: Entry) -> int:
    """The reading that asks for most is tried first."""
    is_measured = "term" in entry.needs or "counted" in entry.needs
    return -2 * is_measured - bool(entry.near)


def _verb_group(sentence: Sentence, grammar: Grammar, first: int) -> int:
    """Where the auxiliaries, adverbs and governors before a verb begin."""
    at, words = first, grammar.words("auxiliary")
    while length := (
        words.ends_at(sentence.folded, at) or grammar.is_adverb(sentence.folded, at - 1)
    ):
        at -= length
    if grammar.is_wide:
        return _far_auxiliary(sentence, grammar, at)
    return at


def _linked(
    sentence: Sentence, grammar: Grammar, group: int, *, past_known: bool = False
) -> int:
    """Were dragged out and arrested: the auxiliary of a verb no table knows.

    past_known: of one that is known, but told of nothing there.
    """
    folded = sentence.folded
    if group < 2 or not grammar.is_in("and", folded, group - 1):
        return group
    for at in range(group - 2, max(group - _FARTHEST_LINK, 0), -1):
        is_known = grammar.triggers.at(folded, at) > 0 and not past_known
        if (
            is_known
            or sentence.owner[at] >= 0
            or folded[at] == ","
            or grammar.is_in("boundary", folded, at)
        ):
            return group
        if grammar.is_in("passive", folded, at) and _is_participle(folded[at + 1]):
            return _verb_group(sentence, grammar, at)
    return group


def widened(scene: Scene, trigger: Trigger) -> Trigger:
    """With the auxiliary of the verb that an "and" links it to, where there is one."""
    at = _linked(scene.sentence, scene.grammar, trigger.group, past_known=True)
    return replace(trigger, group=at) if at < trigger.group else trigger


def _is_participle(word: str) -> bool:
    return word.endswith(("ed", "en", "wn"))


def _far_auxiliary(sentence: Sentence, grammar: Grammar, first: int) -> int:
    folded = sentence.folded
    for at in range(first - 1, max(first - _FARTHEST_AUXILIARY, -1), -1):
        if grammar.is_in("boundary", folded, at):
            break
        if any(grammar.is_in(n, folded, at) for n in ("passive", "perfect", "modal")):
            return at
    return first


def is_passive(scene: Scene, trigger: Trigger) -> bool:
    return _has_auxiliary(scene, trigger, "passive")


def is_perfect(scene: Scene, trigger: Trigger) -> bool:
    return _has_auxiliary(scene, trigger, "perfect")


def is_final(scene: Scene, trigger: Trigger) -> bool:
    """Whether the auxiliary ends the clause, as in a German subclause."""
    names = ("passive", "perfect")
    is_behind = any(scene.is_in(name, trigger.last) for name in names)
    return scene.grammar.is_wide and is_behind


def _has_auxiliary(scene: Scene, trigger: Trigger, name: str) -> bool:
    if is_final(scene, trigger):
        return scene.is_in(name, trigger.last)
    return scene.has(name, trigger.group, trigger.first)


def is_near(scene: Scene, trigger: Trigger, entry: Entry) -> bool:
    """Whether the words an entry asks for stand by, before only for a passive."""
    folded = scene.sentence.printed
    length = len(folded)
    is_term = bool(entry.needs & {"term", "counted"})
    until = min(trigger.last + (_NEAR_TERM if is_term else _NEAR), length)
    following = scene.following(trigger)
    if following and not following.is_noun:
        until = min(until, following.group + 1)
    if "term" in entry.needs and not _has_term(scene, trigger.last, until):
        return False
    if "counted" in entry.needs and not _is_counted(scene, trigger.last, until):
        return False
    if "alone" in entry.needs and _goes_on(scene, trigger.last):
        return False
    if not entry.near:
        return True
    since = max(trigger.group - _NEAR_BEFORE, 0)
    spans = [(trigger.last, min(trigger.last + _NEAR, length))]
    is_closed = entry.frame == "raids" and folded[trigger.group - 1] == ","
    if is_passive(scene, trigger) or is_closed or scene.grammar.has_bare_passive:
        spans.append((since, trigger.group))
    if scene.grammar.is_wide:
        spans.append((trigger.group, trigger.first))
    return any(entry.near.has(folded, first, last) for first, last in spans)


def _goes_on(scene: Scene, at: int) -> bool:
    """Appealed for calm, and no full stop or clause behind the verb."""
    folded = scene.sentence.printed
    return at < len(folded) and folded[at][0].isalnum() and not scene.is_edge(at)


def _has_term(scene: Scene, first: int, last: int) -> bool:
    is_named = any(scene.is_in("penalty", at) for at in range(first, last))
    return is_named or _is_counted(scene, first, last)


_LENGTHS = ("-year", "-month", "-week", "-day")


def _is_length(scene: Scene, at: int) -> bool:
    """A two-year term, an 18-month suspended sentence: in figures three words."""
    folded = scene.sentence.folded
    is_length = folded[at].endswith(_LENGTHS)
    if folded[at - 1] == "-" and scene.is_in("term-unit", at):
        is_length = quantifiers.is_number(folded, at - 2, scene.grammar)
    return is_length and scene.has("term-noun", at + 1, at + 4)


def _is_counted(scene: Scene, first: int, last: int) -> bool:
    folded, grammar = scene.sentence.folded, scene.grammar
    return any(
        (
            scene.is_in("term-unit", at)
            and quantifiers.is_number(folded, at - 1, grammar)
            and not scene.is_in("no-term", at + 1)
        )
        or _is_length(scene, at)
        for at in range(max(first, 1), last)
    )

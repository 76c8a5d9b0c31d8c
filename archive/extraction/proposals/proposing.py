"""Events told in a text, as claims for a person to weigh."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise

from archive import dates
from archive.extraction.finds import Find, FindKind
from archive.extraction.proposals import (
    circumstances,
    events,
    grammar,
    offices,
    reading,
    telling,
    wording,
)
from archive.extraction.proposals.actors import Actor
from archive.extraction.proposals.events import Scene
from archive.extraction.proposals.reading import Sentence, Text
from archive.extraction.proposals.telling import Told

SOURCE = "facts/2"
# A long report has a hundred that tell of something; this bounds hostile texts.
_MOST_SENTENCES = 2_000
_LISTED = re.compile(r",?\s+(?:(?:and|und|et|y|и)\s+)?")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody's part: where the words stand, and the name found there if any."""

    role: str
    start: int
    end: int
    find: Find | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """An event that a sentence tells of.

    start and end are the sentence's, in code points, end excluded. sentence
    is our wording of it. attributed_to is "" when the report itself says so;
    happened is the value of a date, "" when none belongs to the event.
    """

    kind: str
    start: int
    end: int
    sentence: str
    modality: str
    attributed_to: str
    parties: tuple[Party, ...]
    happened: str
    happened_words: str
    place: Find | None
    score: float
    source: str


def propose(
    text: str,
    *,
    finds: Sequence[Find],
    language: str,
    published_on: date | None,
    skip: Sequence[tuple[int, int]] = (),
) -> list[Proposal]:
    """The events told outside skip, one of a kind in a sentence.

    finds are those of the text. What is denied, feared, asked for or only
    alleged says so in its modality; what did not happen is left out. Without
    tables for the language there are none. Linear in the text, of which the first
    two thousand sentences that tell of something are read.
    """
    tables = grammar.of(language.partition("-")[0])
    whole = reading.read(text, finds=finds, grammar=tables, skip=skip)
    names = wording.full_names(finds)
    found = []
    for sentence in islice(_telling(whole, tables), _MOST_SENTENCES):
        scene = events.read(sentence, tables)
        if scene is None:
            continue
        has_pronoun = any(x.kind == "pronoun" for x in scene.actors) or any(
            scene.is_in(name, at)
            for at in range(len(sentence.folded))
            for name in ("possessive", "inside")
        )
        before = _neighbour(whole, sentence) if has_pronoun else None
        found += [
            _worded(scene, told, before, names, published_on)
            for told in telling.events(scene)
        ]
    return _without_echoes(found, whole)


def _telling(whole: Text, tables: grammar.Grammar) -> Iterator[Sentence]:
    """Each sentence with a word of the tables in it; no question."""
    until = -1
    for at in range(len(whole.folded)):
        if whole.starts[at] < until or not tables.tells_at(whole.folded, at):
            continue
        sentence = whole.sentence(at)
        until = sentence.end
        if not sentence.is_question:
            yield sentence


def _neighbour(whole: Text, sentence: Sentence) -> Sentence | None:
    """The sentence before in the same paragraph."""
    first = whole.token_at(sentence.start)
    if not first:
        return None
    gap = whole.flat[whole.ends[first - 1] : sentence.start]
    return whole.sentence(first - 1) if "\n" not in gap else None


def _worded(
    scene: Scene,
    told: Told,
    before: Sentence | None,
    names: Mapping[str, str],
    published_on: date | None,
) -> Proposal:
    pronoun, people = _meant(scene, told, before)
    day, place = _day(scene, told), _place(scene, told)
    parties = tuple(_parties(scene, told, people))
    return Proposal(
        kind=told.kind,
        start=scene.sentence.start,
        end=scene.sentence.end,
        sentence=wording.write(
            scene,
            names=names,
            pronoun=pronoun,
            people=[
                names.get(x.canonical, x.surface)
                for x in people
                if x not in scene.sentence.finds
            ],
        ),
        modality=_modality(told, day, published_on),
        attributed_to=_source_of(scene, told)[:200],
        parties=parties,
        happened=day.value if day else "",
        happened_words=day.surface[:200] if day else "",
        place=place,
        score=_score(scene, told, parties, pronoun is not None and not people),
        source=SOURCE,
    )


# Her arrest is no longer to come, whenever the appeal against it is heard.
_ONLY_PAST = frozenset({"arrest", "dismissal", "killing", "injury"})


def _modality(told: Told, day: Find | None, published_on: date | None) -> str:
    """What is still to come on the day of the report has not been reported."""
    if told.modality != "reported" or day is None or published_on is None:
        return told.modality
    if told.event and told.event.entry.frame == "named" and told.kind in _ONLY_PAST:
        return told.modality
    try:
        is_ahead = dates.parse(day.value).start > published_on
    except ValueError:
        return told.modality
    return "threatened" if is_ahead else told.modality


def _day(scene: Scene, told: Told) -> Find | None:
    return circumstances.when(scene, told.event, told.before) if told.event else None


def _place(scene: Scene, told: Told) -> Find | None:
    if told.event is None or told.event.entry.frame in {"tells", "demands"}:
        return None
    return circumstances.where(scene, told.event)


def _source_of(scene: Scene, told: Told) -> str:
    if told.event is None:
        return circumstances.attributed_at(scene, told.at)
    if told.event.entry.frame in {"tells", "demands", "tells-for"}:
        return ""
    return circumstances.attributed_to(scene, told.event)


def _meant(
    scene: Scene, told: Told, before: Sentence | None
) -> tuple[Actor | None, list[Find]]:
    """The pronoun of an event and who it stands for, where that is plain.

    One person named earlier in the sentence, or in the sentence before; for
    "they" all of the two or more named there.
    """
    pronoun = next(
        (x for _, group in told.by_role for x in group if x.kind == "pronoun"), None
    )
    if pronoun is None:
        return None, []
    is_many = scene.is_in("they", pronoun.first)
    until = scene.sentence.starts[pronoun.first]
    here = [x for x in scene.sentence.finds if x.end <= until]
    for finds in (here, before.finds if before else []):
        people = [x for x in finds if x.kind is FindKind.PERSON]
        if people:
            return pronoun, _plainly_meant(scene.sentence.text, people, is_many=is_many)
    return pronoun, []


def _plainly_meant(text: str, people: list[Find], *, is_many: bool) -> list[Find]:
    """One person for "she"; for "they" a list of all the people there are."""
    distinct = list({x.canonical: x for x in people}.values())
    if any(text[x.end : x.end + 2] in {"'s", "’s"} for x in people):
        return []
    if not is_many:
        return distinct if len(distinct) == 1 else []
    gaps = (text[a.end : b.start] for a, b in pairwise(people))
    is_list = all(_LISTED.fullmatch(gap) for gap in gaps)
    return distinct if is_list and len(distinct) > 1 else []


def _parties(scene: Scene, told: Told, people: Sequence[Find]) -> Iterator[Party]:
    seen: set[tuple[str, int]] = set()
    for role, group in [*told.by_role, *_beside(scene, told)]:
        for actor in group:
            for party in _party(scene, role, actor, people):
                if (role, party.start) not in seen:
                    seen.add((role, party.start))
                    yield party


def _beside(scene: Scene, told: Told) -> list[tuple[str, tuple[Actor, ...]]]:
    """The embassy a letter went to or a picket stood at; the strikers' company."""
    if told.event is None:
        return []
    return offices.beside(scene, told.event)


def _party(
    scene: Scene, role: str, actor: Actor, people: Sequence[Find]
) -> Iterator[Party]:
    sentence = scene.sentence
    start, end = sentence.starts[actor.first], sentence.ends[actor.last - 1]
    if actor.kind == "pronoun":
        yield from (Party(role, start, end, find) for find in people)
        return
    body = offices.body_of(scene, actor) if role not in {"victim", "subject"} else None
    find = actor.find or body
    yield (
        Party(role, start, end, find)
        if actor.find is None and body is None
        else (_named(role, find, start, end))
    )


def _named(role: str, find: Find | None, start: int, end: int) -> Party:
    return (
        Party(role, find.start, find.end, find)
        if find
        else Party(role, start, end, None)
    )


def _score(
    scene: Scene, told: Told, parties: Sequence[Party], is_unresolved: bool
) -> float:
    """For the order of the queue only: named people first, guesses last."""
    score = 0.8 if any(party.find for party in parties) else 0.65
    score -= 0.15 * is_unresolved
    score -= 0.1 * scene.sentence.is_heading
    score -= 0.1 * (told.event is not None and told.event.is_inherited)
    return round(score, 2)


def _without_echoes(found: Sequence[Proposal], whole: Text) -> list[Proposal]:
    """Without the headings that a sentence of the report tells in full."""
    headings = [_is_heading(whole, x) for x in found]
    bodies: dict[tuple[str, str], list[Proposal]] = {}
    for proposal, is_heading in zip(found, headings, strict=True):
        if not is_heading:
            bodies.setdefault((proposal.kind, proposal.modality), []).append(proposal)
    return [
        proposal
        for proposal, is_heading in zip(found, headings, strict=True)
        if not (is_heading and _is_told(proposal, bodies))
    ]


def _is_heading(whole: Text, proposal: Proposal) -> bool:
    return reading.is_heading(whole.flat[proposal.start : proposal.end])


def _is_told(
    heading: Proposal, bodies: Mapping[tuple[str, str], Sequence[Proposal]]
) -> bool:
    named = {x.find.canonical for x in heading.parties if x.find}
    told = bodies.get((heading.kind, heading.modality), ())
    return any(
        not named or any(x.find and x.find.canonical in named for x in other.parties)
        for other in told
    )

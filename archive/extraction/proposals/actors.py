"""Who is named, or counted, in a sentence, and what stands before them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.extraction.finds import Find, FindKind
from archive.extraction.proposals import quantifiers
from archive.extraction.proposals.grammar import STEM, Grammar
from archive.extraction.proposals.reading import Sentence

_LONGEST_LEAD = 6
_LONGEST_ROLE = 9
_APOSTROPHES = frozenset({"'", "’", "'s", "’s"})
PEOPLE = frozenset({"person", "people", "pronoun", "number"})
ANYBODY = frozenset({*PEOPLE, "org", "police", "officials", "court", "employer"}) | {
    "union",
    "we",
    "place",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Tokens first to last; begins is where its noun phrase does.

    kind: person, org, place, people, police, officials, court, employer,
    union, pronoun, number or we. find is None for those without a name.
    """

    begins: int
    first: int
    last: int
    kind: str
    find: Find | None


def find(
    sentence: Sentence, grammar: Grammar, verbs: Sequence[tuple[int, int]]
) -> list[Actor]:
    """In the order of the sentence; none inside another.

    verbs: the first and last token of each, where no noun phrase begins.
    """
    found: list[Actor] = []
    for actor in _cores(sentence, grammar, verbs):
        ends = (last for _, last in verbs if last <= actor.first)
        floor = max([found[-1].last if found else 0, *ends])
        begun = _extended(sentence, grammar, actor, floor)
        if found and _is_one(grammar, found[-1], begun):
            found[-1] = _joined(found[-1], begun)
        else:
            found.append(begun)
    return found


def _cores(
    sentence: Sentence, grammar: Grammar, verbs: Sequence[tuple[int, int]]
) -> Iterator[Actor]:
    at, taken = 0, {x for first, last in verbs for x in range(first, last)}
    while at < len(sentence.folded):
        actor = _named(sentence, at)
        if actor is None and at not in taken:
            actor = _unnamed(sentence, grammar, at)
        if actor:
            yield _whole(sentence, grammar, actor)
        at = actor.last if actor else at + 1


def _whole(sentence: Sentence, grammar: Grammar, actor: Actor) -> Actor:
    """The government of Bahrain: an office without a name, with its country."""
    at = actor.last + 1
    is_office = actor.kind == "officials" and at < len(sentence.owner)
    if not is_office or not grammar.is_in("belongs", sentence.folded, at - 1):
        return actor
    land = _named(sentence, at)
    if land is None or land.kind != "place":
        return actor
    return Actor(actor.begins, actor.first, land.last, actor.kind, None)


_KINDS = {
    FindKind.PERSON: "person",
    FindKind.ORG: "org",
    FindKind.PLACE: "place",
    FindKind.DATE: "date",
}


def _named(sentence: Sentence, at: int) -> Actor | None:
    index = sentence.owner[at]
    if index < 0:
        return None
    last = at
    while last < len(sentence.owner) and sentence.owner[last] == index:
        last += 1
    found = sentence.finds[index]
    return Actor(at, at, last, _KINDS[found.kind], found)


def _unnamed(sentence: Sentence, grammar: Grammar, at: int) -> Actor | None:
    folded = sentence.folded
    word = folded[at]
    is_listed = word in grammar.actor_words or word[0].isdigit() or "-" in word
    is_listed = is_listed or word[:STEM] in grammar.actor_stems
    if not is_listed and not word.endswith(grammar.people_endings):
        return None
    some = quantifiers.some_of_them(folded, at, grammar)
    length, kind = (some, "people") if some else grammar.group_at(folded, at)
    if length:
        return Actor(at, at, at + length, kind, None)
    if _is_by_trade(folded[at], grammar) and not grammar.is_in("no-people", folded, at):
        return Actor(at, at, at + 1, "people", None)
    for kind in ("pronoun", "we"):
        if grammar.is_in(kind, folded, at):
            return Actor(at, at, at + 1, kind, None)
    if quantifiers.is_number(folded, at, grammar) and not grammar.is_in(
        "unit", folded, at + 1
    ):
        return Actor(at, at, at + 1, "number", None)
    return None


def _is_by_trade(word: str, grammar: Grammar) -> bool:
    """Weavers, machinists: people no list has, by the ending of the word."""
    return len(word) >= 6 and word.endswith(grammar.people_endings)


def _extended(sentence: Sentence, grammar: Grammar, actor: Actor, floor: int) -> Actor:
    """The actor with the words of its noun phrase that stand before it."""
    if actor.kind in {"pronoun", "we", "date"}:
        return actor
    at = actor.first
    lowest = max(floor, actor.first - _LONGEST_LEAD)
    while (
        at > lowest and actor.kind != "number" and _is_inside(sentence, grammar, at - 1)
    ):
        at -= 1
        if _opens(sentence, grammar, at):
            break
    at = _past_article(sentence, grammar, actor, at, floor)
    at = _past_quantity(sentence, grammar, at, floor)
    first = actor.first if actor.find else _skip_apostrophe(sentence, at)
    return Actor(at, first, actor.last, actor.kind, actor.find)


def _opens(sentence: Sentence, grammar: Grammar, at: int) -> bool:
    """In prison the trade unionist ...: no noun phrase goes on past its article."""
    is_first = grammar.is_in("determiner", sentence.folded, at)
    return is_first and not grammar.is_in("article", sentence.folded, at - 1)


def _skip_apostrophe(sentence: Sentence, at: int) -> int:
    return at + (sentence.folded[at] in _APOSTROPHES)


def _is_inside(sentence: Sentence, grammar: Grammar, at: int) -> bool:
    """Whether a word can stand inside a noun phrase before its head."""
    word, folded = sentence.folded[at], sentence.folded
    if word in _APOSTROPHES:
        return at > 0
    if sentence.owner[at] >= 0 or not word[0].isalnum():
        return False
    if grammar.is_in("article", folded, at) or quantifiers.is_number(
        folded, at, grammar
    ):
        return True
    if _is_measured(sentence, grammar, at):
        return False
    return not grammar.is_in("function", folded, at)


def _is_measured(sentence: Sentence, grammar: Grammar, at: int) -> bool:
    """After a trial of two days Ana Paz ...: the days are no part of her."""
    is_unit = at > 0 and grammar.is_in("unit", sentence.folded, at)
    return is_unit and quantifiers.is_number(sentence.folded, at - 1, grammar)


def _past_article(
    sentence: Sentence, grammar: Grammar, actor: Actor, at: int, floor: int
) -> int:
    """The trial of the other twelve; a "six" that is an article too is a number."""
    folded = sentence.folded
    while (
        actor.kind == "number"
        and at > floor
        and grammar.is_in("article", folded, at - 1)
        and not quantifiers.is_number(folded, at - 1, grammar)
    ):
        at -= 1
    return at


def _past_quantity(sentence: Sentence, grammar: Grammar, at: int, floor: int) -> int:
    """At least, more than, hundreds of, eleven of: part of what is counted."""
    folded = sentence.folded
    for begin in range(max(floor, at - 3), at):
        length = grammar.words("about").at(folded, begin)
        if length and begin + length >= at:
            return begin
    before = at - 2
    is_part = before >= floor and grammar.is_in("part-of", folded, before + 1)
    return before if is_part and quantifiers.is_number(folded, before, grammar) else at


def _is_one(grammar: Grammar, before: Actor, after: Actor) -> bool:
    """Women workers; the lawyer Ana Paz; four miners."""
    if before.last != after.begins or before.find or before.kind == "pronoun":
        return False
    is_compound = before.kind == "number" or grammar.language == "en"
    is_title = after.find is not None
    return (is_compound or is_title) and after.kind in {*PEOPLE, "police", "officials"}


def _joined(before: Actor, after: Actor) -> Actor:
    first = after.first if after.find else before.first
    return Actor(before.begins, first, after.last, after.kind, after.find)


def is_possessor(sentence: Sentence, actor: Actor) -> bool:
    """The strikers' lawyer is not the strikers, nor is Lonmin's mine Lonmin."""
    if actor.find:
        return sentence.text[actor.find.end : actor.find.end + 2] in {"'s", "’s"}
    end = sentence.ends[actor.last - 1]
    return sentence.text[end : end + 1] in {"'", "’"}


def modifiers(
    sentence: Sentence, grammar: Grammar, found: Sequence[Actor]
) -> list[Actor]:
    """Bodies that only say which: the KCTU president, UN experts, union offices."""
    return [
        actor
        for actor in found
        if actor.kind in {"org", "union"} and _goes_on(sentence, grammar, actor.last)
    ]


def _goes_on(sentence: Sentence, grammar: Grammar, at: int) -> bool:
    if at >= len(sentence.folded) or grammar.triggers.at(sentence.folded, at):
        return False
    word = sentence.folded[at]
    is_adverb = word.endswith(("ly", "ed")) or grammar.is_in(
        "follow", sentence.folded, at
    )
    is_noun = word[0].isalpha() and _is_inside(sentence, grammar, at)
    return is_noun and not is_adverb and grammar.language == "en"


def plain(sentence: Sentence, grammar: Grammar, found: Sequence[Actor]) -> list[Actor]:
    """Without acronyms in brackets, and without "its president," before a name."""
    kept: list[Actor] = []
    roles = [_role_of(sentence, grammar, found[x : x + 4]) for x in range(len(found))]
    dropped = {at + x for at, size in enumerate(roles) for x in range(size)}
    for index, actor in enumerate(found):
        in_brackets = sentence.folded[actor.last : actor.last + 1] == [")"]
        is_acronym = in_brackets and sentence.folded[actor.begins - 1] == "("
        is_apposed = index > 0 and _is_apposed(sentence, found[index - 1], actor)
        if not ((is_acronym and index) or index in dropped or is_apposed):
            kept.append(actor)
    return kept


def _role_of(sentence: Sentence, grammar: Grammar, found: Sequence[Actor]) -> int:
    """Its president, Ana Paz; the editor of the Tribune, Ana Paz, was ...

    How many to leave out for the name that stands behind them.
    """
    role, *rest = found
    if role.find or role.kind not in {"people", "officials", "employer"}:
        return 0
    after = next((x for x, actor in enumerate(rest) if actor.kind == "person"), None)
    if after is None or sentence.folded[rest[after].begins - 1] != ",":
        return 0
    named, folded = rest[after], sentence.folded
    between = folded[role.last : named.begins - 1]
    if not between:
        return 1
    is_closed = folded[named.last : named.last + 1] == [","]
    is_of = grammar.is_in("belongs", folded, role.last)
    is_near = len(between) <= _LONGEST_ROLE and "," not in between
    return after + 1 if is_closed and is_of and is_near else 0


def _is_apposed(sentence: Sentence, before: Actor, actor: Actor) -> bool:
    """Ana Paz, leader of the union: who she is, not somebody else."""
    is_nameless = actor.find is None and actor.kind in {"people", "officials"}
    is_beside = actor.begins == before.last + 1 and actor.begins == actor.first
    return (
        is_nameless
        and is_beside
        and before.kind == "person"
        and sentence.folded[before.last] == ","
        and actor.last - actor.first == 1
    )


def obliques(
    sentence: Sentence, grammar: Grammar, found: Sequence[Actor]
) -> frozenset[int]:
    """Where those begin that a preposition leads, alone or as one of a list."""
    led: set[int] = set()
    for index, actor in enumerate(found):
        before = found[index - 1] if index else None
        is_listed = (
            before is not None
            and before.begins in led
            and before.kind == actor.kind
            and _is_in_list(sentence, grammar, found, index)
        )
        if is_listed or is_oblique(sentence, grammar, actor):
            led.add(actor.begins)
    return frozenset(led)


def _is_in_list(
    sentence: Sentence, grammar: Grammar, found: Sequence[Actor], index: int
) -> bool:
    """Set directly beside the one before, in a list that an "and" closes."""
    for at in range(index, len(found)):
        link, before = found[at].begins - 1, found[at - 1]
        if link != before.last or found[at].kind != before.kind:
            return False
        if grammar.is_in("and", sentence.folded, link):
            return True
        if sentence.folded[link] != ",":
            return False
    return False


def is_oblique(sentence: Sentence, grammar: Grammar, actor: Actor) -> bool:
    """Whether a preposition stands before: of the union, with her sister."""
    before = actor.begins - 1
    return before >= 0 and grammar.is_in("preposition", sentence.folded, before)


def chain(
    sentence: Sentence,
    grammar: Grammar,
    actors: Sequence[Actor],
    *,
    wanted: frozenset[str],
) -> list[Actor]:
    """The first actor and those set beside it by commas and "and"."""
    linked: list[Actor] = []
    for actor in actors:
        if not linked:
            linked = [actor] if actor.kind in wanted else []
            if not linked:
                return []
        elif actor.kind in wanted and _is_beside(sentence, grammar, linked[-1], actor):
            linked.append(actor)
        elif not is_oblique(sentence, grammar, actor):
            break
    between = range(linked[0].last, linked[-1].begins) if linked else ()
    is_list = any(grammar.is_in("and", sentence.folded, at) for at in between)
    return linked if is_list else linked[:1]


def _is_beside(
    sentence: Sentence, grammar: Grammar, before: Actor, after: Actor
) -> bool:
    """Only commas and "and" between, or an apposition that is closed by one.

    A nameless group after "Ana Paz, a" says who Ana Paz is.
    """
    folded = sentence.folded
    link = after.begins - 1
    is_linked = link >= before.last and (
        folded[link] == "," or grammar.is_in("and", folded, link)
    )
    if not is_linked:
        return False
    is_direct = all(
        folded[at] == "," or grammar.is_in("and", folded, at)
        for at in range(before.last, after.begins)
    )
    is_apposed = folded[link] == "," and after.find is None and before.find is not None
    return (is_direct and not is_apposed) or (
        grammar.is_in("and", folded, link) and before.kind == after.kind
    )

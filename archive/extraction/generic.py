"""Whether a name says by itself who is meant, or only what: "the High Commission".

What it only says of what kind may mean another in the next report.
"""

import re
from functools import cache, lru_cache
from itertools import chain

from archive import lexicon
from archive.extraction.finds import FindKind
from archive.names import atlas

_LANGUAGES = (*lexicon.LANGUAGES, "it", "pt")
_KEPT = 20_000
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
# Written without spaces: two signs are a whole name.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")
_BODIES = (
    "organisation-heads",
    "organisation-generic",
    "organisation-weak",
    "organisation-nouns",
    "organisation-tails",
    "organs",
    "courts",
)
_PLACES = ("place-heads", "areas", "prisons")
# Common nouns that towns and provinces have for a name.
_NAMES_TOO = lexicon.listed("cape coast")
# Two common words each, and one body of the whole world.
_WORLD_KNOWN = frozenset(
    {
        "united nations",
        "european union",
        "african union",
        "arab league",
        "world bank",
        "red cross",
        "freedom house",
        "radio liberty",
    }
)
# An embassy is told by two countries, or by one and a town.
_MISSIONS = re.compile(
    r"embass|\bhigh commission|consul|legation|botschaft|konsulat|ambassad|"
    r"haut-commissariat|embajad|embaixad|ambasciat|посольств|консульств"
)
_GERMAN = (
    "gericht",
    "gerichtshof",
    "ministerium",
    "behörde",
    "anwaltschaft",
    "regierung",
    "parlament",
    "gewerkschaft",
    "gewerkschaftsbund",
)
# What tells neither of two bodies or two squares apart: rank, field, and praise.
_QUALIFYING = lexicon.listed(
    "the of and for in on at to a an by with al el "
    "high supreme superior upper lower appeal appeals appellate constitutional "
    "criminal civil military administrative magistrates federal national state "
    "central regional district provincial county municipal city town local republican "
    "general special public permanent joint international european african asian arab "
    "american world global united free independent new old great main chief first "
    "second third north south east west northern southern eastern western "
    "foreign affairs external internal home interior justice labour labor employment "
    "health education science culture defence defense security finance financial "
    "treasury energy oil gas petroleum mines mining agriculture transport railway "
    "environment information communications trade trades industry industrial commerce "
    "economy economic development social human rights women youth children election "
    "electoral elections corruption anti-corruption emergency investigation "
    "investigative intelligence "
    "socialist communist democratic liberal conservative republican green left right "
    "progressive revolutionary popular people people's peoples workers worker's "
    "workers' teachers nurses miners students farmers journalists lawyers doctors "
    "engineers drivers no nr union unions party league parliament senate ministry minister "
    "prosecutor prosecutor's prosecution office police army guard republic kingdom "
    "prison jail colony detention remand centre center square street avenue road park "
    "independence freedom liberty victory peace unity revolution martyrs lenin capital "
    "der die das des dem und für von im oberste oberster oberstes höchste nationale "
    "zentrale staatliche föderale regionale "
    "le la les du de des et pour cour haute suprême nationale national centrale "
    "régional justice intérieur étrangères affaires travail santé "
    "el los las del y para suprema supremo nacional central regional justicia interior "
    "exteriores trabajo salud "
    "верховный высший народный народная государственный государственная "
    "республиканский республиканская областной областная городской городская районный "
    "районная центральный центральная национальный национальная федеральный "
    "федеральная генеральный генеральная внутренних иностранных дел юстиции обороны "
    "труда здравоохранения партия союз комитет суд"
)


@lru_cache(maxsize=_KEPT)
def says_who(name: str, kind: FindKind) -> bool:
    """Whether a machine may take a name it knows for the one who bears it.

    A person: two names, not a surname or initials. A body or a place: a word that
    is no common noun, rank, field or direction. Of an embassy whose and where.
    """
    if kind is FindKind.PERSON:
        return _is_full(name)
    folded = lexicon.fold(name)
    own = _own_words(folded, _nouns(_PLACES if kind is FindKind.PLACE else _BODIES))
    if kind is FindKind.PLACE:
        return bool(own) and not _is_many(name)
    if _MISSIONS.search(folded):
        return _told(folded) > 1
    return bool(own) or _is_world_known(folded)


def _is_full(name: str) -> bool:
    words = [word for word in _WORD.findall(name) if len(word) > 1]
    if any(_UNSPACED.search(word) for word in words):
        return sum(map(len, words)) > 1
    return sum(lexicon.fold(word) not in _titles() for word in words) > 1


def _own_words(folded: str, nouns: tuple[frozenset[str], tuple[str, ...]]) -> list[str]:
    """The words that are a name's own."""
    whole, starts = nouns
    words = (word.removesuffix("'s") for word in _WORD.findall(folded))
    return [
        word
        for word in words
        if word not in whole
        and word not in _QUALIFYING
        and not word.isdecimal()
        and not word.startswith(starts)
        and not _is_german_compound(word)
    ]


def _is_german_compound(word: str) -> bool:
    """Bundesgericht, Innenministerium: what it heads, written in one."""
    return len(word) > 8 and word.endswith(_GERMAN)


def _told(folded: str) -> int:
    """How many countries and other names of its own an embassy's name has."""
    countries = set(_countries().findall(folded))
    rest = _countries().sub(" ", folded)
    own = [
        word
        for word in _own_words(rest, _nouns(_BODIES))
        if not _MISSIONS.search(word) and word not in lexicon.words("demonyms", "en")
    ]
    peoples = {w for w in _WORD.findall(rest) if w in lexicon.words("demonyms", "en")}
    return len(countries) + len(peoples) + len(own)


def _is_many(place: str) -> bool:
    """Whether the lists of the world have places of several countries so called."""
    found = atlas.codes(place)
    cities = {code for kind, code in found if kind == "city"}
    states = {code.partition("-")[0] for kind, code in found if kind != "city"}
    return len(cities) > 1 or len(states) > 1


def _is_world_known(folded: str) -> bool:
    """Common words that are one body all the same: the ILO in full."""
    name = folded.removeprefix("the ")
    is_long = len(_WORD.findall(name)) > 2
    return name in _WORLD_KNOWN or (is_long and name in _in_full())


@cache
def _in_full() -> frozenset[str]:
    listed = {full for _short, full in lexicon.rows("same-names")}
    return lexicon.words("known-organisations") | listed


@cache
def _nouns(lists: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Common nouns of all languages; those of Russian as stems."""
    found = {
        language: frozenset(
            word
            for name in lists
            for entry in lexicon.words(name, language)
            for word in _WORD.findall(entry)
            if word not in _NAMES_TOO
        )
        for language in _LANGUAGES
    }
    stems = tuple(word for word in found.pop("ru") if len(word) > 2)
    return frozenset(chain.from_iterable(found.values())), stems


@cache
def _titles() -> frozenset[str]:
    return frozenset().union(*(lexicon.words("titles", each) for each in _LANGUAGES))


@cache
def _countries() -> re.Pattern[str]:
    names = sorted({n for code in _LANGUAGES for n in lexicon.countries(code)}, key=len)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, reversed(names)))})\b")

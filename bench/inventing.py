"""Invented names and reports from a seed number: the same seed, the same words.

Nobody in them exists. Offsets count code points, the end excluded.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

GIVEN = [
    "Aigul",
    "Natalia",
    "Akzhanat",
    "Serik",
    "Marat",
    "Rosa",
    "Daniyar",
    "Olga",
    "Ivan",
    "Zhanna",
    "Kenzhegali",
    "Talgat",
    "Bakyt",
    "Saule",
    "Nurlan",
    "Dina",
    "Viktor",
    "Elena",
    "Pavel",
    "Maria",
    "Ahmed",
    "Leyla",
    "Hassan",
    "Farida",
    "José",
    "Ana",
    "Luis",
    "Carmen",
    "Jean",
    "Claire",
    "Pierre",
    "Ingrid",
    "Karl",
    "Anna",
    "Piotr",
    "Ewa",
    "Wei",
    "Mei",
    "Kwame",
    "Amina",
    "Thabo",
    "Ngozi",
    "Juma",
    "Grace",
    "Peter",
    "Ruth",
    "Owen",
    "Sian",
]
HEADS = [
    "Bar",
    "Kel",
    "Sul",
    "Tem",
    "Nor",
    "Ash",
    "Dul",
    "Mar",
    "Kar",
    "Zha",
    "Bek",
    "Or",
    "Tur",
    "Ber",
    "Sal",
    "Vol",
    "Gor",
    "Min",
]
HEARTS = ["a", "e", "i", "o", "u", "ai", "an", "en", "ir", "ol", "ur", "am", "is"]
TAILS = [
    "bay",
    "kov",
    "sky",
    "nov",
    "tay",
    "gul",
    "man",
    "son",
    "dze",
    "yan",
    "ova",
    "ez",
    "ard",
    "ini",
    "wick",
    "meda",
    "hira",
]
PLACES = [
    "grad",
    "abad",
    "ville",
    "stan",
    "burg",
    "tau",
    "kent",
    "field",
    "mouth",
    "polis",
    "aria",
    "ton",
]
BODIES = (
    "{place} Oil Workers Union",
    "{place} City Court",
    "{place} Teachers Association",
    "Free Press Committee of {place}",
    "{place} Mining Company",
    "Ministry of Labour of {place}",
)
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
PAGE = """<!doctype html><html lang="en"><head><title>{title} - A Site</title>
<meta property="article:published_time" content="2011-06-22T10:00:00Z"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/about">About us</a></li></ul></nav>
<main><article><h1>{title}</h1>{paragraphs}</article></main>
<aside><h2>Donate</h2><p>Please donate to our campaign.</p></aside>
<form><label>Comment <textarea></textarea></label><button>Send</button></form>
<footer>All rights reserved. A Site.</footer></body></html>"""
SENTENCES = (
    "{person} told {body} on {date} that the strike in {place} would go on.",
    "Police in {place} detained {person}, a member of {body}, on {date}.",
    "On {date} the {body} refused to receive {person}.",
    "{person} was sentenced on {date} to six years of prison by the {body}.",
    "Some four hundred people from {place} stood in front of the {body} on {date}.",
    "According to {person}, two workers were beaten near {place} on {date}.",
    "The {body} demands that {person} be released at once.",
    "Nobody at the {body} would say where {person} was held after {date}.",
)
PLAIN = (
    "The families have not been allowed to bring food or medicine.",
    "Wages have not been paid for three months, and the contracts are not renewed.",
    "We ask all who read this to protest at the nearest embassy.",
)
RUSSIAN = (
    "{date} в городе {place} полиция задержала активиста по имени {person}.",
    "{person} сообщил журналистам, что забастовка в городе {place} продолжается.",
    "Суд города {place} {date} приговорил профсоюзного лидера {person} к шести годам.",
    "Профсоюз нефтяников требует немедленно освободить всех задержанных.",
)
RUSSIAN_PEOPLE = ["Наталья Соколова", "Серик Маратов", "Ольга Иванова", "Иван Петров"]
RUSSIAN_PLACES = ["Актау", "Жанаозен", "Алматы", "Москва", "Омск", "Караганда"]
RUSSIAN_MONTHS = [
    "января",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "октября",
]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something. number: its place in the cast."""

    number: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a report and whom they name; None for a date."""

    start: int
    end: int
    kind: str
    named: Named | None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    title: str
    text: str
    places: Sequence[Place]


def cast(size: int, *, seed: int) -> list[Named]:
    """So many with a name each, no two alike: people, bodies, places as 6 : 3 : 1."""
    random = Random(seed)  # noqa: S311 (no secret)
    labels: dict[str, str] = {}
    while len(labels) < size:
        kind = ("PERSON", "PERSON", "ORG", "PERSON", "PLACE", "PERSON", "ORG")[
            len(labels) % 7
        ]
        labels.setdefault(_label(random, kind), kind)
    return [Named(n, kind, label) for n, (label, kind) in enumerate(labels.items())]


def _label(random: Random, kind: str) -> str:
    root = random.choice(HEADS) + random.choice(HEARTS)
    if kind == "PERSON":
        middle = random.choice(HEADS).lower() + random.choice(HEARTS)
        return f"{random.choice(GIVEN)} {root}{middle}{random.choice(TAILS)}"
    place = root + random.choice(HEADS).lower() + random.choice(PLACES)
    return random.choice(BODIES).format(place=place) if kind == "ORG" else place


def misspelt(label: str) -> str:
    """As a hurried reporter writes it: one vowel less, or a letter twice."""
    for old, new in (("ai", "ay"), ("ov", "off"), ("a", "aa"), ("e", "ee")):
        if old in label[2:]:
            return label[:2] + label[2:].replace(old, new, 1)
    return f"{label}h"


def report(known: Sequence[Named], *, seed: int, finds: int = 20) -> Report:
    """A report that names those it is given, each at least once if finds allow.

    With 20 finds it has some 1,200 characters, with 50 some 2,800.
    """
    random = Random(seed)  # noqa: S311
    by_kind = {
        kind: [each for each in known if each.kind == kind]
        for kind in ("PERSON", "ORG", "PLACE")
    }
    writer = _Writer(random, by_kind)
    lead = by_kind["PERSON"][0].label
    title = f"{lead} and the strike of report {seed}"
    writer.add(f"{title}\n\n")
    while len(writer.places) < finds:
        writer.sentence(random.choice(SENTENCES), upto=finds)
        if random.random() < 0.2:
            writer.add(f"{random.choice(PLAIN)}\n\n")
    return Report(title, "".join(writer.parts).rstrip(), writer.places)


class _Writer:
    """A text under way, and what it names where."""

    def __init__(self, random: Random, known: dict[str, list[Named]]) -> None:
        self._random = random
        self._known = known
        self._turns = dict.fromkeys(known, 0)
        self.parts: list[str] = []
        self.places: list[Place] = []
        self._length = 0

    def add(self, words: str) -> None:
        self.parts.append(words)
        self._length += len(words)

    def sentence(self, pattern: str, *, upto: int) -> None:
        for part in pattern.split("{"):
            slot, brace, rest = part.partition("}")
            if not brace:
                self.add(part)
                continue
            self._fill(slot, is_marked=len(self.places) < upto)
            self.add(rest)
        self.add(" ")

    def _fill(self, slot: str, *, is_marked: bool) -> None:
        if slot == "date":
            self._date(is_marked=is_marked)
            return
        kind = {"person": "PERSON", "body": "ORG", "place": "PLACE"}[slot]
        known = self._known[kind]
        named = known[self._turns[kind] % len(known)]
        self._turns[kind] += 1
        self._mark(named.label, Place(0, 0, kind, named), is_marked=is_marked)

    def _date(self, *, is_marked: bool) -> None:
        day = date(2005, 1, 1) + timedelta(days=self._random.randrange(7000))
        words = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
        self._mark(
            words, Place(0, 0, "DATE", None, day.isoformat()), is_marked=is_marked
        )

    def _mark(self, words: str, place: Place, *, is_marked: bool) -> None:
        start = self._length
        self.add(words)
        if is_marked:
            self.places.append(replace(place, start=start, end=self._length))


def russian(*, seed: int) -> str:
    """A report of some 1,200 letters."""
    random = Random(seed)  # noqa: S311
    return " ".join(
        random.choice(RUSSIAN).format(
            date=f"{random.randint(1, 28)} {random.choice(RUSSIAN_MONTHS)} 2011 года",
            place=random.choice(RUSSIAN_PLACES),
            person=random.choice(RUSSIAN_PEOPLE),
        )
        for _sentence in range(15)
    )


def page(report: Report) -> str:
    """The report as a site has it: with a menu, a sidebar and a comment form."""
    paragraphs = "".join(f"<p>{part}</p>" for part in report.text.split("\n\n"))
    return PAGE.format(title=report.title, paragraphs=paragraphs)

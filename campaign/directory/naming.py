"""The address of a mission on the site: readable, stable, never used again."""

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from anyascii import anyascii
from django.utils.text import slugify

from campaign.directory.listed import Listed
from campaign.models import Recipient

_LONGEST = 80
# Kinds of which a state has one in another: kz-gb, without the kind.
_CHIEF = (
    Recipient.Kind.EMBASSY,
    Recipient.Kind.HIGH_COMMISSION,
    Recipient.Kind.NUNCIATURE,
    Recipient.Kind.DE_FACTO_EMBASSY,
    Recipient.Kind.APOSTOLIC_DELEGATION,
)


def fixed(path: Path) -> dict[str, str]:
    """Wikidata item → slug, of missions named before there was a rule."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["wikidata"]: row["slug"] for row in csv.DictReader(lines)}


def named(
    missions: Iterable[Listed], *, taken: Collection[str], given: Mapping[str, str]
) -> Iterator[tuple[Listed, str]]:
    """A free slug for each new mission, whatever their order in the file.

    Of two that would have the same one the chief kind has it, then the one
    that Wikidata has known for longer. A slug that a file gives is kept
    unless another mission ever had it.
    """
    used = set(taken)
    for each in sorted(missions, key=_precedence):
        wanted = each.slug or given.get(each.wikidata, "")
        slug = wanted if wanted and wanted not in used else ""
        slug = slug or next(s for s in _candidates(each) if s not in used)
        used.add(slug)
        yield each, slug


def by_rule(each: Listed) -> str:
    """The slug it has when no other mission had it before."""
    return next(_candidates(each))


def _precedence(each: Listed) -> tuple[bool, int, int, str, int]:
    kind = str(each.columns["kind"])
    rank = _CHIEF.index(kind) if kind in _CHIEF else len(_CHIEF)
    item = int(each.wikidata[1:]) if each.wikidata else 10**13
    return not each.slug, rank, item, str(each.columns["city"]), each.number


def _candidates(each: Listed) -> Iterator[str]:
    pair = "-".join(filter(None, (each.state, each.receiving))).lower()
    kind = str(each.columns["kind"])
    if kind in _CHIEF and each.receiving:
        yield pair
    longer = f"{pair}-{kind.replace('_', '-')}"
    city = slugify(anyascii(str(each.columns["city"])))
    if city:
        longer = f"{longer}-{city}"[: _LONGEST - 15].rstrip("-")
    yield longer
    if each.wikidata:
        longer = f"{longer}-{each.wikidata.lower()}"
        yield longer
    number = 2
    while True:
        yield f"{longer}-{number}"
        number += 1

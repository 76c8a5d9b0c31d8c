"""Campaigns of a file with their letters: drafts here, as if written here."""

from collections.abc import Mapping, Sequence
from typing import Any

from archive import search
from archive.models.authorship import save_as
from campaign.models import (
    Alternative,
    Campaign,
    Citation,
    Demand,
    LetterCount,
    ModelLetter,
    Paragraph,
    Target,
    Update,
    lists,
)
from campaign.portable.columns import filled
from campaign.portable.journal import Journal, found, free
from campaign.portable.reading import Unreadable

Row = Mapping[str, Any]
Version = tuple[str, str, int]


def take_campaigns(rows: Sequence[Row], journal: Journal) -> None:
    fresh = []
    for row in rows:
        fitting = Campaign.objects.filter(
            slug__startswith=row["slug"],
            title=row["title"],
            addressed_state=row["addressed_state"],
        )
        known = fitting.order_by("pk").first()
        if known is None:
            known = _campaign(row, journal)
            fresh.append(row)
            journal.new["campaigns"] += 1
        else:
            journal.known["campaigns"] += 1
        journal.campaigns[row["slug"]] = known
    for row in rows:
        _letters(journal.campaigns[row["slug"]], row, journal)
    for row in fresh:
        following = found(journal.campaigns, row["successor"], "campaign")
        if following is not None:
            campaign = journal.campaigns[row["slug"]]
            campaign.successor = following
            save_as(campaign, None)
    made = (journal.campaigns[row["slug"]].pk for row in fresh)
    search.index_kind("campaign", made)


def _campaign(row: Row, journal: Journal) -> Campaign:
    campaign: Campaign = filled(Campaign, row)
    campaign.slug = free(Campaign, row["slug"], otherwise="campaign")
    campaign.number = _free_number(row["number"])
    if not journal.as_it_was:
        campaign.state = Campaign.State.DRAFT
    save_as(campaign, None)
    campaign.documents.set(_all(journal.documents, row["documents"], "report"))
    campaign.outcome_claims.set(_all(journal.claims, row["outcome_claims"], "claim"))
    for each in row["demands"]:
        save_as(filled(Demand, each, campaign=campaign), None)
    _targets(campaign, row["targets"], journal)
    for each in row["updates"]:
        save_as(filled(Update, each, campaign=campaign), None)
    if journal.as_it_was:
        for each in row["letter_counts"]:
            filled(LetterCount, each, campaign=campaign).save()
    return campaign


def _targets(campaign: Campaign, rows: Sequence[Row], journal: Journal) -> None:
    for each in rows:
        recipient = found(journal.recipients, each["recipient"], "office")
        target: Target = filled(Target, each, campaign=campaign, recipient=recipient)
        if strange := target.refusal_in(campaign):
            raise Unreadable(strange)
        save_as(target, None)
    # all of them together: alone each may look as if nobody were protested to
    for clash in lists.clashes(campaign):
        raise Unreadable(str(clash))


def _free_number(wanted: str) -> str:
    """The number, or the next one behind it that nobody has."""
    taken = set(Campaign.objects.values_list("number", flat=True))
    tries = [wanted, *(f"{wanted[:16]}-{n}" for n in range(2, len(taken) + 3))]
    return next(each for each in tries if each not in taken)


def _all(rows: Mapping[str, Any], slugs: Sequence[str], noun: str) -> list[Any]:
    return [found(rows, slug, noun) for slug in slugs]


def _letters(campaign: Campaign, row: Row, journal: Journal) -> None:
    """Versions that are not here yet; what each follows when all are there."""
    there = {_version(each): each for each in campaign.model_letters.all()}
    fresh = [each for each in row["model_letters"] if _said(each) not in there]
    journal.known["letters"] += len(row["model_letters"]) - len(fresh)
    for each in fresh:
        there[_said(each)] = _letter(campaign, each, journal)
        journal.new["letters"] += 1
    for each in fresh:
        if each["follows"] is not None:
            _follow(there[_said(each)], each, there)
    if journal.as_it_was:
        for each in fresh:
            letter = there[_said(each)]
            letter.is_published = each["is_published"]
            save_as(letter, None)


def _version(letter: ModelLetter) -> Version:
    return letter.language, letter.frame, letter.version


def _said(row: Row) -> Version:
    return row["language"], row["frame"], row["version"]


def _letter(campaign: Campaign, row: Row, journal: Journal) -> ModelLetter:
    letter: ModelLetter = filled(
        ModelLetter,
        row,
        campaign=campaign,
        adapted_from=found(journal.documents, row["adapted_from"], "report"),
    )
    letter.is_published = False
    letter.clean()
    save_as(letter, None)
    for each in row["paragraphs"]:
        _paragraph(letter, each, journal)
    return letter


def _paragraph(letter: ModelLetter, row: Row, journal: Journal) -> None:
    words = row["adapted_from"]
    paragraph: Paragraph = filled(
        Paragraph,
        row,
        model_letter=letter,
        adapted_from=journal.passage(words) if words else None,
    )
    paragraph.clean()
    save_as(paragraph, None)
    for each in row["alternatives"]:
        alternative: Alternative = filled(Alternative, each, paragraph=paragraph)
        alternative.clean()
        save_as(alternative, None)
    for claim in _all(journal.claims, sorted(set(row["citations"])), "claim"):
        save_as(Citation(paragraph=paragraph, claim=claim), None)


def _follow(
    letter: ModelLetter, row: Row, there: Mapping[Version, ModelLetter]
) -> None:
    """What it translates, and which paragraph each of its own does."""
    followed = there.get(_said(row["follows"]))
    if followed is None or followed.pk == letter.pk:
        raise Unreadable("A letter follows one that is not in this file.")
    letter.follows = followed
    save_as(letter, None)
    orders = {each.order: each for each in followed.paragraphs.all()}
    wanted = {each["order"]: each["follows"] for each in row["paragraphs"]}
    for paragraph in letter.paragraphs.all():
        if wanted[paragraph.order] in orders:
            paragraph.follows = orders[wanted[paragraph.order]]
            save_as(paragraph, None)

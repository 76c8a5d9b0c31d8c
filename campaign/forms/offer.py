"""What a campaign offers somebody who wants to write."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.languages import get_official_languages
from django.http import QueryDict

from archive.reading.protecting import Screen
from campaign import citations, letters
from campaign.models import Campaign, ModelLetter, Paragraph, Recipient, Target


@dataclass(frozen=True, slots=True)
class Offer:
    """What a campaign offers a writer on a day."""

    campaign: Campaign
    recipients: Sequence[Recipient]
    languages: Sequence[str]
    model_letter: ModelLetter | None  # None: none in that language
    today: date
    screen: Screen

    @property
    def is_withheld(self) -> bool:
        """Whether its words cannot be shown: they say a protected name."""
        letter = self.model_letter
        return letter is not None and citations.is_withheld(letter, self.screen)

    @property
    def paragraphs(self) -> list[Paragraph]:
        return list(self.model_letter.paragraphs.all()) if self.model_letter else []


def addressees(campaign: Campaign) -> list[Recipient]:
    """Those the campaign protests to; unless set, all missions of the state.

    Whoever gets a copy or support gets no protest. One query at most when
    the campaign comes with its targets.
    """
    targets = list(campaign.targets.all())
    chosen = [each.recipient for each in targets if each.role == Target.Role.PROTEST]
    if chosen:
        return chosen
    others = {each.recipient_id for each in targets}
    missions = Recipient.objects.representing(campaign.addressed_state)
    return [each for each in missions if each.pk not in others]


def _likely_language(
    languages: Sequence[str], recipients: Sequence[Recipient], asked: QueryDict
) -> str:
    """One of the languages, by preference that of the country written to."""
    country = asked.get("from", "").upper()
    for each in recipients:
        if each.slug == asked.get("to"):
            country = each.stands_in
    spoken = get_official_languages(country) if country.isalpha() else ()
    return next((each for each in spoken if each in languages), "") or next(
        iter(languages), ""
    )


def offer_of(
    campaign: Campaign, asked: QueryDict, today: date, *, version: int | None = None
) -> tuple[Offer, list[str]]:
    """What can be written in the language and on the day asked for.

    Where there is nothing for that day: today's letter, and the reasons.
    """
    screen = citations.screen_of([campaign])
    recipients = [each for each in addressees(campaign) if not _is_hidden(each, screen)]
    languages = letters.languages(campaign)
    language = asked.get("language", "")
    if language not in languages:
        language = _likely_language(languages, recipients, asked)
    reasons: list[str] = []
    for day in (_day(asked.get("date", ""), today), today):
        try:
            found = letters.model_letter_for(
                campaign,
                language=language,
                written_on=day,
                version=version,
            )
        except letters.Refused as refused:
            reasons += [each for each in refused.reasons if each not in reasons]
        else:
            return Offer(campaign, recipients, languages, found, today, screen), reasons
    return Offer(campaign, recipients, languages, None, today, screen), reasons


def _is_hidden(recipient: Recipient, screen: Screen) -> bool:
    """Whether the name by which it would be chosen is protected."""
    return screen.names_in(recipient.name) or screen.names_in(recipient.city)


def _day(typed: str, today: date) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        return today

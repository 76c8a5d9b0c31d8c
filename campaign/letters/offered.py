"""Which letters a campaign offers, and which of them is in force."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from campaign.letters.letter import Refused
from campaign.models import Campaign, ModelLetter


def offered(campaign: Campaign) -> dict[str, frozenset[str]]:
    """By language the frames with a published letter, English first. One query."""
    found: dict[str, set[str]] = {}
    written = campaign.model_letters.published().order_by()
    for language, frame in written.values_list("language", "frame").distinct():
        found.setdefault(language, set()).add(frame)
    order = sorted(found, key=lambda code: (code != "en", code))
    return {code: frozenset(found[code]) for code in order}


def languages(campaign: Campaign) -> list[str]:
    """The languages that have a published model letter, English first."""
    return list(offered(campaign))


def model_letter_for(
    campaign: Campaign,
    *,
    language: str,
    written_on: date,
    frame: str = ModelLetter.Frame.LETTER,
    version: int | None = None,
    today: date | None = None,
) -> ModelLetter:
    """The newest version in force on the day, or the version asked for.

    Raises Refused when there is none. Today, when it is said, decides which
    reports are public. Five queries, with the whole text.
    """
    written = campaign.model_letters.published().filter(language=language, frame=frame)
    if version is None:
        found = written.in_force(on=written_on).with_text(today=today).first()
    else:
        found = written.filter(version=version).with_text(today=today).first()
    if found is None:
        first = written.order_by("in_force_from").first()
        if first is None and not campaign.model_letters.published().exists():
            raise Refused(_("This campaign has no letter yet."))
        raise Refused(_why_none(first, written_on))
    found.campaign = campaign  # with what its caller has loaded of it
    return found


def _why_none(first: ModelLetter | None, written_on: date) -> str:
    """Why there is no version: no such language, or a day before the first."""
    if first is None:
        return _("This campaign has no letter in that language yet.")
    if written_on >= first.in_force_from:
        return _("There is no such version of this letter.")
    return _("This letter is dated %(day)s; the first version is of %(first)s.") % {
        "day": date_format(written_on),
        "first": date_format(first.in_force_from),
    }


def refuse_odd_day(written_on: date, *, today: date) -> None:
    """Raises Refused for a letter dated more than a year ahead."""
    if written_on > today + timedelta(days=366):
        raise Refused(_("A letter cannot be dated more than a year ahead."))

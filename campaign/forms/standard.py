"""The campaign's words before there is a letter: markers for what is not known."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from campaign import placeholders
from campaign.models import Paragraph


def marker(name: str) -> str:
    """What stands for a placeholder in text shown before there is a letter."""
    words = {
        "date": _("the date"),
        "mission": _("the embassy"),
        "host_country": _("the country it stands in"),
        "state": _("the state"),
        "sender_name": _("your name"),
        "sender_organisation": _("your organisation"),
        "sender_role": _("your role"),
        "sender_town": _("your town"),
        "resolved_on": _("the day of the vote"),
        "vote": _("how you voted"),
    }
    return f"[{words.get(name, name.replace('_', ' '))}]"


def standard_text(
    text: str, *, many: bool = False, known: Mapping[str, str] | None = None
) -> str:
    """The campaign's words; markers stand for what is not `known` yet.

    A text with a faulty placeholder stays as it is: nobody can send it.
    """
    told = known or {}
    values = {name: told.get(name) or marker(name) for name in placeholders.KNOWN}
    try:
        return placeholders.fill(text, values, many=many)
    except ValueError:
        return text


def markers_in(typed: str) -> list[str]:
    found = (marker(name) for name in placeholders.KNOWN)
    return [each for each in found if each in typed]


def is_standard(paragraph: Paragraph, typed: str) -> bool:
    """Still one of the campaign's wordings, as one person or as many."""
    words = typed.split()
    texts = [paragraph.text, *(each.text for each in paragraph.alternatives.all())]
    return any(
        words == standard_text(text, many=many).split()
        for text in texts
        for many in (False, True)
    )

"""Who a preview is written by: nobody, with what such a sender fills in."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from django.utils.translation import gettext as _

from campaign import letters
from campaign.letters import Sender
from campaign.models import ModelLetter

# What each kind of sender is asked for, whatever the text says.
_ASKED: Mapping[str, frozenset[str]] = {
    "person": frozenset({"name", "town"}),
    "organisation": frozenset({"name", "role", "organisation", "town"}),
    "branch": frozenset(
        {"name", "role", "organisation", "town", "resolved_on", "vote"}
    ),
    "representative": frozenset({"name", "role", "organisation", "town"}),
}


def nobody(
    model_letter: ModelLetter, *, acts_as: str, on: date, country: str
) -> Sender:
    """A sample of that kind; what the text asks for besides is there too."""
    asked = set(_ASKED.get(acts_as, _ASKED["person"]))
    used = letters.names_used(model_letter, letters.Choices())
    asked |= {name.removeprefix("sender_") for name in used}
    said = {
        "name": "A. Sender",
        "role": _("Secretary"),
        "organisation": "A Branch",
        "town": "A Town",
        "resolved_on": on,
        "vote": _("unanimously"),
    }
    filled = {
        each.name: said[each.name]
        for each in fields(Sender)
        if each.name in said and each.name in asked
    }
    return Sender(acts_as=acts_as, country=country, **filled)  # type: ignore[arg-type]

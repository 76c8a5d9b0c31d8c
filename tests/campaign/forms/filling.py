"""The form of a letter, filled in as a visitor would."""

from datetime import date

from django.http import QueryDict

from campaign.forms import LetterForm, offer_of

TODAY = date(2026, 3, 1)


def form(case, typed):
    data = QueryDict(mutable=True)
    for name, value in ({"from": "GB", "name": "Ann", "town": "Cork"} | typed).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    offer, _reasons = offer_of(case, data, TODAY)
    return LetterForm(data, offer=offer, kept=data)


def editable(case):
    return case.model_letters.get().paragraphs.get(is_locked=False)

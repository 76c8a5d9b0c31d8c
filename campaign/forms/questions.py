"""The questions of the letter form, in the order of its three parts."""

from datetime import date

from babel import Locale, UnknownLocaleError
from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from campaign.forms.fields import Choice, Day, Line, Wording, Words
from campaign.forms.finder import country_choices, country_name, in_list, sort_key
from campaign.forms.offer import Offer
from campaign.forms.standard import standard_text
from campaign.models import Paragraph


def directions(offer: Offer) -> dict[str, forms.Field]:
    kept = {"autocomplete": "on"}  # who goes back finds it as it was
    return {
        "from": Choice(
            label=_("The country you are in"),
            help_text=_("We name the embassy that serves it."),
            choices=[("", _("Choose a country")), *country_choices()],
            widget=forms.Select(attrs={"autocomplete": "country"}),
            error_messages={"invalid_choice": _("Choose a country from the list.")},
        ),
        "to": Choice(
            label=_("Or choose the embassy yourself"),
            required=False,
            choices=[("", _("The one that serves my country")), *_grouped(offer)],
            widget=forms.Select(attrs=kept),
            error_messages={
                "invalid_choice": _(
                    "This campaign does not write to that address. "
                    "Choose one from the list."
                )
            },
        ),
        "language": Choice(
            label=_("Language of the letter"),
            initial=offer.model_letter.language if offer.model_letter else "",
            choices=[(code, language_name(code)) for code in offer.languages],
            widget=forms.Select(attrs=kept),
            error_messages={
                "invalid_choice": _(
                    "There is no letter in that language yet. Choose one from the list."
                )
            },
        ),
        "date": day(_("Date on the letter"), offer, initial=offer.today),
        "own_words": Words(
            _("In your own words"),
            help_text=_(
                "Who you are and why you write. It stands after the facts; an empty "
                "line begins a new paragraph."
            ),
        ),
    }


def person(offer: Offer) -> dict[str, forms.Field]:
    return {
        "as": _acts(offer),
        "name": Line(_("Name"), autocomplete="name", required=True),
        "town": Line(
            _("Town"),
            autocomplete="address-level2",
            help_text=_("It stands before the date."),
        ),
        "role": Line(
            _("Role"),
            autocomplete="organization-title",
            help_text=_("Such as “secretary”, or the office you were elected to."),
        ),
        "organisation": Line(_("Organisation"), autocomplete="organization"),
        "sign_by_hand": forms.BooleanField(
            label=_("Leave a line to sign by hand (the name may then stay empty)"),
            required=False,
        ),
        "resolved_on": day(
            _("Day of the vote"), offer, help_text=_("When your branch decided it.")
        ),
        "vote": Line(
            _("How you voted"),
            autocomplete="on",
            help_text=_("In the language of the letter: “unanimously”, “21 to 3”."),
        ),
        "with_sources": forms.BooleanField(
            label=_("Print the sources"),
            required=False,
            help_text=_(
                "Footnotes with the reports behind each paragraph, and the address "
                "of the page with the evidence."
            ),
        ),
    }


def _acts(offer: Offer) -> Choice:
    labels = {
        "person": _("for yourself: “I”"),
        "organisation": _("for an organisation: “we”"),
        "branch": _("for a branch that has voted: a resolution, “we”"),
        "representative": _("as an elected representative: “I”"),
    }
    return Choice(
        label=_("You write"),
        initial=offer.acts[0],
        choices=[(each, labels[each]) for each in offer.acts],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": not_offered(offer)},
    )


def not_offered(offer: Offer) -> str:
    """Why one cannot write as one wanted to."""
    letter = offer.model_letter
    if letter is None:
        return _("Choose one of these.")
    return _(
        "There is no such letter in this language (%(language)s). "
        "Choose one of these, or another language."
    ) % {"language": language_name(letter.language)}


def day(
    label: str, offer: Offer, *, help_text: str = "", initial: date | None = None
) -> Day:
    return Day(
        label=label,
        initial=initial,
        help_text=help_text,
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "on"}
        ),
        error_messages={
            "invalid": _("Write the day as year-month-day, for example %(day)s.")
            % {"day": offer.today.isoformat()}
        },
    )


def wording(place: int, *, language: str) -> Wording:
    """The field to reword the paragraph in that place in."""
    label = _("Paragraph %(n)s, yours to reword") % {"n": place}
    field = Wording(label, rows=4, required=True)
    field.widget.attrs |= {"lang": language, "dir": "auto"}
    return field


def alternatives(paragraph: Paragraph, place: int, *, many: bool) -> Choice:
    """The campaign's own wordings of a paragraph; "" is the first."""
    texts = [("", paragraph.text)]
    texts += [(str(each.pk), each.text) for each in paragraph.alternatives.all()]
    return Choice(
        label=_("Wording of paragraph %(n)s") % {"n": place},
        choices=[(key, standard_text(text, many=many)) for key, text in texts],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of these wordings.")},
    )


def _grouped(offer: Offer) -> list[tuple[str, list[tuple[str, str]]]]:
    """By the country each stands in, so that a long list can be searched."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in sorted(offer.recipients, key=lambda office: sort_key(in_list(office))):
        label = in_list(each)
        groups.setdefault(country_name(each.stands_in), []).append((each.slug, label))
    return sorted(groups.items(), key=lambda group: sort_key(group[0]))


def language_name(code: str) -> str:
    """In the language itself, as its readers look for it."""
    try:
        return capfirst(Locale.parse(code, sep="-").get_display_name() or code)
    except (UnknownLocaleError, ValueError):
        return code

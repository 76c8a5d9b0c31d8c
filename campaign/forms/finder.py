"""Countries by name, and which mission serves a writer's country."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import pycountry
from babel import Locale
from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive import names
from archive.reading.screen import Screen
from campaign import directory, nearest
from campaign.models import Address, Recipient

# Countries that English gives an article inside a sentence.
_THE = {"AE", "BS", "CF", "DO", "FK", "FO", "GB", "GM", "IM", "KM", "KY"} | {
    *("MH", "MP", "MV", "NL", "PH", "SB", "TC", "US", "VG", "VI")
}


def country_name(code: str) -> str:
    """In the language of the page; the code itself when nobody has it."""
    return _territories().get(code, code)


def country_in_sentence(code: str) -> str:
    """As country_name, with the article English wants: "the Netherlands"."""
    name = country_name(code)
    if code in _THE and (get_language() or "en").startswith("en"):
        return f"the {name}"
    return name


def country_choices() -> list[tuple[str, str]]:
    """Every country of ISO 3166-1, and Kosovo, by name."""
    return _sorted_countries(get_language() or "en")


@cache
def _sorted_countries(_language: str) -> list[tuple[str, str]]:
    names = ((code, country_name(code)) for code in _codes())
    return sorted(names, key=lambda pair: sort_key(pair[1]))


def sort_key(name: str) -> str:
    """Å and A, é and e together, whatever the capitals."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(each for each in decomposed if not unicodedata.combining(each))


def towns() -> list[str]:
    """Of the directory, as they are written there. One query."""
    rows = Recipient.objects.exclude(city="").order_by("city").values_list("city")
    return [city for (city,) in rows.distinct()]


def towns_like(typed: str, known: Iterable[str]) -> set[str]:
    """Those a word of which begins with each word typed, in any spelling.

    Without accents and in any script: "sao p" and São Paulo, Астана and Astana.
    Where there are none, those known by that name elsewhere: Wien for Vienna.
    """
    folded = {city: names.fold(city).split() for city in known if city}
    wanted = names.fold(typed).split()
    if not wanted:
        return set()
    begun = {
        city
        for city, words in folded.items()
        if all(any(word.startswith(each) for word in words) for each in wanted)
    }
    place = names.Kind.PLACE
    return begun or {
        each for each in folded if names.score(typed, each, kind=place) == 1
    }


def _territories() -> Mapping[str, str]:
    names: Mapping[str, str] = Locale.parse(get_language() or "en", sep="-").territories
    return names


@cache
def _codes() -> frozenset[str]:
    return frozenset({country.alpha_2 for country in pycountry.countries} | {"XK"})


@dataclass(frozen=True, slots=True)
class Serving:
    """Who serves a country, and the sentence that says so.

    Where nobody does, the ministries of the state stand in their place.
    """

    recipient: Recipient | None
    sentence: str
    ministries: tuple[Recipient, ...] = ()
    is_accredited: bool = False  # from another country


def serving(recipients: Sequence[Recipient], *, state: str, country: str) -> Serving:
    """The mission of a state that serves a country, or nobody.

    One query, none when the recipients come with their accreditations.
    """
    found = directory.serving(recipients, state=state, country=country)
    return Serving(
        found.recipient,
        _sentence(found.recipient, state=state, country=country),
        found.ministries,
        found.reason is nearest.Reason.ACCREDITED,
    )


def _sentence(found: Recipient | None, *, state: str, country: str) -> str:
    words = {
        "state": country_in_sentence(state),
        "country": country_in_sentence(country),
    }
    if found is None:
        return _("We know of no embassy of %(state)s that serves %(country)s.") % words
    words["kind"] = found.get_kind_display()
    words["town"] = found.city or country_in_sentence(found.stands_in)
    if found.stands_in == country:
        return _("The %(kind)s of %(state)s in %(town)s serves %(country)s.") % words
    sentence = _(
        "%(state)s has no embassy in %(country)s that we know of; "
        "its %(kind)s in %(town)s is accredited there."
    )
    return capfirst(sentence % words)


def by_name(states: Iterable[tuple[str, int]]) -> list[tuple[str, str, int]]:
    """Code, name and number of missions, in the order of the names."""
    named = ((code, country_name(code), number) for code, number in states)
    return sorted(named, key=lambda row: sort_key(row[1]))


def grouped(
    recipients: Iterable[Recipient], *, by_state: bool
) -> list[tuple[str, list[tuple[Recipient, str]]]]:
    """With labels; by the country each stands in, or the state it represents."""
    groups: dict[str, list[tuple[Recipient, str]]] = {}
    for each in recipients:
        code = each.state if by_state else each.stands_in
        groups.setdefault(country_name(code), []).append((each, in_list(each)))
    return sorted(groups.items(), key=lambda group: sort_key(group[0]))


def in_list(recipient: Recipient, *, with_state: bool = False) -> str:
    """What an office is called beside others: Embassy in London, United Kingdom.

    Always with the country, where it is known; else with the state.
    """
    place = where(recipient)
    if recipient.name:
        return ", ".join(filter(None, (recipient.name, place)))
    kind = capfirst(recipient.get_kind_display())
    if recipient.state and (with_state or not place):
        state = country_in_sentence(recipient.state)
        kind = _("%(kind)s of %(state)s") % {"kind": kind, "state": state}
    if not place:
        return kind
    if not recipient.city:
        place = country_in_sentence(recipient.stands_in)
    return _("%(kind)s in %(place)s") % {"kind": kind, "place": place}


def where(recipient: Recipient) -> str:
    """London, United Kingdom; or the country alone."""
    places = (recipient.city, country_name(recipient.stands_in))
    return ", ".join(place for place in places if place)


@dataclass(frozen=True, slots=True)
class Reach:
    """How a recipient is reached on a day, for a page that shows it."""

    recipient: Recipient
    printed: Address | None  # what the envelope says; None = a ruled line
    postal: tuple[Address, ...]  # known, but not printed
    others: tuple[Address, ...]  # mail, telephone, web

    @classmethod
    def of(cls, recipient: Recipient, day: date, screen: Screen) -> "Reach":
        printed = recipient.address_on(day)
        ways = by_medium(recipient.addresses.all())
        valid = [each for each in ways if each.is_valid_on(day)]
        by_post = [each for each in valid if each.medium == Address.Medium.POST]
        others = (each for each in valid if each not in by_post)
        unprinted = (each for each in by_post if each != printed)
        return cls(
            recipient=recipient,
            printed=printed and screen.reworded(printed, "value"),
            postal=tuple(screen.reworded(each, "value") for each in unprinted),
            others=tuple(screen.reworded(each, "value") for each in others),
        )


def by_medium(addresses: Iterable[Address]) -> list[Address]:
    """Post first, then e-mail, telephone, fax, web."""
    order = Address.Medium.values
    return sorted(addresses, key=lambda each: order.index(each.medium))


class FinderForm(forms.Form):
    """Whose embassy, seen from where."""

    def __init__(self, data: QueryDict, *, states: Sequence[str]) -> None:
        super().__init__(data)
        known = sorted(
            ((code, country_name(code)) for code in states),
            key=lambda pair: sort_key(pair[1]),
        )
        select = {"autocomplete": "off"}
        wrong = {"invalid_choice": _("Choose a country from the list.")}
        self.fields["of"] = forms.ChoiceField(
            label=_("Embassy of"),
            required=False,
            choices=[("", _("any state")), *known],
            widget=forms.Select(attrs=select),
            error_messages=wrong,
        )
        self.fields["from"] = forms.ChoiceField(
            label=_("Serving"),
            required=False,
            choices=[("", _("any country")), *country_choices()],
            widget=forms.Select(attrs={"autocomplete": "country"}),
            error_messages=wrong,
        )
        self.fields["town"] = forms.CharField(
            label=_("In the town"),
            required=False,
            max_length=120,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            help_text=_("In any spelling, or its beginning."),
        )

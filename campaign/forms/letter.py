"""The form of a letter: where it goes, what it says, who signs it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from babel import Locale, UnknownLocaleError
from django import forms
from django.db.models import prefetch_related_objects
from django.forms import BoundField
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from campaign import letters, placeholders
from campaign.forms.fields import Choice, Line, Words
from campaign.forms.finder import (
    Serving,
    country_choices,
    country_name,
    serving,
    sort_key,
)
from campaign.forms.offer import Offer, offer_of
from campaign.models import Campaign, Paragraph, Recipient


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


def standard_text(text: str, *, many: bool = False) -> str:
    """The campaign's words; markers stand for what is not known yet."""
    values = {name: marker(name) for name in placeholders.KNOWN}
    return placeholders.fill(text, values, many=many)


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph as the form shows it."""

    paragraph: Paragraph
    text: str
    wording: BoundField | None  # None = locked
    is_skipped: bool


class LetterForm(forms.Form):
    """Where the letter goes, what it says, who signs it."""

    use_required_attribute = False

    def __init__(
        self, data: QueryDict | None, *, offer: Offer, kept: QueryDict
    ) -> None:
        """`kept` fills the fields when nothing is to be checked yet."""
        self.offer = offer
        self.kept = kept if data is None else data
        self.recipient: Recipient | None = None
        initial = {name: value for name, value in kept.items() if name != "skip"}
        if offer.model_letter:
            initial["language"] = offer.model_letter.language
        super().__init__(data, initial=initial)
        self.fields |= _directions(offer) | self._wordings() | _person()

    @property
    def suggestion(self) -> Serving | None:
        """Whom it would go to and why, before anything is checked.

        None while nothing fitting has been chosen.
        """
        slug, country = self.kept.get("to", ""), self.kept.get("from", "")
        for each in self.offer.recipients:
            if each.slug == slug:
                return Serving(each, "")
        if slug or country not in dict(country_choices()):
            return None
        state = self.offer.campaign.addressed_state
        return serving(self.offer.recipients, state=state, country=country)

    @property
    def is_many(self) -> bool:
        return self.kept.get("as") == "organisation"

    @cached_property
    def skipped(self) -> frozenset[int]:
        """Optional paragraphs to be left out."""
        chosen = set(self.kept.getlist("skip"))
        optional = [each for each in self.offer.paragraphs if each.is_optional]
        return frozenset(each.pk for each in optional if str(each.pk) in chosen)

    def _wordings(self) -> dict[str, forms.Field]:
        made: dict[str, forms.Field] = {}
        for place, paragraph in enumerate(self.offer.paragraphs, start=1):
            if not paragraph.is_locked:
                name = f"p{paragraph.pk}"
                label = _("Paragraph %(n)s, yours to reword") % {"n": place}
                made[name] = Words(label, rows=4, required=True)
                made[name].widget.attrs |= {"lang": self.language_shown, "dir": "auto"}
                if _is_standard(paragraph, self.kept.get(name, "")):
                    self.initial.pop(name, None)
                made[name].initial = standard_text(paragraph.text, many=self.is_many)
        return made

    @property
    def language_shown(self) -> str:
        return self.offer.model_letter.language if self.offer.model_letter else ""

    @property
    def subject(self) -> str:
        """With markers, as the paragraphs."""
        letter = self.offer.model_letter
        return standard_text(letter.subject, many=self.is_many) if letter else ""

    def parts(self) -> Iterator[Part]:
        for each in self.offer.paragraphs:
            name = f"p{each.pk}"
            yield Part(
                paragraph=each,
                text=standard_text(each.text, many=self.is_many),
                wording=self[name] if name in self.fields else None,
                is_skipped=each.pk in self.skipped,
            )

    def clean(self) -> dict[str, object]:
        cleaned = dict(self.cleaned_data)
        for paragraph in self.offer.paragraphs:
            name = f"p{paragraph.pk}"
            if name in cleaned:
                cleaned[name] = self._own_wording(paragraph, cleaned[name])
        self.recipient = self._recipient(cleaned)
        if not _is_signed(cleaned) and "name" not in self.errors:
            sentence = _("Type the name that signs, or choose to sign by hand.")
            self.add_error("name", sentence)
        return cleaned

    def _own_wording(self, paragraph: Paragraph, typed: str) -> str:
        """What the writer changed; "" while it is the campaign's own text."""
        name = f"p{paragraph.pk}"
        if name not in self.kept or _is_standard(paragraph, typed):
            return ""
        if not typed and paragraph.pk not in self.skipped:
            words = standard_text(paragraph.text, many=self.is_many)
            sentence = _("Nothing is left of this paragraph. It was: “%(words)s”")
            self.add_error(name, sentence % {"words": words})
        for known in placeholders.KNOWN:
            if marker(known) in typed:
                sentence = _("Put your own words in place of “%(marker)s”.")
                self.add_error(name, sentence % {"marker": marker(known)})
        return typed

    def _recipient(self, cleaned: Mapping[str, object]) -> Recipient | None:
        """The one chosen, or the one that serves the writer's country."""
        if "to" in self.errors or "from" in self.errors:
            return None
        recipients = self.offer.recipients
        if slug := cleaned.get("to"):
            return next(each for each in recipients if each.slug == slug)
        if not cleaned.get("from"):
            self.add_error("to", _("Choose the country you are in, or an embassy."))
            return None
        found = serving(
            recipients,
            state=self.offer.campaign.addressed_state,
            country=str(cleaned["from"]),
        )
        if found.recipient is None:
            self.add_error("to", f"{found.sentence} {_('Please choose one here.')}")
        return found.recipient

    @property
    def written_on(self) -> date:
        day = self.cleaned_data.get("date")
        return day if isinstance(day, date) else self.offer.today

    @property
    def sender(self) -> letters.Sender:
        """An organisation that gave one name only gave its own."""
        typed = self.cleaned_data
        name, organisation = typed["name"], typed["organisation"]
        if typed["as"] == "organisation" and not organisation:
            name, organisation = "", name
        return letters.Sender(
            acts_as=typed["as"] or "person",
            name=name,
            role=typed["role"],
            organisation=organisation,
            town=typed["town"],
            country=typed["from"],
        )

    @property
    def choices(self) -> letters.Choices:
        typed = self.cleaned_data
        wording = {
            each.pk: typed.get(f"p{each.pk}", "") for each in self.offer.paragraphs
        }
        return letters.Choices(
            own_words=typed["own_words"],
            skipped=self.skipped,
            wording={key: words for key, words in wording.items() if words},
            signs_by_hand=typed["sign_by_hand"],
        )

    def carried(self) -> list[tuple[str, str]]:
        """The fields that make the same letter again."""
        typed = self.cleaned_data | {
            "to": self.recipient.slug if self.recipient else "",
            "date": self.written_on.isoformat(),
            "sign_by_hand": "on" if self.cleaned_data["sign_by_hand"] else "",
        }
        pairs = [(name, str(typed[name])) for name in self.fields if typed[name]]
        return pairs + [("skip", str(key)) for key in sorted(self.skipped)]


def _is_signed(cleaned: Mapping[str, object]) -> bool:
    if cleaned.get("as") == "organisation" and cleaned.get("organisation"):
        return True
    return bool(cleaned.get("name") or cleaned.get("sign_by_hand"))


def _is_standard(paragraph: Paragraph, typed: str) -> bool:
    """Still the campaign's words, as one person or as many."""
    words = typed.split()
    return any(
        words == standard_text(paragraph.text, many=many).split()
        for many in (False, True)
    )


def _directions(offer: Offer) -> dict[str, forms.Field]:
    off = {"autocomplete": "off"}
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
            widget=forms.Select(attrs=off),
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
            widget=forms.Select(attrs=off),
            error_messages={
                "invalid_choice": _(
                    "There is no letter in that language yet. Choose one from the list."
                )
            },
        ),
        "date": forms.DateField(
            label=_("Date on the letter"),
            required=False,
            initial=offer.today,
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"} | off),
            error_messages={
                "invalid": _("Write the day as year-month-day, for example %(day)s.")
                % {"day": offer.today.isoformat()}
            },
        ),
        "own_words": Words(
            _("In your own words"),
            help_text=_(
                "Who you are and why you write. It stands after the facts; an empty "
                "line begins a new paragraph."
            ),
        ),
    }


def _person() -> dict[str, forms.Field]:
    return {
        "as": Choice(
            label=_("You write"),
            initial="person",
            choices=[
                ("person", _("for yourself: “I”")),
                ("organisation", _("for an organisation: “we”")),
            ],
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": _("Choose one of the two.")},
        ),
        "name": Line(_("Name"), autocomplete="name", required=True),
        "town": Line(
            _("Town"),
            autocomplete="address-level2",
            help_text=_("It stands before the date."),
        ),
        "role": Line(_("Role"), autocomplete="organization-title"),
        "organisation": Line(_("Organisation"), autocomplete="organization"),
        "sign_by_hand": forms.BooleanField(
            label=_("Leave a line to sign by hand"),
            required=False,
            help_text=_("Then the name may stay empty."),
        ),
    }


def _grouped(offer: Offer) -> list[tuple[str, list[tuple[str, str]]]]:
    """By the country each stands in, so that a long list can be searched."""
    groups: dict[str, list[tuple[str, str]]] = {}
    kinds = {value: str(label) for value, label in Recipient.Kind.choices}
    for each in offer.recipients:
        label = ", ".join(filter(None, (each.city, each.name or kinds[each.kind])))
        groups.setdefault(country_name(each.stands_in), []).append((each.slug, label))
    return sorted(groups.items(), key=lambda group: sort_key(group[0]))


def language_name(code: str) -> str:
    """In the language itself, as its readers look for it."""
    try:
        return capfirst(Locale.parse(code, sep="-").get_display_name() or code)
    except (UnknownLocaleError, ValueError):
        return code


def composed(
    typed: QueryDict, campaign: Campaign, today: date, *, version: int | None = None
) -> tuple[LetterForm, letters.Letter | None]:
    """The checked form, and the letter unless something is wrong with it.

    The one way to a letter: page, files and command all come here. Only the
    command names a version; None is the one in force on the letter's day.
    """
    offer, reasons = offer_of(campaign, typed, today, version=version)
    form = LetterForm(typed, offer=offer, kept=typed)
    for reason in reasons:
        form.add_error("date", reason)
    if not form.is_valid() or form.recipient is None or offer.model_letter is None:
        return form, None
    day = form.written_on
    prefetch_related_objects([form.recipient], "addresses", "holders")
    try:
        letters.refuse_odd_day(day, today=today)
        made = letters.compose(
            offer.model_letter,
            recipient=form.recipient,
            sender=form.sender,
            written_on=day,
            choices=form.choices,
            screen=offer.screen,
        )
    except letters.Refused as refused:
        for reason in refused.reasons:
            form.add_error(None if day == today else "date", reason)
        return form, None
    return form, made

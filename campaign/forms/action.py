"""The form by which anybody tells what was done and what was answered."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from archive import dates
from archive.reading import protecting
from archive.reading.screen import Screen
from campaign.actions import Reported
from campaign.actions.moderating import refuse_stranger
from campaign.forms.fields import Choice, Line, Words
from campaign.forms.finder import country_choices, country_name, in_list, sort_key
from campaign.models import Action, Campaign, Recipient

ANSWER_LIMIT = 500
LINK_LIMIT = 500
# So many offices fit a list; of more the campaign has to be chosen first.
OFFICES_AT_MOST = 400
_EARLIEST = date(1945, 1, 1)
_web = URLValidator(schemes=["https", "http"])


class ReportForm(forms.Form):
    """What was done where, by whom, and what they answered.

    Asks for no name and no address of whoever fills it in.
    """

    use_required_attribute = False

    def __init__(
        self,
        data: QueryDict | None,
        *,
        campaigns: Sequence[Campaign],
        screen: Screen,
        today: date,
        kept: QueryDict,
    ) -> None:
        """`kept` fills the fields when nothing is to be checked yet."""
        super().__init__(data, initial=kept.dict())
        self.today = today
        self.campaigns = {each.slug: each for each in campaigns}
        asked = kept if data is None else data
        self.recipients, self.offices_in_all = _offices(self.campaigns, asked, screen)
        self.is_one_campaign = asked.get("campaign", "") in self.campaigns or (
            len(self.campaigns) == 1
        )
        self.fields |= self._of_the_action() | self._of_the_answer(screen)

    def _of_the_action(self) -> dict[str, forms.Field]:
        campaigns = [(slug, each.title) for slug, each in self.campaigns.items()]
        return {
            "kind": _choice(_("What was it?"), Action.Kind.choices, required=True),
            "campaign": _choice(_("For which campaign?"), campaigns),
            "date": forms.CharField(
                label=_("When?"),
                max_length=40,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
                # text, for a field of type date takes no month
                help_text=_(
                    "The day, such as 22 June 2011 or 2011-06-22. Where no more is "
                    "known the month is enough: June 2011."
                ),
                error_messages={"required": _("Give the day, or the month.")},
            ),
            "town": Line(
                _("In which town?"),
                autocomplete="off",
                required=True,
                help_text=_(
                    "Where no town is known, the country or the office is enough."
                ),
            ),
            "country": _choice(_("In which country?"), country_choices()),
            "who": Line(
                _("Who did it?"),
                autocomplete="off",
                required=True,
                help_text=_(
                    "Organisations and groups, such as “trade unionists of A Town”. "
                    "Names of people are not published: leave them out."
                ),
            ),
        }

    def _of_the_answer(self, screen: Screen) -> dict[str, forms.Field]:
        is_mixed = len({each.state for each in self.recipients}) > 1
        offices = [
            (each.slug, label, country_name(each.stands_in))
            for each in self.recipients
            if not screen.names_in(label := in_list(each, with_state=is_mixed))
        ]
        offices.sort(key=lambda row: (sort_key(row[2]), sort_key(row[1])))
        return {
            "to": _choice(
                _("To which office?"), [(slug, label) for slug, label, _in in offices]
            ),
            "received_by": Line(
                _("Who took it?"),
                autocomplete="off",
                help_text=_("The office or role, such as “a secretary”; no name."),
            ),
            "answered": Words(
                _("What did they answer?"),
                rows=4,
                help_text=_("One or two sentences. Empty when they said nothing."),
            ),
            "link": forms.CharField(
                label=_("Where can one read of it?"),
                required=False,
                widget=forms.URLInput(attrs={"autocomplete": "off"}),
                help_text=_("A web address of a report, if there is one."),
            ),
        }

    def clean_date(self) -> dates.DateSpan:
        """A day; a month or a year where no more is known."""
        try:
            span = dates.parse(self.cleaned_data["date"])
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        # a year ends later; two days that were typed are both over
        is_typed = span.precision == dates.Precision.INTERVAL
        last = (span.end if is_typed else None) or span.start
        # where it is tomorrow already, it happened today
        if last > self.today + timedelta(days=1):
            raise forms.ValidationError(_("That day is still to come."))
        if span.start < _EARLIEST:
            raise forms.ValidationError(_("That is too long ago."))
        return span

    def clean_who(self) -> str:
        who: str = self.cleaned_data["who"]
        if not who:
            raise forms.ValidationError(_("Say who did it: a group or organisation."))
        return who

    def clean_kind(self) -> str:
        kind: str = self.cleaned_data["kind"]
        if not kind:
            raise forms.ValidationError(_("Choose what it was."))
        return kind

    def clean_town(self) -> str:
        town: str = self.cleaned_data["town"]
        if len(town) > 120:
            raise forms.ValidationError(_("A town has at most 120 characters."))
        return town

    def clean_answered(self) -> str:
        answered = " ".join(self.cleaned_data["answered"].split())
        if len(answered) > ANSWER_LIMIT:
            raise forms.ValidationError(
                _("This is %(length)s characters long; at most %(limit)s fit.")
                % {"length": len(answered), "limit": ANSWER_LIMIT}
            )
        return answered

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"].strip()
        if link:
            try:
                _web(link)
            except forms.ValidationError as wrong:
                sentence = _("Write the whole address, such as https://example.org/x.")
                raise forms.ValidationError(sentence) from wrong
            if len(link) > LINK_LIMIT:
                raise forms.ValidationError(_("This address is too long."))
        return link

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        campaign, recipient = self._campaign, self._recipient
        if campaign and recipient:
            try:
                refuse_stranger(campaign, recipient)
            except ValueError as wrong:
                self.add_error("to", str(wrong))
        if not (cleaned.get("town") or cleaned.get("country") or recipient):
            self.add_error("town", _("Say where: a town, a country or an office."))
        return cleaned

    @property
    def has_too_many_offices(self) -> bool:
        """For a list: the campaign, then the country, has to be chosen first."""
        return self.offices_in_all > OFFICES_AT_MOST

    @property
    def _campaign(self) -> Campaign | None:
        return self.campaigns.get(self.cleaned_data.get("campaign", ""))

    @property
    def _recipient(self) -> Recipient | None:
        slug = self.cleaned_data.get("to", "")
        return next((each for each in self.recipients if each.slug == slug), None)

    @property
    def reported(self) -> Reported:
        """What was said, once it is valid. Where the office stands, it was."""
        said, recipient = self.cleaned_data, self._recipient
        return Reported(
            kind=said["kind"],
            who=said["who"],
            happened=said["date"],
            campaign=self._campaign,
            recipient=recipient,
            city=said["town"],
            country=said["country"]
            or (recipient.stands_in if recipient and not said["town"] else ""),
            received_by=said["received_by"],
            answered=said["answered"],
            source_url=said["link"],
        )


def _choice(
    label: str, choices: Sequence[tuple[str, Any]], *, required: bool = False
) -> Choice:
    nothing = _("choose") if required else _("–")
    return Choice(
        label=label,
        required=required,
        choices=[("", nothing), *choices],
        widget=forms.Select(attrs={"autocomplete": "off"}),
        error_messages={
            "invalid_choice": _("Choose one from the list."),
            "required": _("Choose one from the list."),
        },
    )


def _offices(
    campaigns: dict[str, Campaign], asked: QueryDict, screen: Screen
) -> tuple[list[Recipient], int]:
    """Those of the campaign; of all campaigns while none is chosen.

    Of too many for a list those that stand in the country of the action or
    are accredited there. And how many there would be, at least: none of those
    is listed that are still too many. One query; one more for too many, one
    more for an office asked for by name.
    """
    chosen = campaigns.get(asked.get("campaign", ""))
    wanted = [chosen] if chosen else list(campaigns.values())
    missions = Recipient.objects.filter(
        state__in={each.addressed_state for each in wanted}
    ) | Recipient.objects.filter(targets__campaign__in=[each.pk for each in wanted])
    found = list(missions.distinct().order_by("pk")[: OFFICES_AT_MOST + 1])
    country = asked.get("country", "").replace("\x00", "")[:2]
    if len(found) > OFFICES_AT_MOST and country:
        serving = Q(stands_in=country) | Q(accreditations__country=country)
        near = missions.filter(serving).distinct().order_by("pk")
        found = list(near[: OFFICES_AT_MOST + 1])
    in_all = len(found)
    kept = found if in_all <= OFFICES_AT_MOST else []
    found = [screen.addressed(each) for each in kept]
    slug = asked.get("to", "").replace("\x00", "")
    if slug and len(slug) <= 80 and all(each.slug != slug for each in found):
        one = protecting.at(Recipient.objects.all(), slug, viewer=None)
        found += [one] if one else []
    return found, in_all

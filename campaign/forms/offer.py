"""What a campaign offers somebody who wants to write."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from babel.languages import get_official_languages
from babel.lists import format_list
from django.http import QueryDict
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from archive.reading.screen import Screen
from campaign import citations, letters
from campaign.forms.finder import Serving, country_in_sentence, serving
from campaign.models import Campaign, ModelLetter, Paragraph, Recipient, Target

# so many are named where a campaign writes to some only
NAMED = 6


def _who(recipient: Recipient) -> str:
    """By its own name, or as the embassy in Dublin."""
    named = {
        "kind": recipient.get_kind_display(),
        "place": recipient.city or country_in_sentence(recipient.stands_in),
    }
    return recipient.name or _("the %(kind)s in %(place)s") % named


@dataclass(frozen=True, slots=True)
class Paused:
    """Somebody nobody is asked to write to for now, and why."""

    recipient: Recipient
    because: str  # as the public reads it

    @property
    def sentence(self) -> str:
        words = {"who": _who(self.recipient), "because": self.because}
        return _("Nobody is asked to write to %(who)s for now: %(because)s") % words


@dataclass(frozen=True, slots=True)
class Offer:
    """What a campaign offers a writer on a day."""

    campaign: Campaign
    recipients: Sequence[Recipient]
    languages: Sequence[str]
    model_letter: ModelLetter | None  # None: none in that language
    today: date
    screen: Screen
    acts: Sequence[str] = ("person", "organisation")  # what one can write as
    paused: Sequence[Paused] = ()
    is_chosen: bool = False  # it writes to these only, not to all of the state

    @property
    def is_withheld(self) -> bool:
        """Whether its words cannot be shown: they say a protected name."""
        letter = self.model_letter
        return letter is not None and citations.is_withheld(letter, self.screen)

    @property
    def paragraphs(self) -> list[Paragraph]:
        return list(self.model_letter.paragraphs.all()) if self.model_letter else []

    def serving(self, country: str) -> Serving:
        """Who serves a writer's country, or why nobody does.

        A paused one still serves it: no other is written to in its place.
        """
        state = self.campaign.addressed_state
        everybody = [*self.recipients, *(each.recipient for each in self.paused)]
        found = serving(everybody, state=state, country=country)
        for each in self.paused:
            if found.recipient is not None and each.recipient.pk == found.recipient.pk:
                return Serving(None, each.sentence)
        if found.recipient is None and self._passes_over(country):
            return Serving(None, self._only_these())
        if found.recipient is None and (ministry := self._ministry()):
            words = _("Instead one can write to: %(name)s.") % {"name": ministry.name}
            return Serving(None, f"{found.sentence} {words}")
        return found

    def _passes_over(self, country: str) -> bool:
        """Whether one that it does not write to serves the country. Two queries."""
        if not (self.is_chosen and self.recipients):
            return False
        state = self.campaign.addressed_state
        offices = list(Recipient.objects.speaking_for(state))
        return serving(offices, state=state, country=country).recipient is not None

    def _only_these(self) -> str:
        """That others may serve the country, and are not written to."""
        named = [_who(each) for each in self.recipients[:NAMED]]
        if more := len(self.recipients) - len(named):
            named.append(ngettext("%(n)d other", "%(n)d others", more) % {"n": more})
        language = (get_language() or "en").replace("-", "_")
        who = format_list(named, locale=language)
        return _("This campaign writes to %(who)s only.") % {"who": who}

    def _ministry(self) -> Recipient | None:
        return next(
            (
                each
                for each in self.recipients
                if each.kind == Recipient.Kind.MINISTRY
                and each.state == self.campaign.addressed_state
            ),
            None,
        )


def addressees(campaign: Campaign) -> list[Recipient]:
    """Those the campaign protests to; unless set, all offices of the state.

    Whoever gets a copy or support, or is paused, gets no protest. One query
    at most when the campaign comes with its targets.
    """
    targets = list(campaign.targets.all())
    chosen = [each for each in targets if each.chooses]
    if chosen:
        return [each.recipient for each in chosen if not each.paused_because]
    others = {each.recipient_id for each in targets}
    offices = Recipient.objects.speaking_for(campaign.addressed_state)
    return [each for each in offices if each.pk not in others]


def _paused(campaign: Campaign, screen: Screen) -> list[Paused]:
    return [
        Paused(
            screen.reworded(each.recipient, "name", "city"),
            screen.words(each.paused_because),
        )
        for each in campaign.targets.all()
        if each.role == Target.Role.PROTEST and each.paused_because
    ]


def _likely_language(
    languages: Sequence[str], recipients: Iterable[Recipient], asked: QueryDict
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


def _acts(frames: Iterable[str]) -> list[str]:
    """What one can write as, where there are letters in these frames."""
    known = set(frames)
    return [each for each, frame in letters.FRAMES.items() if frame in known]


def _language(
    frames: Mapping[str, frozenset[str]],
    recipients: Sequence[Recipient],
    asked: QueryDict,
) -> str:
    """The one asked for; else a likely one that has the frame asked for."""
    language = asked.get("language", "")
    if language in frames:
        return language
    wanted = letters.FRAMES.get(asked.get("as", ""))
    fitting = [code for code, there in frames.items() if wanted in there]
    return _likely_language(fitting or list(frames), recipients, asked)


def offer_of(
    campaign: Campaign, asked: QueryDict, today: date, *, version: int | None = None
) -> tuple[Offer, list[str]]:
    """What can be written in the language, as whom and on the day asked for.

    Where there is nothing for that day: today's letter, and the reasons.
    """
    screen = citations.screen_of([campaign])
    recipients = [
        screen.addressed(each)
        for each in addressees(campaign)
        if not _is_hidden(each, screen)
    ]
    frames = letters.offered(campaign)
    language = _language(frames, recipients, asked)
    acts = _acts(frames.get(language, ()))
    acts_as = asked.get("as", "")
    frame = letters.Sender(acts_as if acts_as in acts else next(iter(acts), "")).frame
    reasons: list[str] = []
    found: ModelLetter | None = None
    for day in (_day(asked.get("date", ""), today), today):
        try:
            found = letters.model_letter_for(
                campaign,
                language=language,
                written_on=day,
                frame=frame,
                version=version,
                today=today,
            )
        except letters.Refused as refused:
            reasons += [each for each in refused.reasons if each not in reasons]
        else:
            break
    offer = Offer(
        campaign=campaign,
        recipients=recipients,
        languages=list(frames),
        model_letter=found,
        today=today,
        screen=screen,
        acts=acts or ("person", "organisation"),
        paused=_paused(campaign, screen),
        is_chosen=any(each.chooses for each in campaign.targets.all()),
    )
    return offer, reasons


def _is_hidden(recipient: Recipient, screen: Screen) -> bool:
    """Whether the name by which it would be chosen is protected."""
    return screen.names_in(recipient.name) or screen.names_in(recipient.city)


def _day(typed: str, today: date) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        return today

"""The form of a letter: where it goes, what it says, who signs it."""

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django import forms
from django.db.models import prefetch_related_objects
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from campaign import addressing, letters
from campaign.forms import questions
from campaign.forms.fields import clean_line
from campaign.forms.finder import Serving, country_choices
from campaign.forms.offer import Offer, offer_of
from campaign.forms.set_aside import kept_below, not_in_words, settle
from campaign.forms.standard import is_standard, markers_in, standard_text
from campaign.models import Campaign, Paragraph, Recipient, Target

# What stands in a letter for something the sender has to say.
_ASKED = {
    "sender_name": "name",
    "sender_organisation": "organisation",
    "sender_role": "role",
    "sender_town": "town",
    "resolved_on": "resolved_on",
    "vote": "vote",
}
_OF_A_BRANCH = ("resolved_on", "vote")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph as the form shows it."""

    paragraph: Paragraph
    text: str
    wording: BoundField | None  # None = locked
    is_skipped: bool
    alternatives: BoundField | None = None  # None = one wording only


class LetterForm(forms.Form):
    """Where the letter goes, what it says, who signs it."""

    use_required_attribute = False

    def __init__(
        self, data: QueryDict | None, *, offer: Offer, kept: QueryDict
    ) -> None:
        """`kept` fills the fields when nothing is to be checked yet."""
        self.offer = offer
        typed = kept if data is None else data
        self.kept, self.set_aside, self.unchosen = settle(
            typed, offer.campaign, offer.paragraphs
        )
        self.recipient: Recipient | None = None
        initial = {name: value for name, value in self.kept.items() if name != "skip"}
        if offer.model_letter:
            initial["language"] = offer.model_letter.language
        if initial.get("as") not in offer.acts:
            initial.pop("as", None)
        super().__init__(None if data is None else self.kept, initial=initial)
        self.fields |= questions.directions(offer) | self._wordings()
        self.fields |= questions.person(offer)
        self._label_what_is_needed()
        if "branch" not in offer.acts:  # what was typed for one stays with the form
            for name in _OF_A_BRANCH:
                self.fields[name].widget = forms.HiddenInput()

    @property
    def suggestion(self) -> Serving | None:
        """Whom it would go to and why, before anything is checked.

        None while nothing fitting has been chosen.
        """
        slug, country = self.kept.get("to", ""), self.kept.get("from", "")
        for each in self.offer.recipients:
            if each.slug == slug:
                return Serving(each, "")
        for paused in self.offer.paused:
            if paused.recipient.slug == slug:
                return Serving(None, paused.sentence)
        if slug or country not in dict(country_choices()):
            return None
        return self.offer.serving(country)

    @property
    def notices(self) -> list[str]:
        """What the writer is told before anything is checked."""
        found = [each.sentence for each in self.offer.paused]
        acts_as = self.kept.get("as", "")
        if acts_as in letters.FRAMES and acts_as not in self.offer.acts:
            found.append(questions.not_offered(self.offer))
        if sentence := self.not_in_the_letter:
            found.append(f"{sentence} {kept_below(self.set_aside)}".strip())
        if sentence := self.of_a_branch_only:
            found.append(sentence)
        return found

    @property
    def of_a_branch_only(self) -> str:
        """That the vote somebody typed is not in this kind of letter, or ""."""
        typed = [name for name in _OF_A_BRANCH if self.kept.get(name, "").strip()]
        if not typed or self.acts_as == "branch":
            return ""
        return _(
            "The day of a vote and its result stand in the resolution of a branch "
            "only: they are not in this letter. The form keeps them."
        )

    @property
    def not_in_the_letter(self) -> str:
        """What was reworded or chosen for another letter, or ""."""
        return not_in_words(len(self.set_aside), self.unchosen)

    @property
    def acts_as(self) -> str:
        """As whom one writes, before anything is checked."""
        acts_as = self.kept.get("as", "")
        return acts_as if acts_as in self.offer.acts else self.offer.acts[0]

    @property
    def is_many(self) -> bool:
        return letters.Sender(acts_as=self.acts_as).is_many

    def _label_what_is_needed(self) -> None:
        """What another frame needs too, where that one can still be chosen."""
        needed = set(_needed(self.acts_as)) | set(_OF_A_BRANCH)
        if letter := self.offer.model_letter:
            used = letters.names_used(letter, letters.Choices(skipped=self.skipped))
            needed |= {field for name, field in _ASKED.items() if name in used}
        for name in needed:
            self.fields[name].required = True

    @cached_property
    def skipped(self) -> frozenset[int]:
        """Optional paragraphs to be left out."""
        chosen = set(self.kept.getlist("skip"))
        optional = [each for each in self.offer.paragraphs if each.is_optional]
        return frozenset(each.pk for each in optional if str(each.pk) in chosen)

    def _wordings(self) -> dict[str, forms.Field]:
        made: dict[str, forms.Field] = {}
        for place, each in enumerate(self.offer.paragraphs, start=1):
            if each.alternatives.all():
                made[f"a{each.pk}"] = questions.alternatives(
                    each, place, many=self.is_many
                )
            if not each.is_locked:
                name = f"p{each.pk}"
                made[name] = questions.wording(place, language=self.language_shown)
                if is_standard(each, self.kept.get(name, "")):
                    self.initial.pop(name, None)
                made[name].initial = standard_text(each.text, many=self.is_many)
        return made

    @property
    def language_shown(self) -> str:
        return self.offer.model_letter.language if self.offer.model_letter else ""

    @property
    def subject(self) -> str:
        """With markers, as the paragraphs."""
        letter = self.offer.model_letter
        if letter is None:
            return ""
        return standard_text(letter.subject, many=self.is_many, known=self._told)

    @cached_property
    def _told(self) -> dict[str, str]:
        """By placeholder what the writer has filled in; "" where it cannot stand.

        In text that is only read: a field with these words would be their own.
        """
        told = {key: _line(self.kept.get(name, "")) for key, name in _ASKED.items()}
        if self.acts_as == "organisation" and not told["sender_organisation"]:
            told["sender_organisation"] = told["sender_name"]
        try:
            day = date.fromisoformat(told["resolved_on"])
        except ValueError:
            return told | {"resolved_on": ""}
        language = self.language_shown
        in_words = addressing.place_and_date("", day, language=language)
        return told | {"resolved_on": in_words}

    def parts(self) -> Iterator[Part]:
        for each in self.offer.paragraphs:
            known = self._told if each.is_locked else {}
            yield Part(
                paragraph=each,
                text=standard_text(each.text, many=self.is_many, known=known),
                wording=self._bound(f"p{each.pk}"),
                is_skipped=each.pk in self.skipped,
                alternatives=self._bound(f"a{each.pk}"),
            )

    def _bound(self, name: str) -> BoundField | None:
        return self[name] if name in self.fields else None

    def clean(self) -> dict[str, object]:
        cleaned = self.cleaned_data
        for paragraph in self.offer.paragraphs:
            name = f"p{paragraph.pk}"
            if name in cleaned:
                cleaned[name] = self._own_wording(paragraph, cleaned[name])
        self.recipient = self._recipient(cleaned)
        if not _is_signed(cleaned) and "name" not in self.errors:
            sentence = _("Type the name that signs, or choose to sign by hand.")
            self.add_error("name", sentence)
        new = [each for each in self.set_aside if each.is_new]
        if sentence := not_in_words(len(new), self.unchosen):
            self.add_error(None, f"{sentence} {kept_below(new)}".strip())
        self._ask_the_sender()
        return cleaned

    def _own_wording(self, paragraph: Paragraph, typed: str) -> str:
        """What the writer changed; "" while it is the campaign's own text."""
        name = f"p{paragraph.pk}"
        if name not in self.kept or is_standard(paragraph, typed):
            return ""
        if not typed and paragraph.pk not in self.skipped:
            words = standard_text(paragraph.text, many=self.is_many)
            sentence = _("Nothing is left of this paragraph. It was: “%(words)s”")
            self.add_error(name, sentence % {"words": words})
        for marker in markers_in(typed):
            sentence = _("Put your own words in place of “%(marker)s”.")
            self.add_error(name, sentence % {"marker": marker})
        return typed

    def _recipient(self, cleaned: Mapping[str, object]) -> Recipient | None:
        """The one chosen, or the one that serves the writer's country."""
        for each in self.offer.paused:
            if each.recipient.slug == self.kept.get("to"):
                self.errors.pop("to", None)
                self.add_error("to", each.sentence)
        if "to" in self.errors or "from" in self.errors:
            return None
        if slug := cleaned.get("to"):
            return next(each for each in self.offer.recipients if each.slug == slug)
        if not cleaned.get("from"):
            self.add_error("to", _("Choose the country you are in, or an embassy."))
            return None
        found = self.offer.serving(str(cleaned["from"]))
        if found.recipient is None:
            self.add_error("to", f"{found.sentence} {_('Please choose one here.')}")
        return found.recipient

    def _ask_the_sender(self) -> None:
        """What the frame needs, and what the text would have a hole without."""
        sender = self.sender
        needed = _needed(sender.acts_as)
        if letter := self.offer.model_letter:
            for name in sorted(letters.names_used(letter, self.choices)):
                if field := _ASKED.get(name):
                    needed.setdefault(
                        field, _("The letter says it: please fill it in.")
                    )
        for field, sentence in needed.items():
            if not (getattr(sender, field) or field in self.errors):
                self.add_error(field, sentence)
        if sender.resolved_on and sender.resolved_on > self.written_on:
            sentence = _("The vote is dated after the letter.")
            self.add_error("resolved_on", sentence)

    @property
    def written_on(self) -> date:
        day = self.cleaned_data.get("date")
        return day if isinstance(day, date) else self.offer.today

    @property
    def sender(self) -> letters.Sender:
        """An organisation that gave one name only gave its own."""
        typed = self.cleaned_data
        name, organisation = typed.get("name", ""), typed.get("organisation", "")
        acts_as = typed.get("as") or self.offer.acts[0]
        if acts_as == "organisation" and not organisation:
            name, organisation = "", name
        is_branch = acts_as == "branch"
        return letters.Sender(
            acts_as=acts_as,
            name=name,
            role=typed.get("role", ""),
            organisation=organisation,
            town=typed.get("town", ""),
            country=typed.get("from", ""),
            resolved_on=typed.get("resolved_on") if is_branch else None,
            vote=typed.get("vote", "") if is_branch else "",
        )

    @property
    def choices(self) -> letters.Choices:
        typed = self.cleaned_data
        keys = [each.pk for each in self.offer.paragraphs]
        return letters.Choices(
            own_words=typed.get("own_words", ""),
            skipped=self.skipped,
            wording={key: typed[f"p{key}"] for key in keys if typed.get(f"p{key}")},
            alternatives={
                key: int(typed[f"a{key}"]) for key in keys if typed.get(f"a{key}")
            },
            signs_by_hand=typed.get("sign_by_hand", False),
            with_sources=typed.get("with_sources", False),
        )

    def carried(self) -> list[tuple[str, str]]:
        """The fields that make the same letter again."""
        typed = self.cleaned_data | {
            "to": self.recipient.slug if self.recipient else "",
            "date": self.written_on.isoformat(),
        }
        pairs = [(name, _posted(typed[name])) for name in self.fields if typed[name]]
        pairs += [(each.name, each.text) for each in self.set_aside]
        return pairs + [("skip", str(key)) for key in sorted(self.skipped)]


def _posted(value: object) -> str:
    """As a browser sends it."""
    return "on" if value is True else str(value)


def _is_signed(cleaned: Mapping[str, object]) -> bool:
    is_many = cleaned.get("as") in {"organisation", "branch"}
    if is_many and cleaned.get("organisation"):
        return True
    return bool(cleaned.get("name") or cleaned.get("sign_by_hand"))


def _line(typed: str) -> str:
    try:
        return clean_line(typed)
    except forms.ValidationError:
        return ""


def _needed(acts_as: str) -> MutableMapping[str, str]:
    """By field what somebody who writes like this has to say, as a sentence."""
    if acts_as == "representative":
        return {"role": _("Say which office you were elected to.")}
    if acts_as == "branch":
        return {
            "organisation": _("Say which branch decided it."),
            "resolved_on": _("Say on which day the branch decided it."),
        }
    return {}


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
    _load_reach(form.recipient, campaign)
    try:
        letters.refuse_odd_day(day, today=today)
        made = letters.compose(
            offer.model_letter,
            recipient=form.recipient,
            sender=form.sender,
            written_on=day,
            choices=form.choices,
            screen=offer.screen,
            today=today,
        )
    except letters.Refused as refused:
        for reason in refused.reasons:
            form.add_error(None if day == today else "date", reason)
        return form, None
    return form, made


def _load_reach(recipient: Recipient, campaign: Campaign) -> None:
    """Addresses and holders of all the letter goes to, in two queries."""
    copied = [
        each.recipient
        for each in campaign.targets.all()
        if each.role == Target.Role.COPY
    ]
    prefetch_related_objects([recipient, *copied], "addresses", "holders")

"""One model letter, one recipient, one sender, one day: the letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.reading.screen import Screen
from campaign import addressing, citations
from campaign.letters.footnotes import Footnotes, footnotes
from campaign.letters.freshness import facts_checked_on
from campaign.letters.labels import Labels, closing, labels
from campaign.letters.letter import BLANK_LINE, Letter, Refused
from campaign.letters.naming import address_form, mission_name
from campaign.letters.sender import UNCHANGED, Choices, Sender
from campaign.letters.wording import Written, filled, names_used, values, written
from campaign.models import Campaign, ModelLetter, Recipient, Target


def compose(
    model_letter: ModelLetter,
    *,
    recipient: Recipient,
    sender: Sender,
    written_on: date,
    choices: Choices = UNCHANGED,
    screen: Screen | None = None,
    today: date | None = None,
) -> Letter:
    """The letter for this recipient, sender and day.

    Raises Refused when a cited claim does not hold on the day, when the
    version was not yet in force, when the sender has not said what the frame
    needs, or when we would print a name that is protected; the sender's own
    words are theirs. Today, the day of the letter unless it is said, decides
    which reports are public. No query when model letter and recipient were
    loaded with what they hold, one without a screen, one with sources.
    """
    if screen is None:
        screen = citations.screen_of([model_letter.campaign])
    _refuse(model_letter, sender, written_on, choices, screen)
    order = _Order(
        model_letter=model_letter,
        recipient=recipient,
        sender=sender,
        written_on=written_on,
        choices=choices,
        screen=screen,
        today=today or written_on,
    )
    try:
        made = _made(order)
    except Refused:
        raise
    except ValueError as unknown:  # a state or an office that no table has
        sentence = _("This letter cannot be made: %(why)s")
        raise Refused(sentence % {"why": unknown}) from unknown
    _refuse_names(made, screen)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """All that a letter is made from."""

    model_letter: ModelLetter
    recipient: Recipient
    sender: Sender
    written_on: date
    choices: Choices
    screen: Screen
    today: date

    @property
    def language(self) -> str:
        return self.model_letter.language

    def day(self, day: date) -> str:
        """In the language of the letter."""
        return addressing.place_and_date("", day, language=self.language)


def _made(order: _Order) -> Letter:
    model_letter, sender, on = order.model_letter, order.sender, order.written_on
    language = order.language
    words = labels(language)
    given = values(model_letter, order.recipient, sender, on)
    paragraphs = written(model_letter, given, sender, order.choices)
    form = address_form(model_letter, order.recipient, on)
    copied = _copied(model_letter)
    behind = _behind(order, paragraphs)
    return Letter(
        language=language,
        sender=_sender(order),
        place_and_date=addressing.place_and_date(sender.town, on, language=language),
        written_on=on,
        addressee=(*form.lines, *_postal_lines(order)),
        reference=f"{words['reference']} {_number(model_letter)}",
        subject=filled(model_letter.subject, given, many=sender.is_many),
        salutation=form.salutation,
        paragraphs=tuple(each.text for each in paragraphs),
        closing=closing(words, form.closing, many=sender.is_many),
        signature=_signature(order, words),
        copies_label=words["copies"],
        copies=tuple(_copied_to(each, order) for each in copied),
        email_to=_email(order.recipient, on),
        email_cc=tuple(filter(None, (_email(each, on) for each in copied))),
        is_draft=model_letter.campaign.state == Campaign.State.DRAFT,
        facts_checked=_facts_checked(order, words),
        notes=behind.numbers if behind.lines else (),
        sources_label=words["sources"] if behind.lines else "",
        sources=behind.lines,
        evidence_label=words["evidence"] if behind.url else "",
        evidence_url=behind.url,
    )


def _number(model_letter: ModelLetter) -> str:
    """Campaign and version; a resolution is B, a representative's letter R."""
    mark = {"branch": "B", "representative": "R"}.get(model_letter.frame, "")
    return f"{model_letter.campaign.number}/{mark}{model_letter.version}"


def _behind(order: _Order, paragraphs: Sequence[Written]) -> Footnotes:
    """The sources, when the writer asked for them."""
    if not order.choices.with_sources:
        return Footnotes()
    return footnotes(
        paragraphs,
        campaign=order.model_letter.campaign,
        language=order.language,
        on=order.written_on,
        today=order.today,
        screen=order.screen,
    )


def _refuse(
    model_letter: ModelLetter,
    sender: Sender,
    written_on: date,
    choices: Choices,
    screen: Screen,
) -> None:
    if written_on < model_letter.in_force_from:
        raise Refused(
            _("Version %(n)s of this letter is in force from %(day)s on.")
            % {
                "n": model_letter.version,
                "day": date_format(model_letter.in_force_from),
            }
        )
    if reasons := citations.obstacles(model_letter, on=written_on, screen=screen):
        raise Refused(*reasons)
    if not sender.signatories and not choices.signs_by_hand:
        raise Refused(_("The letter needs the name of whoever signs it."))
    if reasons := _unsaid(sender, written_on):
        raise Refused(*reasons)


def _unsaid(sender: Sender, written_on: date) -> list[str]:
    """What those who decided together, or were elected, have to say as well."""
    if sender.acts_as == "representative" and not sender.role:
        return [_("A representative says which office they were elected to.")]
    if sender.acts_as != "branch":
        return []
    found = []
    if not sender.organisation:
        found.append(_("A resolution names the branch that decided it."))
    if sender.resolved_on is None:
        found.append(_("A resolution says on which day it was decided."))
    elif sender.resolved_on > written_on:
        found.append(_("The branch cannot have decided after the day of the letter."))
    return found


def _refuse_names(letter: Letter, screen: Screen) -> None:
    """Of those it goes to: what the letter says was looked at before."""
    ours = (
        *letter.addressee,
        *letter.copies,
        *letter.email_cc,
        letter.salutation,
        letter.email_to,
    )
    if any(screen.names_in(line) for line in ours):
        raise Refused(
            _("The name of whom this letter goes to is protected. Choose another.")
        )


def _signature(order: _Order, words: Labels) -> tuple[str, ...]:
    """Who signs; and day and vote of a branch, unless the text has them."""
    sender, choices = order.sender, order.choices
    by_hand = (BLANK_LINE,) if choices.signs_by_hand else ()
    said = names_used(order.model_letter, choices)
    decided = []
    if sender.resolved_on and "resolved_on" not in said:
        day = order.day(sender.resolved_on)
        decided.append(words["resolved"].format(date=day))
    if sender.vote and "vote" not in said:
        decided.append(words["vote"].format(vote=sender.vote))
    return (*by_hand, *sender.signatories, *decided)


def _sender(order: _Order) -> tuple[str, ...]:
    """The head; of a letter that crosses a border, with the country."""
    sender = order.sender
    if not sender.block or sender.country == _destination(order):
        return sender.block
    country = addressing.country_line(sender.country, language=order.language)
    return (*sender.block, country) if country else sender.block


def _destination(order: _Order) -> str:
    """Where the envelope goes, "" when that is not known."""
    address = order.recipient.address_on(order.written_on)
    return (address.country if address else "") or order.recipient.stands_in


def _postal_lines(order: _Order) -> tuple[str, ...]:
    recipient = order.recipient
    address = recipient.address_on(order.written_on)
    known = addressing.PostalAddress(
        street=(address.street if address else "") or BLANK_LINE,
        postcode=address.postcode if address else "",
        city=address.city if address else BLANK_LINE,
        region=address.region if address else "",
    )
    return addressing.block(
        known,
        destination=_destination(order),
        origin=order.sender.country,
        language=order.language,
    )


def _copied(model_letter: ModelLetter) -> Sequence[Recipient]:
    """Those who get a copy, without whoever is left alone for now."""
    return [
        target.recipient
        for target in model_letter.campaign.targets.all()
        if target.role == Target.Role.COPY and not target.paused_because
    ]


def _copied_to(recipient: Recipient, order: _Order) -> str:
    """By its name and, unless that says it, the town of the office."""
    name = mission_name(recipient, order.language, on=order.written_on)
    if not recipient.city or recipient.city.casefold() in name.casefold():
        return name
    comma = "\u060c" if order.language.startswith("ar") else ","
    return f"{name}{comma} {recipient.city}"


def _email(recipient: Recipient, written_on: date) -> str:
    address = recipient.address_on(written_on, medium="email")
    return address.value if address else ""


def _facts_checked(order: _Order, words: Labels) -> str:
    day = facts_checked_on(order.model_letter, on=order.written_on)
    return words["facts_checked"].format(date=order.day(day)) if day else ""

"""The words of a letter: the model's, an alternative's or the writer's."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from campaign import addressing, placeholders, protocol
from campaign.letters.letter import Refused
from campaign.letters.naming import mission_name
from campaign.letters.sender import Choices, Sender
from campaign.models import ModelLetter, Paragraph, Recipient

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph as printed, and whose claims it rests on.

    rests_on is None where the words are the writer's own.
    """

    text: str
    rests_on: Paragraph | None


def values(
    model_letter: ModelLetter, recipient: Recipient, sender: Sender, written_on: date
) -> dict[str, str]:
    """What the placeholders stand for; the names are placeholders.KNOWN."""
    language = model_letter.language
    addressed = recipient.state or model_letter.campaign.addressed_state
    return {
        "date": _day(written_on, language),
        "mission": mission_name(recipient, language, on=written_on),
        "host_country": protocol.state_name(
            recipient.stands_in or recipient.state, language=language, official=False
        ),
        "state": protocol.state_name(addressed, language=language),
        "sender_name": sender.name,
        "sender_organisation": sender.organisation,
        "sender_role": sender.role,
        "sender_town": sender.town,
        "resolved_on": _day(sender.resolved_on, language),
        "vote": sender.vote,
    }


def _day(day: date | None, language: str) -> str:
    return addressing.place_and_date("", day, language=language) if day else ""


def written(
    model_letter: ModelLetter,
    given: Mapping[str, str],
    sender: Sender,
    choices: Choices,
) -> list[Written]:
    """The paragraphs in order; the writer's own words stand after the facts."""
    made: list[Written] = []
    after_facts = 0
    for paragraph in _kept(model_letter, choices):
        made += _written(paragraph, given, sender, choices)
        if paragraph.role in {Paragraph.Role.PURPOSE, Paragraph.Role.FACT}:
            after_facts = len(made)
    made[after_facts:after_facts] = _in_own_words(choices.own_words)
    return made


def _in_own_words(typed: str) -> list[Written]:
    """An empty line begins a new paragraph; other line ends stay."""
    parts = (
        [" ".join(line.split()) for line in part.split("\n")]
        for part in _EMPTY_LINE.split(typed)
    )
    texts = ("\n".join(filter(None, lines)) for lines in parts)
    return [Written(text, None) for text in texts if text]


def filled(template: str, given: Mapping[str, str], *, many: bool) -> str:
    """Filled in whole: a letter never leaves with a hole in it."""
    if missing := placeholders.missing(template, given):
        meanings = [placeholders.KNOWN.get(name, name) for name in missing]
        raise Refused(
            _("The letter needs something it has not: %(what)s.")
            % {"what": "; ".join(meanings)}
        )
    return placeholders.fill(template, given, many=many)


def names_used(model_letter: ModelLetter, choices: Choices) -> frozenset[str]:
    """The placeholders in what would be printed: what a sender has to give."""
    texts = [model_letter.subject] + [
        _template(each, choices)
        for each in _kept(model_letter, choices)
        if not _own(each, choices)
    ]
    return frozenset(name for text in texts for name in placeholders.names(text))


def _kept(model_letter: ModelLetter, choices: Choices) -> Iterator[Paragraph]:
    for each in model_letter.paragraphs.all():
        if not (each.is_optional and each.pk in choices.skipped):
            yield each


def _written(
    paragraph: Paragraph, given: Mapping[str, str], sender: Sender, choices: Choices
) -> list[Written]:
    """The writer's wording is taken literally, the model's is filled in.

    A line end in the model's is where somebody's window ended.
    """
    if own := _own(paragraph, choices):
        return own
    text = filled(_template(paragraph, choices), given, many=sender.is_many)
    return [Written(" ".join(text.split("\n")), paragraph)]


def _own(paragraph: Paragraph, choices: Choices) -> list[Written]:
    if paragraph.is_locked:
        return []
    return _in_own_words(choices.wording.get(paragraph.pk, ""))


def _template(paragraph: Paragraph, choices: Choices) -> str:
    """The wording the writer chose among the campaign's; else the first."""
    chosen = choices.alternatives.get(paragraph.pk)
    if chosen is None:
        return paragraph.text
    texts = {each.pk: each.text for each in paragraph.alternatives.all()}
    return texts.get(chosen, paragraph.text)

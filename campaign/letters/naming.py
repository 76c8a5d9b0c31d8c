"""What a recipient and its office are called in the letter's language."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst

from campaign import protocol
from campaign.models import ModelLetter, Recipient


def mission_name(recipient: Recipient, language: str, *, on: date) -> str:
    """The recipient's own name, or kind and official state name.

    Between two Commonwealth states an embassy is a High Commission.
    """
    if recipient.name:
        return recipient.name
    kind = protocol.between(
        recipient.kind, state=recipient.state, host=recipient.stands_in, on=on
    )
    return named(recipient, kind=kind, language=language)


def named(recipient: Recipient, *, kind: str, language: str) -> str:
    """The kind with the state; both as they are where no form is known."""
    try:
        return protocol.mission_name(kind, state=recipient.state, language=language)
    except ValueError:
        parts = (capfirst(recipient.get_kind_display()), recipient.state)
        return ", ".join(filter(None, parts))


# What heads a consular post; of the last three nobody knows the title.
_CONSULS = {
    Recipient.Kind.CONSULATE_GENERAL: "consul_general",
    Recipient.Kind.CONSULATE: "consul",
    Recipient.Kind.HONORARY_CONSULATE: "honorary_consul",
    Recipient.Kind.DE_FACTO_CONSULATE: "organisation",
    Recipient.Kind.CONSULAR_OFFICE: "organisation",
    Recipient.Kind.CONSULAR_AGENCY: "organisation",
}


def _office(recipient: Recipient) -> str:
    """Who is written to; a consul by the grade of the post."""
    if recipient.office != Recipient.Office.CONSUL:
        return recipient.office
    return _CONSULS.get(Recipient.Kind(recipient.kind), "consul")


@dataclass(frozen=True, slots=True)
class AddressForm:
    """How an office is written to: lines above the street, greeting, closing."""

    lines: tuple[str, ...]
    salutation: str
    closing: str


def address_form(
    model_letter: ModelLetter, recipient: Recipient, on: date
) -> AddressForm:
    """For whoever held the office on the day; neutral where nobody is known."""
    holder = recipient.holder_on(on)
    name = holder.name if holder else ""
    form = protocol.form(
        language=model_letter.language,
        office=protocol.between(
            _office(recipient),
            state=recipient.state,
            host=recipient.stands_in,
            on=on,
        ),
        register=model_letter.register,
        gender=holder.gender if holder else "unknown",
        name=name,
    )
    mission = mission_name(recipient, model_letter.language, on=on)
    lines = protocol.lines(form, name=name, mission=mission)
    return AddressForm(_said_once(lines), form.salutation, form.closing)


def _said_once(lines: tuple[str, ...]) -> tuple[str, ...]:
    """An office is not named twice, by its title and by the body's own name.

    "An das Präsidialamt" above "Präsidialamt der Republik …" is one line.
    """
    if len(lines) < 2:
        return lines
    *above, title, named_ = lines
    words = title.split(" ")
    for at in range(len(words)):
        said = " ".join(words[at:])
        begun, behind = named_[: len(said)], named_[len(said) :]
        # "The Prosecutor" above "Prosecutor's Office" is a person at an office
        if begun.casefold() == said.casefold() and behind[:1] in {"", " "}:
            return (*above, " ".join([*words[:at], named_]))
    return lines

"""A letter as a value, how it is composed, and what stands in its way.

The day decides: the address, the holder, the version of the model letter and
the claims are those of the day the letter is dated.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _

from archive.models.authorship import Author, save_as
from archive.reading.protecting import Screen
from campaign import addressing, citations, placeholders, protocol
from campaign.models import Campaign, Holder, ModelLetter, Paragraph, Recipient, Target

# A line left to be filled in by hand: an address nobody has verified, or a
# signature. Formats draw it as a rule or print it as it stands.
BLANK_LINE = "_" * 30

COPIES_LABEL = {
    "en": "Copy to:",
    "de": "Kopie an:",
    "fr": "Copie à :",
    "es": "Copia a:",
    "ru": "Копия:",
}


FRAMES = {
    "person": ModelLetter.Frame.LETTER,
    "organisation": ModelLetter.Frame.LETTER,
    "branch": ModelLetter.Frame.BRANCH,
    "representative": ModelLetter.Frame.REPRESENTATIVE,
}


class Refused(ValueError):
    """No letter can be made; the reasons are sentences for the page."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes. Lives as long as the request, and is stored nowhere."""

    acts_as: str = "person"  # organisation, branch, representative
    name: str = ""
    role: str = ""
    organisation: str = ""
    town: str = ""
    country: str = ""  # ISO 3166-1 alpha-2; "" = not said
    resolved_on: date | None = None  # a branch: the day of its vote
    vote: str = ""  # a branch: such as "unanimously" or "21 to 3"

    @property
    def is_many(self) -> bool:
        """We, not I."""
        return self.acts_as in {"organisation", "branch"}

    @property
    def frame(self) -> str:
        """Which of a campaign's letters they write."""
        return FRAMES.get(self.acts_as, ModelLetter.Frame.LETTER)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the writer changed in the model letter; nothing by default."""

    own_words: str = ""
    skipped: frozenset[int] = frozenset()  # paragraph ids
    wording: Mapping[int, str] = field(default_factory=dict)  # paragraph id → text
    alternatives: Mapping[int, int] = field(default_factory=dict)  # its id → theirs
    signs_by_hand: bool = False
    with_sources: bool = False  # footnotes, and the address of the evidence page


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything a letter says, in the order it is printed.

    Plain text throughout, NFC, no line breaks inside a line. Empty strings
    and empty tuples mean that the part is left out. Same inputs, same value.
    """

    language: str  # BCP 47, "en", "de"
    sender: tuple[str, ...]  # name, organisation, town: one line each
    place_and_date: str
    written_on: date
    addressee: tuple[str, ...]  # office, mission, street … country; may hold BLANK_LINE
    reference: str
    subject: str
    salutation: str
    paragraphs: tuple[str, ...]
    closing: str
    signature: tuple[
        str, ...
    ]  # name, role, organisation; BLANK_LINE first when by hand
    copies_label: str  # "Copy to:" in the letter's language
    copies: tuple[str, ...]
    email_to: str  # "" when no verified e-mail address is known
    email_cc: tuple[str, ...]
    is_draft: bool  # every format then says DRAFT
    facts_checked: str = ""  # "Facts checked on 28 September 2011"
    # only when the writer asked for the sources:
    notes: tuple[tuple[int, ...], ...] = ()  # for each paragraph, from 1
    sources_label: str = ""  # "Sources" in the letter's language
    sources: tuple[str, ...] = ()  # publisher, title, date, address; 1 is the first
    evidence_label: str = ""  # "Evidence for each sentence:"
    evidence_url: str = ""  # printed, and as a QR code


def languages(campaign: Campaign) -> list[str]:
    """The languages that have a published model letter, English first."""
    found = set(campaign.model_letters.published().values_list("language", flat=True))
    return sorted(found, key=lambda code: (code != "en", code))


def model_letter_for(
    campaign: Campaign,
    *,
    language: str,
    written_on: date,
    frame: str = ModelLetter.Frame.LETTER,
    version: int | None = None,
) -> ModelLetter:
    """The newest version in force on the day, or the version asked for.

    Raises Refused when there is none. Six queries, with the whole text.
    """
    written = campaign.model_letters.published().filter(language=language, frame=frame)
    if version is None:
        found = written.in_force(on=written_on).with_text().first()
    else:
        found = written.filter(version=version).with_text().first()
    if found is None:
        raise Refused(_why_none(written.order_by("in_force_from").first(), written_on))
    found.campaign = campaign  # with what its caller has loaded of it
    return found


def _why_none(first: ModelLetter | None, written_on: date) -> str:
    """Why there is no version: no such language, or a day before the first."""
    if first is None:
        return _("This campaign has no letter in that language yet.")
    if written_on >= first.in_force_from:
        return _("There is no such version of this letter.")
    return _("This letter is dated %(day)s; the first version is of %(first)s.") % {
        "day": date_format(written_on),
        "first": date_format(first.in_force_from),
    }


def refuse_odd_day(written_on: date, *, today: date) -> None:
    """Raises Refused for a letter dated more than a year ahead."""
    if written_on > today + timedelta(days=366):
        raise Refused(_("A letter cannot be dated more than a year ahead."))


def compose(
    model_letter: ModelLetter,
    *,
    recipient: Recipient,
    sender: Sender,
    written_on: date,
    choices: Choices = Choices(),
    screen: Screen | None = None,
) -> Letter:
    """The letter for this recipient, sender and day.

    Raises Refused when a cited claim does not hold on the day, when the
    version was not yet in force, when the sender gives no name, or when we
    would print a name that is protected; the sender's own words are theirs.
    No query when model letter and recipient were loaded with what they hold,
    and one without a screen.
    """
    if screen is None:
        screen = citations.screen_of([model_letter.campaign])
    _refuse(model_letter, sender, written_on, choices, screen)
    language = model_letter.language
    holder = recipient.holder_on(written_on)
    form = _form(model_letter, recipient, holder, written_on)
    mission = mission_name(recipient, language, on=written_on)
    values = _values(model_letter, recipient, sender, written_on)
    made = Letter(
        language=language,
        sender=_sender_block(sender),
        place_and_date=addressing.place_and_date(
            sender.town, written_on, language=language
        ),
        written_on=written_on,
        addressee=(
            *protocol.lines(form, name=holder.name if holder else "", mission=mission),
            *_postal_lines(recipient, sender, written_on, language),
        ),
        reference=f"Ref. {model_letter.campaign.number}/{model_letter.version}",
        subject=_filled(model_letter.subject, values, many=sender.is_many),
        salutation=form.salutation,
        paragraphs=_paragraphs(model_letter, values, sender, choices),
        closing=form.closing,
        signature=_signature(sender, choices),
        copies_label=COPIES_LABEL.get(language, COPIES_LABEL["en"]),
        copies=_copies(model_letter, written_on),
        email_to=_email(recipient, written_on),
        email_cc=(),
        is_draft=model_letter.campaign.state == Campaign.State.DRAFT,
    )
    _refuse_names(made, screen)
    return made


def _refuse_names(letter: Letter, screen: Screen) -> None:
    """Of those it goes to: what the letter says was looked at before."""
    ours = (*letter.addressee, *letter.copies, letter.salutation, letter.email_to)
    if any(screen.names_in(line) for line in ours):
        raise Refused(
            _("The name of whom this letter goes to is protected. Choose another.")
        )


def file_name(letter: Letter, extension: str) -> str:
    """A name for the file that tells the letter, not the sender.

    ASCII only, so that it needs no quoting in a header.
    """
    code = slugify(letter.reference.removeprefix("Ref. ").replace("/", "-"))
    return f"letter-{code}-{letter.language}.{extension}"


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
    if not _signatories(sender) and not choices.signs_by_hand:
        raise Refused(_("The letter needs the name of whoever signs it."))


def _signatories(sender: Sender) -> tuple[str, ...]:
    """Name, role, organisation: whoever signs, without empty lines."""
    return tuple(
        line for line in (sender.name, sender.role, sender.organisation) if line
    )


def _sender_block(sender: Sender) -> tuple[str, ...]:
    lines = (sender.name, sender.organisation, sender.town)
    if sender.is_many:
        lines = (sender.organisation, sender.name, sender.town)
    return tuple(line for line in lines if line)


def _signature(sender: Sender, choices: Choices) -> tuple[str, ...]:
    by_hand = (BLANK_LINE,) if choices.signs_by_hand else ()
    return by_hand + _signatories(sender)


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
        return f"{capfirst(recipient.get_kind_display())}, {recipient.state}"


def _form(
    model_letter: ModelLetter, recipient: Recipient, holder: Holder | None, on: date
) -> protocol.Form:
    return protocol.form(
        language=model_letter.language,
        office=protocol.between(
            recipient.office, state=recipient.state, host=recipient.stands_in, on=on
        ),
        register=model_letter.register,
        gender=holder.gender if holder else "unknown",
        name=holder.name if holder else "",
    )


def _postal_lines(
    recipient: Recipient, sender: Sender, written_on: date, language: str
) -> tuple[str, ...]:
    address = recipient.address_on(written_on)
    known = addressing.PostalAddress(
        street=(address.street if address else "") or BLANK_LINE,
        postcode=address.postcode if address else "",
        city=address.city if address else BLANK_LINE,
        region=address.region if address else "",
    )
    return addressing.block(
        known,
        destination=(address.country if address else "") or recipient.stands_in,
        origin=sender.country,
        language=language,
    )


def _values(
    model_letter: ModelLetter, recipient: Recipient, sender: Sender, written_on: date
) -> dict[str, str]:
    """What the placeholders stand for; the names are placeholders.KNOWN."""
    language = model_letter.language
    return {
        "date": addressing.place_and_date("", written_on, language=language),
        "mission": mission_name(recipient, language, on=written_on),
        "host_country": protocol.state_name(
            recipient.stands_in, language=language, official=False
        ),
        "state": protocol.state_name(recipient.state, language=language),
        "sender_name": sender.name,
        "sender_organisation": sender.organisation,
        "sender_role": sender.role,
        "sender_town": sender.town,
        "resolved_on": addressing.place_and_date(
            "", sender.resolved_on, language=language
        )
        if sender.resolved_on
        else "",
        "vote": sender.vote,
    }


def _paragraphs(
    model_letter: ModelLetter,
    values: Mapping[str, str],
    sender: Sender,
    choices: Choices,
) -> tuple[str, ...]:
    written: list[str] = []
    after_facts = 0
    for paragraph in model_letter.paragraphs.all():
        if paragraph.is_optional and paragraph.pk in choices.skipped:
            continue
        written.append(_wording(paragraph, values, sender, choices))
        if paragraph.role in {Paragraph.Role.PURPOSE, Paragraph.Role.FACT}:
            after_facts = len(written)
    own = [" ".join(part.split()) for part in choices.own_words.split("\n\n")]
    written[after_facts:after_facts] = [part for part in own if part]
    return tuple(written)


def _wording(
    paragraph: Paragraph,
    values: Mapping[str, str],
    sender: Sender,
    choices: Choices,
) -> str:
    """The writer's wording, taken literally, or the model's, filled in."""
    own = " ".join(choices.wording.get(paragraph.pk, "").split())
    if own and not paragraph.is_locked:
        return own
    return _filled(paragraph.text, values, many=sender.is_many)


def _filled(template: str, values: Mapping[str, str], *, many: bool) -> str:
    """Filled in whole: a letter never leaves with a hole in it."""
    if missing := placeholders.missing(template, values):
        meanings = [placeholders.KNOWN.get(name, name) for name in missing]
        raise Refused(
            _("The letter needs something it has not: %(what)s.")
            % {"what": "; ".join(meanings)}
        )
    return placeholders.fill(template, values, many=many)


def _copies(model_letter: ModelLetter, written_on: date) -> tuple[str, ...]:
    return tuple(
        mission_name(target.recipient, model_letter.language, on=written_on)
        for target in model_letter.campaign.targets.all()
        if target.role == Target.Role.COPY
    )


def _email(recipient: Recipient, written_on: date) -> str:
    address = recipient.address_on(written_on, medium="email")
    return address.value if address else ""


def model_problems(model_letter: ModelLetter) -> list[str]:
    """What a curator must mend before the letter can be published.

    Sentences; empty when there is nothing. Does not look at the day.
    """
    problems = citations.uncited_in_words(model_letter) + [
        _("“%(claim)s” has not been confirmed.") % {"claim": each.claim.sentence}
        for each in citations.cited(model_letter)
        if each.claim.status != each.claim.Status.CONFIRMED
    ]
    texts = [(_("Subject"), model_letter.subject)] + [
        (_("Paragraph %(n)s") % {"n": each.order}, each.text)
        for each in model_letter.paragraphs.all()
    ]
    for where, text in texts:
        found = placeholders.problems(text, known=placeholders.KNOWN)
        problems += [f"{where}: {problem}" for problem in found]
    if len(texts) == 1:
        problems.append(_("The letter has no paragraphs yet."))
    return problems


def publish(model_letter: ModelLetter, *, by: Author) -> list[str]:
    """Offer the letter to the public, or say what has to be mended first."""
    if problems := model_problems(model_letter):
        return problems
    _show(model_letter, is_published=True, by=by)
    return []


def unpublish(model_letter: ModelLetter, *, by: Author) -> None:
    """Take the letter back; the version before it is in force again."""
    _show(model_letter, is_published=False, by=by)


def _show(model_letter: ModelLetter, *, is_published: bool, by: Author) -> None:
    model_letter.is_published = is_published
    save_as(model_letter, by, update_fields=["is_published"])

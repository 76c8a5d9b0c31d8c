"""The pack for those who go to the embassy, as one tagged PDF.

What to know and to say there, two copies of the letter to sign by hand, and a
form to note the answer on. It holds no word about those who go. The data
reach packs.typ as JSON and are never read as markup.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive import dates
from archive.models import Claim, Document, Evidence
from archive.reading import visible
from archive.reading.screen import Screen
from campaign import actions, citations, formats, letters, typesetting
from campaign.models import ModelLetter, Recipient

MEDIA_TYPE = "application/pdf"
# A pack is read in a pocket: of a long letter not every passage is printed.
SOURCES = 3

_TEMPLATE = Path(__file__).with_name("packs.typ")
_BROKEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
# of a language tag the language: typst takes no other
_TAG = re.compile(r"[a-zA-Z]{2,3}\b")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage, and the report it stands in."""

    words: str
    where: str
    language: str


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to say, and what proves it."""

    sentence: str
    note: str  # how it is known, when the report only says that others say so
    sources: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """One thing they said, and what speaks against it."""

    stance: str
    text: str
    against: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """All that is printed, in the order it is printed."""

    language: str  # of what is said to those who go
    title: str
    day: date
    checked: date | None  # when the facts last were; None = they are of the day
    office: str
    address: tuple[str, ...]
    entrance: str
    letter: letters.Letter
    points: tuple[Point, ...]
    last_time: str  # when and where they answered; "" = never that we know
    answers: tuple[Answered, ...]
    report_url: str


def make(
    model_letter: ModelLetter,
    *,
    recipient: Recipient,
    on: date,
    screen: Screen,
    report_url: str,
) -> Pack:
    """The pack of one letter for one office on a day. Some twelve queries.

    The model letter was loaded with_text(). Raises letters.Refused, with the
    reasons, when that letter cannot be written that day.
    """
    choices = letters.Choices(signs_by_hand=True)
    letter = letters.compose(
        model_letter,
        recipient=recipient,
        sender=_several(letters.names_used(model_letter, choices), recipient),
        written_on=on,
        choices=choices,
        screen=screen,
    )
    campaign = model_letter.campaign
    told = actions.last_answers(
        recipient, state=recipient.state, on=on, campaign=campaign
    )
    return Pack(
        language=get_language() or "en",
        title=screen.words(campaign.title),
        day=on,
        checked=letters.facts_checked_on(model_letter, on=on),
        office=screen.words(letters.mission_name(recipient, _language(), on=on)),
        address=letter.addressee,
        entrance=screen.words(recipient.entrance),
        letter=letter,
        points=tuple(_points(model_letter, on, screen)),
        last_time=_last_time(told),
        answers=tuple(_answers(told)),
        report_url=report_url,
    )


def _several(asked: frozenset[str], recipient: Recipient) -> letters.Sender:
    """Those who go: where the text asks for their words, a line to fill in.

    They stand in the country of the office.
    """

    def line(name: str) -> str:
        return letters.BLANK_LINE if f"sender_{name}" in asked else ""

    return letters.Sender(
        acts_as="organisation",
        name=line("name"),
        role=line("role"),
        organisation=line("organisation"),
        town=line("town"),
        country=recipient.stands_in,
    )


def _language() -> str:
    return (get_language() or "en")[:2]


def _points(model_letter: ModelLetter, on: date, screen: Screen) -> Iterable[Point]:
    """What the letter rests on, in the order of the letter. Two queries."""
    keys = [each.claim_id for each in citations.cited(model_letter)]
    proofs = (
        visible.evidence(None, on=on)
        .filter(stance=Evidence.Stance.SUPPORTS)
        .select_related("passage__revision__document__source")
        .defer("passage__revision__text")
        .order_by("pk")
    )
    rows = Claim.objects.filter(pk__in=keys)
    claims = {
        each.pk: each for each in rows.prefetch_related(Prefetch("evidence", proofs))
    }
    for key in keys:
        claim = claims[key]
        shown = [screen.proof(each) for each in claim.evidence.all()]
        yield _point(screen.claim(claim), shown)


def _point(claim: Claim, proofs: Sequence[Evidence]) -> Point:
    said = (
        []
        if claim.modality == claim.Modality.REPORTED
        else [claim.get_modality_display()]
    )
    if claim.attributed_to:
        said.append(_("says %(who)s") % {"who": claim.attributed_to})
    return Point(
        claim.sentence,
        ", ".join(said),
        tuple(_quoted(each) for each in proofs[:SOURCES]),
    )


def _quoted(proof: Evidence) -> Quoted:
    document = proof.passage.revision.document
    tag = _TAG.match(document.language)
    return Quoted(
        proof.passage.quote, _named(document), tag[0].lower() if tag else "und"
    )


def _named(document: Document) -> str:
    span = document.published
    parts = (
        document.title,
        document.source.name if document.source else "",
        dates.describe(span, language=get_language() or "en") if span else "",
    )
    return ", ".join(part for part in parts if part)


def _last_time(told: Sequence[actions.Told]) -> str:
    for each in told:
        span, place = each.action.happened, each.action.city
        day = dates.describe(span, language=get_language() or "en") if span else ""
        by = each.action.received_by
        return ", ".join(part for part in (place, day, by) if part)
    return ""


def _answers(told: Sequence[actions.Told]) -> Iterable[Answered]:
    for each in told:
        for answer in each.answers:
            yield Answered(
                answer.reply.get_stance_display(),
                answer.reply.text,
                tuple(_point(one.claim, one.evidence) for one in answer.against),
            )


def file_name(pack: Pack) -> str:
    """ASCII only; it names the letter."""
    return letters.file_name(pack.letter, "pdf").replace("letter-", "pack-", 1)


def render(pack: Pack) -> bytes:
    """The same bytes for the same pack; the file is dated with its day."""
    given = json.dumps(_cleaned(_inputs(pack)))
    return typesetting.pdf(_TEMPLATE, given, day=pack.day)


def _cleaned(value: object) -> object:
    """With a space for what no document may hold."""
    if isinstance(value, str):
        return _BROKEN.sub(" ", value)
    if isinstance(value, dict):
        return {key: _cleaned(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(each) for each in value]
    return value


def _inputs(pack: Pack) -> dict[str, object]:
    letter = formats.printable(pack.letter)
    code = formats.qr_code(pack.report_url)
    return asdict(pack) | {
        "language": pack.language[:2],
        "facts": _facts(pack),
        "day": pack.day.isoformat(),
        "checked": pack.checked.isoformat() if pack.checked else "",
        "letter": asdict(letter)
        | {
            "written_on": letter.written_on.isoformat(),
            "copies": formats.copies(letter),
            "language": letter.language.partition("-")[0],
            "direction": formats.direction(letter.language),
        },
        "qr": code.svg if code else "",
        "blank": letters.BLANK_LINE,
        "draft": formats.DRAFT,
        "words": _words(),
    }


def _facts(pack: Pack) -> str:
    """Of which day they are: the same that the letter inside says."""
    day = date_format(pack.day, "j F Y")
    if pack.checked is None:
        return _("Facts as of %(day)s") % {"day": day}
    return _("Made on %(day)s, facts checked on %(checked)s") % {
        "day": day,
        "checked": date_format(pack.checked, "j F Y"),
    }


def _words() -> dict[str, str]:
    """What the sheet itself says."""
    return {
        "pack": _("Delegation pack"),
        "where": _("Where you go"),
        "entrance": _("How one gets in"),
        "hands_in": _("Who hands it in (a group or organisation, no names)"),
        "unknown": _(
            "The ruled line: nobody has checked a postal address. Look it up."
        ),
        "inside": _("What is in it"),
        "contents": _(
            "What to say, with the reports that prove it; what they answered last "
            "time; a form for their answer; the letter twice. Sign both copies by "
            "hand: leave one there, and ask for a stamp on the other."
        ),
        "points": _("What to say, and what proves it"),
        "answers": _("What they answered last time"),
        "never": _("No answer of theirs is known."),
        "against": _("What speaks against it"),
        "form": _("Their answer: to be filled in on the spot"),
        "day": _("Day"),
        "place": _("Town and country"),
        "who": _("Who went (organisations, no names)"),
        "received": _("Who took the letter (office or role)"),
        "said": _("What they said, word for word where you can"),
        "promised": _("What they promised, and by when"),
        "stamped": _("Was the copy stamped?"),
        "report": _("Tell us afterwards, without your name:"),
        "qr": _("QR code of the address of the report form"),
        "ours": _("Our copy"),
        "receipt": _("Receipt: stamp, day"),
        "page": _("page"),
        "of": _("of"),
    }

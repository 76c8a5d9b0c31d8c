"""The same letter as the site's, on the command line."""

import importlib
import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from archive import dates
from campaign import letters
from campaign.forms import clean_line
from campaign.models import Campaign, Recipient

FORMATS = ("text", "html", "pdf", "docx", "eml")


class Command(BaseCommand):
    help = "Compose a campaign's letter and write it in one of five formats."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("campaign", metavar="CAMPAIGN", help="its slug")
        parser.add_argument("--to", required=True, metavar="RECIPIENT", help="slug")
        parser.add_argument("--name", default="", help="who signs")
        parser.add_argument("--role", default="")
        parser.add_argument("--organisation", default="")
        parser.add_argument(
            "--as",
            dest="acts_as",
            choices=["person", "organisation"],
            help="I or we; default: organisation when one is given without a name",
        )
        parser.add_argument("--town", default="")
        parser.add_argument("--from", dest="country", default="", metavar="ISO2")
        parser.add_argument("--language", default="en")
        parser.add_argument("--date", default="", help="YYYY-MM-DD; default today")
        parser.add_argument("--own-words", default="")
        parser.add_argument("--sign-by-hand", action="store_true")
        parser.add_argument("--model-version", type=int, metavar="N")
        parser.add_argument("--format", choices=FORMATS, default="text")
        parser.add_argument("-o", dest="output", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            letter = _letter(options)
        except (letters.Refused, ValueError) as error:
            raise CommandError(str(error)) from error
        renderer = importlib.import_module(f"campaign.formats.{options['format']}")
        content: bytes = renderer.render(letter)
        if options["output"]:
            options["output"].write_bytes(content)
            self.stderr.write(f"Written to {options['output']}.")
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)


def _letter(options: dict[str, Any]) -> letters.Letter:
    campaign = _campaign(options["campaign"])
    today = timezone.localdate()
    written_on = _day(options["date"]) if options["date"] else today
    letters.refuse_odd_day(written_on, today=today)
    model_letter = letters.model_letter_for(
        campaign,
        language=options["language"],
        written_on=written_on,
        version=options["model_version"],
    )
    return letters.compose(
        model_letter,
        recipient=_recipient(campaign, options["to"]),
        sender=_sender(options),
        written_on=written_on,
        choices=letters.Choices(
            own_words=options["own_words"], signs_by_hand=options["sign_by_hand"]
        ),
    )


def _campaign(slug: str) -> Campaign:
    campaign = Campaign.objects.filter(slug=slug).first()
    if campaign is None:
        raise CommandError(f"There is no campaign “{slug}”.")
    return campaign


def _recipient(campaign: Campaign, slug: str) -> Recipient:
    recipient = (
        Recipient.objects.with_reach()
        .filter(slug=slug, targets__campaign=campaign, targets__role="protest")
        .first()
    )
    if recipient is None:
        raise CommandError(f"This campaign does not write to “{slug}”.")
    return recipient


def _sender(options: dict[str, Any]) -> letters.Sender:
    parts = {
        part: _line(options, part) for part in ("name", "role", "organisation", "town")
    }
    is_body = bool(parts["organisation"]) and not parts["name"]
    acts_as = options["acts_as"] or ("organisation" if is_body else "person")
    if acts_as == "organisation" and not parts["organisation"]:
        parts["organisation"], parts["name"] = parts["name"], ""
    return letters.Sender(acts_as=acts_as, country=options["country"].upper(), **parts)


def _line(options: dict[str, Any], part: str) -> str:
    try:
        return clean_line(options[part])
    except ValidationError as error:
        raise CommandError(f"--{part}: {' '.join(error.messages)}") from error


def _day(text: str) -> Any:
    span = dates.parse(text)
    if span.precision != dates.Precision.DAY:
        raise CommandError("A letter is dated to the day: YYYY-MM-DD.")
    return span.start

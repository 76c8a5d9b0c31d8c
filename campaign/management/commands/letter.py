"""The same letter as the site's, on the command line."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import QueryDict
from django.utils import timezone

from campaign.formats import docx, eml, html, pdf, text
from campaign.forms import LetterForm, composed
from campaign.models import Campaign

FORMATS = {"text": text, "html": html, "pdf": pdf, "docx": docx, "eml": eml}
# what the form on the site calls them
FIELDS = {
    "to": "to",
    "as": "acts_as",
    "name": "name",
    "role": "role",
    "organisation": "organisation",
    "town": "town",
    "from": "country",
    "language": "language",
    "date": "date",
    "own_words": "own_words",
    "sign_by_hand": "sign_by_hand",
}
OPTIONS = {field: f"--{option}".replace("_", "-") for field, option in FIELDS.items()}
OPTIONS |= {"as": "--as", "from": "--from"}


class Command(BaseCommand):
    help = "Compose a campaign's letter and write it in one of five formats."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("campaign", metavar="CAMPAIGN", help="its slug")
        parser.add_argument("--to", default="", metavar="RECIPIENT", help="its slug")
        parser.add_argument("--from", dest="country", default="", metavar="ISO2")
        parser.add_argument("--name", default="", help="who signs")
        parser.add_argument("--role", default="")
        parser.add_argument("--organisation", default="")
        parser.add_argument(
            "--as",
            dest="acts_as",
            choices=["person", "organisation"],
            default="",
            help="I or we; default: we when an organisation signs without a name",
        )
        parser.add_argument("--town", default="")
        parser.add_argument("--language", default="en")
        parser.add_argument("--date", default="", help="YYYY-MM-DD; default today")
        parser.add_argument("--own-words", default="")
        parser.add_argument("--sign-by-hand", action="store_true")
        parser.add_argument(
            "--model-version",
            type=int,
            metavar="N",
            help="default: in force that day",
        )
        parser.add_argument("--format", choices=list(FORMATS), default="text")
        parser.add_argument("-o", dest="output", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        campaign = Campaign.objects.filter(slug=options["campaign"]).first()
        if campaign is None:
            raise CommandError(f"There is no campaign “{options['campaign']}”.")
        if not campaign.takes_letters_on(today):
            raise CommandError(f"“{campaign}” takes no letters any more.")
        form, letter = composed(
            typed(options), campaign, today, version=options["model_version"]
        )
        if letter is None:
            raise CommandError("\n".join(reasons(form)))
        content = FORMATS[options["format"]].render(letter)
        if options["output"]:
            _write(options["output"], content)
            self.stderr.write(f"Written to {options['output']}.")
        else:
            sys.stdout.buffer.write(content)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error


def typed(options: dict[str, Any]) -> QueryDict:
    """What a visitor would have typed into the form."""
    asked = QueryDict(mutable=True)
    is_body = bool(options["organisation"]) and not options["name"]
    for field, option in FIELDS.items():
        value = options[option]
        asked[field] = ("on" if value else "") if isinstance(value, bool) else value
    asked["as"] = options["acts_as"] or ("organisation" if is_body else "person")
    asked["from"] = options["country"].upper()
    return asked


def reasons(form: LetterForm) -> list[str]:
    """What is wrong, each with the option it concerns."""
    return [
        f"{OPTIONS[field]}: {sentence}" if field in OPTIONS else str(sentence)
        for field, sentences in form.errors.items()
        for sentence in sentences
    ]

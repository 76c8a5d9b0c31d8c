"""The same letter as the site's, on the command line."""

import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.http import QueryDict
from django.utils import timezone

from campaign import letters
from campaign.formats import docx, eml, html, pdf, text
from campaign.forms import LetterForm, composed, offer_of
from campaign.models import Campaign, Paragraph

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
    "resolved_on": "resolved_on",
    "vote": "vote",
    "with_sources": "sources",
}
OPTIONS = {field: f"--{option}".replace("_", "-") for field, option in FIELDS.items()}
OPTIONS |= {"as": "--as", "from": "--from"}
ALTERNATIVE = re.compile(r"([0-9]{1,3})=([0-9]{1,3})")


class Command(BaseCommand):
    help = "Compose a campaign's letter and write it in one of five formats."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("campaign", metavar="CAMPAIGN", help="its slug")
        parser.add_argument("--to", default="", metavar="RECIPIENT", help="its slug")
        parser.add_argument("--from", dest="country", default="", metavar="ISO2")
        parser.add_argument("--name", default="", help="who signs")
        parser.add_argument("--role", default="", help="printed below the name")
        parser.add_argument("--organisation", default="")
        parser.add_argument(
            "--as",
            dest="acts_as",
            choices=list(letters.FRAMES),
            default="",
            help="default: organisation when one signs without a name, else person",
        )
        parser.add_argument("--vote", default="", help="of a branch: “21 to 3”")
        parser.add_argument(
            "--resolved-on", default="", metavar="YYYY-MM-DD", help="of a branch"
        )
        parser.add_argument("--town", default="")
        parser.add_argument("--language", default="en")
        parser.add_argument("--date", default="", help="YYYY-MM-DD; default today")
        parser.add_argument("--own-words", default="")
        parser.add_argument("--sign-by-hand", action="store_true")
        parser.add_argument(
            "--alternative",
            action="append",
            default=[],
            metavar="PARAGRAPH=WORDING",
            help="such as 1=2: the second wording of the first paragraph",
        )
        parser.add_argument("--sources", action="store_true", help="as footnotes")
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
            raise CommandError(why_closed(campaign, today))
        refuse_of_a_branch(options)
        asked, version = typed(options), options["model_version"]
        if options["alternative"]:
            offer, _reasons = offer_of(campaign, asked, today, version=version)
            choose(asked, options["alternative"], offer.paragraphs)
        form, letter = composed(asked, campaign, today, version=version)
        if letter is None:
            raise CommandError("\n".join(reasons(form)))
        content = FORMATS[options["format"]].render(letter)
        if options["output"]:
            _write(options["output"], content)
            self.stderr.write(f"Written to {options['output']}.")
        else:
            sys.stdout.buffer.write(content)


def why_closed(campaign: Campaign, today: date) -> str:
    """Closed for good, or only for now."""
    if campaign.opens_on and campaign.opens_after(today):
        return f"“{campaign}” takes letters from {campaign.opens_on} on."
    if campaign.state == Campaign.State.REVIEW:
        return f"“{campaign}” is under review and takes no letters for now."
    return f"“{campaign}” takes no letters any more."


def refuse_of_a_branch(options: dict[str, Any]) -> None:
    """Raises CommandError for what only a branch says: no letter would say it."""
    said = [OPTIONS[field] for field in ("resolved_on", "vote") if options[field]]
    if said and options["acts_as"] != "branch":
        raise CommandError(f"{said[0]} is what a branch says: add --as branch.")


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


def choose(asked: QueryDict, chosen: list[str], paragraphs: list[Paragraph]) -> None:
    """The wordings by number, as the form would post them. Raises CommandError."""
    for each in chosen:
        match = ALTERNATIVE.fullmatch(each)
        place, number = (int(match[1]), int(match[2])) if match else (0, 0)
        if not 1 <= place <= len(paragraphs):
            raise CommandError(
                f"--alternative {each[:40]}: write a paragraph from 1 to "
                f"{len(paragraphs)} and the number of its wording, such as 1=2."
            )
        paragraph = paragraphs[place - 1]
        keys = ["", *(str(other.pk) for other in paragraph.alternatives.all())]
        if not 1 <= number <= len(keys):
            raise CommandError(
                f"--alternative {each}: paragraph {place} has {len(keys)} "
                f"wording{'s' if len(keys) > 1 else ''}."
            )
        asked[f"a{paragraph.pk}"] = keys[number - 1]


def reasons(form: LetterForm) -> list[str]:
    """What is wrong, each with the option it concerns."""
    return [
        f"{OPTIONS[field]}: {sentence}" if field in OPTIONS else str(sentence)
        for field, sentences in form.errors.items()
        for sentence in sentences
    ]

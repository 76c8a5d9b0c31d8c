from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import closing
from config.accounts import journal
from config.accounts.journal import Event


class Command(BaseCommand):
    help = "Closes the site at once, or opens it again: no restart, no database."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("which", choices=["on", "off"])
        parser.add_argument(
            "--public-only",
            action="store_true",
            help="the admin and the desk stay open",
        )

    def handle(self, *args: object, **options: object) -> None:
        try:
            words = self._said(options)
        except OSError as error:
            raise CommandError(
                f"Cannot write to {settings.VAR_DIR} ({error.strerror})."
            ) from error
        self.stdout.write(words)

    def _said(self, options: dict[str, object]) -> str:
        if options["which"] == "on":
            public = bool(options["public_only"])
            closed = closing.Closed.PUBLIC if public else closing.Closed.ALL
            closing.close(closed)
            journal.note(Event.CLOSED, what=closed, by=journal.SERVER)
            what = "Public pages are" if public else "The whole site is"
            return f"{what} closed: 503, come back in an hour. /healthz answers."
        closing.open_again()
        journal.note(Event.OPENED, by=journal.SERVER)
        if settings.KILL_SWITCH:
            return "Still closed: the setting KILL_SWITCH is on."
        return "The site is open."

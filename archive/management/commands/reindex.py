"""Work the search index out again, or say where it is out of step."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive import search
from archive.models import SearchText


class Command(BaseCommand):
    help = "Index all texts for searching anew; may be stopped and begun again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="write nothing, and name what is out of step",
        )

        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="only when nothing is indexed, as after an upgrade",
        )

    def handle(
        self,
        *args: Any,
        check: bool,
        if_empty: bool,
        verbosity: int,
        **options: Any,
    ) -> None:
        if check:
            self._check()
            return
        if if_empty and SearchText.objects.exists():
            self.stdout.write(_("The search index is there."))
            return

        def tell(kind: str, done: int, of: int) -> None:
            if verbosity:
                self.stdout.write(f"{kind}: {done} of {of}")

        found = search.reindex(tell)
        self.stdout.write(
            ngettext(
                "%(n)s row of the index written.",
                "%(n)s rows of the index written.",
                found.written,
            )
            % {"n": found.written}
        )

    def _check(self) -> None:
        faults = 0
        for fault in search.out_of_step():
            self.stdout.write(fault)
            faults += 1
        if faults:
            raise CommandError(_("The search index is out of step: run reindex."))
        self.stdout.write(_("The search index is in step."))

"""Work out anew by what every name is found, and which pairs to ask about."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from archive import resolution


class Command(BaseCommand):
    help = "Index the names whose keys are old; no decision is touched."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        def tell(done: int, of: int) -> None:
            if verbosity:
                self.stdout.write(f"{done} of {of}")

        count = resolution.reindex(tell)
        waiting = resolution.open_pairs().count()
        self.stdout.write(
            ngettext("%(n)s name indexed;", "%(n)s names indexed;", count)
            % {"n": count}
            + " "
            + ngettext("%(n)s pair is open.", "%(n)s pairs are open.", waiting)
            % {"n": waiting}
        )

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.accounts import emergency


class Command(BaseCommand):
    help = "Locks an account and signs it out everywhere, at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME")

    def handle(self, *args: object, **options: str) -> None:
        try:
            user = emergency.account(options["name"])
        except emergency.NotFound as error:
            raise CommandError(str(error)) from error
        ended = emergency.lock(user)
        self.stdout.write(f"{user} is locked. Browsers that were signed out: {ended}.")

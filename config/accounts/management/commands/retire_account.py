from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.accounts import emergency, retiring


class Command(BaseCommand):
    help = "Closes the account of somebody who has left, and forgets the person."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME")
        parser.add_argument(
            "--as",
            dest="pseudonym",
            default="",
            metavar="PSEUDONYM",
            help="what histories call the account from now on; else as before",
        )

    def handle(self, *args: object, **options: str) -> None:
        try:
            user = emergency.account(options["name"])
            retiring.retire(user, pseudonym=options["pseudonym"])
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Nobody signs in as {user} any more. Name, e-mail address, password, "
            "second factors and sessions are gone; what was decided stays."
        )

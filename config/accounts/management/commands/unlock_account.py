from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.accounts import emergency


class Command(BaseCommand):
    help = "Unlocks an account, and forgets how often its password was wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME")
        parser.add_argument(
            "--forget-factors",
            action="store_true",
            help="its passkeys, app and recovery codes are lost: take them away",
        )

    def handle(self, *args: object, **options: object) -> None:
        try:
            user = emergency.account(str(options["name"]))
        except emergency.NotFound as error:
            raise CommandError(str(error)) from error
        emergency.unlock(user)
        self.stdout.write(f"{user} can sign in.")
        if options["forget_factors"]:
            count = emergency.forget_factors(user)
            self.stdout.write(
                f"Second factors that were taken away: {count}. "
                "The next sign-in asks to set one up."
            )

from django.core.management.base import BaseCommand

from config.accounts import emergency


class Command(BaseCommand):
    help = "Ends every session of every account, at once."

    def handle(self, *args: object, **options: object) -> None:
        ended = emergency.sign_out_everybody()
        self.stdout.write(f"Browsers that were signed out: {ended}.")

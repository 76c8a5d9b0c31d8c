from django.core.management.base import BaseCommand
from django.db import connection


class Command(BaseCommand):
    help = (
        "Writes the database anew without what was deleted or purged: until then "
        "its bytes stand in free places of the files. Nobody can write meanwhile."
    )

    def handle(self, *args: object, **options: object) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(
                    "INSERT INTO archive_searchindex (archive_searchindex) "
                    "VALUES ('optimize')"
                )
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                cursor.execute("VACUUM FULL")
                cursor.execute("CHECKPOINT")
        self.stdout.write(
            "Done. What was deleted is in no table's file any more. Not reached: "
            "backups, copies of the site, and the log for replicas (WAL archive), "
            "which forgets with time."
        )

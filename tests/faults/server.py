"""A PostgreSQL that may be harmed."""

import os
import subprocess
from pathlib import Path

from django.conf import settings


class Server:
    """A PostgreSQL by bin/with-postgresql that may be stopped, stalled and started.

    place: the folder it is made in, with a short path.
    """

    def __init__(self, place: Path = Path("/tmp")) -> None:  # noqa: S108
        self.process = subprocess.Popen(
            ["bin/with-postgresql", "sh", "-c", "echo $DATABASE_URL; exec cat"],  # noqa: S607
            cwd=settings.BASE_DIR,
            env=os.environ | {"POSTGRESQL_PLACE": str(place)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        self.url = self.process.stdout.readline().strip()
        assert self.url, "there is no PostgreSQL"
        self.home = Path(
            "/" + self.url.split("@//")[-1].split("@/")[-1].strip("/")
        ).parent
        self.postmaster = self._postmaster()
        self.program = Path(f"/proc/{self.postmaster}/exe").resolve().parent / "pg_ctl"
        self.owner = (self.home / "data").stat().st_uid

    def _postmaster(self) -> int:
        return int((self.home / "data/postmaster.pid").read_text().splitlines()[0])

    def ctl(self, *args: str) -> None:
        subprocess.run(  # noqa: S603
            [
                self.program,
                "-D",
                self.home / "data",
                "-l",
                self.home / "data/log",
                "-w",
                *args,
            ],
            cwd=self.home,
            user=self.owner,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def start(self) -> None:
        run = f"-k {self.home} -c listen_addresses="
        self.ctl("-o", run, "start")
        self.postmaster = self._postmaster()

    def processes(self) -> list[int]:
        """The postmaster and everything it has started."""
        children = Path(f"/proc/{self.postmaster}/task/{self.postmaster}/children")
        return [self.postmaster, *map(int, children.read_text().split())]

    def sql(self, sql: str) -> list[tuple[object, ...]]:
        import psycopg

        with psycopg.connect(
            host=str(self.home), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def end(self) -> None:
        # cat comes to its end, and the script removes what it has made
        self.process.communicate(timeout=60)

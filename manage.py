#!/usr/bin/env python
"""Django's command line for this site."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db.utils import DatabaseError


def main() -> None:
    """Whatever command meets a database that was not migrated, says just that."""
    try:
        execute_from_command_line(sys.argv)
    except DatabaseError:
        if not _is_behind():
            raise
        sys.exit(
            "CommandError: The database has not the tables of this version. "
            "Run migrate first."
        )


def _is_behind() -> bool:
    from django.db import connection  # settings are there by now
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return False


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main()

"""Django's migrate, of which each migration is there with its record or not at all.

Django writes the record of one that leaves work to its end, such as an index, after
all the rest: killed between the two, it would begin with tables that are there.
"""

import copy
from typing import Any

from django.core.management.commands import migrate
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class _Finish(Operation):
    """What was left to the end is done now, within the same transaction."""

    reversible = False

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        return

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for sql in schema_editor.deferred_sql:
            schema_editor.execute(sql, None)
        schema_editor.deferred_sql.clear()


class _Executor(MigrationExecutor):
    def apply_migration(
        self, state: ProjectState, migration: Migration, *args: Any, **kwargs: Any
    ) -> ProjectState:
        whole = copy.copy(migration)
        if migration.atomic:
            vars(whole)["operations"] = [*migration.operations, _Finish()]
        return super().apply_migration(state, whole, *args, **kwargs)


# Django's command makes its executor by this name, and offers no other way.
vars(migrate)["MigrationExecutor"] = _Executor
Command = migrate.Command

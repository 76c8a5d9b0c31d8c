"""Which worker is at work, and what becomes of a task whose worker died.

A worker holds a lock on a file of its name for as long as it lives; the system takes
the lock away however it dies. A task that was cut off is begun once more, by the same
row, so that it is neither lost nor doubled. Cut off again, it is a failure that staff
see: whatever it reads may be what kills.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from archive import tasks

# A worker on another machine, whose lock cannot be asked for here.
PATIENCE = timedelta(hours=1)
ATTEMPTS = 2


@contextmanager
def present(worker_id: str) -> Iterator[None]:
    """Within it, the worker is known to live."""
    file = _file(worker_id)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        try:
            yield
        finally:
            file.unlink(missing_ok=True)


def is_alive(worker_id: str) -> bool | None:
    """None: it has left no file here, so nobody knows."""
    try:
        handle = os.open(_file(worker_id), os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def put_back(*, at: datetime) -> tuple[int, int]:
    """See to tasks whose worker is dead: how many begin again, and how many failed.

    Asked of any process and by several at once, each task is seen to once.
    """
    again = failed = 0
    for task in DBTaskResult.objects.running():
        if not _is_cut_off(task, at):
            continue
        # whoever sees to it first changes the row, and nobody does after that
        same = DBTaskResult.objects.running().filter(
            pk=task.pk, started_at=task.started_at
        )
        if len(task.worker_ids) < ATTEMPTS:
            again += same.update(status=TaskResultStatus.READY)
        else:
            failed += same.update(
                status=TaskResultStatus.FAILED,
                finished_at=at,
                exception_class_path=tasks.CUT_OFF,
                traceback="The worker died while it was at this, twice.",
            )
    _forget_dead()
    return again, failed


def _is_cut_off(task: DBTaskResult, at: datetime) -> bool:
    lives = is_alive(str(task.worker_ids[-1])) if task.worker_ids else None
    if lives is None:
        return task.started_at is None or task.started_at < at - PATIENCE
    return not lives


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "workers"


def _file(worker_id: str) -> Path:
    # an id that is no name of a file is nobody's here
    return _folder() / "".join(c for c in worker_id if c.isalnum() or c in "-_")


def _forget_dead() -> None:
    """Files of workers that are dead and have no task any more."""
    if not _folder().is_dir():
        return
    running = DBTaskResult.objects.running().values_list("worker_ids", flat=True)
    needed = {str(each) for ids in running for each in ids}
    for file in _folder().iterdir():
        if file.name not in needed and is_alive(file.name) is False:
            file.unlink(missing_ok=True)

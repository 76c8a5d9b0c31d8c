"""What people decide about finds, entries and documents.

With `claims` and `merging` the only writer of human decisions. Each act is
one batch: one transaction, who and when, undone as a whole by `undoing`.
"""

from archive.curation.documents import (
    describe,
    judge_likeness,
    mark_segment,
    publish,
    triage,
    withdraw,
)
from archive.curation.entries import (
    NAME_LENGTH,
    add_name,
    called,
    delete_name,
    new_entity,
    prefer_label,
    protect,
    remember_spelling,
    save_name,
    sort_key,
)
from archive.curation.keys import set_keys
from archive.curation.mentions import (
    NAMED,
    CannotAccept,
    accept,
    accept_as_new,
    mark,
    move,
    reach,
    reject,
    reopen,
    set_aside,
)
from archive.curation.parts import cut_out, put_back
from archive.curation.sources import describe_source, new_source, set_boilerplate

__all__ = [
    "NAMED",
    "NAME_LENGTH",
    "CannotAccept",
    "accept",
    "accept_as_new",
    "add_name",
    "called",
    "cut_out",
    "delete_name",
    "describe",
    "describe_source",
    "judge_likeness",
    "mark",
    "mark_segment",
    "move",
    "new_entity",
    "new_source",
    "prefer_label",
    "protect",
    "publish",
    "put_back",
    "reach",
    "reject",
    "remember_spelling",
    "reopen",
    "save_name",
    "set_aside",
    "set_boilerplate",
    "set_keys",
    "sort_key",
    "triage",
    "withdraw",
]

"""The blocks by which names are found, kept as the names are written."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from archive import names
from archive.models import Entity, Name, NameBlock
from archive.resolution.blocks import kept_for
from archive.resolution.pairs import look_for_pairs

_CHUNK = 1000


def index(rows: Iterable[Name]) -> None:
    """Keep the keys and blocks of these spellings as their texts have them.

    Three queries, and one for each name whose key has changed.
    """
    rows = list(rows)
    for name in rows:
        key = names.key(name.text)[:200]
        if name.key != key:
            Name.objects.filter(pk=name.pk).update(key=key)
    NameBlock.objects.filter(name__in=rows).delete()
    NameBlock.objects.bulk_create(
        NameBlock(name=name, kind=name.entity.kind, block=block)
        for name in rows
        for block in sorted(kept_for(name.text, name.entity.kind))
    )


def reindex(tell: Callable[[int, int], None] = lambda _done, _of: None) -> int:
    """Index the names whose keys or blocks are old; how many there were.

    Only for them pairs are looked for anew. tell: called now and then with how
    many names were looked at, of how many.
    """
    every = Name.objects.select_related("entity").order_by("pk")
    total = every.count()
    done = last = renewed = 0
    concerned: set[int] = set()
    while chunk := list(every.filter(pk__gt=last)[:_CHUNK]):
        old = _old(chunk)
        index(old)
        concerned |= {name.entity.root_id_or_own for name in old}
        last, done, renewed = chunk[-1].pk, done + len(chunk), renewed + len(old)
        tell(done, total)
    for entity in Entity.objects.filter(pk__in=concerned).order_by("pk").iterator():
        look_for_pairs(entity)
    return renewed


def _old(rows: Sequence[Name]) -> list[Name]:
    """Those whose key or blocks are not what today's rules give. One query."""
    kept: dict[int, set[str]] = defaultdict(set)
    blocks = NameBlock.objects.filter(name__in=rows).values_list("name", "block")
    for name, block in blocks:
        kept[name].add(block)
    return [
        name
        for name in rows
        if name.key != names.key(name.text)[:200]
        or kept[name.pk] != set(kept_for(name.text, name.entity.kind))
    ]

"""Who a mention may be: a few entries on offer for each, not all of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from archive import names
from archive.models import Entity, Mention, Name

OFFERED = 10
# One list on a page serves all its cards; beyond it a name is typed in full.
LISTED = 1000


class Candidates:
    """The entries that share words with what is printed. Two queries."""

    def __init__(self, kinds: Iterable[str]) -> None:
        wanted = sorted(set(kinds) & set(Entity.Kind.values))
        entities = Entity.objects.filter(kind__in=wanted).by_label()
        self._entities = {entity.pk: entity for entity in entities}
        self._by_word: Mapping[tuple[str, str], set[int]] = defaultdict(set)
        spellings = Name.objects.filter(entity__kind__in=wanted)
        for entity in self._entities.values():
            self._index(entity, names.fold(entity.label))
        for pk, key in spellings.values_list("entity", "key"):
            # one made after the entries were read is offered the next time
            if pk in self._entities:
                self._index(self._entities[pk], key)

    def _index(self, entity: Entity, folded: str) -> None:
        for word in folded.split():
            self._by_word[entity.kind, word].add(entity.pk)

    def of(self, mention: Mention) -> Sequence[Entity]:
        """The suggestion first, then by how many words are shared."""
        shared = Counter(
            pk
            for word in set(names.fold(mention.passage.quote).split())
            for pk in self._by_word.get((mention.kind, word), ())
        )
        best = [self._entities[pk] for pk, _count in shared.most_common(OFFERED)]
        if mention.entity is None:
            return best
        others = [entity for entity in best if entity.pk != mention.entity_id]
        return [mention.entity, *others][:OFFERED]

    def lists(self) -> dict[str, list[Entity]]:
        """The entries of each kind, for typing a name: as many as a page bears."""
        found: dict[str, list[Entity]] = defaultdict(list)
        for entity in self._entities.values():
            if len(found[entity.kind]) < LISTED:
                found[entity.kind].append(entity)
        return dict(found)

"""Entries and claims of a file: suggested here, until somebody has looked."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from archive import claims, curation
from archive.models import Claim, Entity, Evidence, Name, Participant
from archive.models.authorship import save_as
from campaign.portable.columns import filled
from campaign.portable.journal import Journal, found, free
from campaign.portable.reading import Unreadable

Row = Mapping[str, Any]


def take_entities(rows: Sequence[Row], journal: Journal) -> None:
    before = set(Entity.objects.values_list("pk", flat=True))
    for row in rows:
        known = _known_entity(row, before)
        if known is not None:
            journal.known["entities"] += 1
            if row["protection"] != Entity.Protection.PUBLIC and (
                known.protection == Entity.Protection.PUBLIC
            ):
                journal.leave_out(
                    f"“{row['slug']}” is protected in this file and is not here: "
                    "look at it."
                )
        else:
            known = _entity(row)
            journal.new["entities"] += 1
        journal.entities[row["slug"]] = known


def _known_entity(row: Row, before: set[int]) -> Entity | None:
    """One of this address, kind and label of whom nothing else is said.

    Two namesakes stay two: another description is another person until
    somebody says that they are the same.
    """
    fitting = Entity.objects.filter(
        slug__startswith=row["slug"],
        kind=row["kind"],
        label=row["label"],
        pk__in=before,
    )
    for each in fitting.order_by("pk").select_related("root"):
        is_same_item = row["wikidata"] and each.wikidata == row["wikidata"]
        words = {each.description, row["description"]} - {""}
        if is_same_item or len(words) < 2:
            return each.root or each
    return None


def _entity(row: Row) -> Entity:
    """Its protection comes along whatever else does."""
    said: Entity = filled(Entity, row)
    slug = free(Entity, row["slug"], otherwise="entry")
    entity = curation.new_entity(
        row["label"],
        kind=row["kind"],
        slug=slug,
        description=row["description"],
        by=None,
    )
    entity.slug = slug
    for name in ("sort_key", "protection", "wikidata", "latitude", "longitude"):
        setattr(entity, name, getattr(said, name))
    save_as(entity, None)
    preferred = [each["text"] for each in row["names"] if each["kind"] == "preferred"]
    entity.names.exclude(text__in=preferred).delete()
    for each in row["names"]:
        spelt: Name = filled(Name, each, entity=entity)
        there = entity.names.filter(text=spelt.text).first()
        if there is None:
            curation.add_name(
                entity, spelt.text, kind=spelt.kind, language=spelt.language
            )
        elif (there.kind, there.language) != (spelt.kind, spelt.language):
            there.kind, there.language = spelt.kind, spelt.language
            save_as(there, None)
    return entity


def take_claims(rows: Sequence[Row], journal: Journal) -> None:
    """Each with its proof, then what replaced it, then whether it stands."""
    fresh: dict[str, Row] = {}
    before = set(Claim.objects.values_list("pk", flat=True))
    for row in rows:
        fitting = Claim.objects.filter(
            slug__startswith=row["slug"],
            sentence=row["sentence"],
            kind=row["kind"],
            pk__in=before,
        )
        known = fitting.order_by("pk").first()
        if known is None:
            known = _claim(row, journal)
            fresh[row["slug"]] = row
            journal.new["claims"] += 1
        else:
            journal.known["claims"] += 1
        journal.claims[row["slug"]] = known
    for slug, row in fresh.items():
        _settle(journal.claims[slug], row, journal)


def _claim(row: Row, journal: Journal) -> Claim:
    claim: Claim = filled(
        Claim, row, place=found(journal.entities, row["place"], "entry")
    )
    claim.slug = free(Claim, row["slug"], otherwise="claim")
    # the database takes no claim as confirmed before it is proved
    claim.status, claim.superseded_on = Claim.Status.SUGGESTED, None
    if not journal.as_it_was:
        claim.extractor = ""  # a person's: no run of a machine takes it away
    save_as(claim, None)
    seen: set[int] = set()
    for each in row["evidence"]:
        passage = journal.passage(each["passage"])
        if passage is not None and passage.pk not in seen:
            seen.add(passage.pk)
            save_as(
                Evidence(
                    claim=claim,
                    passage=passage,
                    stance=each["stance"],
                    note=each["note"],
                ),
                None,
            )
    for each in row["participants"]:
        entity = found(journal.entities, each["entity"], "entry")
        if (entity is None) != bool(each["words"]):
            raise Unreadable(f"Somebody in “{row['slug']}” is nobody, or two.")
        save_as(
            Participant(
                claim=claim, role=each["role"], entity=entity, words=each["words"]
            ),
            None,
        )
    return claim


def _settle(claim: Claim, row: Row, journal: Journal) -> None:
    """What replaced it; and its status, when it is taken back as it was."""
    newer = found(journal.claims, row["superseded_by"], "claim")
    if (newer is None) != (row["superseded_on"] is None):
        raise Unreadable(f"“{row['slug']}” is replaced by nothing, or on no day.")
    if newer is not None:
        on = date.fromisoformat(row["superseded_on"])
        claims.supersede(claim, newer, on=on, by=None)
    if not journal.as_it_was or row["status"] == Claim.Status.SUGGESTED:
        return
    if row["status"] == Claim.Status.CONFIRMED:
        claims.confirm(claim, by=None)
    else:
        claim.status = row["status"]
        claim.disputed_reason = row["disputed_reason"]
        save_as(claim, None)

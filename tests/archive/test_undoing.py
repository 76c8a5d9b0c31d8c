import pytest
from django.apps import apps
from django.db.models import Q

from archive import curation, merging, reconcile, undoing
from archive.models import (
    Batch,
    Document,
    Entity,
    Judgement,
    Mention,
    Name,
    Pair,
    Segment,
    StopRule,
    recording,
)
from archive.models.authorship import save_as
from tests import make
from tests.archive.acts import (
    ACTS,
    TEXT,
    accept_three,
    make_an_entry,
    mark_a_segment,
    set_aside,
    stage,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# What machines work out again has other keys; what was revoked or seen no more
# is kept for the record.
WORKED_OUT = {
    "nameblock": ("name", "block"),
    "pair": ("left", "right", "score"),
    "participant": ("claim", "role", "words", "entity"),
}


def dump():
    """Every row that is more than a record of what was done."""
    found = {}
    for model in apps.get_app_config("archive").get_models():
        name = model.__name__.lower()
        # words that were written once are kept for ever
        if name.startswith(("historical", "chain")) or name in {"batch", "searchword"}:
            continue
        rows = model._default_manager.order_by("pk")
        if model is Judgement:
            rows = rows.filter(revoked_at=None)
        if model is Mention:
            rows = rows.exclude(status="superseded")
        if name == "passage":
            rows = rows.filter(
                Q(mentions__isnull=False, mentions__status__in=["accepted", "rejected"])
                | Q(evidence__isnull=False)
            ).distinct()
        if name in WORKED_OUT:
            found[name] = sorted(rows.values_list(*WORKED_OUT[name]))
        else:
            found[name] = list(rows.values())
    return found


def undo(batch=None):
    batch = batch or Batch.objects.exclude(verb="undo").latest("pk")
    return undoing.undo(batch, by=None, at=make.NOW)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_an_act_taken_back_leaves_every_row_as_before_and_can_be_brought_again(act):
    document, mentions = stage()
    before = dump()
    act(document, mentions)
    after = dump()
    assert after != before

    undone = undo()
    assert dump() == before

    undo(undone)
    assert dump() == after


def test_three_accepted_are_one_act():
    document, mentions = stage()
    made = Batch.objects.count()

    accept_three(document, mentions)

    assert Batch.objects.count() == made + 1
    assert Name.objects.filter(text="Natalia Sokolava", entity__slug="s").exists()


def test_an_act_is_taken_back_once():
    document, mentions = stage()
    set_aside(document, mentions)
    batch = Batch.objects.latest("pk")
    undo(batch)

    with pytest.raises(undoing.CannotUndo, match="already"):
        undo(batch)


def test_what_was_changed_since_is_not_taken_back_and_who_did_is_named(admin_user):
    document, mentions = stage()
    accept_three(document, mentions)
    batch = Batch.objects.latest("pk")
    curation.reject(mentions[:1], by=admin_user, at=make.NOW)
    before = dump()

    with pytest.raises(undoing.CannotUndo, match=f"since by {admin_user}"):
        undo(batch)

    assert dump() == before


def test_what_a_machine_suggests_anew_is_no_change():
    document, _mentions = stage()
    run(document)
    mention = Mention.objects.suggested().exclude(extractor="").earliest("pk")
    curation.set_aside([mention], by=None, at=make.NOW)
    batch = Batch.objects.latest("pk")
    curation.reopen([mention], by=None)
    back = Batch.objects.latest("pk")
    mention.score = 0.123
    save_as(mention, None)

    undo(back)
    undo(batch)

    mention.refresh_from_db()
    assert mention.set_aside_at is None


def test_the_last_act_is_ones_own_and_stands(admin_user):
    _document, mentions = stage()
    curation.set_aside(mentions[:1], by=admin_user, at=make.NOW)
    first = Batch.objects.latest("pk")
    curation.set_aside(mentions[1:], by=admin_user, at=make.NOW)
    second = Batch.objects.latest("pk")
    curation.set_aside(mentions[2:], by=None, at=make.NOW)

    assert undoing.last(admin_user) == second
    undoing.undo(second, by=admin_user, at=make.NOW)
    assert undoing.last(admin_user) == first
    assert undoing.last(None) is None


def test_the_last_act_is_not_looked_for_among_all_there_are(
    admin_user, django_assert_num_queries
):
    _document, mentions = stage()
    curation.set_aside(mentions[:1], by=admin_user, at=make.NOW)

    with django_assert_num_queries(1) as asked:
        undoing.last(admin_user)

    assert "LIMIT" in asked.captured_queries[0]["sql"]


def test_who_has_done_nothing_is_asked_for_once(admin_user, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert undoing.last(admin_user) is None


# Entries


def test_an_entry_that_others_use_stays():
    document, mentions = stage()
    make_an_entry(document, mentions)
    batch = Batch.objects.latest("pk")
    kurmanov = Entity.objects.get(label="Ainur Kurmanov")
    other = make.mention(document, "Free Union")
    curation.accept([other], by=None, at=make.NOW, entity=kurmanov)

    with pytest.raises(undoing.CannotUndo, match="Take"):
        undo(batch)

    assert Entity.objects.filter(pk=kurmanov.pk).exists()


def test_a_spelling_somebody_added_is_not_swept_away_with_the_entry():
    document, mentions = stage()
    make_an_entry(document, mentions)
    batch = Batch.objects.latest("pk")
    kurmanov = Entity.objects.get(label="Ainur Kurmanov")
    curation.add_name(kurmanov, "A. K.")

    with pytest.raises(undoing.CannotUndo, match=r"“A\. K\.” was added"):
        undo(batch)

    undo(Batch.objects.latest("pk"))
    undo(batch)
    assert not Entity.objects.filter(pk=kurmanov.pk).exists()


def test_what_a_machine_suggested_for_an_entry_goes_back_to_nobody():
    document, mentions = stage()
    make_an_entry(document, mentions)
    kurmanov = Entity.objects.get(label="Ainur Kurmanov")
    suggested = make.mention(
        document, "Free Union", extractor="gazetteer/1", kind="PERSON"
    )
    suggested.entity = kurmanov
    save_as(suggested, None)
    claim = make.claim("Held again.", place=None, extractor="rules/1")
    claim.participants.create(entity=kurmanov, role="victim")

    undone = undo()

    suggested.refresh_from_db()
    assert suggested.entity is None
    assert [part.words for part in claim.participants.all()] == ["Ainur Kurmanov"]
    undo(undone)
    suggested.refresh_from_db()
    assert suggested.entity == kurmanov


def test_a_decision_is_not_brought_back_for_an_entry_that_is_gone():
    document, mentions = stage()
    union = make.mention(document, "Free Union")
    curation.accept_as_new(
        [union], "Ainur Kurmanov", kind="PERSON", by=None, at=make.NOW
    )
    entry = Entity.objects.get(label="Ainur Kurmanov")
    curation.accept(mentions[2:], by=None, at=make.NOW, entity=entry)
    somebody = Entity.objects.get(slug="s")
    curation.accept(mentions[2:], by=None, at=make.NOW, entity=somebody)
    changed = Batch.objects.latest("pk")
    Mention.objects.filter(passage__quote="Free Union").update(entity=somebody)
    Name.objects.filter(entity=entry).delete()
    Entity.objects.filter(pk=entry.pk).delete()

    with pytest.raises(undoing.CannotUndo, match="gone by now"):
        undo(changed)


def test_an_entry_goes_once_all_that_was_said_of_it_is_taken_back():
    document, mentions = stage()
    make_an_entry(document, mentions)
    batch = Batch.objects.latest("pk")
    entry = Entity.objects.get(label="Ainur Kurmanov")
    merging.unsure(entry, Entity.objects.get(slug="s"), by=None, at=make.NOW)
    undo(Batch.objects.latest("pk"))

    undo(batch)

    assert not Entity.objects.filter(pk=entry.pk).exists()


def test_an_entry_of_which_something_is_said_stays():
    document, mentions = stage()
    make_an_entry(document, mentions)
    batch = Batch.objects.latest("pk")
    entry = Entity.objects.get(label="Ainur Kurmanov")
    merging.unsure(entry, Entity.objects.get(slug="s"), by=None, at=make.NOW)

    with pytest.raises(undoing.CannotUndo, match=r"in use|Take back"):
        undo(batch)


# Documents and parts


def test_a_document_put_in_by_an_act_is_withdrawn_not_deleted():
    with recording(Batch.Verb.INGEST, by=None, summary="a report"):
        document = make.document(TEXT)

    undo()

    document.refresh_from_db()
    assert document.visibility == Document.Visibility.WITHDRAWN


def test_a_part_does_not_come_back_where_another_stands():
    document, mentions = stage()
    mark_a_segment(document, mentions)
    revision = document.current_revision
    Segment.objects.filter(start=0).delete()
    Segment.objects.create(revision=revision, start=0, end=3, kind="title")

    with pytest.raises(undoing.CannotUndo, match="Something else stands"):
        undo()


# Merges


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0)])
def test_merges_come_apart_in_every_order(order):
    one, two, three, four = [make.person(label) for label in ("Aa", "Bb", "Cc", "Dd")]
    before = dump()
    batches = []
    for loser, kept in ((one, two), (three, two), (two, four)):
        merging.same(loser, kept, by=None, at=make.NOW)
        batches.append(Batch.objects.latest("pk"))

    for at in order:
        undo(batches[at])

    assert dump() == before
    assert set(Entity.objects.values_list("root", flat=True)) == {None}


def test_a_union_is_not_brought_back_across_a_difference(admin_user):
    one, two = make.person("Natalia Sokolova"), make.person("Natalia Sokolava")
    merging.same(one, two, by=None, at=make.NOW)
    undone = undo()
    merging.different(one, two, by=admin_user, at=make.NOW)

    with pytest.raises(undoing.CannotUndo, match=f"different by {admin_user}"):
        undo(undone)

    assert not Entity.objects.exclude(root=None).exists()


def test_an_undone_spelling_takes_its_question_along():
    one = make.person("Lawyer S.")
    make.person("Natalia Sokolava")
    curation.add_name(one, "Natalia Sokolova")
    assert Pair.objects.count() == 1

    undone = undo()
    assert Pair.objects.count() == 0

    undo(undone)
    assert Pair.objects.count() == 1


# A whole session


def run(document):
    reconcile.run(document.current_revision, pipelines={}, at=make.NOW)


@pytest.mark.slow
def test_a_session_undone_backwards_leaves_the_archive_as_it_was():
    document, mentions = stage()
    run(document)
    before = dump()
    start = Batch.objects.latest("pk").pk
    kept = []
    for act in ACTS:
        mentions = list(Mention.objects.order_by("pk"))[:3]
        try:
            act(document, mentions)
        except ValueError:
            continue
        kept.append(act)
        run(document)  # a full re-extraction in between
    decided = dump()["mention"]
    run(document)
    assert dump()["mention"] == decided

    for batch in Batch.objects.filter(pk__gt=start):
        undo(batch)
    run(document)

    assert len(kept) > 15
    assert dump() == before
    assert not StopRule.objects.exists()


def test_an_act_undone_for_the_second_time_is_not_offered_again(admin_user):
    report = make.document(TEXT)
    curation.withdraw([report], by=admin_user)
    act = undoing.last(admin_user)

    for _turn in range(3):
        act = undoing.undo(act, by=admin_user, at=make.NOW)

    assert undoing.last(admin_user) is None

"""Whatever is done to the archive, its words are found as they read now."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from archive import correcting, curation, dates, ingest, search, undoing
from archive.models import Batch, Document, Name, SearchText, SearchWord
from tests import make
from tests.archive import acts
from tests.archive.search.shelf import fill, slugs
from tests.campaign.portable.archives import small, taken

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
REPORT = b"Strike in Kashagan\n\nThe drillers of Kashagan stopped work on 3 May 2021.\n"


def in_step():
    return not list(search.out_of_step())


def put_in(content=REPORT):
    return ingest.ingest(
        ingest.Received(content=content, received_at=make.NOW, file_name="a.txt"),
        ingest.Described(
            visibility=Document.Visibility.PUBLIC, published=dates.parse("2021-05-04")
        ),
    )


@pytest.mark.slow
@pytest.mark.parametrize("act", acts.ACTS, ids=lambda act: act.__name__)
def test_every_act_and_its_undoing_keep_the_index_in_step(act):
    document, mentions = acts.stage()
    search.reindex()
    if act is acts.take_back:
        acts.set_aside(document, mentions)
    act(document, mentions)
    assert in_step()
    for batch in Batch.objects.order_by("-id")[:1]:
        undoing.undo(batch, by=None, at=make.NOW)
    assert in_step()


def test_a_report_is_found_as_soon_as_it_is_put_in():
    made = put_in()
    assert slugs("drillers") == [made.slug]
    assert in_step()


def test_a_corrected_report_is_found_by_its_new_words_and_undone_by_its_old():
    made = put_in()
    text = made.current_revision.text.replace("drillers", "welders")
    correcting.correct(made, text, by=None, at=make.NOW, note="as printed")
    assert (slugs("drillers", similar=False), slugs("welders")) == ([], [made.slug])
    assert in_step()
    undoing.undo(Batch.objects.latest("id"), by=None, at=make.NOW)
    assert (slugs("drillers"), slugs("welders")) == ([made.slug], [])
    assert in_step()


def test_title_day_and_language_are_those_of_today():
    made = put_in()
    made.title, made.language = "Ein neuer Titel", "de"
    made.published_on = made.published_until = make.TODAY
    curation.describe(made, by=None)
    assert slugs("title:neuer year:2026") == [made.slug]
    assert slugs("kashagan year:2021") == []
    assert in_step()
    made.title = "And another"
    curation.triage(made, by=None, at=make.NOW)
    assert slugs("title:another") == [made.slug]
    assert in_step()


def test_what_is_set_aside_by_hand_is_not_found_any_more():
    made = put_in()
    revision = made.current_revision
    start = revision.text.index("The drillers")
    curation.mark_segment(
        revision, start, len(revision.text), "boilerplate", by=None, at=make.NOW
    )
    assert slugs("drillers") == []
    assert in_step()


def test_a_letter_cut_out_and_put_back_stays_in_its_report():
    made = put_in()
    inner = curation.cut_out(made, 0, 18, by=None, at=make.NOW)
    assert slugs("strike") == [made.slug]
    assert in_step()
    curation.put_back(inner, by=None)
    assert slugs("strike") == [made.slug]
    assert in_step()


def test_other_rules_of_a_source_are_followed():
    source = make.source()
    made = put_in()
    made.source = source
    made.save()
    curation.set_boilerplate(source, "starts: The drillers", by=None)
    ingest.mark_again(source)
    assert in_step()


def test_names_given_and_taken_away_are_followed():
    person = make.person("Roza Tuletaeva")
    name = curation.add_name(person, "Comrade Gulsary")
    assert in_step()
    curation.delete_name(name, by=None)
    assert in_step()
    person.description = "Of the oil workers"
    person.save()
    curation.prefer_label(person, by=None)
    assert in_step()
    assert Name.objects.filter(entity=person).count() == 1


def test_an_archive_that_arrives_is_found():
    with transaction.atomic():
        handed = small()
        transaction.set_rollback(True)
    taken(handed, as_it_was=True)
    assert SearchText.objects.count() >= 3
    assert in_step()


def test_reindex_makes_good_what_was_written_past_it():
    made = put_in()
    Document.objects.filter(pk=made.pk).update(title="Written past it")
    SearchText.objects.create(
        key=1, kind=1, object_id=999, exact=" ghost ", folded=" ghost "
    )
    said = StringIO()
    with pytest.raises(CommandError, match="out of step"):
        call_command("reindex", check=True, stdout=said)
    assert said.getvalue().count("\n") == 2
    call_command("reindex", if_empty=True, stdout=said)
    assert "is there" in said.getvalue()
    call_command("reindex", stdout=said)
    assert f"report: {Document.objects.count()} of" in said.getvalue()
    call_command("reindex", check=True, stdout=said)
    assert slugs("title:past") == [made.slug]


def test_reindex_writes_nothing_twice():
    fill()
    assert search.reindex().written == 0
    SearchText.objects.filter(kind=1).delete()
    assert search.reindex().written == Document.objects.count()
    words = set(SearchWord.objects.values_list("word", flat=True))
    assert {"janaozen", "sokolova"} <= words


def test_nothing_is_written_when_nothing_of_the_words_changed(
    django_assert_max_num_queries,
):
    made = put_in()
    with django_assert_max_num_queries(3):
        search.index_documents([made.pk])


def test_putting_a_report_in_takes_seven_queries_for_its_words(
    django_assert_max_num_queries,
):
    made = make.document("The welders of Kashagan.")
    with django_assert_max_num_queries(7):
        search.index_documents([made.pk])

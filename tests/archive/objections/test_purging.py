"""A name is taken out of all that is kept; that nothing else was is still proven."""

import hashlib
import re

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django_tasks_db.models import DBTaskResult

from archive import (
    correcting,
    curation,
    integrity,
    objections,
    search,
    undoing,
    verification,
)
from archive.models import (
    Batch,
    Capture,
    Claim,
    Document,
    Entity,
    Passage,
    Purge,
    Revision,
    SearchWord,
)
from archive.objections.blackening import Blackening
from archive.objections.tasks import take_out
from archive.protection import BLACK
from archive.reading import protecting
from campaign.models import Campaign
from tests import make, make_campaign
from tests.planted import every_row

NAMES = ("Zarina Akhmetova", "Зарина Ахметова", "زارينا أحمدوفا")
# In any case, and in no text of the world below but as this person's.
TRACES = ("zarina", "akhmetov", "зарин", "ахметов", "أحمدوف", "quilt-maker")

pytestmark = pytest.mark.django_db


def told():
    """What some row holds of the words that give somebody away, and around them."""
    rows = every_row().decode().casefold()
    return [
        rows[max(found.start() - 50, 0) : found.end() + 20]
        for each in TRACES
        for found in re.finditer(each, rows)
    ]


@pytest.fixture
def who(db):
    made = make.person(NAMES[0])
    for text in NAMES[1:]:
        curation.add_name(made, text)
    return made


@pytest.fixture
def report(who):
    text = (
        "The strike at Quarryville. Zarina Akhmetova was beaten. Akhmetova, the "
        "quilt-maker of Oak Lane, said: we go on. Free Zarina\nAkhmetova! Ivan Petrov "
        "was there too. Zarah Achmed was not."
    )
    made = make.document(
        text,
        slug="zarina-akhmetova-beaten",
        title="Zarina Akhmetova beaten",
        author="Z. Akhmetova",
        url="https://example.org/zarina-akhmetova",
        source=make.source("Friends of Zarina Akhmetova"),
    )
    make.mention(made, "Zarina Akhmetova", who)
    make.mention(made, "Ivan Petrov", make.person("Ivan Petrov"))
    proof = make.passage(made, "Zarina Akhmetova was beaten.")
    claim = make.claim(
        "Zarina Akhmetova was beaten.", [proof], slug="zarina-was-beaten"
    )
    claim.participants.create(entity=who, role="victim")
    claim.evidence.update(note="Akhmetova says so herself.")
    _file(made, text)
    correcting.correct(
        made,
        f"{text} Long live Akhmetova.",
        note="Akhmetova, not Ahmetova",
        by=None,
        at=make.NOW,
    )
    made.refresh_from_db()
    correcting.translate(
        made,
        "Забастовка. Избили Зарину Ахметову.",
        language="ru",
        by=None,
        at=make.NOW,
        note="Ours",
    )
    letter = make.document(
        "Free Zarina\nAkhmetova!",
        slug="free-zarina-akhmetova",
        title="Free Zarina Akhmetova",
        kind="letter",
        part_of=made,
        part_of_passage=make.passage(made, "Free Zarina\nAkhmetova!"),
    )
    assert letter.part_of_passage.quote == letter.current_revision.text
    return made


def _file(document, text):
    raw = text.encode()
    capture = Capture(
        document=document,
        sha256=hashlib.sha256(raw).hexdigest(),
        size_bytes=len(raw),
        media_type="text/plain",
        file_name="zarina-akhmetova.txt",
        url="https://example.org/zarina-akhmetova",
        received_at=make.NOW,
    )
    capture.content.save("it", ContentFile(raw), save=False)
    capture.save()


@pytest.fixture
def kept(who, report):
    """All this, sealed, with a campaign and the admin's log beside it."""
    case = make_campaign.campaign("Free Zarina Akhmetova", slug="free-zarina-akhmetova")
    case.documents.add(report)
    claim = Claim.objects.get(slug="zarina-was-beaten")
    fact = {"text": "Zarina Akhmetova was beaten.", "role": "fact", "cites": [claim]}
    make_campaign.model_letter(case, fact, subject="Free Zarina Akhmetova")
    case.updates.create(
        number=1, published_on=make.TODAY, title="Zarina Akhmetova is free"
    )
    account = User.objects.create_user("nadia")
    LogEntry.objects.create(
        user=account,
        content_type=ContentType.objects.get_for_model(Entity),
        object_id=str(who.pk),
        object_repr=NAMES[0],
        action_flag=CHANGE,
        change_message=f"[{NAMES[1]}]",
    )
    search.reindex()
    curation.protect(who, "hidden", by=account)
    integrity.seal(at=make.NOW)
    return report


def purge(who, **options):
    who.refresh_from_db()
    options.setdefault("words", ["the quilt-maker of Oak Lane"])
    options.setdefault("reason", objections.Reason.ASKED)
    return objections.purge(who, by=User.objects.first(), at=make.NOW, **options)


def broken():
    found = [*verification.faults(), *verification.findable()]
    return [str(each) for each in [*found, *integrity.faults(at=make.NOW)]]


@pytest.mark.slow
def test_a_purged_name_is_in_no_row_of_the_database(kept, who):
    before = " ".join(told())
    assert all(each in before for each in TRACES)  # it is found where it stands

    done = purge(who)

    assert told() == []
    assert done.texts == 4
    assert done.files == 1


@pytest.mark.slow
def test_verify_says_purged_and_not_broken(
    kept, who, django_capture_on_commit_callbacks
):
    hashes = dict(Revision.objects.values_list("pk", "sha256"))
    head = integrity.head()
    assert broken() == []

    with django_capture_on_commit_callbacks(execute=True):
        purge(who)

    assert broken() == []
    assert list(integrity.against(head)) == []
    assert dict(Revision.objects.values_list("pk", "sha256")) == hashes
    assert Purge.objects.filter(record_type="archive.revision").count() == 4
    integrity.seal(at=make.NOW)
    assert broken() == []


@pytest.mark.slow
def test_texts_keep_their_length_and_every_passage_its_place(kept, who):
    before = {r.pk: r.text for r in Revision.objects.all()}
    places = set(Passage.objects.values_list("pk", "start", "end"))

    purge(who)

    for revision in Revision.objects.all():
        old = before[revision.pk]
        assert len(revision.text) == len(old)
        assert all(
            new in (was, BLACK) for new, was in zip(revision.text, old, strict=True)
        )
    assert set(Passage.objects.values_list("pk", "start", "end")) == places
    text = kept.current_revision.text
    kept.current_revision.refresh_from_db()
    assert f"{BLACK * 16} was beaten." in kept.current_revision.text
    assert "Ivan Petrov was there too. Zarah Achmed" in kept.current_revision.text
    assert text != kept.current_revision.text


@pytest.mark.slow
def test_readers_read_on_and_find_nobody(kept, who, client):
    purge(who)

    page = client.get(f"/reports/_{kept.pk}/").content.decode()
    assert "The strike at Quarryville" in page
    assert "Ivan Petrov" in page
    assert client.get("/reports/zarina-akhmetova-beaten/").status_code == 404
    assert client.get("/people/zarina-akhmetova/").status_code == 404
    assert client.get("/search/?q=quarryville").status_code == 200
    assert not SearchWord.objects.filter(word__contains="axmetov").exists()
    for word in TRACES:
        assert word not in page.casefold()


@pytest.mark.slow
def test_a_letter_that_named_somebody_is_not_written_with_gaps(kept, who, client):
    purge(who)

    case = Campaign.objects.get()
    typed = {"name": "Zyx Qwv", "town": "Hamm", "as": "person", "language": "en"}
    answer = client.post(f"/campaigns/{case.slug}/letter.txt", typed)
    assert answer.status_code == 409
    assert "was beaten" not in answer.content.decode()


@pytest.mark.slow
def test_the_file_as_received_is_gone(kept, who, django_capture_on_commit_callbacks):
    capture = Capture.objects.get()
    assert capture.content.storage.exists(capture.content.name)

    with django_capture_on_commit_callbacks(execute=True):
        purge(who)

    assert not capture.content.storage.exists(capture.content.name)
    capture.refresh_from_db()
    assert (capture.file_name, capture.url) == ("", "")


@pytest.mark.slow
def test_nothing_brings_a_purged_name_back(kept, who):
    account = User.objects.get()
    purge(who)
    batch = Batch.objects.latest("pk")

    assert (batch.verb, batch.made_by) == (Batch.Verb.PURGE, account)
    with pytest.raises(undoing.CannotUndo, match="gone"):
        undoing.undo(batch, by=account, at=make.NOW)
    assert undoing.last(account) != batch
    with pytest.raises(undoing.CannotUndo):
        undoing.undo(undoing.last(account), by=account, at=make.NOW)
    assert told() == []


def worked():
    """What the worker has done with all that waited."""
    for row in DBTaskResult.objects.ready().filter(task_path=take_out.module_path):
        row.claim("a-worker")
        row.set_successful(take_out.call(*row.args_kwargs["args"]))
        yield row


@pytest.mark.slow
def test_the_worker_purges_and_forgets_what_it_was_told_to_take_out(kept, who):
    who.refresh_from_db()
    for _pressed_twice in range(2):
        objections.purge_soon(
            who,
            words=["quilt-maker"],
            reason=objections.Reason.ASKED,
            by=User.objects.first(),
        )
    assert objections.is_under_way(who)
    assert not Purge.objects.exists()

    (done,) = worked()

    assert (done.return_value["texts"], done.return_value["files"]) == (4, 1)
    assert told() == []
    assert not objections.is_under_way(who)


@pytest.mark.slow
def test_a_worker_killed_before_files_were_deleted_deletes_them_the_second_time(
    kept, who, django_capture_on_commit_callbacks
):
    who.refresh_from_db()
    purge(who)
    assert [each for each in broken() if "its file is there" in each]

    with django_capture_on_commit_callbacks(execute=True):
        purge(who, words=[])

    assert broken() == []


def test_a_short_text_is_read_once_for_each_kind_of_row(who, report):
    curation.protect(who, "hidden", by=None)
    screen = protecting.screen_for(None, documents=Document.objects.all())
    black = Blackening(screen, who.pk)

    read = [black.text("Dr Akhmetova", is_about=is_about) for is_about in (0, 1) * 50]

    assert read == ["Dr Akhmetova", f"Dr {BLACK * 9}"] * 50
    assert len(black.seen) == 2


def test_a_name_that_is_shown_is_not_purged(who, report):
    with pytest.raises(objections.NotHidden):
        objections.purge(who, reason=objections.Reason.ASKED, by=None, at=make.NOW)


@pytest.mark.slow
def test_a_merged_entry_is_purged_with_what_stands_for_it(kept, who):
    from archive import merging

    other = make.person("Zarina the quilt-maker")
    merging.same(other, who, by=None, at=make.NOW)
    purge(who)

    assert told() == []
    assert {each.protection for each in Entity.objects.filter(label=BLACK)} == {
        "hidden"
    }


def test_a_name_without_a_text_is_purged_too(who):
    curation.protect(who, "hidden", by=None)
    objections.purge(who, reason=objections.Reason.COURT, by=None, at=make.NOW)

    assert told() == []

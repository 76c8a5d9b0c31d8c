"""An archive leaves as one file and is taken in elsewhere, exactly or not at all."""

import copy
import json
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from archive.models import Claim, Document, Entity, Mention, Passage, Revision
from archive.models.document import sha256_of
from campaign import portable
from campaign.management import archives
from campaign.models import Action, Address, Campaign, ModelLetter, Reply
from campaign.portable.schema import faults
from tests import make, make_campaign

pytestmark = pytest.mark.slow
SCHEMA = "docs/archive-file.schema.json"


@pytest.fixture(scope="module")
def files(django_db_setup, django_db_blocker):
    """The demonstration as both files; the database is empty again after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        make.demo()
        found = (
            portable.dump(portable.projected(on=make.TODAY)),
            portable.dump(portable.everything()),
        )
        transaction.set_rollback(True)
    return found


@pytest.fixture
def public(files):
    return json.loads(files[0])


def taken(archive, **options):
    parsed = portable.parse(portable.dump(archive).encode())
    return portable.arrive(parsed, at=make.NOW, **options)


def small():
    """One campaign with a letter, its report, claim, office and action."""
    document = make.document(slug="a-report", source=make.source(slug="a-paper"))
    passage = make.passage(document, "Police raided the union office")
    union = make.organisation("A Union", slug="a-union")
    make.mention(document, "union", union)
    claim = make.claim(evidence=[passage], slug="a-raid")
    claim.participants.create(role="victim", entity=union)
    campaign = make_campaign.campaign(slug="a-campaign", number="A-1")
    campaign.documents.add(document)
    office = make_campaign.recipient(campaign=campaign)
    make_campaign.address(office)
    fact = {"text": "It was raided.", "role": "fact", "cites": [claim]}
    make_campaign.model_letter(campaign, fact)
    action = Action.objects.create(
        slug="a-picket",
        campaign=campaign,
        kind="picket",
        state="published",
        happened_from=make.TODAY,
        happened_until=make.TODAY,
        who="A Union",
        recipient=office,
    )
    reply = Reply.objects.create(action=action, stance="denied", text="They denied it.")
    reply.contradicted_by.add(claim)
    action.evidence.create(passage=passage)
    return portable.projected(on=make.TODAY)


@pytest.fixture
def handed(db):
    """A small archive as a file; rows are gone again."""
    with transaction.atomic():
        found = small()
        transaction.set_rollback(True)
    return found


# the same file again


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("is_public", [True, False])
def test_what_leaves_and_returns_leaves_as_the_same_file(files, is_public):
    text = files[0] if is_public else files[1]

    taken(json.loads(text), as_it_was=True)

    again = portable.projected(on=make.TODAY) if is_public else portable.everything()
    assert portable.dump(again) == text


@pytest.mark.slow
@pytest.mark.django_db
def test_the_same_archive_gives_the_same_file(files):
    make.demo()

    assert portable.dump(portable.projected(on=make.TODAY)) == files[0]


def test_a_small_archive_comes_back_whole(handed):
    taken(handed, as_it_was=True)

    assert portable.projected(on=make.TODAY) == handed


@pytest.mark.slow
@pytest.mark.django_db
def test_taking_in_twice_adds_nothing(public):
    first = taken(public)

    second = taken(public)

    assert first.new["documents"] == 3
    assert dict(second.new) == {}
    assert second.known["documents"] == 3


@pytest.mark.slow
def test_an_archive_that_has_it_all_takes_nothing(db):
    archive = small()
    before = portable.dump(portable.everything())

    arrival = taken(archive)

    assert sum(arrival.new.values()) == 0
    assert portable.dump(portable.everything()) == before


# what arrives is for the curator


def test_everything_arrives_unpublished(handed):
    taken(handed)

    assert Document.objects.get().visibility == "draft"
    assert Claim.objects.get().status == "suggested"
    assert Campaign.objects.get().state == "draft"
    assert not ModelLetter.objects.get().is_published
    assert Action.objects.get().state == "reported"
    assert Address.objects.get().grade == "imported"
    assert Mention.objects.get().decided_at is None


@pytest.mark.slow
def test_nothing_that_arrived_is_read_in_public(handed, client):
    taken(handed)

    for page in ("/", "/reports/", "/campaigns/", "/actions/", "/organisations/"):
        html = client.get(page).content.decode()
        assert "raided" not in html, page
        assert "A Union" not in html, page


def test_citations_and_proof_are_exact(handed):
    taken(handed)

    citation = ModelLetter.objects.get().paragraphs.get().citations.get()
    passage = citation.claim.evidence.get().passage
    assert passage.quote == "Police raided the union office"
    assert passage.revision.text[passage.start : passage.end] == passage.quote
    assert Reply.objects.get().contradicted_by.get() == citation.claim


def test_the_worker_reads_what_is_new(handed):
    from archive import tasks

    taken(handed)

    assert Revision.objects.unread().count() == 1
    assert tasks.enqueue_unread() == 0  # it waits already


# what is here stays


def test_an_address_that_something_else_has_becomes_another(handed):
    make.document("Another text altogether.", slug="a-report")
    make.claim("Something else.", slug="a-raid")
    make_campaign.campaign("Another", slug="a-campaign", number="A-1")

    taken(handed)

    assert Document.objects.filter(slug="a-report-2").exists()
    assert Claim.objects.filter(slug="a-raid-2").exists()
    assert Campaign.objects.get(slug="a-campaign-2").number == "A-1-2"
    assert dict(taken(handed).new) == {}


def test_namesakes_are_not_taken_for_one_another(handed):
    archive = copy.deepcopy(handed)
    archive["entities"][0]["description"] = "Miners of the north"
    make.organisation("A Union", slug="a-union", description="Teachers of the south")

    taken(archive)

    assert Entity.objects.filter(label="A Union").count() == 2


def test_what_a_curator_wrote_is_not_overwritten(handed):
    taken(handed)
    Campaign.objects.update(summary="Ours", state="open")
    Document.objects.update(title="Our title", visibility="public")

    taken(handed, as_it_was=True)

    assert Campaign.objects.get().summary == "Ours"
    assert Document.objects.get().title == "Our title"
    assert Claim.objects.get().status == "suggested"


def test_a_corrected_report_is_not_added_to_one_that_is_here(handed):
    archive = copy.deepcopy(handed)
    text = "Police raided the union office in A Town on 4 May 2021."
    second = archive["documents"][0]["revisions"][0] | {
        "number": 2,
        "text": text,
        "sha256": sha256_of(text),
    }
    archive["documents"][0]["revisions"].append(second)
    archive["documents"][0]["current"] = 2
    for where in (archive["claims"][0]["evidence"][0], archive["actions"][0]):
        passage = where["passage"] if "passage" in where else where["evidence"][0]
        passage["revision"] = 2
    taken(handed)
    Claim.objects.update(slug="ours", sentence="Ours")

    arrival = taken(archive)

    assert Revision.objects.count() == 1
    assert any("is not in this archive" in each for each in arrival.left_out)


# what the public does not read does not leave


def secret(**fields):
    return make.person("Zyx Qwvarian", protection="hidden", **fields)


@pytest.mark.django_db
@pytest.mark.parametrize("campaign", [None, "a-campaign"])
def test_protected_people_drafts_and_embargoes_stay(campaign):
    small()
    somebody = secret()
    named = make.document("Zyx Qwvarian was arrested.", slug="named")
    claim = make.claim("Zyx Qwvarian was arrested.", [make.passage(named, "arrested")])
    claim.participants.create(role="victim", entity=somebody)
    make.document("Not yet.", slug="a-draft", visibility="draft")
    make.document("Not before.", slug="embargoed", embargo_until="2999-01-01")
    shown = Campaign.objects.get()
    shown.documents.set(Document.objects.all())
    shown.updates.create(number=1, published_on="2999-01-01", title="Not before then")
    Action.objects.create(
        slug="x", kind="picket", happened_from=make.TODAY, who="Z", state="reported"
    )
    found = portable.projected(
        on=make.TODAY, campaign=Campaign.objects.filter(slug=campaign).first()
    )
    text = portable.dump(found)

    assert "Qwvarian" not in text
    assert [each["slug"] for each in found["documents"]] == ["a-report"]
    assert [each["slug"] for each in found["actions"]] == ["a-picket"]
    assert "Not before then" not in text
    assert "qwvarian" not in text.lower()


@pytest.mark.django_db
def test_a_campaign_whose_words_name_somebody_stays():
    small()
    secret()
    Campaign.objects.get().demands.create(text="Free Zyx Qwvarian.", order=1)

    found = portable.projected(on=make.TODAY)

    assert found["campaigns"] == found["actions"] == []


@pytest.mark.django_db
def test_everything_takes_them_along_with_their_protection():
    secret()
    found = portable.everything()
    Entity.objects.all().delete()

    taken(found)

    assert Entity.objects.get().protection == "hidden"


@pytest.mark.django_db
def test_one_campaign_takes_only_what_it_rests_on():
    small()
    make.document("Of another matter.", slug="elsewhere")
    other = make_campaign.campaign("Another", slug="another", addressed_state="FR")
    make_campaign.recipient("fr-gb", state="FR", campaign=other)

    found = portable.projected(
        on=make.TODAY, campaign=Campaign.objects.get(slug="a-campaign")
    )

    assert [each["slug"] for each in found["campaigns"]] == ["a-campaign"]
    assert [each["slug"] for each in found["documents"]] == ["a-report"]
    assert [each["slug"] for each in found["recipients"]] == ["kz-gb"]
    assert [each["slug"] for each in found["entities"]] == ["a-union"]


# broken, hostile, of another time


def broken(handed, change):
    archive = copy.deepcopy(handed)
    change(archive)
    return archive


def put(path, value):
    def change(archive):
        *way, last = path
        found = archive
        for step in way:
            found = found[step]
        found[last] = value

    return change


DOC, CLAIM, LETTER = (
    ("documents", 0),
    ("claims", 0),
    ("campaigns", 0, "model_letters", 0),
)
BROKEN = {
    "another version": (put(["version"], 2), "of version 2; this site reads"),
    "another format": (put(["format"], "x"), "no file that export_archive"),
    "a field too many": (put([*DOC, "x"], 1), "“x” is not known"),
    "a field of another type": (put([*DOC, "title"], 7), "this is no string"),
    "a long title": (put([*DOC, "title"], "x" * 5000), "at most 300 fit"),
    "an unknown kind": (put([*DOC, "kind"], "poem"), "“poem” is none of"),
    "a NUL": (put([*DOC, "title"], "a\x00b"), "a character that is none"),
    "a path for a slug": (put([*DOC, "slug"], "../../etc"), "not written as it should"),
    "a changed text": (
        put([*DOC, "revisions", 0, "text"], "Police did nothing."),
        "not the one its checksum names",
    ),
    "a shifted passage": (
        put([*CLAIM, "evidence", 0, "passage", "start"], 1),
        "does not stand at",
    ),
    "another quote": (
        put([*CLAIM, "evidence", 0, "passage", "quote"], "Police did not raid"),
        "does not stand at",
    ),
    "a text that is not there": (
        put([*CLAIM, "evidence", 0, "passage", "revision"], 9),
        "There is no text 9",
    ),
    "a stranger": (put([*CLAIM, "place"], "atlantis"), "does not hold it"),
    "a claim replaced by nothing": (
        put([*CLAIM, "superseded_on"], "2022-01-01"),
        "is replaced by nothing",
    ),
    "no such day": (put([*CLAIM, "known_from"], "2021-02-30"), "known_from"),
    "a letter with an unknown placeholder": (
        put([*LETTER, "paragraphs", 0, "text"], "{{ import os }}"),
        "Nothing was taken in",
    ),
    "a mission of no state": (
        put(["recipients", 0, "state"], "QQ"),
        "Nothing was taken",
    ),
    "a report that stands in itself": (
        put(
            [*DOC, "part_of"],
            {
                "document": "a-report",
                "revision": 1,
                "start": 0,
                "end": 6,
                "quote": "Police",
            },
        ),
        "stand in is not here",
    ),
    "overlapping parts": (
        put(
            [*DOC, "revisions", 0, "segments"],
            [
                {"start": 0, "end": 6, "kind": "body", "language": ""},
                {"start": 3, "end": 9, "kind": "title", "language": ""},
            ],
        ),
        "lie on one another",
    ),
    "an address twice": (
        lambda archive: archive["claims"].append(archive["claims"][0]),
        "stands twice",
    ),
    "two of one version": (
        lambda archive: archive["campaigns"][0]["model_letters"].append(
            archive["campaigns"][0]["model_letters"][0]
        ),
        "Nothing was taken in",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_whole(handed, name):
    change, sentence = BROKEN[name]

    with pytest.raises(portable.Unreadable, match=sentence), transaction.atomic():
        taken(broken(handed, change))

    assert not Document.objects.exists()
    assert not Passage.objects.exists()
    assert not Campaign.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"PK\x03\x04",
        b"[]",
        b"{}",
        b"[" * 200_000,
        b'{"format": NaN}',
        b'{"format": "demarche-archive", "version": 1' + b"0" * 5000 + b"}",
        b'{"format": "demarche-archive", "version": 1}',
    ],
)
def test_what_is_no_such_file_is_refused_in_a_sentence(content):
    with pytest.raises(portable.Unreadable, match=r"\.$"):
        portable.parse(content)


def test_a_file_that_was_cut_off_is_refused(handed):
    text = portable.dump(handed).encode()

    with pytest.raises(portable.Unreadable, match="not the whole of it"):
        portable.parse(text[: len(text) // 2])


def test_a_huge_file_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr("campaign.portable.reading.LIMIT_BYTES", 10)

    with pytest.raises(portable.Unreadable, match="larger than"):
        portable.parse(b" " * 11)


# the commands, the schema


@pytest.mark.slow
def test_the_commands_write_and_read_a_file(handed, tmp_path, capsys):
    small()
    path = tmp_path / "archive.json"
    call_command("export_archive", path)
    call_command("import_archive", path)

    assert path.stat().st_mode & 0o077 == 0
    assert "New: nothing. Known: 1 source, " in capsys.readouterr().out
    assert [each.name for each in tmp_path.iterdir()] == ["archive.json"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("command", "arguments", "sentence"),
    [
        ("export_archive", ["x.json", "--campaign", "nope"], "no campaign “nope”"),
        ("export_archive", ["x.json", "--campaign", "a-draft"], "is a draft"),
        ("export_archive", ["no/such/folder/x.json"], "No such file"),
        ("import_archive", ["no-such.json"], "No such file"),
        ("import_archive", ["."], "Is a directory"),
    ],
)
def test_the_commands_refuse_in_a_sentence(command, arguments, sentence):
    make_campaign.campaign(slug="a-draft", state="draft")

    with pytest.raises(CommandError, match=sentence):
        call_command(command, *arguments)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ({"sources": 1, "entities": 1}, "1 source, 1 entity"),
        ({"sources": 0, "entities": 2}, "0 sources, 2 entities"),
    ],
)
def test_one_of_a_kind_is_counted_as_one(numbers, words):
    assert archives.counted(numbers) == words


@pytest.mark.slow
@pytest.mark.parametrize("command", ["export_archive", "import_archive"])
def test_a_database_without_tables_is_refused_in_a_sentence(
    handed, tmp_path, pytestconfig, command
):
    path = tmp_path / "archive.json"
    path.write_text(portable.dump(handed))
    empty = f"sqlite:///{tmp_path / 'empty.sqlite3'}"

    done = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "manage.py", command, path],
        cwd=pytestconfig.rootpath,
        env=os.environ | {"VAR_DIR": str(tmp_path), "DATABASE_URL": empty},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "The database has no tables yet. Run migrate first." in done.stderr
    assert "Traceback" not in done.stderr


def test_the_printed_schema_is_the_one_that_is_used(pytestconfig):
    path = pytestconfig.rootpath / SCHEMA
    text = json.dumps(portable.schema(), ensure_ascii=False, indent=1) + "\n"
    if pytestconfig.getoption("--write-golden"):
        path.write_text(text)

    assert path.read_text() == text


def test_a_file_follows_the_schema(handed):
    assert list(faults(handed, portable.schema())) == []

"""What is not out, or not any more, is behind no door: every address is walked."""

from datetime import date, timedelta

import pytest

from archive import correcting, search
from archive.models import Document, Name, Revision, Segment
from archive.views import today
from campaign import mirror
from campaign.models import Action, Alternative, Reply
from campaign.portable import projected
from tests import make, make_campaign, walking

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# Whatever nobody may read has this word in it, or a number behind it.
UNREAD = "qwzunread"
NEVER, LONG_AGO = date(9999, 1, 1), date(2020, 1, 1)
WORDS = ("strike", "union", "embassy")


@pytest.fixture
def world(db):
    """A public report and campaign, and around them everything that is not."""
    town = make.place("Quarryville")
    report = make.document(
        "The strike at Quarryville. A union was raided.", source=make.source("A paper")
    )
    make.mention(report, "Quarryville", town)
    union = make.organisation("A union")
    make.mention(report, "union", union)
    claim = make.claim("A union was raided.", [make.passage(report, "union")])
    case = make_campaign.campaign("Free the union", opens_on=LONG_AGO)
    case.documents.add(report)
    office = make_campaign.recipient(campaign=case)
    make_campaign.address(office)
    fact = {"text": "A union was raided.", "role": "fact", "cites": [claim]}
    make_campaign.model_letter(case, fact)
    _documents(report, town, union, case, claim)
    _claims(report, claim)
    _campaigns(case, office, report)
    _actions(case, office, claim)
    search.reindex()
    return report, case


def _documents(report, town, union, case, claim):
    states = (
        {"visibility": "draft"},
        {"visibility": "withdrawn"},
        {"visibility": "public", "embargo_until": NEVER},
    )
    for at, state in enumerate(states):
        secret = make.document(
            f"The strike of {UNREAD}{at} at Quarryville. Free the union!",
            slug=f"{UNREAD}-{at}",
            title=f"{UNREAD}{at}",
            source=make.source(f"{UNREAD} paper {at}", slug=f"{UNREAD}-paper-{at}"),
            **state,
        )
        make.mention(secret, "Quarryville", town)
        make.mention(secret, "union", union)
        somebody = make.person(f"Ivan {UNREAD}{at}")
        make.mention(secret, f"{UNREAD}{at}", somebody)
        Name.objects.create(entity=union, text=f"{UNREAD}{at}", kind="as_printed")
        make.mention(secret, "The strike", union)
        proof = make.passage(secret, f"strike of {UNREAD}{at}")
        alone = make.claim(f"{UNREAD}{at} struck.", [proof], place=town)
        alone.participants.create(entity=somebody, role="other")
        claim.evidence.create(passage=proof, note=UNREAD)
        claim.evidence.create(
            passage=make.passage(secret, "Free the union"), stance="contradicts"
        )
        case.documents.add(secret)
        case.outcome_claims.add(alone)
        letter = make.document(
            "Free the union!",
            slug=f"{UNREAD}-letter-{at}",
            title=f"{UNREAD} letter",
            kind="letter",
            part_of=secret,
            part_of_passage=make.passage(secret, "Free the union!"),
        )
        assert letter.visibility == "public"
    # told by a claim of a report nobody may read
    claim.superseded_by, claim.superseded_on = alone, NEVER
    claim.save()


def _claims(report, claim):
    proof = make.passage(report, "strike at Quarryville")
    for status in ("suggested", "rejected"):
        made = make.claim(f"{UNREAD} {status}.", [proof], slug=f"{UNREAD}-{status}")
        made.status = status
        made.save()
    Document.objects.filter(pk=report.pk).update(language="en")
    made = correcting.translate(
        report, f"Забастовка {UNREAD}.", language="ru", by=None, at=make.NOW, note="A."
    )
    Segment.objects.filter(revision=made).delete()  # taken back
    assert not Revision.objects.standing().filter(pk=made.pk).exists()
    make.mention(report, "raided", kind="PERSON", value=UNREAD)
    claim.evidence.update(note=UNREAD)


def _campaigns(case, office, report):
    draft = make_campaign.campaign(
        f"{UNREAD} campaign", slug=f"{UNREAD}-case", state="draft", summary=UNREAD
    )
    draft.documents.add(report)
    make_campaign.model_letter(draft)
    case.successor, case.outcome = draft, f"{UNREAD} outcome"
    case.save()
    case.updates.create(
        number=1, published_on=today() + timedelta(days=3), title=UNREAD
    )
    unpublished = {"is_published": False, "version": 2, "what_changed": UNREAD}
    make_campaign.model_letter(case, f"{UNREAD} one.", **unpublished)
    later = {"in_force_from": NEVER, "version": 3, "what_changed": UNREAD}
    made = make_campaign.model_letter(case, f"{UNREAD} two.", **later)
    Alternative.objects.create(
        paragraph=made.paragraphs.get(), order=1, text=f"{UNREAD} three."
    )
    office.holders.create(
        name=f"{UNREAD} Consul", since=LONG_AGO, source_url="https://example.org/"
    )


def _actions(case, office, claim):
    for state in ("reported", "rejected"):
        act = Action.objects.create(
            slug=f"{UNREAD}-{state}",
            campaign=case,
            kind=Action.Kind.PICKET,
            state=state,
            happened_from=date(2021, 6, 1),
            city=f"{UNREAD}ville",
            who=UNREAD,
            recipient=office,
        )
        reply = Reply.objects.create(action=act, stance="denies", text=UNREAD)
        reply.contradicted_by.add(claim)


def test_no_address_tells_what_is_not_out(world, client):
    told = []
    for address in (*walking.addresses(), *walking.asked(*WORDS)):
        answer = client.get(address)
        assert answer.status_code < 500, address
        # what was asked is said again; nothing else
        words = walking.read(answer).replace(_typed(address), "")
        if UNREAD in words:
            told.append((address, words[max(words.index(UNREAD) - 80, 0) :][:160]))

    assert told == []


def _typed(address):
    parts = address.casefold().replace("/", "=").replace("&", "=").split("=")
    return next((each for each in parts if each.startswith(UNREAD)), "\0")


def test_whoever_looks_for_what_is_not_out_finds_what_nonsense_finds(world, client):
    for kind in walking.KINDS:
        answers = []
        for typed in (f"{UNREAD}1", "zwqtercesx"):
            page = client.get(f"/search/?q={typed}&type={kind}").content.decode()
            answers.append(page.replace(typed, "?"))
        assert answers[0] == answers[1]


def test_no_copy_holds_what_is_not_out(world, tmp_path):
    mirror.make(tmp_path / "copy", on=make.TODAY)

    files = [each for each in (tmp_path / "copy").rglob("*") if each.is_file()]
    assert [each for each in files if UNREAD.encode() in each.read_bytes()] == []


def test_no_public_file_of_the_archive_holds_what_is_not_out(world):
    _report, case = world
    for campaign in (None, case):
        words = str(projected(on=today(), campaign=campaign))
        assert UNREAD not in words.casefold()
        assert "raided" in words


def test_an_update_is_read_from_its_day_on(world, client):
    _report, case = world
    update = case.updates.get()
    doors = (
        f"/campaigns/{case.slug}/",
        f"/campaigns/{case.slug}/feed.atom",
        f"/api/v1/campaigns/{case.slug}",
    )
    for day, is_read in ((today() + timedelta(days=1), False), (today(), True)):
        case.updates.filter(pk=update.pk).update(published_on=day)
        for door in doors:
            assert (UNREAD in client.get(door).content.decode()) is is_read, door


def test_the_walk_hears_what_comes_out(world, client):
    Document.objects.update(visibility="public", embargo_until=None)

    for door in ("/reports/", "/exports/claims.csv", "/api/v1/documents", "/timeline/"):
        assert UNREAD in walking.read(client.get(door)), door

"""Two protected people, named wherever somebody may type: no door says who they are."""

from datetime import date

import pytest

from archive import correcting, curation, search
from archive.models import Name
from campaign import actions, mirror
from campaign.models import Action, Reply
from campaign.portable import projected
from tests import make, make_campaign, walking

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HIDDEN = ("Zarina Akhmetova", "Зарина Ахметова", "زارينا أحمدوفا")
INITIALS = ("Timur Bekov", "Тимур Беков", "تيمور بيكوف")
# What is left of them in any case, in an address, in one word.
TRACES = ("akhmetov", "ахметов", "أحمدوف", "bekov", "беков", "بيكوف")
BOTH = f"{HIDDEN[0]} and {INITIALS[0]}"
ALL = ", ".join((*HIDDEN, *INITIALS))
IN_SLUGS = ("zarina-akhmetova", "timur-bekov")
WORDS = ("strike", "lawyers", "free", "embassy", "quarry*", "qwertz", "strke")


@pytest.fixture
def world(db):
    """A report, a campaign, an office and an act for each of two names in slugs."""
    named = [make.person(names[0]) for names in (HIDDEN, INITIALS)]
    for entity, names in zip(named, (HIDDEN, INITIALS), strict=True):
        for text in names[1:]:
            Name.objects.create(entity=entity, text=text, kind="alias")
    town = make.place("Quarryville")
    first = _case(IN_SLUGS[0], named, town)
    first.successor = make_campaign.campaign(BOTH, slug=f"free-{IN_SLUGS[1]}")
    first.save()
    make_campaign.recipient(f"office-{IN_SLUGS[1]}", campaign=first, city=BOTH)
    for entity, level in zip(named, ("hidden", "initials"), strict=True):
        curation.protect(entity, level, by=None)
    search.reindex()
    return first


def _case(slug, named, town):
    source = make.source(
        f"Friends of {BOTH}",
        slug=f"friends-of-{slug}",
        description=ALL,
        home=f"https://{slug}.example.org/",
        rights_note=ALL,
    )
    report = make.document(
        f"The strike at Quarryville. Lawyers of {ALL} were beaten. Free them!",
        slug=f"free-{slug}",
        title=f"Free {BOTH}",
        author=BOTH,
        addressee=BOTH,
        published_words=BOTH,
        url=f"https://example.org/{slug}",
        source=source,
    )
    make.mention(report, "Quarryville", town)
    for entity in named:
        make.mention(report, entity.label, entity)
    proof = make.passage(report, f"Lawyers of {ALL} were beaten")
    claim = make.claim(
        f"The lawyers of {ALL} were beaten at the strike.",
        [proof],
        slug=f"lawyers-of-{slug}",
        attributed_to=BOTH,
        happened_words=BOTH,
        happened_from=date(2021, 5, 3),
        happened_until=date(2021, 5, 3),
        place=town,
    )
    claim.participants.create(entity=named[0], role="victim")
    claim.participants.create(words=BOTH, role="victim")
    claim.evidence.update(note=BOTH)
    _more_of(report, slug)
    union = make.organisation(f"Union {slug}", slug=f"union-{slug}", description=ALL)
    make.mention(report, "Lawyers", union)
    return _campaign(slug, report, claim)


def _more_of(report, slug):
    """A letter printed in it, a translation, and a text put right."""
    words = f"Free {ALL}!"
    text = f"{report.current_revision.text} {words}"
    correcting.correct(report, text, note=f"{BOTH} is right.", by=None, at=make.NOW)
    report.refresh_from_db()
    letter = make.document(
        words,
        slug=f"free-{slug}-letter",
        title=f"Free {BOTH}",
        kind="letter",
        author=BOTH,
        part_of=report,
        part_of_passage=make.passage(report, words),
    )
    assert letter.part_of == report
    correcting.translate(
        report,
        f"Забастовка. {ALL}.",
        language="ru",
        by=None,
        at=make.NOW,
        note=f"By {BOTH}",
    )


def _campaign(slug, report, claim):
    case = make_campaign.campaign(
        f"Free {BOTH} after the strike",
        slug=f"free-{slug}",
        summary=ALL,
        banner=ALL,
        banner_source_url=f"https://example.org/{slug}",
        advice=ALL,
        opens_on=date(2021, 5, 5),
    )
    case.documents.add(report)
    case.demands.create(language="en", text=f"Free {BOTH}!")
    case.updates.create(
        number=1, published_on=date(2021, 5, 6), title=f"News of {BOTH}", text=ALL
    )
    office = make_campaign.recipient(
        f"office-of-{slug}", campaign=case, name=f"The {BOTH} office", entrance=ALL
    )
    make_campaign.address(office, f"{BOTH} Street, London", note=ALL)
    make_campaign.recipient(f"embassy-{slug}", stands_in="DE", campaign=case)
    fact = {"text": "Lawyers were beaten.", "role": "fact", "cites": [claim]}
    make_campaign.model_letter(case, fact, what_changed=f"{BOTH} was added.")
    act = Action.objects.create(
        slug=f"picket-for-{slug}",
        campaign=case,
        kind=Action.Kind.PICKET,
        state=Action.State.PUBLISHED,
        happened_from=date(2021, 6, 1),
        city="London",
        country="GB",
        who=BOTH,
        summary=f"A picket for {ALL} and the strike.",
        recipient=office,
        received_by=BOTH,
        document=report,
        source_url=f"https://example.org/{slug}",
    )
    reply = Reply.objects.create(action=act, stance="denies", text=f"No {BOTH} here.")
    reply.contradicted_by.add(claim)
    actions.announce(case, f"Picket for {BOTH}", on=date(2021, 6, 2), by=None)
    return case


def traces(words):
    return [each for each in TRACES if each in words]


def test_no_address_says_who_they_are(world, client):
    told, answered = [], 0
    for address in (*walking.addresses(), *walking.asked(*WORDS)):
        answer = client.get(address)
        assert answer.status_code < 500, address
        answered += answer.status_code == 200
        told += [(address, each) for each in traces(walking.read(answer))]

    assert told == []
    assert answered > 150


def test_the_walk_hears_a_name_that_nobody_protects(world, client):
    curation.protect(Name.objects.get(text=HIDDEN[0]).entity, "public", by=None)

    for address in ("/campaigns/", "/exports/claims.csv", "/reports/feed.atom"):
        assert "akhmetov" in traces(walking.read(client.get(address)))


def test_no_letter_says_who_they_are(world, client):
    typed = {"name": "Zyx Qwv", "town": "Hamm", "as": "person", "from": "DE"}
    for page in ("letter.txt", "letter.pdf", "letter.docx", "letter.eml", "write/"):
        address = f"/campaigns/_{world.pk}/{page}"
        answer = client.post(address, typed | {"language": "en"})
        assert (answer.status_code, traces(walking.read(answer))) == (200, [])


def test_no_file_of_a_copy_says_who_they_are(world, tmp_path):
    mirror.make(tmp_path / "copy", on=make.TODAY)

    files = [each for each in (tmp_path / "copy").rglob("*") if each.is_file()]
    texts = [each for each in files if each.suffix not in {".png", ".woff2", ".pdf"}]
    told = [
        each.name
        for each in texts
        if traces(walking.plain(each.read_text("utf-8")) + str(each).casefold())
    ]
    assert told == []
    assert len([each for each in texts if each.suffix == ".html"]) > 20


def test_no_public_file_of_the_archive_says_who_they_are(world):
    assert traces(str(projected(on=make.TODAY)).casefold()) == []


def test_a_slug_with_a_name_leads_nowhere_and_a_number_stands_in_its_place(
    world, client
):
    case = world
    report, office = case.documents.get(), case.targets.first().recipient

    for folder, row in (
        ("reports", report),
        ("campaigns", case),
        ("embassies", office),
    ):
        nothing = client.get(f"/{folder}/nobody-was-ever-called-so/")
        named = client.get(f"/{folder}/{row.slug}/")
        assert (named.status_code, named.content) == (404, nothing.content)
        assert dict(named.headers) == dict(nothing.headers)
        assert client.get(f"/{folder}/_{row.pk}/").status_code == 200


def test_once_nobody_is_protected_the_slugs_are_what_they_were(world, client):
    case = world
    for names in (HIDDEN, INITIALS):
        curation.protect(Name.objects.get(text=names[0]).entity, "public", by=None)

    assert client.get(f"/campaigns/{case.slug}/").status_code == 200
    assert client.get(f"/campaigns/_{case.pk}/").status_code == 404
    assert client.get("/reports/_999999999999999999/").status_code == 404


@pytest.mark.parametrize("asked", ["mentions?document=", "claims?document="])
def test_nobody_learns_from_the_api_that_a_slug_was_guessed(world, client, asked):
    slug = world.documents.get().slug

    found, nothing = (
        client.get(f"/api/v1/{asked}{each}").json()["items"] for each in (slug, "none")
    )
    assert found == nothing == []

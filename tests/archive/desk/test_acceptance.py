"""Both seeds from paste to published by the desk alone, every decision counted.

What a careful curator decides is in data/demo; here it is typed and pressed.
"""

import tomllib
from datetime import date

import pytest
from django.conf import settings

from archive import accessions, readers, tasks
from archive.models import (
    AccessionFile,
    Batch,
    Claim,
    Document,
    Entity,
    Evidence,
    Mention,
    Name,
    Participant,
    Segment,
    Source,
)
from tests import make
from tests.archive.desk.buttons import Desk

pytestmark = [pytest.mark.django_db, pytest.mark.slow(13)]
DATA = settings.BASE_DIR / "data"
DEMO = tomllib.loads((DATA / "demo" / "archive.toml").read_text())
KNOWN = {row["slug"]: row for row in DEMO["claim"]}
LONDON = "2011-06-london-embassy-protest.txt", "2011-06-22"
BERLIN = "2011-berlin-embassy-picket.txt", "2011-09-28"
# Which of the proposed facts is which of the demonstration's: its kind and words
# of its passage.
PROPOSED = {
    (
        "delivery",
        "letter of protest was given",
    ): "letter-handed-in-at-the-london-embassy",
    ("charge", "is being prosecuted"): "prosecution-of-natalia-sokolova",
    ("sentence", "is being prosecuted"): "natalia-sokolova-faces-up-to-seven-years",
    ("delivery", "José Bodes"): "letter-of-the-petroleum-workers-of-venezuela",
    ("arrest", "José Bodes"): "threat-to-arrest-kurmanov-and-ukteshbayev",
    ("strike", "fourth month"): "strike-in-west-kazakhstan-in-its-fourth-month",
    ("arrest", "fourth month"): "arrest-of-strike-leaders",
    ("killing", "fourth month"): "murder-of-two-relatives-of-strikers",
    ("sentence", "heavy prison"): "heavy-sentence-of-natalia-sokolova",
    ("delivery", "Partido"): "letter-of-the-prt-of-venezuela",
    ("protest", "outskirts"): "picket-of-the-berlin-embassy",
    ("reply", "denied"): "deputy-denies-repression",
    ("reply", "assured"): "deputy-promises-to-pass-the-letter-on",
}


# Printed so, and written so by the house.
SPELT = {
    "Natalia Sokolava": "Natalia Sokolova",
    "KazMunauGaz": "KazMunaiGas",
    "Aynor Kurmanov": "Ainur Kurmanov",
    "Nazarbayev": "Nursultan Nazarbayev",
}


class Curator(Desk):
    """Who does what the demonstration says; keeps a count for each report."""

    def put_in(self, seed):
        name, self.published = seed
        text = (DATA / "seeds" / name).read_text()
        source = {"source": Source.objects.get().pk}
        self.go("/admin/desk/accessions/new/").press("Put it in", text=text, **source)
        work()
        self.document = Document.objects.whole().order_by("-pk").first()

    def triage(self):
        self.go(f"/admin/desk/triage/{self.document.pk}/")
        self.press("confirm", published=self.published)
        work()

    def names(self):
        """All at once: what is sure is ticked, new entries are ticked here."""
        self.go(f"/admin/desk/mentions/{self.document.pk}/all/")
        rows = self.values("row")
        chosen = {
            f"text-{n}": SPELT[printed[0]]
            for n in rows
            if (printed := self.values(f"text-{n}")) and printed[0] in SPELT
        }
        self.press("accept", row=rows, **chosen)
        assert "Go on to its facts" in self.text

    def names_card_by_card(self):
        """Dates in one go, charges and the like in one go, each name by its card."""
        here = f"/admin/desk/mentions/{self.document.pk}/"
        for only in ("dates", "facts"):
            self.go(f"{here}all/?only={only}")
            if "accept" in self.has:
                self.press("accept", row=self.values("row"))
        self.go(here)
        while "keep" in self.has:
            known = [act for act in self.has if (act or "").startswith("as-")]
            self.press(min(known) if known else "keep")

    def pairs(self):
        self.go("/admin/desk/same/")
        while "same" in self.has:
            self.press("different")

    def facts(self):
        """Every proposal: confirmed in the demonstration's words, or rejected."""
        self.go(f"/admin/desk/facts/?document={self.document.pk}")
        while "confirm" in self.has and "/new/" not in self.path:
            claim = Claim.objects.get(pk=self.path.split("/")[4])
            words = claim.evidence.first().passage.quote
            slug = next(
                (s for (k, w), s in PROPOSED.items() if k == claim.kind and w in words),
                None,
            )
            if slug is None:
                self.press("reject")
            else:
                self.press("confirm", **typed(KNOWN[slug]))

    def by_hand(self, *slugs):
        for slug in slugs:
            row = KNOWN[slug]
            self.go(f"/admin/desk/facts/new/{self.document.pk}/")
            self.press("confirm", words=row["evidence"][0][1], **typed(row))
            assert "Kept:" in self.text, self.text

    def publish(self):
        self.go(f"/admin/desk/publish/{self.document.pk}/").press("publish")


def typed(row):
    """What differs from the proposal: the sentence, its kind, date and place."""
    places = {e["slug"]: e["label"] for e in DEMO["entity"]}
    place = places.get(row.get("place", ""), "")
    known = Entity.objects.filter(label=place, kind="PLACE").exists()
    return {
        "sentence": row["sentence"],
        "kind": row["kind"],
        "happened": row.get("happened", ""),
        "where": place if known else "",
        "modality": row.get("modality", "reported"),
        "attributed_to": row.get("attributed_to", ""),
    }


def work():
    """What the worker does meanwhile: receive, read, propose."""
    with readers.Guarded() as reader:
        for row in AccessionFile.objects.filter(status="waiting"):
            accessions.receive(row.pk, reader=reader, at=make.NOW)
    for document in Document.objects.whole():
        tasks.extract.call(document.current_revision_id)


def state():
    """All that people and machines have said, without keys and moments."""
    asked = {
        Document: ("slug", "title", "visibility", "published_on", "triaged_by"),
        Segment: ("revision", "start", "end", "kind"),
        Mention: ("passage", "kind", "status", "entity", "value", "group"),
        Entity: ("slug", "label", "root"),
        Name: ("entity", "text", "kind"),
        Claim: ("kind", "sentence", "status", "extractor", "happened_from", "place"),
        Participant: ("claim__sentence", "role", "words", "entity"),
        Evidence: ("claim__sentence", "passage", "stance"),
    }
    rows = {
        model.__name__: sorted(map(repr, model._default_manager.values_list(*columns)))
        for model, columns in asked.items()
    }
    open_or_decided = Mention.objects.exclude(status="superseded")
    columns = asked[Mention]
    rows["Mention"] = sorted(map(repr, open_or_decided.values_list(*columns)))
    return rows


@pytest.fixture
def own_media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    make.source("socialistworld.net")


def work_through(curator):
    """London, then Berlin: how many decisions each, and London's raw state."""
    curator.put_in(LONDON)
    before = state()
    curator.triage()
    curator.names()
    curator.pairs()
    curator.facts()
    curator.by_hand(
        "repression-of-strikers-in-aktau",
        "strikers-are-employed-by-kazmunaigas",
        "riot-police-attack-of-11-june-2011",
        "emergency-operation-of-aisula-amangeldieva",
        "no-recognition-of-the-independent-union",
    )
    curator.publish()
    for_london, curator.decisions = curator.decisions, 0

    curator.put_in(BERLIN)
    curator.triage()
    curator.names()
    curator.pairs()
    curator.facts()
    heavy = claim_of("heavy-sentence-of-natalia-sokolova")
    curator.go(f"/admin/desk/facts/{claim_of(FACES).pk}/")
    curator.press("replace", by_claim=heavy.slug, on="2011-09-28")
    curator.publish()
    return for_london, curator.decisions, before


FACES = "natalia-sokolova-faces-up-to-seven-years"


def claim_of(slug):
    return Claim.objects.get(sentence=KNOWN[slug]["sentence"])


def test_both_seeds_from_paste_to_published_and_back(admin_client, own_media):
    curator = Curator(admin_client)

    for_london, for_berlin, before = work_through(curator)

    assert for_london + for_berlin <= 60
    assert for_berlin <= 20
    assert {claim.sentence for claim in Claim.objects.confirmed()} >= {
        row["sentence"] for row in DEMO["claim"]
    }
    assert claim_of(FACES).superseded_on == date(2011, 9, 28)
    assert set(Document.objects.values_list("visibility", flat=True)) == {"public"}
    assert not Mention.objects.filter(status="suggested").exists()

    decided = state()
    work()
    assert state() == decided  # reading it all again changes no decision
    curator.go("/admin/desk/history/")

    for _act in Batch.objects.exclude(verb="undo"):
        curator.press("Undo z")
        assert "error" not in curator.html, curator.text
    work()
    undone = state()
    for noun, rows in before.items():
        assert set(rows) <= set(undone[noun])
    assert not Entity.objects.exists()
    assert not Claim.objects.exclude(status="suggested").exists()
    assert not Mention.objects.exclude(decided_at=None).exists()


@pytest.mark.parametrize("seed", [LONDON, BERLIN])
def test_card_by_card_the_dates_and_the_rest_take_a_decision_each(
    admin_client, own_media, seed
):
    curator = Curator(admin_client)
    curator.put_in(seed)
    curator.triage()
    finds = Mention.objects.filter(status="suggested")
    names = finds.filter(kind__in=Entity.Kind.values)
    found, called, curator.decisions = finds.count(), names.values("group"), 0
    groups = called.distinct().count()

    curator.names_card_by_card()

    assert not finds.exists()
    assert curator.decisions <= groups + 2
    assert curator.decisions <= found * 2 / 3

"""Every act a person can do at the desk, and a stage to do them on."""

from datetime import date

from archive import claims, curation, merging, search
from archive.models import Claim, Entity, Mention
from tests import make

TEXT = (
    "Natalia Sokolova was held in A Town. Natalia Sokolava spoke. "
    "Lawyer Ainur Kurmanov of the Free Union was held on 3 May 2021."
)


def setting():
    document = make.document(TEXT, source=make.source())
    return document, [
        make.mention(document, "Natalia Sokolova"),
        make.mention(document, "Natalia Sokolava"),
        make.mention(document, "Ainur Kurmanov"),
    ]


def mark_a_date(document, mentions):
    passage = make.passage(document, "3 May 2021")
    curation.mark(passage, kind="DATE", by=None, at=make.NOW, value="2021-05-03")


def accept_three(document, mentions):
    curation.accept(mentions, by=None, at=make.NOW, entity=Entity.objects.get(slug="s"))


def reject_everywhere(document, mentions):
    curation.reject(mentions[:1], by=None, at=make.NOW, scope="everywhere")


def make_an_entry(document, mentions):
    curation.accept_as_new(
        mentions[2:], "Ainur Kurmanov", kind="PERSON", by=None, at=make.NOW
    )


def move_the_boundary(document, mentions):
    passage = mentions[0].passage
    curation.move(mentions[0], passage.start + 8, passage.end, by=None)


def retag(document, mentions):
    town = Entity.objects.get(slug="town")
    curation.accept(mentions[:1], by=None, at=make.NOW, entity=town, retag=True)


def set_aside(document, mentions):
    curation.set_aside(mentions, by=None, at=make.NOW)


def take_back(document, mentions):
    curation.reopen(Mention.objects.filter(passage__quote="spoke"), by=None)


def protect(document, mentions):
    curation.protect(Entity.objects.get(slug="s"), "hidden", by=None)


def mark_a_segment(document, mentions):
    curation.mark_segment(
        document.current_revision, 5, 20, "letter", by=None, at=make.NOW
    )


def triage(document, mentions):
    curation.triage(document, by=None, at=make.NOW)


def withdraw(document, mentions):
    curation.withdraw([document], by=None)


def publish(document, mentions):
    curation.publish([document], by=None, embargo_until=date(2030, 1, 1))


def say_the_same(document, mentions):
    one, other = Entity.objects.get(slug="s"), Entity.objects.get(slug="s2")
    merging.same(other, one, by=None, at=make.NOW)


def say_different(document, mentions):
    one, other = Entity.objects.get(slug="s"), Entity.objects.get(slug="s2")
    merging.different(other, one, by=None, at=make.NOW)


def propose(document, mentions):
    claims.propose(
        "Natalia Sokolova was held.",
        slug="held",
        kind=Claim.Kind.ARREST,
        known_from=make.TODAY,
        evidence=[make.passage(document, "was held")],
        participants=[("victim", Entity.objects.get(slug="s")), ("court", "a court")],
    )


def take_part(document, mentions):
    claims.take_part(Claim.objects.get(slug="old"), [("victim", "somebody")], by=None)


def confirm(document, mentions):
    claims.confirm(Claim.objects.get(slug="new"), by=None)


def supersede(document, mentions):
    old, new = Claim.objects.get(slug="old"), Claim.objects.get(slug="new")
    claims.supersede(old, new, on=make.TODAY, by=None)


def dispute(document, mentions):
    claims.dispute(Claim.objects.get(slug="old"), reason="wrong", by=None)


def reject_a_fact(document, mentions):
    claims.reject(Claim.objects.get(slug="new"), by=None)


ACTS = [
    accept_three, confirm, dispute, make_an_entry, mark_a_date, mark_a_segment,
    move_the_boundary, propose, protect, publish, reject_a_fact, reject_everywhere,
    retag, say_different, say_the_same, set_aside, supersede, take_back, take_part,
    triage, withdraw,
]  # fmt: skip


def stage():
    """Rows for every act to change."""
    document, mentions = setting()
    make.person("Natalia Sokolova", slug="s")
    make.person("Natalia Sokolava", slug="s2")
    make.place("A Town", slug="town")
    somebody = make.person("Somebody Else")
    make.mention(document, "spoke", somebody)
    proof = make.passage(document, "held in A Town")
    old = make.claim("Held.", [proof], slug="old")
    old.participants.create(role="victim", words="a lawyer")
    new = make.claim("Freed.", slug="new")
    claims.support(new, proof, by=None)
    search.reindex()  # what is made for tests is not indexed as it is made
    return document, mentions

"""Something on every page of staff: work of each kind that waits or was done."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.models import Group, User

from archive import (
    accessions,
    claims,
    correcting,
    curation,
    ingest,
    merging,
    reconcile,
    resolution,
)
from archive.models import Claim, Document, Likeness, Mention, Segment, StopRule
from campaign import approval
from campaign.models import AddressReport, LetterCount
from config.accounts import factors
from tests import make, make_campaign
from tests.archive.desk import cards

LONG = "Verylongword" * 30
REPORT = (
    "Police raid union office\n\nPolice raided the office of the union on Monday.\n\n"
    "Dear Minister,\n\nWe demand their release.\n\nYours, A. Testova\n\nDonate now"
)
TOLD = (
    "Bela Kovacs was arrested and beaten in Zarbia on 3 May 2021. Nobody said why. "
    f"The miners went on strike on 4 May 2021.\n\n{LONG} was said."
)


def of_each_kind(curator: User) -> None:
    to_triage(curator)
    to_decide()
    to_place(curator)
    to_compare(curator)
    to_approve(curator)
    of_accounts(curator)


def to_triage(curator: User) -> None:
    """A report with a letter inside and a likely duplicate; files put in."""
    segments = [(0, 24, Segment.Kind.TITLE), (26, len(REPORT), Segment.Kind.BODY)]
    made = make.document(
        REPORT, title="Raid " * 40, visibility="draft", segments=segments
    )
    start, end = REPORT.index("Dear"), REPORT.index("\n\nDonate")
    curation.cut_out(made, start, end, by=curator, at=make.NOW, author="A. T.")
    other = make.document(REPORT, title="The same raid", triaged_at=make.NOW)
    Likeness.objects.create(document=other, earlier=made, resemblance=0.91)
    accessions.deliver([], ingest.Described(), by=curator, at=make.NOW)


def to_decide() -> None:
    """Names, dates and facts that a machine found."""
    named = make.document(cards.TEXT, title="Names", source=make.source("The Paper"))
    cards.family(named)
    cards.found(named, "Bela Other")
    cards.found(named, "3 May 2021", kind="DATE", value="2021-05-03")
    told = make.document(TOLD, title="Facts", language="en")
    reconcile.run(told.current_revision, pipelines={}, at=make.NOW)
    StopRule.objects.create(surface="Workers", scope="everywhere", made_at=make.NOW)


def to_place(curator: User) -> None:
    """The only words of a confirmed fact, changed by a correction."""
    report = Document.objects.get(title="Facts")
    dated = Mention.objects.filter(passage__quote="4 May 2021")
    curation.accept(list(dated), by=curator, at=make.NOW)
    claims.confirm(Claim.objects.get(kind="strike", status="suggested"), by=curator)
    text = report.current_revision.text.replace("4 May", "5 May")
    correcting.correct(report, text, by=curator, at=make.NOW, note="Typo")
    reconcile.run(report.current_revision, pipelines={}, at=make.NOW)


def to_compare(curator: User) -> None:
    """Two spellings that may be one person, and two that were judged."""
    pairs = []
    for label in ("Natalia Testova", "Natalya Testova", "Ann Judge", "Anne Judge"):
        person = make.person(label)
        make.mention(make.document(f"They met {label}."), label, person)
        pairs.append(person)
    merging.unsure(*pairs[2:], by=curator, at=make.NOW, reason="Two offices")
    make.person("Hidden Person", protection="hidden")
    resolution.reindex()


def to_approve(curator: User) -> None:
    """An address and a letter that wait for the second publisher."""
    other = User.objects.create_superuser("bob")
    office = make_campaign.recipient("xx-yy", name=f"Embassy {LONG}")
    old = make_campaign.address(office)
    AddressReport.objects.create(
        recipient=office, address=old, value="2 New Street", reported_on=make.TODAY
    )
    case = make_campaign.campaign()
    draft = make_campaign.model_letter(case, is_published=False)
    approval.propose_letter(draft, by=other)
    LetterCount.objects.create(
        campaign=case, day=make.TODAY, country="GB", format="pdf"
    )
    Group.objects.get_or_create(name="Those who read")


def of_accounts(curator: User) -> None:
    """An app that makes codes, and codes for when it is lost."""
    curator.set_password("ladder copper violin Tuesday")
    curator.save()
    secret = factors.sealed("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    Authenticator.objects.create(user=curator, type="totp", data={"secret": secret})
    RecoveryCodes.activate(curator)

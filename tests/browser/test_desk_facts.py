"""The facts of the desk in a browser: small, dark, one screen, by keys."""

import pytest
from django.urls import reverse

from archive import claims, correcting, curation, reconcile
from archive.models import Claim, LostPassage, Mention
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 740}
TEXT = (
    "Bela Kovacs was arrested and beaten in Zarbia on 3 May 2021. Nobody said why. "
    f"The miners went on strike on 4 May 2021.\n\nBriefly.\n\n{'Verylongword' * 30} was said."
)


@pytest.fixture
def report(emptied):
    made = make.document(TEXT, title="Arrest " * 30)
    reconcile.run(made.current_revision, pipelines={}, at=make.NOW)
    known = make.claim(
        f"{'Longsentence' * 20} was arrested.", [make.passage(made, "Nobody said why.")]
    )
    Claim.objects.filter(pk=known.pk).update(kind="arrest")
    return made


def fact(kind="arrest"):
    waiting = Claim.objects.get(kind=kind, status="suggested")
    return reverse("desk:fact", args=[waiting.pk])


def lost(report):
    """A date, and the only words of a confirmed fact, changed by a correction."""
    found = Mention.objects.filter(passage__quote="4 May 2021")
    curation.accept(list(found), by=None, at=make.NOW)
    strike = Claim.objects.get(kind="strike")
    claims.confirm(strike, by=None)
    text = report.current_revision.text.replace("4 May", "5 May")
    correcting.correct(report, text, by=None, at=make.NOW, note="Typo")
    reconcile.run(report.current_revision, pipelines={}, at=make.NOW)
    rows = [
        reverse("desk:lost", args=[each.pk]) for each in LostPassage.objects.all()[:2]
    ]
    return [*rows, reverse("desk:fact", args=[strike.pk])]


@pytest.mark.parametrize(
    "options",
    [{}, {"color_scheme": "dark"}, {"viewport": PHONE}],
    ids=["light", "dark", "phone"],
)
def test_no_page_of_facts_has_a_fault_or_is_wider_than_the_window(
    desk, axe, report, options
):
    page = desk("/admin/desk/", **options)
    paths = [
        reverse("desk:facts-all", args=[report.pk]),
        reverse("desk:fact-new", args=[report.pk]),
        fact(),
    ]

    for address in [*paths, *lost(report)]:
        page.goto(address)
        assert axe(page) == [], address
        root = "document.documentElement"
        assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth"), address


def test_a_fact_and_lost_words_are_on_one_screen(desk, report):
    page = desk(fact("strike"))
    assert page.evaluate("document.documentElement.scrollHeight") <= 720

    for address in lost(report):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollHeight") <= 720, address


def test_the_words_are_narrowed_and_the_facts_of_a_sentence_decided_by_keys(
    desk, report
):
    page = desk(fact())
    page.keyboard.press("{")
    page.wait_for_function(
        "() => document.querySelector('mark').innerText.at(-1) == '1'"
    )
    page.keyboard.press("a")
    page.wait_for_url(f"**{fact('injury')}")
    page.keyboard.press("x")
    page.wait_for_url(f"**{fact('strike')}")

    kept = Claim.objects.get(kind="arrest", evidence__passage__start=0)
    assert kept.status == "confirmed"
    assert kept.evidence.get().passage.quote.endswith("2021")
    assert Claim.objects.get(kind="injury").status == "rejected"

"""The cards of the desk in a browser: the seeds by key alone, and by mouse alone."""

import pytest
from django.conf import settings
from django.urls import reverse

from archive import correcting, curation, dates, ingest, tasks
from archive.models import Claim, Document, Entity, LostPassage, Mention
from tests import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEEDS = settings.BASE_DIR / "data" / "seeds"
PHONE = {"width": 320, "height": 640}


@pytest.fixture
def reports(curator):
    """Both seeds as the machine has read them, their triage confirmed."""
    source = make.source("socialistworld.net")
    return [
        put_in(name, published, source, curator)
        for name, published in (
            ("2011-06-london-embassy-protest.txt", "2011-06-22"),
            ("2011-berlin-embassy-picket.txt", "2011-09-28"),
        )
    ]


def put_in(name, published, source, curator):
    document = ingest.ingest(
        ingest.Received((SEEDS / name).read_bytes(), make.NOW, name),
        ingest.Described(published=dates.parse(published), source=source),
    )
    tasks.extract.call(document.current_revision.pk)
    curation.triage(document, by=curator, at=make.NOW)
    return document


def press(page, key):
    """Press a key that leads to another page, and wait for it."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_report_is_decided_proven_and_published_by_keys_alone(desk, reports):
    london = reports[0]
    page = desk(reverse("desk:mentions-document", args=[london.pk]))

    while page.locator("#what").count():
        press(page, "a")  # the first candidate, a new entry, a date as it is
    press(page, "j")  # on to its facts
    while page.locator("[value=confirm]").count():
        press(page, "a")
    press(page, "j")  # on to the publish check
    press(page, "a")

    london.refresh_from_db()
    assert london.visibility == "public"
    assert not Mention.objects.in_revision(london.current_revision).suggested()
    assert Claim.objects.confirmed().count() >= 4
    press(page, "z")
    london.refresh_from_db()
    assert london.visibility == "draft"


def test_the_keys_reject_move_and_put_off(desk, reports):
    london = reports[0]
    page = desk(reverse("desk:mentions-document", args=[london.pk]))
    first = Mention.objects.get(pk=page.input_value("[name=card]"))

    press(page, "}")  # the mark ends a word later
    assert len(page.locator("mark").first.inner_text()) > len(first.passage.quote)
    press(page, "u")
    second = page.input_value("[name=card]")
    press(page, "x")
    press(page, "j")
    press(page, "k")
    name = Mention.objects.get(passage__quote="KazMunauGaz")
    page.goto(reverse("desk:mention", args=[name.pk]))
    page.keyboard.press("/")
    page.keyboard.type("xau")

    first.refresh_from_db()
    assert first.set_aside_at
    assert Mention.objects.get(pk=second).status == "rejected"
    assert page.input_value("[name=q]") == "xau"


def test_a_report_is_decided_proven_and_published_without_javascript(desk, reports):
    berlin = reports[1]
    path = reverse("desk:mentions-document", args=[berlin.pk])
    page = desk(path, java_script_enabled=False)

    page.get_by_role("link", name="All at once").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Accept what is ticked").click()
    page.get_by_role("link", name="Go on to its facts").click()
    while page.locator("[value=confirm]").count():
        page.locator("[value=confirm]").click()
    page.get_by_role("link", name="Go on to its publish check").click()
    page.get_by_role("button", name="Publish", exact=True).click()

    berlin.refresh_from_db()
    assert berlin.visibility == "public"
    assert Entity.objects.filter(label="José Bodes").exists()
    assert Claim.objects.confirmed().count() >= 8


def addresses(reports, curator):
    """Every page of the cards, with something on it."""
    london, berlin = reports
    ana, other = make.person("Natalia Sokolova"), make.person("Natalya Sokolova")
    found = Mention.objects.filter(passage__quote="Natalia Sokolova")
    decided = list(found.in_revision(berlin.current_revision))
    curation.accept(decided, by=curator, at=make.NOW, entity=ana)
    text = berlin.current_revision.text.replace("Natalia Sokolova", "N. Sokolova")
    correcting.correct(berlin, text, by=curator, at=make.NOW, note="As printed")
    lost = LostPassage.objects.first()
    claim = Claim.objects.first()
    return [
        reverse("desk:mentions"),
        reverse("desk:mentions-document", args=[london.pk]),
        reverse("desk:mentions-all", args=[london.pk]),
        reverse("desk:mentions-decided", args=[berlin.pk]),
        reverse("desk:mention", args=[decided[0].pk]),
        reverse("desk:mentions-spelling"),
        reverse("desk:same-pair", args=[ana.pk, other.pk]),
        reverse("desk:same-judged"),
        reverse("desk:fact", args=[claim.pk]),
        reverse("desk:fact-new", args=[london.pk]),
        reverse("desk:lost", args=[lost.pk]),
        reverse("desk:correct", args=[london.pk]),
        reverse("desk:differences", args=[berlin.pk]),
    ]


@pytest.mark.parametrize(
    "options",
    [{}, {"color_scheme": "dark"}, {"viewport": PHONE}],
    ids=["light", "dark", "phone"],
)
def test_no_card_has_a_fault_and_none_is_wider_than_the_window(
    desk, axe, reports, curator, options
):
    page = desk("/admin/desk/", **options)

    for address in addresses(reports, curator):
        page.goto(address)
        assert axe(page) == [], address
        root = "document.documentElement"
        assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth"), address


def test_a_decision_is_on_one_screen(desk, reports, curator):
    page = desk("/admin/desk/")
    paths = addresses(reports, curator)

    for address in [paths[1], *paths[5:7], paths[8], paths[10]]:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollHeight") <= 720, address


def test_an_enter_in_a_field_decides_nothing(desk, reports):
    page = desk(reverse("desk:mentions-document", args=[reports[0].pk]))

    page.locator("[name=text]").press("Enter")

    assert not Entity.objects.exists()
    assert Document.objects.count() == 3

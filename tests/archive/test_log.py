"""The public log: what was put right, by month, and nobody's name in it."""

from datetime import UTC, date, datetime

import pytest

from archive import correcting, curation
from archive.models import Claim, Document, Entity
from archive.reading import log
from campaign.models import Address, ModelLetter
from tests import make, make_campaign

pytestmark = pytest.mark.django_db
PAGE = "/corrections/"
NAME = "Zarina Akhmetova"
SEVEN = "She was beaten and got seven years."


@pytest.fixture
def report():
    made = make.document(f"{NAME} was beaten.", title=f"{NAME} on trial", slug="trial")
    make.mention(made, NAME, make.person(NAME))
    return made


def correct(report, day=make.NOW, note="Misread."):
    text = f"{report.current_revision.text} More."
    correcting.correct(report, text, note=note, by=None, at=day)
    report.refresh_from_db()


def read(client, path=PAGE):
    return client.get(path).content.decode()


def kinds():
    found = log.log(None, on=make.TODAY.replace(year=2030))
    return [line.kind for month in found.months for line in month.lines]


def test_with_nothing_to_tell_it_says_so(client):
    assert "Nothing has been corrected" in read(client)


def test_a_corrected_text_is_told_with_both_texts(client, report):
    correct(report)

    page = read(client)
    assert "March 2026" in page
    assert "Misread." in page
    for path in ("r/2/", "r/1/", "r/2/changes/"):
        assert f'href="/reports/trial/{path}"' in page


def test_a_replaced_fact_is_told_from_its_day_on(client, report):
    proof = make.passage(report, "beaten")
    old, new = (make.claim(said, [proof]) for said in ("Six years.", SEVEN))
    old.superseded_by, old.superseded_on = new, date(2022, 1, 3)
    old.save()

    page = read(client)
    assert "3 January 2022" in page
    assert f"Events have overtaken it: {SEVEN}" in page
    Claim.objects.filter(pk=old.pk).update(superseded_on=date(9999, 1, 1))
    assert SEVEN not in read(client)


def test_a_disputed_fact_is_told_since_it_is(report):
    claim = make.claim("Six years.", [make.passage(report, "beaten")])
    claim.status, claim.disputed_reason = Claim.Status.DISPUTED, "The court says ten."
    claim.save()

    [line] = log.log(None, on=make.TODAY).months[0].lines
    assert (line.kind, line.said) == (log.Kind.FACT, "The court says ten.")


def test_a_withdrawn_report_is_counted_and_not_named(client, report):
    curation.withdraw([report], by=None)

    page = read(client)
    assert "A report was withdrawn" in page
    assert "trial" not in page
    curation.publish([report], by=None)
    assert "A report was withdrawn" in read(client)


@pytest.mark.parametrize(
    "state", [{"visibility": "draft"}, {"embargo_until": date(9999, 1, 1)}]
)
def test_what_was_never_read_is_not_withdrawn(state):
    made = make.document("Never read.", **state)
    curation.withdraw([made], by=None)

    assert kinds() == []


def test_a_changed_address_and_letter_are_told(client):
    office = make_campaign.recipient()
    address = make_campaign.address(office)
    address.value = "2 High Street, London W1A 1AA"
    address.save()
    case = make_campaign.campaign("Free the Mine Ten")
    make_campaign.model_letter(case)
    make_campaign.model_letter(case, language="de")

    page = read(client)
    assert "Address published" in page
    assert "Address changed" in page
    assert "Letter published: English, version 1; German, version 1" in page
    assert 'href="/embassies/kz-gb/"' in page
    assert (Address.objects.count(), ModelLetter.objects.count()) == (1, 2)


@pytest.mark.parametrize("level", ["hidden", "initials"])
def test_no_protected_name_is_in_it(client, report, level):
    correct(report, note=f"{NAME} is right, not Achmedowa.")
    proof = make.passage(report, f"{NAME} was beaten")
    old, new = (make.claim(f"{NAME} got {n} years.", [proof]) for n in (6, 7))
    old.superseded_by, old.superseded_on = new, date(2022, 1, 3)
    old.save()
    case = make_campaign.campaign(f"Free {NAME}", slug="free-zarina-akhmetova")
    case.documents.add(report)
    make_campaign.model_letter(case)
    make_campaign.address(make_campaign.recipient(), f"{NAME} House, London")
    assert read(client).count("Akhmetova") >= 6

    curation.protect(Entity.objects.get(label=NAME), level, by=None)
    page = read(client).casefold()
    assert "akhmetova" not in page
    assert "zarina" not in page


def test_a_correction_of_what_is_not_out_is_not_told(client, report):
    correct(report)
    Document.objects.update(visibility="draft")

    assert "Misread." not in read(client)


@pytest.mark.slow
def test_every_month_is_reached_once(client, report):
    for number in range(90):
        day = datetime(2020 + number // 30, 1 + number % 12, 5, tzinfo=UTC)
        correct(report, day, note=f"Note {number:02}.")

    found, after, pages = [], "", 0
    while pages < 9:
        got = log.log(None, on=make.TODAY, after=after)
        found += [line.said for month in got.months for line in month.lines]
        pages, after = pages + 1, got.older
        assert got.is_first == (pages == 1)
        if not after:
            break
    assert sorted(found) == [f"Note {number:02}." for number in range(90)]
    assert pages >= 2


@pytest.mark.parametrize("after", ["2026", "2026-13", "x", "0000-01", "2026-1", "\x00"])
def test_a_month_that_is_none_is_the_first_page(report, after):
    correct(report)

    assert log.log(None, on=make.TODAY, after=after).is_first

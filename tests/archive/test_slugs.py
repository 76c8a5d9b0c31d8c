"""One rule for every address: readable, never given twice, never too long."""

import pytest

from archive import curation, undoing
from archive.models import Batch, Claim, Document, Entity, slugs
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("wanted", "slug"),
    [
        ("A raid in Uzen", "a-raid-in-uzen"),
        ("Наталья", "natalya"),
        ("!!", "thing"),
        ("", "thing"),
        ("a" * 300, "a" * 100),
        ("b" * 99 + " c", "b" * 99),
    ],
)
@pytest.mark.parametrize("model", [Document, Entity, Claim])
def test_a_slug_is_made_of_what_is_wanted(model, wanted, slug):
    assert slugs.free_slug(model, wanted, otherwise="thing") == slug


def test_a_taken_one_gets_the_lowest_free_number():
    for slug in ("raid", "raid-3", "raids"):
        make.document(slug=slug)

    assert slugs.free_slug(Document, "Raid", otherwise="x") == "raid-2"


def test_what_was_undone_leaves_its_address_taken(admin_user):
    made = curation.new_entity("Ana Testova", kind="PERSON", by=admin_user)
    undoing.undo(Batch.objects.latest("id"), by=admin_user, at=make.NOW)

    assert not Entity.objects.filter(pk=made.pk).exists()
    again = curation.new_entity("Ana Testova", kind="PERSON", by=admin_user)
    assert again.slug == "ana-testova-2"


def test_a_part_of_a_report_with_a_long_address_says_what_it_is():
    report = make.document("Dear Sir,\n\nFree them.", slug="a" * 100)

    part = curation.cut_out(report, 0, 21, by=None, at=make.NOW)

    assert part.slug == "a" * 85 + "-letter"

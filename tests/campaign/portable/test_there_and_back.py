"""An archive leaves as one file and comes back as the same."""

import json

import pytest
from django.db import transaction

from archive import correcting, search
from campaign import portable
from tests import make
from tests.campaign.portable.archives import small, taken

pytestmark = pytest.mark.slow


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


@pytest.mark.django_db
@pytest.mark.parametrize("is_public", [True, False])
def test_what_leaves_and_returns_leaves_as_the_same_file(files, is_public):
    text = files[0] if is_public else files[1]

    taken(json.loads(text), as_it_was=True)

    again = portable.projected(on=make.TODAY) if is_public else portable.everything()
    assert portable.dump(again) == text


@pytest.mark.django_db
def test_the_same_archive_gives_the_same_file(files):
    make.demo()

    assert portable.dump(portable.projected(on=make.TODAY)) == files[0]


def test_a_small_archive_comes_back_whole(handed):
    taken(handed, as_it_was=True)

    assert portable.projected(on=make.TODAY) == handed


@pytest.mark.django_db
def test_taking_in_twice_adds_nothing(public):
    first = taken(public)

    second = taken(public)

    assert first.new["documents"] == 3
    assert dict(second.new) == {}
    assert second.known["documents"] == 3


@pytest.mark.django_db
def test_a_translation_comes_along_and_is_found():
    with transaction.atomic():
        report = make.document("Police came.", slug="raid")
        correcting.translate(
            report, "Die Polizei kam.", language="de", by=None, at=make.NOW, note="A."
        )
        handed = json.loads(portable.dump(portable.everything()))
        transaction.set_rollback(True)

    taken(handed, as_it_was=True)

    hits = search.search(
        "Polizei", kind="translation", viewer=None, on=make.TODAY, similar=False
    ).hits
    assert [hit.object.get_absolute_url() for hit in hits] == ["/reports/raid/r/2/"]


@pytest.mark.django_db
def test_a_translation_is_no_current_text():
    make.document("Police came.", slug="raid")
    handed = json.loads(portable.dump(portable.everything()))
    handed["documents"][0]["revisions"][0]["kind"] = "translation"

    with pytest.raises(portable.Unreadable, match="no current text"):
        taken(handed, as_it_was=True)


def test_an_archive_that_has_it_all_takes_nothing(db):
    archive = small()
    before = portable.dump(portable.everything())

    arrival = taken(archive)

    assert sum(arrival.new.values()) == 0
    assert portable.dump(portable.everything()) == before

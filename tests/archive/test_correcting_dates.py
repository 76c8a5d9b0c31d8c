"""Dates in a corrected text, and facts whose only words are gone."""

from datetime import date

import pytest

from archive import claims, correcting, curation, undoing, verification
from archive.models import Claim, LostPassage, Mention
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TEXT = "It rained. Ana Testova was held on 12 June in A Town. The next day she left."


@pytest.fixture
def report():
    return make.document(TEXT, published_on=date(2011, 6, 22))


def decided(report, words, value):
    """A date the machine read, accepted as it was read."""
    found = make.mention(
        report, words, kind="DATE", value=value, extractor="dates/2", score=0.9
    )
    curation.accept([found], by=None, at=make.NOW)
    return found


def corrected(report, old, new, by=None):
    text = report.current_revision.text.replace(old, new)
    return correcting.correct(report, text, by=by, at=make.NOW, note="Typo")


def place_at(report, words, **said):
    text = LostPassage.objects.get().revision.text
    start = text.index(words)
    lost = LostPassage.objects.get()
    by, at = said.pop("by", None), make.NOW
    correcting.place(lost, start, start + len(words), by=by, at=at, **said)


def value_now(report, words):
    report.refresh_from_db()
    found = Mention.objects.in_revision(report.current_revision)
    return found.get(passage__quote=words).value


def faults():
    return [str(fault) for fault in verification.faults()]


@pytest.mark.parametrize(
    ("there", "value"),
    [
        ("14 June", "2011-06-14"),
        ("14 June 2009", "2009-06-14"),
        ("12 to 14 June", "2011-06-12/2011-06-14"),
    ],
)
def test_a_date_placed_on_other_words_means_what_they_say(report, there, value):
    decided(report, "12 June", "2011-06-12")
    corrected(report, "12 June", there)

    place_at(report, there)

    assert value_now(report, there) == value
    assert faults() == []


def test_a_date_told_from_words_that_changed_is_read_again(report, admin_user):
    decided(report, "The next day", "2011-06-13")

    result = corrected(report, "12 June", "14 June", by=admin_user)

    assert value_now(report, "The next day") == "2011-06-15"
    assert [str(each) for each in result.redated] == [
        "“The next day”: 2011-06-13 → 2011-06-15"
    ]
    undoing.undo(undoing.last(admin_user), by=admin_user, at=make.NOW)
    assert value_now(report, "The next day") == "2011-06-13"


def test_a_value_a_person_gave_is_not_read_away(report):
    decided(report, "The next day", "2011-06-20")

    assert corrected(report, "12 June", "14 June").redated == ()

    assert value_now(report, "The next day") == "2011-06-20"


@pytest.mark.parametrize("was", ["2011-06-12", "1999-01-01"])
def test_what_only_a_person_can_say_is_asked(report, was):
    decided(report, "12 June", was)
    corrected(report, "12 June", "the saint's day")

    with pytest.raises(ValueError, match="say which it means"):
        place_at(report, "the saint's day")
    with pytest.raises(ValueError, match="not a date"):
        place_at(report, "the saint's day", date="soon")
    place_at(report, "the saint's day", date="24 June 2011")

    assert value_now(report, "the saint's day") == "2011-06-24"
    assert faults() == []


def test_a_value_given_against_the_words_is_the_persons(report):
    decided(report, "12 June", "2011-06-12")
    corrected(report, "12 June", "14 June")

    place_at(report, "14 June", date="2010-06-14")

    assert value_now(report, "14 June") == "2010-06-14"
    assert faults() == []


def test_placing_a_date_is_taken_back_and_says_both_values(report, admin_user):
    decided(report, "12 June", "2011-06-12")
    corrected(report, "12 June", "14 June")
    place_at(report, "14 June", by=admin_user)

    act = undoing.last(admin_user)
    assert str(act) == "placed again: “12 June”, 2011-06-12 → 2011-06-14"
    undoing.undo(act, by=admin_user, at=make.NOW)

    assert LostPassage.objects.get().status == "waiting"
    assert Mention.objects.filter(kind="DATE").count() == 1


def test_a_date_whose_words_read_otherwise_is_named(report):
    decided(report, "12 June", "2011-06-12")
    report.published_on = date(2009, 7, 1)
    report.save()

    assert faults() == [
        (
            f"Date “12 June” in {report.slug}: its words read 2009-06-12, "
            "but it is kept as 2011-06-12."
        )
    ]


def test_a_date_carried_by_an_older_version_to_other_words_is_named(report):
    kept = decided(report, "12 June", "2011-06-12")
    corrected(report, "12 June", "14 June")
    place_at(report, "14 June")
    Mention.objects.filter(carried_from=kept).update(value="2011-06-12")

    assert len(faults()) == 1


def test_a_date_as_a_person_gave_it_is_no_fault(report):
    found = make.mention(
        report, "12 June", kind="DATE", value="2011-06-12", extractor="dates/2"
    )
    curation.mark(found.passage, kind="DATE", by=None, at=make.NOW, value="2010-06-12")

    assert faults() == []


@pytest.fixture
def proven(report, admin_user):
    """A confirmed fact, and its only words lost in a correction."""
    claim = make.claim(
        "Ana Testova was held.", [make.passage(report, "Ana Testova was held")]
    )
    corrected(report, "was held", "was greeted")
    return claim


def test_a_fact_whose_only_words_are_gone_is_confirmed_no_longer(proven, admin_user):
    lost = LostPassage.objects.get()
    assert list(correcting.only_proven_by(lost)) == [proven]

    correcting.give_up(lost, by=admin_user, at=make.NOW)

    proven.refresh_from_db()
    assert proven.status == "disputed"
    assert "Ana Testova was held" in proven.disputed_reason
    assert not proven.holds_on(make.TODAY)
    assert faults() == []


def test_giving_up_the_only_proof_is_taken_back_exactly(proven, admin_user):
    before = Claim.objects.values().get()
    correcting.give_up(LostPassage.objects.get(), by=admin_user, at=make.NOW)
    act = undoing.last(admin_user)
    assert str(act) == "withdrawn: “Ana Testova was held”, gone from the text"

    undoing.undo(act, by=admin_user, at=make.NOW)

    assert Claim.objects.values().get() == before
    assert LostPassage.objects.get().status == "waiting"


def test_a_fact_with_other_words_stands_when_some_are_gone(report, proven):
    claims.support(proven, make.passage(report, "It rained."), by=None)

    correcting.give_up(LostPassage.objects.get(), by=None, at=make.NOW)

    proven.refresh_from_db()
    assert proven.status == "confirmed"

"""The cards of names and dates: what each button does, and to how much."""

import pytest

from archive import curation
from archive.models import Batch, Entity, Mention, StopRule
from tests import make
from tests.archive.desk.cards import (
    DESK,
    TEXT,
    family,
    found,
    page,
    press,
    statuses,
    values,
)

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def report():
    return make.document(TEXT, source=make.source())


def test_what_one_run_linked_together_is_one_card_with_its_spellings(
    admin_client, report
):
    family(report)
    found(report, "Bela Other")

    html = page(admin_client, f"{report.pk}/")

    assert "Testova</bdi> × 2" in html
    assert "2 other places" in html
    assert "2 decisions left" in html


def test_a_card_is_accepted_as_a_whole_and_leaves_the_list(admin_client, report):
    ana = make.person("Ana Testova")
    family(report)

    html = press(admin_client, report, f"as-{ana.pk}")

    assert set(Mention.objects.values_list("status", "entity")) == {
        ("accepted", ana.pk)
    }
    assert "Go on to its facts" in html


def test_an_unticked_place_waits_on(admin_client, report):
    ana = make.person("Ana Testova")
    first, *_others = family(report)
    html = page(admin_client, f"{report.pk}/")
    ticked = [v for v in values(html, "mention") if v.startswith(f"{first.pk}.")]

    press(admin_client, report, f"as-{ana.pk}", mention=ticked)

    assert statuses() == ["accepted", "suggested", "suggested"]


def test_nothing_ticked_is_said_and_nothing_happens(admin_client, report):
    found(report)

    html = press(admin_client, report, "keep", mention=[], kind="PERSON", text="Ana")

    assert "Tick at least one place" in html
    assert statuses() == ["suggested"]


def test_candidates_come_with_reason_description_and_a_sentence(admin_client, report):
    ana = make.person("Ana Testova", description="A lawyer")
    earlier = make.document("They met Ana Testova in A Town.")
    make.mention(earlier, "Ana Testova", ana)
    found(report)

    html = page(admin_client, f"{report.pk}/")

    assert f'value="as-{ana.pk}"' in html
    assert "A lawyer" in html
    assert "same name" in html
    assert "They met <b>Ana Testova</b>" in html


def test_a_new_entry_is_made_with_the_name_as_corrected(admin_client, report):
    family(report)

    press(admin_client, report, "keep", kind="PERSON", text="Anna Testova")

    entity = Entity.objects.get()
    assert entity.label == "Anna Testova"
    assert statuses() == ["accepted"] * 3


def test_changing_the_kind_and_accepting_is_one_step(admin_client, report):
    found(report, "Bela Other")

    press(admin_client, report, "keep", kind="ORG", text="Bela Other")

    assert Mention.objects.get().kind == Entity.objects.get().kind == "ORG"
    assert Batch.objects.count() == 1


def test_a_name_that_is_a_date_is_accepted_as_one(admin_client, report):
    found(report, "3 May 2021", kind="ORG")

    press(admin_client, report, "keep", kind="DATE", text="2021-05-03")

    assert set(Mention.objects.values_list("kind", "status", "value")) == {
        ("ORG", "rejected", ""),
        ("DATE", "accepted", "2021-05-03"),
    }
    assert Batch.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2021-05-03", "2021-05-03"),
        ("4 May 2021", "2021-05-04"),
        ("2021-05", "2021-05"),
    ],
)
def test_the_value_of_a_date_is_corrected_as_it_is_accepted(
    admin_client, report, typed, kept
):
    found(report, "3 May 2021", kind="DATE", value="2020-05-03")

    press(admin_client, report, "keep", kind="DATE", text=typed)

    assert Mention.objects.get().value == kept


@pytest.mark.parametrize("typed", ["", "soon", "2021-13", "2021-05-04/2021-05-03"])
def test_what_is_no_date_is_said_and_nothing_happens(admin_client, report, typed):
    found(report, "3 May 2021", kind="DATE")

    html = press(admin_client, report, "keep", kind="DATE", text=typed)

    assert 'class="error"' in html
    assert statuses() == ["suggested"]


def test_a_rejection_here_makes_no_rule(admin_client, report):
    family(report)

    press(admin_client, report, "reject")

    assert statuses() == ["rejected"] * 3
    assert not StopRule.objects.exists()


def test_a_report_without_a_source_is_offered_no_reach_over_it(admin_client):
    report = make.document(TEXT)
    found(report)

    assert 'value="reject-source"' not in page(admin_client, f"{report.pk}/")
    assert "names no source" in press(admin_client, report, "reject-source")
    assert statuses() == ["suggested"]


def test_later_leaves_the_queue_and_stays_undecided(admin_client, report):
    found(report)

    press(admin_client, report, "later")

    mention = Mention.objects.get()
    assert mention.status == "suggested"
    assert mention.set_aside_at


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("start_left", "court on 3 May"),
        ("start_right", "3 May"),
        ("end_left", "on 3"),
        ("end_right", "on 3 May 2021"),
    ],
)
def test_the_mark_moves_by_a_word_and_the_card_stays(admin_client, report, act, words):
    mention = found(report, "on 3 May", kind="DATE")

    html = press(admin_client, report, act)

    mention.refresh_from_db()
    assert mention.passage.quote == words
    assert f'name="card" value="{mention.pk}"' in html


def test_the_second_curator_is_told_and_changes_nothing(
    admin_client, report, django_user_model
):
    quick = django_user_model.objects.create_user("quick")
    mention, ana = found(report), make.person("Ana Testova")
    html = page(admin_client, f"{report.pk}/")
    curation.reject([mention], by=quick, at=make.NOW)
    sent = {"mention": values(html, "mention"), "card": mention.pk}

    answer = admin_client.post(
        f"{DESK}{report.pk}/", {**sent, "act": f"as-{ana.pk}"}, follow=True
    )

    assert "Decided meanwhile by quick" in answer.content.decode()
    assert f"/mentions/find/{mention.pk}/" in answer.content.decode()
    assert statuses() == ["rejected"]


def test_a_mark_that_was_moved_meanwhile_is_not_accepted(admin_client, report):
    mention = found(report, "on 3 May", kind="DATE", value="2021-05-03")
    html = page(admin_client, f"{report.pk}/")
    curation.move(mention, mention.passage.start + 3, mention.passage.end, by=None)
    sent = {"mention": values(html, "mention"), "card": mention.pk}

    answer = admin_client.post(
        f"{DESK}{report.pk}/",
        {**sent, "act": "keep", "kind": "DATE", "text": "2021"},
        follow=True,
    )

    assert "changed meanwhile" in answer.content.decode()
    assert statuses() == ["suggested"]


@pytest.mark.parametrize("act", ["", "as-", "as-x", "as-999999", "reject-x", "drop"])
def test_a_choice_that_is_not_on_offer_does_nothing(admin_client, report, act):
    found(report)

    press(admin_client, report, act)

    assert statuses() == ["suggested"]


@pytest.mark.parametrize("sent", ["", "x", "9" * 40, "1.²", "999999.1"])
def test_a_find_that_is_none_does_nothing(admin_client, report, sent):
    found(report)

    press(admin_client, report, "later", mention=[sent])

    assert not Mention.objects.get().set_aside_at


def test_a_find_of_another_document_is_not_decided_here(admin_client, report):
    found(report)
    other = found(make.document("Ana Testova left."))

    press(admin_client, report, "later", mention=[f"{other.pk}."])

    assert not Mention.objects.exclude(set_aside_at=None).exists()


def test_a_decision_is_taken_back_where_it_is_shown(admin_client, report):
    mention = found(report)
    curation.reject([mention], by=None, at=make.NOW)
    html = page(admin_client, f"find/{mention.pk}/")

    admin_client.post(f"{DESK}find/{mention.pk}/", {"seen": values(html, "seen")[0]})

    assert statuses() == ["suggested"]


def test_a_find_carries_no_markup_onto_the_page(admin_client):
    report = make.document("He met <script>alert(1)</script> there.")
    found(report, "<script>alert(1)</script>", kind="ORG")

    assert "<script>alert" not in page(admin_client, f"{report.pk}/")


@pytest.mark.parametrize("label", ["High Commission", "the Ministry"])
def test_a_new_entry_of_a_bare_noun_is_another_in_another_report(admin_client, label):
    for town in ("London", "Pretoria"):
        there = make.document(f"{label} in {town} answered.")
        mention = found(there, label, kind="ORG")
        press(admin_client, there, "keep", card=mention, kind="ORG", text=label)

    assert Entity.objects.filter(label=label).count() == 2


def test_who_may_not_change_mentions_is_not_let_in(client, django_user_model, report):
    client.force_login(django_user_model.objects.create_user("x", is_staff=True))

    assert client.get(f"{DESK}{report.pk}/").status_code == 403
    assert client.post(f"{DESK}spelling/").status_code == 403


def test_somebody_else_of_the_same_name_is_made_when_asked_for(admin_client, report):
    known = make.person("Ana Testova")
    mention = found(report)

    fields = {"kind": "PERSON", "text": "Ana Testova", "namesake": "on"}
    press(admin_client, report, "keep", **fields)

    mention.refresh_from_db()
    assert mention.entity != known
    assert mention.entity.label == "Ana Testova"

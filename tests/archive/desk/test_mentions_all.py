"""Everything that has a suggestion: shown first, one act, one undo."""

import re

import pytest

from archive import curation, undoing
from archive.models import Batch, Entity, Mention
from tests import make
from tests.archive.desk.buttons import Desk
from tests.archive.desk.cards import DESK, TEXT, family, found, page, statuses, values

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def report():
    return make.document(TEXT, source=make.source())


def send(client, report, **changed):
    html = page(client, f"{report.pk}/all/")
    names = set(re.findall(r'name="((?:mention|text|as)-\d+)"', html))
    sent = {name: values(html, name) for name in names}
    for n, shown in re.findall(
        r'<select name="as-(\d+)".*?value="(\d+|new)" selected', html, re.DOTALL
    ):
        sent[f"as-{n}"] = shown
    sent["row"] = re.findall(r'name="row" value="(\d+)"[^>]* checked', html)
    answer = client.post(f"{DESK}{report.pk}/all/", {**sent, **changed})
    return client.get(answer["Location"], follow=True).content.decode()


def test_what_is_sure_is_ticked_and_a_new_entry_is_not(admin_client, report):
    ana = make.person("Ana Testova")
    family(report)
    found(report, "Bela Other")
    found(report, "3 May 2021", kind="DATE", value="2021-05-03")

    send(admin_client, report)

    assert statuses() == ["accepted"] * 3 + ["suggested", "accepted"]
    assert Mention.objects.filter(entity=ana).count() == 3
    assert Entity.objects.count() == 1


def test_a_ticked_row_makes_its_entry(admin_client, report):
    found(report, "Bela Other")

    send(admin_client, report, row=["1"], **{"text-1": "Bella Other"})

    assert Entity.objects.get().label == "Bella Other"


def test_it_is_one_act_and_one_undo(admin_client, admin_user, report):
    family(report)
    found(report, "Bela Other")

    send(admin_client, report, row=["1", "2"])
    undoing.undo(Batch.objects.get(), by=admin_user, at=make.NOW)

    assert statuses() == ["suggested"] * 4
    assert not Entity.objects.exists()


def test_one_row_that_fails_stops_them_all(admin_client, report):
    found(report, "Bela Other")
    found(report, "3 May 2021", kind="DATE")

    html = send(admin_client, report, row=["1", "2"], **{"text-1": "soon"})

    assert 'class="error"' in html
    assert statuses() == ["suggested"] * 2


def test_what_came_after_the_page_was_shown_is_not_touched(admin_client, report):
    found(report, "3 May 2021", kind="DATE", value="2021-05-03")
    html = page(admin_client, f"{report.pk}/all/")
    found(report, "Bela Other", kind="ACTION")
    sent = {"row": "1", "mention-1": values(html, "mention-1"), "text-1": "2021"}

    admin_client.post(f"{DESK}{report.pk}/all/", sent)

    assert statuses() == ["accepted", "suggested"]


def test_a_name_that_says_only_of_what_kind_is_never_ticked(admin_client, report):
    """London's High Commission is not Pretoria's."""
    london = make.document("The High Commission in London answered.")
    known = make.organisation("Nigerian High Commission in London")
    curation.mark(
        make.passage(london, "High Commission"),
        kind="ORG",
        entity=known,
        by=None,
        at=make.NOW,
    )
    pretoria = make.document("The High Commission in Pretoria was silent.")
    found(pretoria, "High Commission", kind="ORG", entity=known)

    send(admin_client, pretoria)

    assert statuses() == ["accepted", "suggested"]
    html = page(admin_client, f"{pretoria.pk}/all/")
    assert "Nigerian High Commission in London (" in html


def test_it_is_sure_where_the_same_text_names_it_in_full(admin_client, admin_user):
    """In the text that was decided, and nowhere else."""
    text = "The Union of Aktau Drillers met. The Union decided."
    report, known = (
        make.document(text),
        make.organisation("Union of Aktau Drillers"),
    )
    curation.add_name(known, "Union")
    make.mention(report, "Union of Aktau Drillers", known)
    found(report, "Union", at=2, kind="ORG")

    send(admin_client, report)

    assert statuses() == ["accepted", "accepted"]


def test_the_dates_alone_are_one_act(admin_client, admin_user, report):
    found(report, "3 May 2021", kind="DATE", value="2021-05-03")
    found(report, "Ana Testova")
    desk = Desk(admin_client, f"{DESK}{report.pk}/").follow("The date")

    assert "Ana Testova" not in desk.values("text-1")
    desk.press("accept")

    assert statuses() == ["accepted", "suggested"]
    undoing.undo(Batch.objects.get(), by=admin_user, at=make.NOW)
    assert statuses() == ["suggested"] * 2


def test_charges_sentences_demands_and_actions_are_one_act(admin_client, report):
    words = {"CHARGE": "court", "SENTENCE": "silent", "DEMAND": "wrote"}
    for kind, quote in words.items():
        found(report, quote, kind=kind)
    found(report, "3 May 2021", kind="DATE", value="2021-05-03")

    Desk(admin_client, f"{DESK}{report.pk}/").follow("All 3 charges").press("accept")

    assert statuses() == ["accepted"] * 3 + ["suggested"]


def test_a_date_in_other_words_is_the_same_decision(admin_client):
    report = make.document("On 3 May 2021 they met. That Monday it rained.")
    found(report, "3 May 2021", kind="DATE", value="2021-05-03")
    found(report, "That Monday", kind="DATE", value="2021-05-03")

    html = page(admin_client, f"{report.pk}/all/", only="dates")

    assert len(values(html, "row")) == 1
    assert len(values(html, "mention-1")) == 2


def test_all_can_be_ticked_without_a_script(admin_client, report):
    found(report, "Bela Other")

    Desk(admin_client, f"{DESK}{report.pk}/all/").follow("Tick all").press("accept")

    assert Entity.objects.get().label == "Bela Other"

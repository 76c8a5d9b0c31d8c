"""Who seals when: doors of staff, the worker, commands; and what a person reads."""

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from archive import integrity, tasks
from archive.models import ChainLink, ChainWaiting, Source
from tests import make
from tests.tampering import tampering

pytestmark = pytest.mark.django_db


def test_what_staff_do_is_sealed_with_the_answer(admin_client):
    answer = admin_client.post(
        "/admin/archive/source/add/",
        {"slug": "s", "name": "A paper", "kind": "newspaper", "language": "en"},
    )

    assert answer.status_code == 302
    assert ChainLink.objects.filter(
        shape__record_type="archive.historicalsource"
    ).exists()
    assert not ChainWaiting.objects.exists()


def test_what_is_refused_is_not_sealed(admin_client):
    make.source()

    assert admin_client.post("/admin/archive/none/add/").status_code == 404
    assert not ChainLink.objects.exists()


def test_to_read_seals_nothing(admin_client):
    make.source()

    admin_client.get("/admin/archive/source/")

    assert not ChainLink.objects.exists()


def test_a_page_of_the_public_seals_nothing(client):
    """So that its place in the chain does not tell when a visitor was here."""
    make.source()

    client.post("/actions/report/", {})

    assert not ChainLink.objects.exists()


def test_the_worker_seals_what_it_has_read():
    report = make.document()

    tasks.extract.call(report.current_revision_id)

    assert not ChainWaiting.objects.exists()


@pytest.mark.slow
def test_a_command_seals_what_it_has_stored(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    file = tmp_path / "report.txt"
    file.write_text("A report\n\nPolice raided the office in A Town on 3 May 2021.\n")

    call_command("ingest", str(file), stdout=StringIO())

    assert ChainLink.objects.filter(shape__record_type="archive.capture").count() == 1
    assert not ChainWaiting.objects.exists()


def told(*args):
    out = StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


def test_the_command_says_how_many_were_sealed():
    make.source()

    assert told("seal") == "1 record was sealed.\n"
    assert told("seal") == "0 records were sealed.\n"


def test_what_was_put_in_past_a_trigger_is_found_again():
    with tampering("archive_historicalsource"):
        make.source()
    assert not ChainWaiting.objects.exists()

    said = told("seal", "--all")
    assert "set again" not in said

    assert said.startswith("1 record did not even wait to be sealed.\n1 record was")
    assert told("seal", "--all") == "0 records were sealed.\n"


def test_verify_says_what_waits():
    make.source()

    assert told("verify").startswith("1 record waits to be sealed.\n")


def test_a_purge_is_said_and_is_no_fault():
    source = make.source("Anna Sender")
    state = source.history.get()
    integrity.purge(state, {"name": ""}, reason="Asked for.", by=None, at=make.NOW)
    told("seal")

    assert told("verify") == (
        f"Purged on 2026-03-01: archive.historicalsource {state.pk}. Asked for.\n"
        "All is as it should be.\n"
    )


def test_a_head_that_was_printed_is_proof_later():
    make.source()
    told("seal")
    head = told("verify", "--head").strip()
    make.source()
    told("seal")

    assert told("verify", "--against", head).endswith("All is as it should be.\n")
    assert told("verify", "--head").startswith("2:")


def test_another_history_than_the_known_one_is_a_fault(capsys):
    make.source()
    told("seal")

    with pytest.raises(SystemExit) as end:
        call_command("verify", "--against", f"1:{'0' * 64}")

    assert end.value.code == 1
    assert "Link 1: it is not the one that was known" in capsys.readouterr().err


@pytest.mark.parametrize("head", ["", "1", "1:xyz", f"-1:{'0' * 64}", f"٣:{'0' * 64}"])
def test_what_is_no_head_is_refused_in_words(head):
    with pytest.raises(CommandError, match="A head is a number, a colon and 64"):
        call_command("verify", f"--against={head}")


def test_everybody_reads_the_head_of_the_day_before(client):
    make.source()
    told("seal")
    assert client.get("/.well-known/archive-head").content == b"0:%b\n" % (b"0" * 64)

    with tampering("archive_chainlink"):
        ChainLink.objects.update(sealed_on="2001-01-01")

    head = str(integrity.head())
    assert client.get("/.well-known/archive-head").content.decode() == f"{head}\n"


@pytest.mark.slow
@pytest.mark.only_on("postgresql")
def test_of_two_who_seal_at_once_each_record_gets_one_link(emptied):
    for number in range(120):
        Source.objects.create(slug=f"s-{number}", name="S")
    counts = []

    def work():
        try:
            counts.append(integrity.seal(at=timezone.now()))  # noqa: TID251
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(counts) == ChainLink.objects.count() == 120
    assert list(integrity.links()) == []


@pytest.mark.slow
@pytest.mark.only_on("postgresql")
def test_an_earlier_row_that_is_committed_later_is_sealed_too(emptied):
    written, sealed = threading.Event(), threading.Event()

    def slow_writer():
        with transaction.atomic():
            Source.objects.create(slug="slow", name="S")
            written.set()
            sealed.wait(20)
        connection.close()

    thread = threading.Thread(target=slow_writer)
    thread.start()
    written.wait(20)
    Source.objects.create(slug="fast", name="F")
    at = timezone.now()  # noqa: TID251
    assert integrity.seal(at=at) == 1
    sealed.set()
    thread.join()

    assert integrity.seal(at=at) == 1
    assert [*integrity.faults(at=at)] == []
    first, last = ChainLink.objects.order_by("number")
    assert first.record_id > last.record_id

"""The copy of a site: whole, the same each time, and nothing that is not public."""

import hashlib
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from campaign import mirror
from tests import make, make_campaign
from tests.campaign.mirror.checking import broken, bytes_in, words_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2026, 3, 1)
SITE = "http://127.0.0.1:8000"


def test_the_same_archive_gives_the_same_bytes(tmp_path):
    made = make_campaign.campaign("Free the Mine Ten")
    make_campaign.model_letter(made)
    make_campaign.recipient(campaign=made)
    report = make.document("Ivan Bek spoke in A Town.")
    make.mention(report, "Ivan Bek", make.person("Ivan Bek"))

    mirror.make(tmp_path / "one", on=DAY)
    mirror.make(tmp_path / "two", on=DAY)
    mirror.make(tmp_path / "two", on=DAY)

    assert bytes_in(tmp_path / "one") == bytes_in(tmp_path / "two")


def test_the_manifest_lists_every_file_as_it_is(tmp_path):
    make.document()

    mirror.make(tmp_path / "copy", on=DAY)

    files = bytes_in(tmp_path / "copy")
    manifest = json.loads(files.pop("manifest.json"))
    files.pop("SHA256SUMS")
    assert (manifest["site"], manifest["made_on"]) == (SITE, "2026-03-01")
    assert manifest["archive_head"] == f"0:{0:064}"
    sums = {name: hashlib.sha256(body).hexdigest() for name, body in files.items()}
    assert manifest["files"] == sums


def test_letters_are_there_as_text_with_the_day_of_the_copy(tmp_path):
    made = make_campaign.campaign("Free the Mine Ten")
    make_campaign.model_letter(made, "{{ I protest|We protest }} at ten arrests.")
    for number in range(9):
        make_campaign.recipient(f"office-{number}", campaign=made)

    mirror.make(tmp_path / "copy", on=DAY)

    page = words_in(tmp_path / "copy")[f"campaigns/{made.slug}/write/index.html"]
    assert "I protest at ten arrests." in page
    assert "This is a copy of 1 March 2026." in page
    assert f'href="{SITE}/campaigns/{made.slug}/write/"' in page
    assert all(f"embassies/office-{n}/index.html" in page for n in range(9))
    assert "<form" not in page


def test_a_letter_that_may_not_be_written_is_not_given(tmp_path):
    report = make.document("Ten were arrested.", visibility="draft")
    claim = make.claim("Ten were arrested.", [make.passage(report, "Ten")])
    made = make_campaign.campaign("Free the Mine Ten")
    text = {"text": "Ten were arrested.", "role": "fact", "cites": [claim]}
    make_campaign.model_letter(made, text)
    make_campaign.recipient(campaign=made)

    mirror.make(tmp_path / "copy", on=DAY)

    page = words_in(tmp_path / "copy")[f"campaigns/{made.slug}/write/index.html"]
    assert "Ten were arrested." not in page
    assert "No letter of this campaign could be written on that day." in page


def test_drafts_and_embargoed_reports_are_not_copied(tmp_path):
    make.document("Secret words.", title="A draft", visibility="draft")
    make.document("Secret words.", title="Later", embargo_until=date(9999, 1, 1))
    make_campaign.campaign("Secret words", state="draft")

    mirror.make(tmp_path / "copy", on=DAY)

    assert not [
        name for name, words in words_in(tmp_path / "copy").items() if "Secret" in words
    ]


def test_lists_are_copied_to_their_last_page(tmp_path):
    for number in range(45):
        make.document("Words.", title=f"Report {number}", slug=f"report-n-{number}")

    mirror.make(tmp_path / "copy", on=DAY)

    pages = words_in(tmp_path / "copy")
    assert sum(name.startswith("reports/index") for name in pages) == 2
    assert all(f"reports/report-n-{n}/index.html" in pages for n in range(45))
    assert broken(tmp_path / "copy", SITE) == []


def test_words_that_mean_to_harm_are_words_in_a_copy(tmp_path):
    hostile = "</script><img src=x onerror=alert(1)>\"'&\u202e {{ x }}"
    report = make.document(f"{hostile} spoke.", title=hostile, author=hostile)
    make.mention(report, hostile, make.person(hostile))
    make_campaign.campaign(hostile, summary=hostile)

    mirror.make(tmp_path / "copy", on=DAY)

    for name, words in words_in(tmp_path / "copy").items():
        if name.endswith((".html", ".js")):
            assert "<img src=x" not in words, name
    assert broken(tmp_path / "copy", SITE) == []


@override_settings(SITE_URL="https://archive.example", ALLOWED_HOSTS=["localhost"])
def test_a_site_that_answers_to_another_name_is_copied_all_the_same(tmp_path):
    report = make.document()

    copied = mirror.make(tmp_path / "copy", on=DAY)

    assert copied.missing == {}
    page = words_in(tmp_path / "copy")[f"reports/{report.slug}/index.html"]
    assert (
        f'rel="canonical" href="https://archive.example/reports/{report.slug}/"' in page
    )


def test_a_site_in_trouble_does_not_take_the_earlier_copy_away(tmp_path):
    mirror.make(tmp_path / "copy", on=DAY)
    before = bytes_in(tmp_path / "copy")

    with override_settings(KILL_SWITCH=True), pytest.raises(mirror.NotCopied):
        mirror.make(tmp_path / "copy", on=DAY)

    assert bytes_in(tmp_path / "copy") == before


def test_the_command_says_what_it_did_and_where_to_look(tmp_path, capsys):
    make.document()

    call_command("export_site", str(tmp_path / "copy"))

    said = capsys.readouterr()
    assert f"Open {tmp_path / 'copy' / 'index.html'}." in said.out
    assert "or more to come" in said.err


def test_the_command_refuses_a_folder_of_somebody_elses(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(CommandError, match="holds no earlier copy"):
        call_command("export_site", str(tmp_path))

    assert (tmp_path / "mine.txt").read_text() == "mine"

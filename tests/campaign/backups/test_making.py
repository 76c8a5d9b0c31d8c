"""How the file of a backup comes to be: whole or not at all, and for its owner only."""

import errno
import fcntl
import json
import stat

import pytest

from campaign.backups import (
    CannotBackUp,
    CannotRestore,
    back_up,
    boxes,
    inspect,
    restore,
)
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def listed(file):
    with file.open("rb") as stream:
        found = {part.name: part.content for part in boxes.parts(stream)}
    return json.loads(found["manifest.json"])


def test_a_backup_is_whole_for_its_owner_only_and_says_what_is_in_it(tmp_path):
    file = tmp_path / "a.backup"

    made = back_up(file, at=make.NOW)

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["a.backup"]
    assert inspect(file).made_at.startswith(make.NOW.date().isoformat())
    assert made.rows == sum(each["rows"] for each in listed(file)["tables"])


def test_sessions_and_the_index_of_words_stay_where_they_are(tmp_path):
    back_up(tmp_path / "a.backup", at=make.NOW)

    names = {each["table"] for each in listed(tmp_path / "a.backup")["tables"]}

    assert {"auth_user", "archive_capture", "campaign_campaign"} <= names
    assert not {"django_session", "archive_searchtext"} & names


def test_a_backup_is_never_written_over(tmp_path):
    file = tmp_path / "a.backup"
    file.write_text("another")

    with pytest.raises(CannotBackUp, match="never written over"):
        back_up(file, at=make.NOW)

    assert file.read_text() == "another"


def test_a_link_is_not_followed(tmp_path):
    (tmp_path / ".a.backup.part").symlink_to(tmp_path / "victim")

    with pytest.raises(OSError, match="symbolic links") as raised:
        back_up(tmp_path / "a.backup", at=make.NOW)

    assert raised.value.errno == errno.ELOOP
    assert not (tmp_path / "victim").exists()


def test_what_a_killed_backup_has_left_is_written_over(tmp_path):
    (tmp_path / ".a.backup.part").write_bytes(b"half" * 100_000)

    back_up(tmp_path / "a.backup", at=make.NOW)

    assert inspect(tmp_path / "a.backup").tables


def test_two_backups_to_one_file_do_not_meet(tmp_path):
    part = tmp_path / ".a.backup.part"
    with part.open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)

        with pytest.raises(CannotBackUp, match="being made"):
            back_up(tmp_path / "a.backup", at=make.NOW)

    assert part.exists(), "it is the other's"


def test_a_backup_that_cannot_be_finished_leaves_nothing(tmp_path, monkeypatch):
    def full(self):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(boxes.Box, "end", full)

    with pytest.raises(OSError, match="No space left"):
        back_up(tmp_path / "a.backup", at=make.NOW)

    assert list(tmp_path.iterdir()) == []


def test_a_short_passphrase_is_refused_and_leaves_nothing(tmp_path):
    with pytest.raises(CannotBackUp, match="at least 12"):
        back_up(tmp_path / "a.backup", at=make.NOW, passphrase="short")  # noqa: S106

    assert list(tmp_path.iterdir()) == []


def test_a_place_with_tables_is_not_restored_into(tmp_path):
    back_up(tmp_path / "a.backup", at=make.NOW)

    with pytest.raises(CannotRestore, match="has tables already"):
        restore(tmp_path / "a.backup", say=print)

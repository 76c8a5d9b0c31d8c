"""What was deleted leaves the files of the database too, when asked."""

import pytest
from django.db import connection

from tests import planted
from tests.places import Place

pytestmark = [pytest.mark.django_db, pytest.mark.slow(15)]


def test_what_was_deleted_is_in_no_file_after_wiping(tmp_path):
    place = Place(tmp_path, "wiped")
    token = planted.word()
    place.shell(
        "from archive.models import Source;"
        f"Source.objects.create(slug='gone', name='{token}' * 4).delete()"
    )
    if connection.vendor == "sqlite":
        assert planted.in_folder(place.folder, planted.needles({"name": token}))

    assert "Done." in place.run("wipe_deleted")

    if connection.vendor == "sqlite":
        # what is never deleted, its history, is left: see purging
        file = (place.folder / "db.sqlite3").read_bytes()
        assert file.count(token.encode()) == 4 * 2
    assert place.run("verify")

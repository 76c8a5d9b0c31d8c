import io
import tarfile

import pytest

from campaign.backups.boxes import Box, Damaged, Part, parts

NAME = "rows/archive_capture/000000.jsonl"


def packed(*given: Part) -> bytes:
    to = io.BytesIO()
    box = Box(to)
    for each in given:
        box.put(each)
    box.end()
    return to.getvalue()


def strange(**said) -> bytes:
    """A tar with a member that says this of itself."""
    to = io.BytesIO()
    with tarfile.open(fileobj=to, mode="w") as tar:
        member = tarfile.TarInfo(said.pop("name", NAME))
        for name, value in said.items():
            setattr(member, name, value)
        tar.addfile(member, io.BytesIO(b"x" * member.size) if member.isreg() else None)
    return to.getvalue()


def test_parts_come_back_as_they_were_put():
    given = [
        Part(NAME, b"[1]\n"),
        Part("files/00000000", b""),
        Part("manifest.json", b"{}"),
    ]

    assert list(parts(io.BytesIO(packed(*given)))) == given


@pytest.mark.parametrize(
    "said",
    [
        {"name": "../../etc/cron.d/x"},
        {"name": "/etc/passwd"},
        {"name": "rows/../../x/000000.jsonl"},
        {"name": "files/00000000/../../x"},
        {"name": "files/\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660"},
        {"name": "rows/archive_capture/000000.jsonl\n"},
        {"name": "rows/" + "a" * 5000 + "/000000.jsonl"},
        {"name": ""},
        {"type": tarfile.SYMTYPE, "linkname": "/etc/passwd"},
        {"type": tarfile.LNKTYPE, "linkname": "manifest.json"},
        {"type": tarfile.DIRTYPE},
        {"type": tarfile.FIFOTYPE},
        {"type": tarfile.CHRTYPE},
        {"type": tarfile.GNUTYPE_SPARSE},
    ],
    ids=str,
)
def test_whatever_is_no_plain_part_of_a_backup_is_refused(said):
    with pytest.raises(Damaged):
        list(parts(io.BytesIO(strange(**said))))


def test_a_part_that_says_it_is_huge_fills_no_memory():
    member = tarfile.TarInfo(NAME)
    member.size = 2**50

    with pytest.raises(Damaged, match="larger than any"):
        list(parts(io.BytesIO(member.tobuf())))


def test_a_part_that_is_there_twice_is_refused():
    with pytest.raises(Damaged, match="twice"):
        list(parts(io.BytesIO(packed(Part(NAME, b"a"), Part(NAME, b"b")))))


@pytest.mark.parametrize(
    "content", [b"", b"x" * 600, b"\x1f\x8b" + b"0" * 600, b"PK\x03\x04"]
)
def test_what_is_no_tar_is_refused(content):
    with pytest.raises(Damaged, match="no backup"):
        list(parts(io.BytesIO(content)))


def test_a_part_that_is_cut_short_is_refused():
    whole = packed(Part(NAME, b"x" * 5000))

    with pytest.raises(Damaged):
        list(parts(io.BytesIO(whole[:3000])))

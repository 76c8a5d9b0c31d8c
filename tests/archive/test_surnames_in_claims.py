"""A surname in a claim is left out on the page of every report that proves it."""

import pytest

from archive import curation
from tests import make

pytestmark = [pytest.mark.django_db]
PAGES = [
    "/reports/b/",
    "/reports/b.json",
    "/reports/b.annotations.jsonld",
    "/api/v1/documents/b",
]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("is_newer", [False, True])
def test_where_another_report_is_about_somebody_protected(client, address, is_newer):
    who = make.person("Marat Ospanov", slug="a-blogger")
    one = make.document("Marat Ospanov was beaten.", slug="a")
    make.mention(one, "Marat Ospanov", who)
    other = make.document("A blogger was beaten, says the union.", slug="b")
    proofs = [make.passage(each, "was beaten") for each in (one, other)]
    if is_newer:
        newer = make.claim("Police beat Ospanov.", proofs[:1])
        make.claim(
            "Police beat a blogger.",
            proofs[1:],
            superseded_by=newer,
            superseded_on=make.TODAY,
        )
    else:
        make.claim("Police beat Ospanov.", proofs)
    curation.protect(who, "hidden", by=None)

    answer = client.get(address)

    assert answer.status_code == 200
    assert b"Police beat" in answer.content
    assert b"Ospanov" not in answer.content

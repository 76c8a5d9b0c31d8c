"""What no browser sends in place of a passkey is refused in words."""

import json

import pytest
from allauth.mfa.models import Authenticator

from config.accounts import factors
from tests.config.accounts.conftest import SECRET, sign_in

SHOWN = {"id": "enl4", "rawId": "enl4", "type": "public-key"}
EMPTY = {"clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA"}
BODIES = [
    "",
    "null",
    "{",
    "[]",
    "5",
    '"x"',
    "[" * 20_000,
    json.dumps({"id": "zyx"}),
    json.dumps(SHOWN),
    json.dumps(SHOWN | {"response": {}}),
    json.dumps(SHOWN | {"response": "x"}),
    json.dumps(SHOWN | {"response": EMPTY | {"attestationObject": "oA"}}),
    json.dumps(SHOWN | {"response": EMPTY | {"userHandle": 5}}),
    json.dumps(SHOWN | {"response": EMPTY | {"userHandle": "x" * 40}}),
    json.dumps(SHOWN | {"rawId": "é", "response": EMPTY}),
]
PLACES = [
    ("/admin/login/passkey/", []),
    ("/admin/login/code/", ["totp"]),
    ("/admin/account/passkeys/add/", []),
]


@pytest.mark.slow
@pytest.mark.parametrize(("path", "held"), PLACES)
def test_what_no_browser_sends_is_refused_and_breaks_nothing(client, nadia, path, held):
    for kind in held:
        data = {"secret": factors.sealed(SECRET)}
        Authenticator.objects.create(user=nadia, type=kind, data=data)
    if "login/passkey" not in path:
        sign_in(client)

    answers = []
    for body in BODIES:
        client.get(path, headers={"X-Requested-With": "XMLHttpRequest"})
        answers.append(client.post(path, {"credential": body}))

    assert {each.status_code for each in answers} <= {200, 302}
    assert not Authenticator.objects.filter(type="webauthn").exists()

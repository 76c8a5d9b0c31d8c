"""Somebody with a password, and the codes an app would show."""

import base64
import hashlib
import hmac
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client

from config.accounts import factors

WORDS = "ladder copper violin Tuesday"
SECRET = base64.b32encode(b"a secret of 20 bytes").decode()


def code_at(moment: float, secret: str = SECRET) -> str:
    """RFC 6238, as an app does it."""
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", int(moment) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def code_in(seconds: float = 0, secret: str = SECRET) -> str:
    """The code of an app so many seconds from now: the server's clock is ours."""
    return code_at(time.time() + seconds, secret)  # noqa: TID251


def sign_in(client: Client, name: str = "nadia", words: str = WORDS, **headers):
    data = {"username": name, "password": words}
    return client.post("/admin/login/", data, headers=headers)


def grown_old(client: Client) -> None:
    """As if it was ten minutes ago that somebody showed who it is."""
    session = client.session
    for each in session["account_authentication_methods"]:
        each["at"] -= 600
    session.save()


def is_signed_in(client: Client) -> bool:
    return client.get("/admin/account/").status_code == 200


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    """What allauth keeps of used codes, in the memory of the process."""
    cache.clear()


@pytest.fixture
def nadia(db):
    return User.objects.create_superuser("nadia", password=WORDS)


@pytest.fixture
def with_app(nadia):
    """Has an app that makes codes, and recovery codes."""
    Authenticator.objects.create(
        user=nadia, type="totp", data={"secret": factors.sealed(SECRET)}
    )
    RecoveryCodes.activate(nadia)
    return nadia


@pytest.fixture
def signed_in(client, nadia):
    sign_in(client)
    return client


@pytest.fixture
def elsewhere(nadia) -> Client:
    """Another browser of the same person."""
    other = Client()
    sign_in(other)
    return other

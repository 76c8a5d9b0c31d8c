"""No letter goes anywhere from here: no socket, no mail, no other program."""

import socket
import subprocess

import pytest
from django.core import mail

from tests.campaign.test_privacy import DEMO, answers

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("demo"),
]
LOCAL = {socket.AF_UNIX}  # the database's own


def test_a_letter_opens_no_connection(client, monkeypatch):
    opened, started = [], []
    connect, start = socket.socket.connect, subprocess.Popen.__init__

    def seen(self, address):
        opened.append((self.family, address))
        return connect(self, address)

    def begun(self, *args, **kwargs):
        started.append(args)
        return start(self, *args, **kwargs)

    client.get(DEMO)  # what is made at first use, such as a connection, is there
    monkeypatch.setattr(socket.socket, "connect", seen)
    monkeypatch.setattr(subprocess.Popen, "__init__", begun)
    made = [answer.status_code for answer in answers(client)]

    assert made.count(200) >= 6
    assert [each for each in opened if each[0] not in LOCAL] == []
    assert started == []
    assert mail.outbox == []


def test_a_connection_would_be_seen(monkeypatch):
    opened = []
    monkeypatch.setattr(socket.socket, "connect", lambda _self, to: opened.append(to))
    with socket.socket() as line:
        line.connect(("127.0.0.1", 9))

    assert opened == [("127.0.0.1", 9)]

"""Work that costs much is done by few at a time; the others wait, or come back."""

import runpy
import threading
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from config import gate

SERVER = Path(__file__).parents[2] / "config" / "server.py"
CASE = "/campaigns/any"


@pytest.fixture
def full(monkeypatch):
    """A gate whose only place is taken, for searches."""
    taken = gate.Gate(inside=1, waiting=0, patience_seconds=0.01)
    assert taken.enter()
    monkeypatch.setitem(gate.GATES, "archive:search", taken)
    return taken


def test_as_many_are_inside_as_there_are_places():
    small = gate.Gate(inside=2, waiting=0, patience_seconds=1)

    assert [small.enter() for _ in range(3)] == [True, True, False]
    small.leave()
    assert small.enter()


def test_who_waits_enters_when_somebody_leaves():
    small = gate.Gate(inside=1, waiting=1, patience_seconds=10)
    small.enter()
    entered = []
    waiting = threading.Thread(target=lambda: entered.append(small.enter()))
    waiting.start()

    small.leave()
    waiting.join(10)

    assert entered == [True]


def test_nobody_waits_for_longer_than_the_gate_has_patience():
    small = gate.Gate(inside=1, waiting=1, patience_seconds=0.01)
    small.enter()

    assert not small.enter()
    small.leave()
    assert small.enter()


def test_whoever_finds_no_place_is_told_when_to_come_back(full):
    answer = Client().get("/search/?q=strike")

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "Many people ask for this at once" in answer.content.decode()


def test_all_else_is_answered_meanwhile(full):
    assert Client().get("/healthz").status_code == 200


@pytest.mark.parametrize("fails", [False, True])
def test_a_place_is_free_again_after_the_answer(rf, monkeypatch, fails):
    one = gate.Gate(inside=1, waiting=0, patience_seconds=0.01)
    monkeypatch.setitem(gate.GATES, "archive:search", one)
    request = rf.get("/search/")
    request.resolver_match = resolve("/search/")

    def view(request):
        assert keeper.process_view(request, view, (), {}) is None
        assert not one.enter()
        if fails:
            raise ValueError
        return HttpResponse()

    keeper = gate.AtTheGate(view)
    try:
        keeper(request)
    except ValueError:
        assert fails

    assert one.enter()


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (f"{CASE}/letter.pdf", gate.PRINTING),
        (f"{CASE}/letter.docx", gate.PRINTING),
        (f"{CASE}/letter.txt", None),
        (f"{CASE}/pack.pdf", gate.PRINTING),
        ("/search/", gate.SEARCHING),
        ("/search/feed.atom", gate.SEARCHING),
        ("/api/v1/search", gate.SEARCHING),
        ("/api/v1/documents", None),
        ("/reports/", None),
        (f"{CASE}/write/", None),
    ],
)
def test_what_costs_much_goes_through_a_gate(address, found):
    assert gate.gate_of(resolve(address)) is found


def test_however_many_wait_some_threads_are_left_to_read():
    waiting = sum(each.places for each in (gate.PRINTING, gate.SEARCHING))

    assert waiting <= runpy.run_path(str(SERVER))["threads"] - 3

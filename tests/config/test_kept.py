"""A page is made once for all who read it, and anew after any write."""

import threading
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from config import kept


@pytest.fixture
def at(monkeypatch):
    """The moment of the database, which a test moves on."""
    now = SimpleNamespace(moment="1")
    monkeypatch.setattr(kept, "moment", lambda: now.moment)
    monkeypatch.setattr(kept, "_SHELF", kept.Shelf())
    return now


@pytest.fixture
def site(at, rf):
    """Asks for an address; in `made` is how often a page was made."""

    def view(request):
        site.made += 1
        return site.make(f"page {site.made}")

    def ask(path="/", method="get", **options):
        return keeper(getattr(rf, method)(path, **options))

    keeper = kept.pages(view)
    site = SimpleNamespace(ask=ask, made=0, make=HttpResponse)
    return site


def test_a_page_is_made_once_while_nothing_is_written(site):
    answers = [site.ask().content for _ in range(3)]

    assert answers == [b"page 1"] * 3


def test_what_is_written_is_seen_at_once(site, at):
    site.ask()
    at.moment = "2"

    assert site.ask().content == b"page 2"


def test_a_page_that_was_made_while_somebody_wrote_is_not_kept(site, at):
    def make(words):
        kept._SHELF.find("2", ())  # another request, after the write
        return HttpResponse(words)

    site.make = make
    site.ask()
    at.moment = "2"

    assert site.ask().content == b"page 2"


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/?q=a+name", "get"),
        ("/admin/", "get"),
        ("/healthz", "get"),
        ("/", "post"),
        ("/", "head"),
    ],
)
def test_questions_forms_and_the_admin_are_never_kept(site, path, method):
    assert [site.ask(path, method).content for _ in range(2)] == [b"page 1", b"page 2"]


def with_cookie(words):
    response = HttpResponse(words)
    response.set_cookie("a", "b")
    return response


@pytest.mark.parametrize(
    "make",
    [
        lambda words: HttpResponse(words, status=404),
        lambda words: HttpResponse(words, headers={"Cache-Control": "no-store"}),
        lambda words: HttpResponse(
            words, headers={"Cache-Control": "max-age=0, no-cache"}
        ),
        lambda words: HttpResponse(words, headers={"Vary": "Cookie"}),
        lambda words: StreamingHttpResponse([words]),
        lambda words: HttpResponse(words * kept.LARGEST_BYTES),
        with_cookie,
    ],
    ids=["fault", "no-store", "no-cache", "vary", "stream", "large", "cookie"],
)
def test_what_is_not_for_everybody_is_not_kept(site, make):
    site.make = make
    site.ask()
    site.ask()

    assert site.made == 2


def test_an_answer_is_the_readers_own(site):
    site.ask().headers["X-Reader"] = "one"
    second = site.ask()
    second.headers["X-Reader"] = "two"

    assert "X-Reader" not in site.ask().headers


def test_hosts_and_days_are_kept_apart(site, monkeypatch, settings):
    settings.ALLOWED_HOSTS = ["*"]
    site.ask(headers={"host": "a.example"})

    assert site.ask(headers={"host": "b.example"}).content == b"page 2"


def test_many_who_want_the_same_page_wait_for_one(site):
    entered = threading.Event()

    def make(words):
        entered.wait(0.2)
        return HttpResponse(words)

    site.make = make
    threads = [threading.Thread(target=site.ask) for _ in range(8)]
    for each in threads:
        each.start()
    entered.set()
    for each in threads:
        each.join()

    assert site.made == 1


def test_who_asked_before_a_write_takes_nothing_from_who_asks_after_it(site, at):
    site.ask()
    at.moment = "2"
    site.ask()
    at.moment = "1"  # asked for earlier, and answered later

    late = site.ask().content
    at.moment = "2"

    assert (late, site.ask().content) == (b"page 1", b"page 2")
    assert site.made == 2


def test_who_waited_through_a_write_is_given_what_was_made_after_it(
    site, at, monkeypatch
):
    @contextmanager
    def waiting(_shelf, _key):
        at.moment = "2"
        yield

    at.moment = "2"
    site.ask()
    at.moment = "1"  # asked for before that, and then had to wait
    monkeypatch.setattr(kept.Shelf, "made_once", waiting)

    assert site.ask().content == b"page 1"


def test_the_moments_before_are_forgotten(site, at):
    for number in range(9):
        at.moment = str(number)
        site.ask()

    assert len(kept._SHELF) == kept.MOMENTS


def test_no_more_is_kept_than_there_is_room_for(site):
    for number in range(kept.PAGES + 5):
        site.ask(f"/reports/{number}/")

    assert len(kept._SHELF) == kept.PAGES


def test_without_a_moment_nothing_is_kept(site, at):
    at.moment = ""

    assert [site.ask().content, site.ask().content] == [b"page 1", b"page 2"]

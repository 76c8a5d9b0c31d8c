"""What searches cost: python -m bench.search [SHARE [LARGEST]].

SHARE is that of 10,000 reports of real size, all of them unless given; ten usual
searches are asked in turns with a bare view on the engine's own full text search,
ranked by score. "ours" is the search in the bare view's template; "first" the
search page with all it shows, asked for the first time, "again" the same page while
nothing was written. LARGEST is how many short reports the growth is measured up to,
from a tenth of it; 100,000 unless given. What counts are the ratios.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urlencode

from bench import ground  # first: it sets Django up

# isort: split
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import include, path

from archive import finding, search
from archive.models import Document
from archive.reading import keyset
from bench.ground import Taken, say
from bench.shelving import Shelf, Writer, is_true

SEED, ROUNDS, WARM_UP = 5, 40, 3
# Words of a text: some 1,400 letters; of a short one, for many of them.
REAL, SHORT = 230, 40
SHARE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
LARGEST = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
ON = date(2026, 3, 1)
PAGES = 40

# Everything but the first two is a page of the site.
VIEWS = ("bare", "ours", "reports", "first", "again")

# As typed here, and what plain full text search is asked for it.
USUAL = {
    "workers": "workers",
    "oil workers": "oil workers",
    '"oil workers"': '"oil workers"',
    "Zhanaozen": "Zhanaozen",
    "Соколова": "Соколова",
    "Sokolva": "Sokolva",
    "{name}": "{name}",
    "arrest*": "arrest*",
    "strike -police": "strike NOT police",
    "journalist prison torture": "journalist prison torture",
}
WORST = {
    "in every text": "the",
    "two of every text": "the of",
    "phrase of these": '"the of"',
    "phrase of frequent words": '"workers strike police"',
    "begins most words": "{prefix}*",
    "begins any of many": "{prefix}* | wor* | str* | tha*",
    "begins most, and a word": "{prefix}* of",
    "begins most, and a rare one": "{prefix}* {rare}",
    "all but one": "the -workers",
    "any of many": "the | of | and | in | to | workers | strike",
    "in one text": "{rare}",
    "misspelt": "Sokolva",
    "misspelt, and frequent": "worekrs strkie",
    "in no text": "nobodyhasthisword",
    "forty words": "the of and in to a for was on that by with is at from have "
    "their as not were be they this has which who it after an he or been had said "
    "people are but all more new one",
    "of a year": "the year:2011",
}

TEMPLATE = """<!doctype html><title>Search</title><ol>
{% for each in rows %}<li><a href="/reports/{{ each.0 }}/">{{ each.1 }}</a>
<p>{% for words, is_marked in each.2 %}{% if is_marked %}<mark>{{ words }}</mark>
{% else %}{{ words }}{% endif %}{% endfor %}</p></li>{% endfor %}</ol>"""
_COPY = (
    "FROM archive_document d JOIN archive_revision r ON r.id = d.current_revision_id"
)
# How the plain table is made, filled and asked.
PLAIN = {
    "sqlite": (
        ("CREATE VIRTUAL TABLE bare USING fts5(title, body)",),
        f"INSERT INTO bare(rowid, title, body) SELECT d.id, d.title, r.text {_COPY}",
        (
            "SELECT rowid, title, snippet(bare, 1, '\x01', '\x02', '…', 30) "
            "FROM bare WHERE bare MATCH %s ORDER BY rank LIMIT 20"
        ),
    ),
    "postgresql": (
        (
            "CREATE TABLE bare (id bigint, title text, body text, words tsvector)",
            "CREATE INDEX bare_words ON bare USING gin (words)",
        ),
        (
            "INSERT INTO bare SELECT d.id, d.title, r.text, "
            f"to_tsvector('simple', d.title || ' ' || r.text) {_COPY}"
        ),
        (
            "SELECT id, title, ts_headline('simple', body, q, "
            "E'StartSel=\x01,StopSel=\x02,MaxFragments=1') FROM (SELECT *, "
            "websearch_to_tsquery('simple', %s) AS q FROM bare) AS b "
            "WHERE words @@ q ORDER BY ts_rank(words, q) DESC LIMIT 20"
        ),
    ),
}


def bare(request: HttpRequest) -> HttpResponse:
    """What one writes on a first afternoon."""
    with connection.cursor() as cursor:
        cursor.execute(PLAIN[connection.vendor][2], [request.GET["q"]])
        rows = [
            (f"report-{number}", title, list(_marked(said)))
            for number, title, said in cursor.fetchall()
        ]
    return _rendered(rows)


def _marked(said: str) -> list[tuple[str, bool]]:
    first, *others = said.split("\x01")
    found = [(first, False)]
    for each in others:
        marked, _end, rest = each.partition("\x02")
        found += [(marked, True), (rest, False)]
    return found


def ours(request: HttpRequest) -> HttpResponse:
    """The same page from archive.search."""
    found = search.search(request.GET["q"], viewer=None, on=ON)
    return _rendered(
        [
            (
                each.object.slug,
                each.object.title,
                [(piece.text, piece.is_marked) for piece in each.snippet],
            )
            for each in found.hits
        ]
    )


def _rendered(rows: object) -> HttpResponse:
    template = engines["django"].from_string(TEMPLATE)
    return HttpResponse(template.render({"rows": rows}))


urlpatterns = [
    path("bare", bare),
    path("ours", ours),
    path("", include("config.urls")),
]


def stocked(count: int, *, size: int) -> Shelf:
    began = perf_counter()
    shelf = Shelf(Writer(seed=SEED, size=size))
    shelf.fill(count)
    ground.analysed()
    if not is_true(50):
        raise SystemExit("The rows are not what the archive would have written.")
    say(
        f"{connection.vendor}: {count:,} reports of {size} words, "
        f"made in {perf_counter() - began:.0f} s"
    )
    return shelf


def usual(count: int) -> None:
    """Ten searches in turns: the bare view, ours with the same template, the page."""
    writer = Writer(seed=SEED, size=REAL)
    stocked(count, size=REAL)
    with connection.cursor() as cursor:
        create, fill, _ask = PLAIN[connection.vendor]
        for made in create:
            cursor.execute(made)
        cursor.execute(fill)
    ground.analysed()
    client = Client(SERVER_NAME="localhost")
    name = " ".join(writer.people[0])
    rows = {typed: [Taken(name) for name in VIEWS] for typed in USUAL}
    for number in range(ROUNDS + WARM_UP):
        for typed, plain in USUAL.items():
            query = typed.format(name=name)
            asked = [
                f"/bare?{urlencode({'q': plain.format(name=name)})}",
                f"/ours?{urlencode({'q': query})}",
                f"/search/?{urlencode({'q': query, 'type': 'report'})}",
                f"/search/?{urlencode({'q': query})}",
                f"/search/?{urlencode({'q': query})}",
            ]
            finding.MEMORY.clear()
            for taken, each in zip(rows[typed], asked, strict=True):
                act = partial(_got, client, each)
                if number >= WARM_UP:
                    taken.time(act)
                elif not number:
                    taken.count(act)
    _say_usual(rows)


def _got(client: Client, asked: str) -> None:
    status = client.get(asked).status_code
    if status != 200:
        raise SystemExit(f"{asked} answered {status}.")


def _say_usual(rows: dict[str, list[Taken]]) -> None:
    heads = "".join(f"{name:>8}" for name in VIEWS)
    say(f"{'processor ms':28}{heads}  queries")
    for typed, each in rows.items():
        middle = [median(taken.cpu) for taken in each]
        _say_line(typed, middle, "  " + ", ".join(str(one.queries) for one in each))
    views = range(len(VIEWS))
    total = [sum(median(each[n].cpu) for each in rows.values()) for n in views]
    _say_line("all ten", total)
    _say_line("of the rate of bare", [total[0] / each for each in total])
    # with the time of a database that works in a process of its own
    whole = [sum(median(each[n].wall) for each in rows.values()) for n in views]
    _say_line("all ten, on the clock", whole)
    _say_line("of the rate of bare", [whole[0] / each for each in whole])
    for n, name in enumerate(VIEWS):
        every = [ms for each in rows.values() for ms in each[n].wall]
        say(f"99 of 100 of {name} in {quantiles(every, n=100)[-1]:.1f} ms")


def _say_line(name: str, figures: Sequence[float], more: str = "") -> None:
    shown = "".join(f"{ms:8.2f}" for ms in figures)
    say(f"{name:28}{shown}{more}")


def growth(largest: int) -> None:
    """The worst searches, and pages far down, of a tenth and of all."""
    writer = Writer(seed=SEED, size=SHORT)
    shelf = stocked(largest // 10, size=SHORT)
    values = {"prefix": "the", "rare": writer.vocabulary[-1]}
    few = _worst(values)
    shelf.copied(10)
    ground.analysed()
    say(f"then {largest:,}")
    many = _worst(values)
    say(f"{'milliseconds':28}{largest // 10:>10,}{largest:>10,}{'ratio':>7}  queries")
    for name, (before, _n) in few.items():
        after, queries = many[name]
        say(f"{name:28}{before:10.2f}{after:10.2f}{after / before:7.1f}{queries:5}")


def _worst(values: dict[str, str]) -> dict[str, tuple[float, int]]:
    asked: dict[str, Callable[[], object]] = {
        name: partial(search.search, typed.format(**values), viewer=None, on=ON)
        for name, typed in WORST.items()
    }
    after = _far_down("workers")
    asked["page one"] = partial(search.search, "workers", viewer=None, on=ON)
    asked[f"page {PAGES}"] = partial(
        search.search, "workers", viewer=None, on=ON, after=after
    )
    asked["facets, frequent"] = partial(search.facets, "workers", viewer=None, on=ON)
    asked["facets, every text"] = partial(search.facets, "the", viewer=None, on=ON)
    client = Client(SERVER_NAME="localhost")
    # nonsense is page one; an address without a question would be kept
    asked["list, page one"] = partial(_got, client, "/reports/?after=none")
    asked["list, far down"] = partial(_got, client, f"/reports/?after={_halfway()}")
    asked["everything, frequent"] = partial(_everything, client, "workers")
    asked["everything, every text"] = partial(_everything, client, "the")
    found = {}
    for name, act in asked.items():
        taken = Taken(name)
        taken.count(act)
        for _round in range(7):
            taken.time(act)
        found[name] = (median(taken.wall), taken.queries)
    return found


def _everything(client: Client, typed: str) -> None:
    finding.MEMORY.clear()
    _got(client, f"/search/?{urlencode({'q': typed})}")


def _halfway() -> str:
    """The cursor in the middle of the list of reports."""
    listed = Document.objects.newest_first()
    return keyset.cursor_of(listed[listed.count() // 2], keyset.NEWEST)


def _far_down(typed: str) -> str:
    after = ""
    for _page in range(PAGES - 1):
        found = search.search(typed, viewer=None, on=ON, after=after)
        after = found.next or after
    return after


def main() -> None:
    settings.ROOT_URLCONF = sys.modules[__name__]
    with ground.database():
        if SHARE:
            usual(max(int(10_000 * SHARE), 200))
    if LARGEST:
        with ground.database():
            growth(LARGEST)


if __name__ == "__main__":
    main()

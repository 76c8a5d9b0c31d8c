"""What the desk and the pages of a large archive cost: python -m bench.archive [SHARE].

SHARE is that of 10,000 reports and 200,000 finds, all of them unless given.
What counts is the ratio to a list of the stock admin in the same run, and that
no page grows with the archive; times alone are those of this machine.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter

from bench import ground  # first: it sets Django up

# isort: split
from django.db import connection
from django.test import Client
from django.urls import reverse
from lxml import html as markup

from archive import resolution
from archive.models import Batch, Claim, Document, LostPassage, Mention
from bench import growing
from bench.ground import Taken, say, say_all

ROUNDS, ACTS, SEED = 10, 10, 7
SHARE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
PLAIN = "stock admin list"


def pages(grown: growing.Grown) -> dict[str, str]:
    """Every page of the desk with work on it, and the public pages that grow."""
    waiting = Document.objects.filter(triaged_at=None).order_by("-pk")[0].pk
    draft = Document.objects.filter(visibility="draft", triaged_at__isnull=False)
    lost, busy = LostPassage.objects.order_by("pk")[0], grown.busy
    most, pair = resolution.open_pairs()[0], resolution.open_pairs()[40]
    decided = Mention.objects.filter(status=Mention.Status.ACCEPTED)[0]
    desk: Mapping[str, tuple[str, list[object]]] = {
        "home": ("home", []),
        "triage": ("triage-document", [waiting]),
        "mentions": ("mentions", []),
        "mentions by spelling": ("mentions-spelling", []),
        "mentions of a report": ("mentions-document", [waiting]),
        "mentions at once": ("mentions-all", [waiting]),
        "mentions decided": ("mentions-decided", [busy.pk]),
        "one mention": ("mention", [decided.pk]),
        "same?": ("same-pair", [pair.left_id, pair.right_id]),
        "same? of the most named": ("same-pair", [most.left_id, most.right_id]),
        "pairs judged": ("same-judged", []),
        "fact": ("fact", [_suggested().pk]),
        "fact by hand": ("fact-new", [busy.pk]),
        "re-anchor": ("lost", [lost.pk]),
        "publish check": ("publish-document", [draft.order_by("-pk")[0].pk]),
        "tasks": ("tasks", []),
        "history": ("history", []),
        "one act": ("batch", [Batch.objects.order_by("-pk")[0].pk]),
        "put in": ("accession", []),
        "boilerplate": ("boilerplate", [grown.source.slug]),
    }
    queues = ("triage", "same", "facts", "reanchor", "publish")
    return {
        **{n: reverse(f"desk:{view}", args=args) for n, (view, args) in desk.items()},
        **{f"{queue} queue": reverse(f"desk:{queue}") for queue in queues},
        "public: report": busy.get_absolute_url(),
        "public: person": grown.famous.get_absolute_url(),
        "public: people": "/people/",
        "public: reports": "/reports/",
        "public: reports naming": f"/reports/?entity={grown.famous.slug}",
    }


def _suggested() -> Claim:
    return Claim.objects.filter(status=Claim.Status.SUGGESTED).order_by("pk")[0]


def visited(asked: Mapping[str, str], client: Client, visitor: Client) -> list[Taken]:
    """Each page in turn, round after round, so that all suffer the same noise."""
    taken = {name: Taken(name) for name in asked}
    for number in range(ROUNDS + 1):
        for name, path in asked.items():
            by = visitor if name.startswith("public") else client
            visit = Visit(by, path, is_queue=name.endswith(" queue"))
            if number:
                taken[name].time(visit)
            else:
                taken[name].count(visit)
    return list(taken.values())


@dataclass(frozen=True, slots=True)
class Visit:
    """A page asked for; any other answer ends the run. A queue leads on to a card."""

    client: Client
    path: str
    is_queue: bool

    def __call__(self) -> None:
        answer = self.client.get(self.path)
        led = answer.headers.get("Location", "")
        is_led = self.is_queue and led.startswith(reverse("desk:home"))
        if answer.status_code != 200 and not is_led:
            raise SystemExit(f"{self.path} answered {answer.status_code} {led}.")


@dataclass(frozen=True, slots=True)
class Press:
    """A button of a page; it must lead on without a complaint."""

    client: Client
    path: str
    sent: Mapping[str, list[str]]

    def __call__(self) -> None:
        answer = self.client.post(self.path, self.sent)
        if answer.status_code != 303:
            raise SystemExit(f"{self.path} answered {answer.status_code}.")


def button(client: Client, path: str, act: str) -> Press:
    """The form with this button, as the page fills it in."""
    answer = client.get(path, follow=True)
    path = answer.request["PATH_INFO"]
    for form in markup.fromstring(answer.content).forms:
        if any(each.get("value") == act for each in form.iter("button")):
            sent: dict[str, list[str]] = {"act": [act]}
            for name, value in form.form_values():
                sent.setdefault(name, []).append(value)
            return Press(client, form.get("action") or path, sent)
    raise SystemExit(f"There is no button {act!r} on {path}.")


def acts(client: Client) -> list[Taken]:
    """Ten times each act of a curator, and each taken back."""
    waiting = Document.objects.filter(triaged_at=None).order_by("pk")
    cards = [reverse("desk:mentions-document", args=[each.pk]) for each in waiting[:99]]
    spelling = reverse("desk:mentions-spelling")
    done: dict[str, tuple[str, Callable[[int], str]]] = {
        "accept as new": ("keep", lambda n: cards[n]),
        "accept 40 at once": ("keep", lambda _n: spelling),
        "reject everywhere": ("reject-everywhere", lambda n: cards[n + ACTS]),
        "the same": ("same", lambda _n: reverse("desk:same")),
        "confirm": ("confirm", lambda _n: reverse("desk:facts")),
    }
    rows = []
    for name, (act, where) in done.items():
        taken, undone = Taken(name), Taken(f"  undo {name}")
        for number in range(ACTS):
            press = button(client, where(number), act)
            (taken.time if number else taken.count)(press)
            back = Press(
                client,
                reverse("desk:undo"),
                {"batch": [str(Batch.objects.order_by("-pk")[0].pk)]},
            )
            (undone.time if number else undone.count)(back)
        rows += [taken, undone]
    return rows


def main() -> None:
    ground.anew()
    with ground.database():
        began = perf_counter()
        grown = growing.grow(growing.Size.of(SHARE), seed=SEED)
        ground.analysed()
        say(
            f"{connection.vendor}: {Document.objects.count():,} documents, "
            f"{Mention.objects.count():,} finds, "
            f"made in {perf_counter() - began:.0f} s"
        )
        measure(grown)


def measure(grown: growing.Grown) -> None:
    client, visitor = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    client.force_login(grown.staff)
    plain, *rows = visited(
        {PLAIN: "/admin/auth/user/", **pages(grown)}, client, visitor
    )
    say_all([plain, *rows], beside=plain)
    say_all(acts(client), beside=plain)


if __name__ == "__main__":
    main()

"""The cards of names and dates: the finds they show, and pressing their buttons."""

import re

from archive.models import Mention, Passage

DESK = "/admin/desk/mentions/"
TEXT = (
    "Ana Testova wrote to the court on 3 May 2021. The court was silent. "
    "Then Testova came. Bela Other saw Testova and left."
)


def found(report, words="Ana Testova", at=None, **fields):
    """A machine's find; `at` is the how-manieth place of the words."""
    fields.setdefault("extractor", "model 1")
    fields.setdefault("score", 0.8)
    start = -1
    for _ in range(at or 1):
        start = report.current_revision.text.index(words, start + 1)
    place = Passage.objects.at(report.current_revision, start, start + len(words))
    fields.setdefault("kind", "PERSON")
    return Mention.objects.create(passage=place, **fields)


def family(report):
    """Three finds that one run linked together."""
    return [
        found(report, "Ana Testova", group="Ana Testova"),
        found(report, "Testova", at=2, group="Ana Testova"),
        found(report, "Testova", at=3, group="Ana Testova"),
    ]


def page(client, path, **query):
    return client.get(f"{DESK}{path}", query, follow=True).content.decode()


def values(html, name):
    """What the ticked boxes and hidden fields of a page send under a name."""
    inputs = re.findall(rf'<input [^>]*name="{name}"[^>]*>', html)
    return [re.search(r'value="([^"]*)"', each)[1] for each in inputs]


def press(client, report, act, card=None, **fields):
    """Press a button of the card, sending what the card sends."""
    query = {"card": card.pk} if card else {}
    html = page(client, f"{report.pk}/", **query)
    sent = {name: values(html, name) for name in ("mention", "shown", "card", "from")}
    answer = client.post(f"{DESK}{report.pk}/", {**sent, "act": act, **fields})
    assert answer.status_code == 303
    return client.get(answer["Location"], follow=True).content.decode()


def statuses():
    return list(Mention.objects.order_by("pk").values_list("status", flat=True))

"""The measure of these tests measures: what is not escaped is seen."""

from html import escape

import pytest
from django.http import HttpResponse

from tests.hostile import payloads, shapes

PAGE = "<!doctype html><title>x</title><p id=a>{}</p><p>and on</p>"
BREAKING = ("tags_with_events", "scripts", "foreign_elements", "documents")


def page(words):
    return HttpResponse(PAGE.format(words))


def is_seen(words, innocent):
    try:
        return shapes.of(page(words)) != shapes.of(page(innocent))
    except shapes.Broken:
        return True


@pytest.mark.parametrize("name", BREAKING)
def test_markup_that_is_not_escaped_is_seen(name):
    """Most of it: some says nothing to a browser there, such as a second <body>."""
    planted = payloads.by_class()[name][::3]
    seen = [each for each in planted if is_seen(each, payloads.innocent(each))]

    assert len(seen) > len(planted) * 0.75


def test_markup_that_is_escaped_is_not():
    planted = [
        each for each in payloads.everything()[::5] if payloads.is_storable(each)
    ]

    assert [
        each for each in planted if is_seen(escape(each), payloads.innocent(each))
    ] == []


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html", "<p><a href=' java\tscript:x'>a</a>"),
        ("text/html", "<p onclick=x>a"),
        ("text/html", "<p style=x>a"),
        ("application/atom+xml", "<feed>\x01</feed>"),
        ("application/atom+xml", "<feed>&nbsp;</feed>"),
        ("application/json", '{"a": NaN}'),
        ("text/csv", 'a,"=1+1"\r\n'),
    ],
)
def test_an_answer_that_does_something_is_none(kind, body):
    with pytest.raises(shapes.Broken):
        shapes.of(HttpResponse(body, content_type=kind))


def test_there_are_as_many_as_is_said():
    found = payloads.everything()

    assert len(found) == len(set(found)) > 7000
    assert len(payloads.by_class()) == 24

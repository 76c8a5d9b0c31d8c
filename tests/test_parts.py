"""The partials tie words to fields, and docs/parts.md knows every part."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import forms
from django.template.loader import render_to_string

ROOT = Path(__file__).resolve().parent.parent
SHEETS = ("static/site.css", "static/reading.css")
CSS = "".join((ROOT / path).read_text() for path in SHEETS)
DOCS = (ROOT / "docs/parts.md").read_text()


class PicketForm(forms.Form):
    town = forms.CharField(label="Town <b>", help_text="Where it stood.")
    kind = forms.ChoiceField(
        label="Kind",
        choices=[("p", "picket"), ("l", "letter")],
        widget=forms.RadioSelect,
    )
    seen = forms.BooleanField(label="Seen", required=False)
    notes = forms.CharField(label="Notes", required=False, widget=forms.Textarea)


class Tags(HTMLParser):
    """Every start tag of a piece of HTML with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def values(self, name: str) -> set[str]:
        return {value for _, attrs in self.found if (value := attrs.get(name))}


def field(name: str, data: dict[str, str]) -> str:
    return render_to_string("_field.html", {"field": PicketForm(data)[name]})


def page(form: forms.Form) -> str:
    parts = [render_to_string("_field.html", {"field": bound}) for bound in form]
    return render_to_string("_errors.html", {"form": form}) + "".join(parts)


@pytest.mark.parametrize("name", ["town", "kind", "seen", "notes"])
def test_help_and_errors_named_by_a_field_exist(name):
    tags = Tags(field(name, {}))

    described = " ".join(tags.values("aria-describedby")).split()
    assert set(described) <= tags.values("id")


def test_help_and_error_are_both_tied_to_the_field():
    (widget,) = [
        attrs for tag, attrs in Tags(field("town", {})).found if tag == "input"
    ]

    assert widget["aria-describedby"] == "id_town_helptext id_town_error"
    assert widget["aria-invalid"] == "true"


def test_each_label_leads_to_its_field():
    tags = Tags(page(PicketForm({})))

    assert tags.values("for") == {
        "id_town",
        "id_kind_0",
        "id_kind_1",
        "id_seen",
        "id_notes",
    }
    assert tags.values("for") <= tags.values("id")


def test_each_error_leads_to_its_field():
    tags = Tags(page(PicketForm({})))

    assert tags.values("href") == {"#id_town", "#id_kind_0"}
    assert {href[1:] for href in tags.values("href")} <= tags.values("id")


def test_the_summary_says_the_words_that_stand_at_the_field():
    summary = render_to_string("_errors.html", {"form": PicketForm({})})

    assert "2 things to put right" in summary
    assert summary.count("This field is required.") == 2


def test_a_form_without_errors_has_no_summary():
    form = PicketForm({"town": "Berlin", "kind": "p"})

    assert render_to_string("_errors.html", {"form": form}).strip() == ""


def test_markup_in_a_label_or_a_value_stays_text():
    html = page(PicketForm({"town": '"><script>', "kind": "<i>"}))

    assert {"b", "script", "i"}.isdisjoint(tag for tag, _ in Tags(html).found)


@pytest.mark.parametrize(
    ("grade", "word"),
    [
        ("verified", "verified"),
        ("disputed", "disputed"),
        ("imported", "not checked"),
        ("", "not"),
    ],
)
def test_an_address_says_how_far_it_is_trusted(grade, word):
    html = render_to_string(
        "_address.html", {"lines": ["125 Pall Mall"], "grade": grade}
    )

    assert word in html


@pytest.mark.parametrize("status", [400, 405, 413, 500, 503])
def test_an_error_page_needs_nothing(status):
    html = render_to_string(f"{status}.html")

    assert html.count("<h1>") == 1
    assert "/static/site.css" in html


def test_503_says_when_to_come_back():
    assert "in about 1 minute." in render_to_string("503.html", {"retry_minutes": 1})


@pytest.mark.parametrize(
    ("path", "current"),
    [("/reports/", "page"), ("/reports/berlin/", "true"), ("/", None)],
)
def test_the_masthead_knows_where_it_is(path, current):
    links = Tags(render_to_string("_masthead.html", {"path": path})).found

    marks = [
        attrs.get("aria-current")
        for _, attrs in links
        if attrs.get("href") == "/reports/"
    ]
    assert marks == [current]


@pytest.mark.parametrize("path", sorted((ROOT / "templates").glob("_*.html")), ids=str)
def test_every_partial_is_documented(path):
    inner = {"_nav_item.html", "_field_notes.html", "_masthead.html", "_footer.html"}

    assert path.name in inner or path.name in DOCS


@pytest.mark.parametrize(
    "name", sorted(set(re.findall(r"\.([a-z][a-z-]+)(?=[^{}]*\{)", CSS)))
)
def test_every_class_is_documented(name):
    assert re.search(rf"`[^`]*\b{name}\b[^`]*`", DOCS)

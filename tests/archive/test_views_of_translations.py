"""A translation as readers see it: its language, who made it, and nobody's name."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive import correcting, search
from archive.models import Entity
from tests import make
from tests.archive.opened import main_of, page

# a page for every case takes long: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TEXT = "Raid\n\nPolice came for Olga Petrova."
RUSSIAN = "Налёт\n\nПолиция пришла за Ольгой Петровой."
ARABIC = "مداهمة\n\nجاءت الشرطة."


@pytest.fixture
def report():
    parts = [(0, 4, "title"), (6, len(TEXT), "body")]
    return make.document(TEXT, title="Raid", slug="raid", segments=parts)


def translated(report, text, language, note="Translated by B. Person."):
    return correcting.translate(
        report, text, language=language, by=None, at=make.NOW, note=note
    )


def corrected(report, text):
    report.refresh_from_db()
    correcting.correct(report, text, by=None, at=make.NOW, note="Corrected.")


def test_each_language_leads_to_all_others_by_their_own_names(client, report):
    translated(report, RUSSIAN, "ru")
    translated(report, ARABIC, "ar")

    html = main_of(page(client, "/reports/raid/"))
    assert re.findall(r'<a href="([^"]*)" lang="(\w+)" hreflang="\w+">(\w+)', html) == [
        ("/reports/raid/r/3/", "ar", "العربية"),
        ("/reports/raid/r/2/", "ru", "Русский"),
    ]
    html = main_of(page(client, "/reports/raid/r/3/"))
    assert '<a href="/reports/raid/" lang="en" hreflang="en">Raid</a>' in html
    assert 'lang="ru" hreflang="ru">Русский</a>' in html
    assert "العربية</a>" not in html


def test_machines_are_told_of_the_other_languages(client, report):
    translated(report, RUSSIAN, "ru")

    head = page(client, "/reports/raid/").partition("</head>")[0]
    assert re.search(
        r'<link rel="alternate" hreflang="ru" href="http[^"]*/reports/raid/r/2/">', head
    )


def test_it_has_its_own_title_and_is_set_the_way_it_is_written(client, report):
    translated(report, ARABIC, "ar")

    html = page(client, "/reports/raid/r/2/")
    assert re.search(r'<h1 lang="ar" dir="rtl">.*مداهمة', html)
    assert '<div class="text" lang="ar" dir="rtl">' in html
    assert "<title>مداهمة" in html


def test_without_a_title_of_its_own_it_has_that_of_the_original(client):
    untitled = make.document("Police came.", title="Raid", slug="raid")
    translated(untitled, "Полиция пришла.", "ru")

    html = page(client, "/reports/raid/r/2/")
    assert '<h1 lang="en" dir="ltr">Raid</h1>' in html
    assert "Полиция пришла." in html


def test_who_translated_it_is_said(client, report):
    note = "Machine translation (<b>X</b>), not checked by a person."
    translated(report, RUSSIAN, "ru", note)

    html = main_of(page(client, "/reports/raid/r/2/"))
    assert "Machine translation (&lt;b&gt;X&lt;/b&gt;), not checked" in html


def test_readers_are_led_to_the_newest_of_a_language(client, report):
    translated(report, RUSSIAN, "ru")
    translated(report, RUSSIAN.replace("пришла", "приехала"), "ru")

    html = page(client, "/reports/raid/")
    assert html.count('lang="ru" hreflang="ru"') == 1
    assert 'href="/reports/raid/r/3/" lang="ru"' in html
    assert page(client, "/reports/raid/r/2/")


def test_it_says_when_the_original_was_corrected_after_it(client, report):
    translated(report, RUSSIAN, "ru")
    before = page(client, "/reports/raid/r/2/")
    corrected(report, TEXT.replace("came", "came at dawn"))

    assert "was corrected after this" not in before
    assert "was corrected after this" in page(client, "/reports/raid/r/2/")


def test_the_text_before_a_correction_is_no_translation(client, report):
    translated(report, RUSSIAN, "ru")
    corrected(report, TEXT.replace("came", "came at dawn"))

    html = page(client, reverse("archive:corrections"))
    assert 'href="/reports/raid/r/1/"' in html
    assert 'href="/reports/raid/r/2/"' not in html


def test_its_text_is_a_file(client, report):
    translated(report, RUSSIAN, "ru")

    assert 'href="/reports/raid/r/2.txt"' in page(client, "/reports/raid/r/2/")
    assert client.get("/reports/raid/r/2.txt").content.decode() == RUSSIAN
    assert 'href="/reports/raid.txt"' in page(client, "/reports/raid/")


@pytest.mark.parametrize("visibility", ["draft", "withdrawn"])
def test_it_is_seen_where_its_report_is_and_nowhere_else(client, visibility):
    hidden = make.document(TEXT, slug="raid", visibility=visibility)
    translated(hidden, RUSSIAN, "ru")

    assert client.get("/reports/raid/r/2/").status_code == 404
    assert client.get("/reports/raid/r/2.txt").status_code == 404


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Razzia\n\nDie Polizei holte Olga Petrova ab. Frau Petrova schweigt.", "de"),
        (RUSSIAN, "ru"),
    ],
)
def test_a_protected_name_is_read_in_no_translation(client, report, text, language):
    olga = make.person("Olga Petrova")
    make.mention(report, "Olga Petrova", olga)
    Entity.objects.filter(pk=olga.pk).update(protection=Entity.Protection.HIDDEN)
    translated(report, text, language, note="By Olga Petrova.")

    pages = ["/reports/raid/", "/reports/raid/r/2/", "/reports/raid/r/2.txt"]
    pages += ["/search/?q=Polizei", "/search/?q=Полиция&type=translation"]
    for address in pages:
        html = page(client, address)
        assert not re.search("Petrov|Olga|Петров|Ольг", html), address
    for word in ("Petrova", "Петровой"):
        results = search.search(
            word, kind="translation", viewer=None, on=make.TODAY, similar=False
        )
        assert not results.hits


def test_the_search_leads_to_it_in_its_language(client, report):
    translated(report, RUSSIAN, "ru")

    html = main_of(page(client, "/search/?q=налёт"))
    assert "Translations</h2>" in html
    assert re.search(r'<h3 lang="ru" dir="auto"><a href="/reports/raid/r/2/', html)


# cost


def test_translations_cost_a_report_one_query_however_many(client, report):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            page(client, "/reports/raid/")
        return len(queries)

    counts = [cost()]
    for language in ("ru", "uk", "bg"):
        translated(report, f"{RUSSIAN} {language}", language)
        counts.append(cost())

    assert counts[1:] == [counts[0] + 1] * 3


@pytest.mark.parametrize("address", ["/reports/raid.json", "/api/v1/documents/raid"])
def test_programs_are_told_of_the_newest_in_each_language(client, report, address):
    assert client.get(address).json()["translations"] == []
    translated(report, RUSSIAN, "ru")
    translated(report, f"{RUSSIAN} Вот.", "ru", note="By somebody else.")

    (found,) = client.get(address).json()["translations"]
    assert (found["language"], found["revision"]) == ("ru", 3)
    assert found["note"] == "By somebody else."
    assert client.get(found["text_url"]).content.decode() == f"{RUSSIAN} Вот."
    assert client.get(found["url"]).status_code == 200


def test_who_translated_is_hidden_from_programs_too(client, report):
    translated(report, RUSSIAN, "ru", note="Translated by Olga Petrova.")
    olga = make.person("Olga Petrova", protection="hidden")
    make.mention(report, "Olga Petrova", olga)

    for address in ("/reports/raid.json", "/api/v1/documents/raid"):
        assert "Petrova" not in client.get(address).content.decode()

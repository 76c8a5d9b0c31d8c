"""The addresses that machines ask."""

from datetime import date

import pytest


def test_healthz_answers_without_the_database(client):
    assert client.get("/healthz").text == "ok\n"


@pytest.mark.django_db
def test_readyz_asks_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/readyz")

    assert response.text == "ready\n"


def test_robots_are_kept_out_of_the_admin_and_told_of_the_map(client, settings):
    settings.SITE_URL = "https://example.org"
    text = client.get("/robots.txt").text

    assert "Disallow: /admin/" in text
    assert "Sitemap: https://example.org/sitemap.xml\n" in text


def test_security_txt_has_a_contact_and_expires_within_a_year(client, settings):
    settings.SECURITY_CONTACT = "mailto:desk@example.org"

    fields = dict(
        row.split(": ", 1)
        for row in client.get("/.well-known/security.txt").text.splitlines()
    )

    assert fields["Contact"] == "mailto:desk@example.org"
    assert fields["Expires"].endswith("T00:00:00Z")
    assert date.fromisoformat(fields["Expires"][:10]).year < 2100


@pytest.mark.parametrize(
    "path", ["/healthz", "/readyz", "/robots.txt", "/.well-known/security.txt"]
)
def test_nothing_is_posted_to_machines_addresses(client, path):
    assert client.post(path).status_code == 405

"""How long an answer may be kept: of every public address, in one table."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import make, make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROOMS = {"archive", "campaign"}
MINUTE, HOUR = "public, max-age=60", "public, max-age=3600"
NEVER = "max-age=0, no-cache, no-store, must-revalidate, private"
# All others are fresh for a minute.
OTHERWISE = {
    "healthz": NEVER,
    "readyz": NEVER,
    "sitemap": HOUR,
    "sitemap-page": HOUR,
    "archive-head": HOUR,
    "campaign:card": HOUR,
    "campaign:button": HOUR,
    # answers POST only, and nothing else
    "campaign:letter": None,
}


def routes(found=None, space=""):
    for each in get_resolver().url_patterns if found is None else found:
        if isinstance(each, URLPattern):
            if each.name:
                yield f"{space}:{each.name}" if space else each.name
        elif isinstance(each, URLResolver) and each.app_name in ROOMS:
            yield from routes(each.url_patterns, each.app_name)


NAMES = sorted({*routes()})


@pytest.fixture
def addresses(db):
    """An argument for each route that takes one."""
    report = make.document("They took Ivan in Aktau.", source=make.source(slug="paper"))
    make.revision(report, "They took Ivan in Aktau today.")
    for made, word in (
        (make.person("Ivan"), "Ivan"),
        (make.place("Aktau"), "Aktau"),
        (make.organisation("Today"), "today"),
    ):
        make.mention(report, word, made)
    case = make_campaign.campaign(slug="case", number="T-1")
    office = make_campaign.recipient(campaign=case)
    make_campaign.model_letter(case)
    given = {
        "sitemap-page": ["site", 1],
        "archive:revision-text": [report.slug, 2],
        "archive:revision": [report.slug, 2],
        "archive:changes": [report.slug, 2],
        "archive:person": ["ivan"],
        "archive:place": ["aktau"],
        "archive:organisation": ["today"],
        "archive:source": ["paper"],
        "campaign:evidence-short": ["T-1"],
        "campaign:evidence-printed": ["T-1", "en"],
        "campaign:letter": [case.slug, "txt"],
        "campaign:recipient": [office.slug],
        "campaign:address-report": [office.slug],
    }
    for name in NAMES:
        if name.startswith("archive:report-") and name != "archive:reports-feed":
            given[name] = [report.slug]
        if name in CASE:
            given[name] = [case.slug]
    given["archive:report"] = [report.slug]
    return given


CASE = {
    f"campaign:{name}"
    for name in (
        "campaign", "feed", "evidence", "history", "card", "button", "write", "pack"
    )
}  # fmt: skip


def test_every_public_page_says_how_long_it_is_fresh(client, addresses):
    for name in NAMES:
        answer = client.get(reverse(name, args=addresses.get(name, [])))
        wanted = OTHERWISE.get(name, MINUTE)
        assert answer.status_code in ({200, 302} if wanted else {405}), name
        assert (name, answer.headers.get("Cache-Control")) == (name, wanted)


def test_what_is_not_there_is_not_kept(client, db):
    for address in ("/reports/none/", "/campaigns/none/", "/people/none/", "/none/"):
        assert "Cache-Control" not in client.get(address).headers

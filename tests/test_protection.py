"""A protected name is nowhere: every address is walked, every letter written."""

import html
import io
import re
from datetime import date
from urllib.parse import unquote

import pytest
from anyascii import anyascii
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver
from docx import Document as Docx
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from archive import curation, merging
from archive.models import Document, Entity, Source
from campaign.models import Campaign
from tests import make
from tests.places import IS_FULL

STAFF = {"admin", "desk"}
EXTENSIONS = ("txt", "html", "pdf", "docx", "eml")
TYPED = {"name": "Zyx Qwv", "town": "Leeds", "as": "person", "from": "GB"}
NOBODY = "nobody-was-ever-called-so"
SEARCHED = ("strike", "lawyer", "prison", "embassy", "kazakhst*", "-qwertz", "alone")

pytestmark = pytest.mark.slow(50)


@pytest.fixture
def demo(demo_rows, db):
    return Campaign.objects.get()


# every address there is


def patterns(found=None):
    for each in get_resolver().url_patterns if found is None else found:
        if isinstance(each, URLPattern):
            yield each.pattern
        elif isinstance(each, URLResolver) and each.namespace not in STAFF:
            yield from patterns(each.url_patterns)


FITTING = {
    "reports": Document,
    "people": Entity,
    "organisations": Entity,
    "places": Entity,
    "sources": Source,
    "campaigns": Campaign,
}


def slugs(folder):
    """Those of the rows that have a page there; of the missions, two."""
    if folder == "embassies":
        return ["kz-gb", "kz-de"]
    return FITTING[folder]._default_manager.values_list("slug", flat=True)


def addresses():
    """Each route of the URLconf with everything that may stand in it."""
    for pattern in patterns():
        route = str(pattern)
        if "<slug:slug>" not in route:
            yield f"/{route}"
            continue
        for slug in slugs(route.partition("/")[0]):
            path = route.replace("<slug:slug>", slug)
            path = re.sub(r"<slug:extension>|<str:extension>", "txt", path)
            for number in (1, 2) if "<int:number>" in path else (0,):
                yield "/" + path.replace("<int:number>", str(number))


def asked():
    for slug in (*Entity.objects.values_list("slug", flat=True), NOBODY):
        yield f"/reports/?entity={slug}"
    for slug in Source.objects.values_list("slug", flat=True):
        yield f"/reports/?source={slug}&kind=report&year=2011&language=en"
    for slug in Document.objects.values_list("slug", flat=True):
        yield f"/reports/{slug}/?show=original"
        yield f"/reports/{slug}.txt?show=original"
    for section in ("reports", "entities", "sources", "campaigns", "embassies"):
        yield f"/sitemap-{section}-1.xml"
    # words that stand beside the names: what was typed is said again
    for words in SEARCHED:
        for kind in ("", "report", "entity", "claim", "campaign", "mission"):
            yield f"/search/?q={words}&type={kind}"
        yield f"/search/feed.atom?q={words}"
    for slug in Entity.objects.values_list("slug", flat=True):
        yield f"/search/?q=strike&entity={slug}"
    yield f"/reports/{Document.objects.whole().first().slug}/?q=lawyer"
    yield "/people/?after=a_1"
    yield "/reports/?after=2011-08-01_1&kind=letter"
    yield "/embassies/?of=KZ&from=GB"


def letters_of(client, campaign):
    for extension in EXTENSIONS:
        address = f"/campaigns/{campaign.slug}/letter.{extension}"
        for language in ("en", "de"):
            yield client.post(address, TYPED | {"language": language})
    yield client.post(f"/campaigns/{campaign.slug}/write/", TYPED)
    yield client.post(f"/campaigns/{campaign.slug}/write/", TYPED | {"name": ""})
    yield client.post(f"/campaigns/{campaign.slug}/write/", TYPED | {"change": "all"})


def read(response):
    """All that somebody at the other end can read of an answer."""
    kind = response.get("Content-Type", "")
    body = b"".join(response) if response.streaming else response.content
    if "pdf" in kind:
        words = "\n".join(p.extract_text() for p in PdfReader(io.BytesIO(body)).pages)
    elif "officedocument" in kind:
        words = "\n".join(p.text for p in Docx(io.BytesIO(body)).paragraphs)
    elif kind == "image/png":
        words = ""  # drawn: what it may say is tested where it is made
    else:
        words = unquote(body.decode())
    head = f"{response.status_code} {response.reason_phrase} {dict(response.headers)}"
    return f"{head}\n{words}"


def told(response):
    """As it stands, and without markup, where a tag may part a name."""
    raw = read(response)
    plain = html.unescape(re.sub(r"<[^>]*>", "", raw))
    return raw, plain, html.unescape(raw)


def leaks(answer, entities):
    return said(answer, wanted(entities))


def wanted(entities):
    """Each spelling, and the pattern that finds it however it is joined."""
    made = []
    for name in all_spellings(entities):
        words = filter(None, re.split(r"[\W_]+", name))
        joined = r"[\W_]{1,3}".join(map(re.escape, words))
        flags = 0 if name.isupper() or " " not in name else re.IGNORECASE
        made.append((name, re.compile(rf"(?<![^\W_]){joined}(?![^\W_])", flags)))
    return made


def said(answer, patterns):
    texts = set(told(answer))
    return [name for name, pattern in patterns if any(map(pattern.search, texts))]


def all_spellings(entities):
    names = {
        name for each in entities for name in each.names.values_list("text", flat=True)
    }
    names |= {each.label for each in entities} | {each.slug for each in entities}
    return {n for n in names | {anyascii(n) for n in names} if len(n) > 1}


def walk(client, entities, campaign):
    found, names = [], wanted(entities)
    for address in (*addresses(), *asked()):
        answer = client.get(address)
        if NOBODY not in address:
            found += [(address, name) for name in said(answer, names)]
    for answer in letters_of(client, campaign):
        path = f"POST {answer.wsgi_request.path}"
        found += [(path, name) for name in said(answer, names)]
    return sorted(set(found))


def protect(slug, level):
    entity = Entity.objects.get(slug=slug)
    curation.protect(entity, level, by=None)
    return entity


@pytest.mark.slow
def test_the_walk_finds_a_name_that_is_not_protected(demo, client):
    entity = Entity.objects.get(slug="natalia-sokolova")

    assert leaks(client.get("/people/natalia-sokolova/"), [entity])
    assert leaks(client.get("/reports/kazakhstan-london-embassy-protest.txt"), [entity])
    assert leaks(next(letters_of(client, demo)), [entity])


@pytest.mark.trust
@pytest.mark.parametrize(
    ("level", "slugs"),
    [
        ("initials", ["natalia-sokolova"]),
        # signs in their names, and a word of one letter
        (
            "hidden",
            ["leave-peoples-homes-alone", "committee-for-a-workers-international"],
        ),
    ],
)
def test_a_protected_name_is_nowhere(demo, client, level, slugs):
    assert walk(client, [protect(slug, level) for slug in slugs], demo) == []


@pytest.mark.trust
@seed(20110811)
@settings(
    max_examples=20 if IS_FULL else 2,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_state_of_documents_and_merges_lets_a_name_through(demo, client, data):
    with transaction.atomic():
        entities = a_state(data)
        assert walk(client, entities, demo) == []
        transaction.set_rollback(True)


def a_state(data):
    """Somebody protected, perhaps joined to somebody, in documents of any state."""
    # An office letters go to stands in the directory under its own name.
    named = Entity.objects.exclude(kind=Entity.Kind.PLACE)
    named = named.exclude(label__startswith="Embassy").order_by("pk")
    chosen = data.draw(st.sampled_from(list(named)))
    others = [each for each in named if each != chosen and each.kind == chosen.kind]
    entities = [
        protect(chosen.slug, data.draw(st.sampled_from(["initials", "hidden"])))
    ]
    if data.draw(st.booleans()):
        other = data.draw(st.sampled_from(others))
        merging.same(chosen, other, by=None, at=make.NOW)
        entities.append(other)
    for document in Document.objects.whole():
        state = data.draw(st.sampled_from(["draft", "public", "withdrawn", "embargo"]))
        document.visibility = "public" if state == "embargo" else state
        document.embargo_until = date(9999, 1, 1) if state == "embargo" else None
        document.save()
    return entities


@pytest.mark.parametrize("level", ["initials", "hidden"])
def test_a_protected_entry_looks_like_none(demo, client, level):
    protect("natalia-sokolova", level)

    nothing = client.get(f"/people/{NOBODY}/")
    answer = client.get("/people/natalia-sokolova/")
    assert (answer.status_code, answer.content) == (404, nothing.content)
    assert dict(answer.headers) == dict(nothing.headers)
    assert (
        client.get("/reports/?entity=natalia-sokolova").content
        == client.get(f"/reports/?entity={NOBODY}").content
    )


@pytest.mark.parametrize("level", ["initials", "hidden"])
@pytest.mark.parametrize(
    "name", ["Sokolova", "Natalia", "Соколова", "Sokolv", "Sokol*", "Sokolava"]
)
def test_whoever_looks_for_a_protected_name_finds_what_nonsense_finds(
    demo, client, name, level
):
    protect("natalia-sokolova", level)

    for address in ("/search/?q=", "/search/?type=claim&q=", "/search/feed.atom?q="):
        answers = []
        for typed in (name, "Qwertzuiop*" if name.endswith("*") else "Qwertzuiop"):
            words = unquote(client.get(address + typed).content.decode())
            for said in (typed, typed.lower(), typed.lower().rstrip("*")):
                words = words.replace(said, "?")
            answers.append(words.replace("?*", "?"))
        assert answers[0] == answers[1]


def test_what_was_joined_is_as_protected_as_its_parts(demo, client):
    merged = protect("ainur-kurmanov", "hidden")
    root = Entity.objects.get(slug="natalia-sokolova")
    merging.same(merged, root, by=None, at=make.NOW)

    assert client.get("/people/natalia-sokolova/").status_code == 404
    assert client.get("/people/ainur-kurmanov/").status_code == 404
    assert not leaks(
        client.get("/reports/kazakhstan-london-embassy-protest/"), [merged, root]
    )


def test_once_public_again_everything_is_as_before(demo, client):
    address = "/reports/kazakhstan-london-embassy-protest/"
    before = client.get(address).content
    protect("natalia-sokolova", "hidden")
    hidden = client.get(address).content
    protect("natalia-sokolova", "public")

    assert client.get(address).content == before != hidden


def test_permanent_addresses_of_passages_still_lead_to_them(demo, client):
    address = "/reports/kazakhstan-london-embassy-protest/r/1/"
    anchors = re.compile(r'id="(p-\d+-\d+)"')
    before = anchors.findall(client.get(address).content.decode())
    protect("natalia-sokolova", "initials")

    assert anchors.findall(client.get(address).content.decode()) == before


@pytest.mark.slow
def test_the_letters_stop_and_the_reason_holds_no_name(demo, client):
    entity = protect("natalia-sokolova", "hidden")

    for answer in letters_of(client, demo):
        assert answer.status_code == 409
        assert "names somebody whose name is protected" in answer.content.decode()
        assert not leaks(answer, [entity])
    front = client.get("/").content.decode()
    assert "/write/" not in front


def test_the_command_refuses_in_the_same_words(demo):
    protect("natalia-sokolova", "hidden")

    with pytest.raises(CommandError, match="name is protected") as refused:
        call_command("letter", demo.slug, to="kz-gb", name="Zyx Qwv")
    assert "Sokolova" not in str(refused.value)


def test_the_senders_own_words_are_theirs(demo, client):
    protect("jose-bodes", "hidden")
    typed = TYPED | {"own_words": "José Bodes is my friend."}

    answer = client.post(f"/campaigns/{demo.slug}/letter.txt", typed)
    assert "José Bodes is my friend." in answer.content.decode()


def test_staff_read_the_name(demo, admin_client):
    entity = protect("natalia-sokolova", "hidden")

    answer = admin_client.get(f"/admin/archive/entity/{entity.pk}/change/")
    assert "Natalia Sokolova" in answer.content.decode()


def test_the_checksum_of_a_text_with_names_left_out_is_not_given(demo, client):
    """With it anybody could try names until one fits."""
    report = Document.objects.get(slug="kazakhstan-london-embassy-protest")
    protect("natalia-sokolova", "hidden")

    for tail in ("/", ".txt"):
        page = client.get(f"/reports/{report.slug}{tail}").content.decode()
        assert report.current_revision.sha256[:12] not in page


def test_a_source_or_body_called_after_somebody_has_no_page(demo, client):
    source = Source.objects.get()
    source.slug, source.name = "friends-of-natalia-sokolova", "Natalia Sokolova’s page"
    source.save()
    entity = protect("natalia-sokolova", "initials")

    assert client.get(f"/sources/{source.slug}/").status_code == 404
    for address in (
        "/sources/",
        "/reports/",
        "/reports/kazakhstan-london-embassy-protest/",
    ):
        assert not leaks(client.get(address), [entity])

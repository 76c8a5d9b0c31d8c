import pytest
from django.urls import reverse

from archive import claims, curation, merging
from archive.desk import readiness
from archive.models import Batch, Document, LostPassage, Revision
from tests import make

# whole pages of the desk: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TEXT = "Police arrested Ana Testova in Ankara."
QUEUE = "/admin/desk/publish/"


@pytest.fixture
def draft():
    """Nothing is in its way."""
    return make.document(
        TEXT,
        visibility="draft",
        source=make.source(),
        triaged_at=make.NOW,
        title="Arrests in Ankara",
    )


def address(document):
    return reverse("desk:publish-document", args=[document.pk])


def page(client, document):
    return client.get(address(document)).content.decode()


def send(client, document, act, *, seen=None, **fields):
    seen = seen or client.get(address(document)).context["seen"]
    return client.post(
        address(document), {"act": act, "seen": seen} | fields, follow=True
    )


def sentences(findings):
    return " ".join(each.sentence for each in findings)


def blocks(document):
    document = Document.objects.select_related("current_revision").get(pk=document.pk)
    return sentences(readiness.of(document).blocks)


def advice(document):
    return sentences(readiness.of(document).advice)


def test_a_triaged_draft_waits_and_is_published(admin_client, draft):
    assert admin_client.get(QUEUE).headers["Location"] == address(draft)
    assert "Nothing is in the way." in page(admin_client, draft)

    send(admin_client, draft, "publish")

    draft.refresh_from_db()
    assert draft.visibility == "public"
    assert Batch.objects.get().verb == "publish"


def test_an_embargo_is_kept_with_the_day(admin_client, draft):
    send(admin_client, draft, "publish", until="2099-03-01")

    draft.refresh_from_db()
    assert f"{draft.embargo_until}" == "2099-03-01"
    assert "not shown before 1 March 2099" in page(admin_client, draft)


def test_an_emptied_day_ends_the_embargo(admin_client, client, draft):
    send(admin_client, draft, "publish", until="2099-03-01")
    assert client.get(draft.get_absolute_url()).status_code == 404

    send(admin_client, draft, "publish", until="")

    assert client.get(draft.get_absolute_url()).status_code == 200


def test_a_day_that_is_none_publishes_nothing(admin_client, draft):
    answer = send(admin_client, draft, "publish", until="soon")

    assert "no day" in answer.content.decode()
    assert Document.objects.get().visibility == "draft"


def test_what_is_public_is_withdrawn(admin_client, draft):
    curation.publish([draft], by=None)

    send(admin_client, draft, "withdraw")

    assert Document.objects.get().visibility == "withdrawn"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"source": None}, "no source"), ({"published_on": None}, "no day")],
)
def test_what_is_in_the_way_is_said_and_holds(admin_client, draft, fields, sentence):
    Document.objects.update(**fields)

    html = page(admin_client, draft)
    answer = send(admin_client, draft, "publish")

    assert sentence in blocks(draft)
    assert " disabled>" in html
    assert "Something is in the way" in answer.content.decode()
    assert Document.objects.get().visibility == "draft"


def test_what_is_in_the_way_of_publishing_holds_up_no_withdrawal(admin_client, draft):
    Document.objects.update(source=None, visibility="public")

    send(admin_client, draft, "withdraw")

    assert Document.objects.get().visibility == "withdrawn"


def test_a_broken_text_is_never_published(draft):
    revision = draft.current_revision
    wrong = Revision(
        document=draft, number=2, text=TEXT, sha256="0" * 64, created_at=make.NOW
    )
    wrong.save()
    draft.current_revision = wrong
    draft.save()

    assert "not what was stored" in blocks(draft)
    assert revision.number == 1


def test_a_file_that_is_gone_is_in_the_way(draft):
    draft.captures.create(
        sha256="0" * 64,
        size_bytes=1,
        media_type="text/plain",
        received_at=make.NOW,
        content="captures/gone",
    )

    assert "broken or missing" in blocks(draft)


def test_a_confirmed_fact_without_a_proof_of_today_is_in_the_way(draft):
    claim = make.claim("Ana was arrested.", [make.passage(draft, "arrested")])
    assert blocks(draft) == ""

    make.revision(draft, "Police arrested nobody at all.")

    assert "no proof in a text of today: “Ana was arrested.”" in blocks(draft)
    claims.dispute(claim, reason="corrected", by=None)
    assert blocks(draft) == ""


def test_a_letter_waits_for_its_report(draft):
    letter = curation.cut_out(draft, 0, 6, by=None, at=make.NOW)

    assert "publish that" in blocks(letter)


def test_what_is_undecided_only_advises(admin_client, draft):
    make.mention(draft, "Ana Testova")
    make.mention(draft, "Ankara", kind="PLACE")
    claims.propose(
        "Ana was arrested.",
        slug="a",
        kind="arrest",
        known_from=draft.published_on,
        evidence=[make.passage(draft, "arrested")],
    )
    LostPassage.objects.create(
        passage=make.passage(draft, "Police"), revision=draft.current_revision
    )

    said = advice(draft)

    assert "2 names and dates are not decided" in said
    assert "1 fact is not decided" in said
    assert "1 passage was lost" in said
    send(admin_client, draft, "publish")
    assert Document.objects.get().visibility == "public"


@pytest.mark.parametrize(
    ("level", "words"), [("initials", "initials only"), ("hidden", "withheld")]
)
def test_how_a_protected_name_will_be_read_is_said(draft, level, words):
    person = make.person("Ana Testova")
    make.mention(draft, "Ana Testova", person)
    assert advice(draft) == ""

    curation.protect(person, level, by=None)

    assert "Ana Testova is named" in advice(draft)
    assert words in advice(draft)


def test_a_name_joined_with_a_protected_one_is_protected_too(draft):
    printed, kept = make.person("Ana Testova"), make.person("A. T.")
    make.mention(draft, "Ana Testova", printed)
    merging.same(printed, kept, by=None, at=make.NOW)

    curation.protect(kept, "hidden", by=None)

    assert "A. T. is named" in advice(draft)


def test_what_is_not_triaged_is_said(draft):
    Document.objects.update(triaged_at=None)
    draft.refresh_from_db()

    assert "Nobody has confirmed" in advice(draft)


def test_the_second_curator_is_told(admin_client, colleague, draft):
    seen = admin_client.get(address(draft)).context["seen"]
    curation.withdraw([draft], by=colleague)

    answer = send(admin_client, draft, "publish", seen=seen)

    assert "Decided meanwhile by a-colleague" in answer.content.decode()
    assert Document.objects.get().visibility == "withdrawn"


def test_the_queue_goes_on_to_the_older_and_back_to_the_newer(admin_client):
    old, middle, _new = (
        make.document(visibility="draft", triaged_at=make.NOW) for _ in range(3)
    )

    after = admin_client.get(QUEUE, {"after": middle.pk}).headers["Location"]
    before = admin_client.get(QUEUE, {"before": old.pk}).headers["Location"]

    assert (after, before) == (address(old), address(middle))


def test_an_empty_queue_says_how_it_is_filled(admin_client):
    assert "once its triage is confirmed" in (admin_client.get(QUEUE).content.decode())


def test_a_check_costs_the_same_for_any_number(
    admin_client, draft, django_assert_max_num_queries
):
    for n in range(len(TEXT) - 3):
        make.mention(draft, TEXT[n:])

    with django_assert_max_num_queries(18):
        page(admin_client, draft)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": ""}, "It has no title."),
        ({"title": "  \u2003"}, "It has no title."),
        ({"source": None}, "It names no source."),
        ({"published_on": None}, "It has no day of publication."),
    ],
)
def test_what_a_reader_must_be_told_is_not_missing(
    admin_client, draft, changed, sentence
):
    Document.objects.filter(pk=draft.pk).update(**changed)

    assert blocks(draft) == sentence
    answer = send(admin_client, draft, "publish")

    assert sentence in answer.content.decode()
    assert Document.objects.get().visibility == "draft"


def test_a_source_without_a_name_is_in_the_way(draft):
    type(draft.source).objects.update(name=" ")

    assert blocks(draft) == "Its source has no name."

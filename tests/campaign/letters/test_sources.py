"""What a letter says of its sources, and of the day its facts were checked."""

from datetime import date

import pytest
from django.db.models import prefetch_related_objects
from django.test import override_settings

from archive import curation
from archive.reading.screen import Screen
from campaign import letters, protocol
from campaign.models import Paragraph
from tests import make, make_campaign
from tests.campaign.letters.small import DAY, WRITER, loaded, written

# many small campaigns, in thirteen languages: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def fact(text, *claims, **fields):
    return {"text": text, "role": "fact", "cites": claims, **fields}


def claim_of(report, words, **fields):
    return make.claim(words, evidence=[make.passage(report, words)], **fields)


@pytest.fixture
def reports(db):
    source = make.source(name="A Paper")
    made = []
    for day, text in [
        (date(2026, 1, 5), "Ten miners were arrested."),
        (date(2026, 2, 9), "The ten were beaten."),
    ]:
        made.append(
            make.document(
                text,
                title=f"Report of {day:%B}",
                source=source,
                published_on=day,
                url=f"https://example.org/{day}",
            )
        )
    return made


@pytest.fixture
def sourced(case, reports):
    first = claim_of(reports[0], "Ten miners were arrested.", known_from=DAY)
    second = claim_of(reports[1], "The ten were beaten.", known_from=DAY)
    return make_campaign.model_letter(
        case,
        "{{ I protest|We protest }}.",
        fact("They were beaten and arrested.", second, first),
        fact("They were arrested.", first, is_optional=True, is_locked=False),
    )


def test_sources_are_numbered_as_the_letter_cites_them(sourced, london):
    made = written(sourced, london, with_sources=True)

    web = "https://example.org"
    assert made.notes == ((), (1, 2), (2,))
    assert made.sources_label == "Sources"
    assert made.sources == (
        f"A Paper: “Report of February”, 9 February 2026, {web}/2026-02-09",
        f"A Paper: “Report of January”, 5 January 2026, {web}/2026-01-05",
    )


@override_settings(SITE_URL="https://letters.example.org")
def test_the_evidence_is_one_address_without_a_parameter(sourced, london):
    made = written(sourced, london, with_sources=True)

    number = sourced.campaign.number
    assert made.evidence_url == f"https://letters.example.org/e/{number}/en/"
    assert made.evidence_label


def test_without_being_asked_for_nothing_of_the_sources_is_there(sourced, london):
    made = written(sourced, london)

    assert (made.notes, made.sources, made.sources_label) == ((), (), "")
    assert (made.evidence_url, made.evidence_label) == ("", "")


def test_own_words_and_what_is_left_out_have_no_notes(sourced, london):
    last = Paragraph.objects.last()

    own = written(
        sourced,
        london,
        with_sources=True,
        own_words="I know them.",
        wording={last.pk: "So."},
    )
    shorter = written(sourced, london, with_sources=True, skipped=frozenset({last.pk}))

    assert own.paragraphs[-2:] == ("So.", "I know them.")
    assert own.notes == ((), (1, 2), (), ())
    assert shorter.notes == ((), (1, 2))


def test_a_report_under_embargo_is_not_named(sourced, london, reports):
    reports[0].embargo_until = date(2026, 3, 5)
    reports[0].save()

    made = written(sourced, london, with_sources=True, today=DAY)

    assert made.notes == ((), (1,), ())
    assert "January" not in "".join(made.sources)


def test_what_only_an_embargoed_report_proves_is_in_no_letter(sourced, reports, case):
    reports[0].embargo_until = date(2026, 3, 5)
    reports[0].save()
    found = letters.model_letter_for(case, language="en", written_on=DAY, today=DAY)

    with pytest.raises(letters.Refused, match="Nothing public proves") as refused:
        letters.compose(
            found, recipient=make_campaign.recipient(), sender=WRITER, written_on=DAY
        )
    assert "Ten miners" not in str(refused.value)


def test_later_reports_are_no_source_of_an_earlier_letter(case, london):
    source = make.source(name="A Paper")
    early, late = (
        make.document(
            "Ten were arrested.", title=title, source=source, published_on=day
        )
        for title, day in [("Early", date(2026, 1, 5)), ("Late", date(2026, 2, 9))]
    )
    words = "Ten were arrested."
    claim = make.claim(
        words,
        evidence=[make.passage(early, words), make.passage(late, words)],
        known_from=date(2026, 1, 1),
    )
    model = make_campaign.model_letter(case, fact(words, claim))

    january = written(model, london, on=date(2026, 1, 6), with_sources=True)
    before = written(model, london, on=date(2026, 1, 2), with_sources=True)
    march = written(model, london, with_sources=True)

    assert [len(each.sources) for each in (january, before, march)] == [1, 1, 2]
    assert "Early" in before.sources[0]


def test_a_protected_name_is_in_no_footnote(sourced, london, reports):
    person = make.person("Zorka Quill")
    reports[0].title = "Zorka Quill and the ten"
    reports[0].url = "https://example.org/zorka-quill"
    reports[0].save()
    curation.protect(person, "hidden", by=None)

    made = written(sourced, london, with_sources=True)

    assert "Quill" not in " ".join(made.sources)
    assert "quill" not in " ".join(made.sources)
    assert len(made.sources) == 2


def test_sources_cost_one_query(sourced, london, django_assert_num_queries):
    found = loaded(sourced)
    prefetch_related_objects([found.campaign], "targets__recipient")
    prefetch_related_objects([london], "addresses", "holders")

    with django_assert_num_queries(1):
        letters.compose(
            found,
            recipient=london,
            sender=WRITER,
            written_on=DAY,
            choices=letters.Choices(with_sources=True),
            screen=Screen(),
        )


@pytest.mark.parametrize(
    ("review_by", "on", "said"),
    [
        (None, DAY, ""),
        (date(2026, 3, 1), DAY, ""),
        (date(2026, 2, 28), DAY, "Facts checked on 1 February 2026"),
        (date(2026, 2, 28), date(2026, 2, 27), ""),
    ],
)
def test_past_its_review_a_letter_says_when_its_facts_were_checked(
    london, reports, review_by, on, said
):
    case = make_campaign.campaign(review_by=review_by)
    claim = claim_of(
        reports[0], "Ten miners were arrested.", known_from=date(2026, 2, 1)
    )
    model = make_campaign.model_letter(
        case, fact("They were.", claim), in_force_from=date(2026, 1, 20)
    )

    assert written(model, london, on=on).facts_checked == said


def test_the_review_of_a_claim_counts_as_that_of_its_campaign(case, london, reports):
    claim = claim_of(
        reports[0],
        "Ten miners were arrested.",
        known_from=date(2026, 1, 5),
        review_by=date(2026, 2, 1),
    )
    model = make_campaign.model_letter(
        case, fact("They were.", claim), in_force_from=date(2026, 1, 20)
    )

    made = written(model, london)

    assert made.facts_checked == "Facts checked on 20 January 2026"


@pytest.mark.parametrize("language", protocol.languages())
def test_sources_and_the_day_of_the_check_are_said_in_every_language(
    case, london, reports, language
):
    case.review_by = date(2026, 2, 1)
    case.save()
    claim = claim_of(reports[0], "Ten miners were arrested.", known_from=DAY)
    model = make_campaign.model_letter(case, fact("…", claim), language=language)

    made = written(model, london, with_sources=True)

    assert "2026" in made.facts_checked
    assert "Report of January" in made.sources[0]
    assert "{" not in made.facts_checked + "".join(made.sources)

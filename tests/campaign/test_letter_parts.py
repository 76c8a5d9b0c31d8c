"""Frames, other wordings, sources, copies and labels, on rows made for them."""

from datetime import date

import pytest
from django.db.models import prefetch_related_objects
from django.test import override_settings

from archive import curation
from archive.reading.protecting import Screen
from campaign import letters, protocol
from campaign.letters.labels import labels
from campaign.models import Alternative, Campaign, Paragraph, Target
from tests import make, make_campaign

# many small campaigns, in thirteen languages: left to make test
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2026, 3, 1)
WRITER = letters.Sender(name="A. Sender", town="Cork", country="IE")
BRANCH = letters.Sender(
    acts_as="branch",
    organisation="A Branch",
    name="A. Sender",
    role="Secretary",
    resolved_on=date(2026, 2, 27),
    vote="21 to 3",
)


@pytest.fixture
def case(db):
    return make_campaign.campaign(slug="free-the-ten")


@pytest.fixture
def london(db):
    return make_campaign.recipient()


def fact(text, *claims, **fields):
    return {"text": text, "role": "fact", "cites": claims, **fields}


def claim_of(report, words, **fields):
    return make.claim(words, evidence=[make.passage(report, words)], **fields)


def loaded(model_letter):
    return letters.model_letter_for(
        Campaign.objects.get(pk=model_letter.campaign_id),
        language=model_letter.language,
        frame=model_letter.frame,
        written_on=DAY,
    )


def written(model_letter, recipient, sender=WRITER, on=DAY, today=None, **choices):
    return letters.compose(
        loaded(model_letter),
        recipient=recipient,
        sender=sender,
        written_on=on,
        today=today,
        choices=letters.Choices(**choices),
    )


# --------------------------------------------------------------------- frames


@pytest.mark.parametrize(
    ("acts_as", "frame", "is_many"),
    [
        ("person", "letter", False),
        ("organisation", "letter", True),
        ("branch", "branch", True),
        ("representative", "representative", False),
    ],
)
def test_who_writes_decides_the_frame_and_the_first_person(acts_as, frame, is_many):
    sender = letters.Sender(acts_as=acts_as)

    assert (sender.frame, sender.is_many) == (frame, is_many)


def test_a_resolution_says_when_and_how_it_was_voted_even_if_its_text_does_not(
    case, london
):
    silent = make_campaign.model_letter(case, frame="branch")

    made = written(silent, london, BRANCH)

    assert made.signature == (
        "A. Sender",
        "Secretary",
        "A Branch",
        "Resolved on 27 February 2026",
        "Vote: 21 to 3",
    )


def test_what_the_text_says_is_not_said_again(case, london):
    text = "We resolved this on {{ resolved_on }} ({{ vote }})."
    telling = make_campaign.model_letter(case, text, frame="branch")

    made = written(telling, london, BRANCH)

    assert made.paragraphs == ("We resolved this on 27 February 2026 (21 to 3).",)
    assert made.signature[-1] == "A Branch"
    assert made.reference.endswith("/B1")


@pytest.mark.parametrize(
    ("sender", "reason"),
    [
        (letters.Sender(acts_as="representative", name="A. Sender"), "which office"),
        (letters.Sender(acts_as="branch", name="A. Sender"), "names the branch"),
        (
            letters.Sender(acts_as="branch", organisation="A Branch"),
            "on which day it was decided",
        ),
        (
            letters.Sender(
                acts_as="branch", organisation="A Branch", resolved_on=date(2026, 3, 2)
            ),
            "after the day of the letter",
        ),
    ],
)
def test_a_frame_without_what_it_needs_is_refused(case, london, sender, reason):
    model = make_campaign.model_letter(case, frame=sender.frame)

    with pytest.raises(letters.Refused, match=reason):
        written(model, london, sender)


@pytest.mark.parametrize("acts_as", letters.FRAMES)
@pytest.mark.parametrize("by_hand", [False, True])
def test_a_role_is_printed_whoever_writes(case, london, acts_as, by_hand):
    sender = letters.Sender(
        acts_as=acts_as,
        name="A. Sender",
        role="Secretary",
        organisation="A Union",
        resolved_on=DAY,
    )
    model = make_campaign.model_letter(case, frame=sender.frame)

    made = written(model, london, sender, signs_by_hand=by_hand)

    assert "Secretary" in made.signature


# --------------------------------------------------------- other wordings


def test_the_wording_chosen_is_the_one_printed(case, london):
    model = make_campaign.model_letter(case, {"text": "First.", "is_locked": False})
    paragraph = Paragraph.objects.get()
    second = Alternative.objects.create(
        paragraph=paragraph, text="{{ I ask|We ask }} again."
    )
    chosen = {paragraph.pk: second.pk}

    assert written(model, london, alternatives=chosen).paragraphs == ("I ask again.",)
    own = written(model, london, alternatives=chosen, wording={paragraph.pk: "My own."})
    assert own.paragraphs == ("My own.",)
    unknown = written(model, london, alternatives={paragraph.pk: 999_999})
    assert unknown.paragraphs == ("First.",)


def test_a_fault_in_another_wording_stops_publishing(case):
    model = make_campaign.model_letter(case)
    Alternative.objects.create(
        paragraph=model.paragraphs.get(), text="To {{ misson }}."
    )

    (problem,) = letters.model_problems(loaded(model))

    assert problem.startswith("Paragraph 1, wording 2: ")


# ---------------------------------------------------------------- the sources


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

    assert made.evidence_url == (
        "https://letters.example.org/campaigns/free-the-ten/evidence/"
    )
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


# --------------------------------------------------------- when it was checked


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


# --------------------------------------------------------------------- copies


def test_copies_go_to_checked_mailboxes_of_the_day_and_not_to_the_paused(case, london):
    for slug, place in [("kz-de", "DE"), ("kz-fr", "FR"), ("kz-es", "ES")]:
        made = make_campaign.recipient(
            slug, stands_in=place, campaign=case, role="copy", name=slug
        )
        make_campaign.address(made, f"{slug}@example.org", medium="email")
    make_campaign.address(
        Target.objects.get(recipient__slug="kz-de").recipient,
        "old@example.org",
        medium="email",
        valid_from=date(2001, 1, 1),
        valid_until=date(2002, 1, 1),
    )
    Target.objects.filter(recipient__slug="kz-fr").update(paused_because="answered")
    Target.objects.get(recipient__slug="kz-es").recipient.addresses.update(
        grade="imported"
    )
    model = make_campaign.model_letter(case)

    made = written(model, london)

    assert made.copies == ("kz-de", "kz-es")
    assert made.email_cc == ("kz-de@example.org",)


def test_a_protected_name_in_a_copys_mailbox_stops_the_letter(case, london):
    person = make.person("Zorka Quill")
    copied = make_campaign.recipient(
        "kz-de", stands_in="DE", campaign=case, role="copy"
    )
    make_campaign.address(copied, "zorka.quill@example.org", medium="email")
    curation.protect(person, "hidden", by=None)
    model = make_campaign.model_letter(case)

    with pytest.raises(letters.Refused, match="protected"):
        written(model, london)


# ------------------------------------------------------------- labels, holes


@pytest.mark.parametrize("language", protocol.languages())
def test_every_language_has_its_labels(language):
    words = labels(language)

    assert words is not labels("xx") or language == "en"
    assert all(words.values())
    for name, hole in [
        ("facts_checked", "{date}"),
        ("resolved", "{date}"),
        ("vote", "{vote}"),
        ("source", "{title}"),
    ]:
        assert hole in str(dict(words)[name])


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


def test_an_unknown_region_of_a_language_has_its_labels():
    assert labels("pt-BR") is labels("pt")


@pytest.mark.parametrize(
    ("field", "value"), [("stands_in", "QQ"), ("state", "QQ"), ("office", "emperor")]
)
def test_a_broken_row_gives_a_sentence_and_no_traceback(case, london, field, value):
    setattr(london, field, value)
    model = make_campaign.model_letter(case, "To {{ state }} in {{ host_country }}.")

    with pytest.raises(letters.Refused) as refused:
        written(model, london)

    assert str(refused.value)


def test_an_office_of_no_state_still_names_the_state_addressed(case):
    body = make_campaign.recipient(
        "ilo",
        kind="body",
        office="international_body",
        name="A Body",
        state="",
        stands_in="CH",
    )
    model = make_campaign.model_letter(case, "{{ state }}, {{ host_country }}.")

    made = written(model, body)

    assert made.paragraphs == ("Republic of Kazakhstan, Switzerland.",)

"""The reading view out of the database, and of both seed reports."""

from datetime import date

import pytest

from archive import reading
from archive.dates.spans import day
from archive.models import Document, Segment
from archive.reading import ClaimNote, DateNote, NameNote
from tests import make

pytestmark = pytest.mark.slow


def paragraphs(view):
    return [one for section in view.sections for one in section.paragraphs]


def markup(pieces):
    """The pieces as a line: <a#p-0-5> for an element with an anchor."""
    line = ""
    for piece in pieces:
        for tag in piece.opens:
            line += f"<{tag.name}{'#' * bool(tag.anchor)}{tag.anchor}>"
        line += piece.text + "".join(f"</{name}>" for name in piece.closes)
    return line


def opened(document, **asked):
    return reading.opened(document.slug, viewer=None, on=make.TODAY, **asked)


@pytest.mark.django_db
def test_a_letter_printed_in_a_report_is_lent_its_marks():
    report = make.document("They wrote:\n\nDear Sir, free Ivan.")
    make.mention(report, "Ivan", make.person("Ivan Ivanov"))
    letter = make.document(
        "Dear Sir, free Ivan.",
        kind=Document.Kind.LETTER,
        part_of=report,
        part_of_passage=make.passage(report, "Dear Sir, free Ivan."),
    )

    (paragraph,) = paragraphs(opened(letter).reading)
    assert markup(paragraph.pieces) == "Dear Sir, free <a#p-15-19>Ivan</a>."


@pytest.mark.django_db
def test_a_letter_whose_text_was_corrected_is_lent_nothing():
    report = make.document("Dear Sir, free Iwan.")
    make.mention(report, "Iwan", make.person("Ivan Ivanov"))
    letter = make.document(
        "Dear Sir, free Ivan.",
        part_of=report,
        part_of_passage=make.passage(report, "Dear Sir, free Iwan."),
    )

    assert "<" not in markup(paragraphs(opened(letter).reading)[0].pieces)


@pytest.mark.django_db
def test_a_letter_is_not_read_before_the_report_it_stands_in():
    report = make.document("Dear Sir.", visibility=Document.Visibility.DRAFT)
    letter = make.document(
        "Dear Sir.", part_of=report, part_of_passage=make.passage(report, "Dear Sir.")
    )

    assert opened(letter) is None


@pytest.mark.django_db
def test_suggestions_are_not_part_of_the_reading():
    report = make.document("Police came to A Town.")
    make.mention(report, "A Town", kind="PLACE")
    make.claim()

    (paragraph,) = paragraphs(opened(report).reading)
    assert (markup(paragraph.pieces), paragraph.notes) == ("Police came to A Town.", ())


@pytest.mark.django_db
def test_a_date_whose_words_name_no_year_is_explained():
    report = make.document("On Saturday police came. On 3 May 2021 they left.")
    for words, value in (("Saturday", "2021-05-01"), ("3 May 2021", "2021-05-03")):
        make.mention(
            report,
            words,
            kind="DATE",
            value=value,
            status="accepted",
            decided_at=make.NOW,
        )

    (paragraph,) = paragraphs(opened(report).reading)
    assert paragraph.notes == (DateNote(3, 11, "Saturday", day(date(2021, 5, 1))),)


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["", "last week", "2021-13-40", "2021/"])
def test_a_date_that_cannot_be_read_is_no_note(value):
    report = make.document("On Saturday police came.")
    make.mention(
        report,
        "Saturday",
        kind="DATE",
        value=value,
        status="accepted",
        decided_at=make.NOW,
    )

    assert paragraphs(opened(report).reading)[0].notes == ()


@pytest.mark.django_db
def test_a_claim_is_superseded_from_its_day_on():
    report = make.document("She faces seven years.")
    newer = make.claim("She got six.", [make.passage(report, "seven years")])
    make.claim(
        "She faces seven years.",
        [make.passage(report, "She faces")],
        superseded_by=newer,
        superseded_on=make.TODAY,
    )

    def notes(on):
        view = reading.opened(report.slug, viewer=None, on=on).reading
        return [note.superseded_by for note in paragraphs(view)[0].notes]

    assert notes(make.TODAY) == ["She got six.", ""]
    assert notes(date(2021, 6, 1)) == ["", ""]


@pytest.mark.django_db
def test_what_replaced_a_claim_is_not_told_while_only_a_draft_proves_it():
    report = make.document("She faces seven years.")
    draft = make.document("She got six.", visibility=Document.Visibility.DRAFT)
    newer = make.claim("She got six.", [make.passage(draft, "She got six.")])
    make.claim(
        "She faces seven years.",
        [make.passage(report, "She faces")],
        superseded_by=newer,
        superseded_on=make.TODAY,
    )

    (note,) = paragraphs(opened(report).reading)[0].notes
    assert (note.superseded_on, note.superseded_by) == (make.TODAY, "")


# the seeds


def told(note):
    """A note as a line of the golden file."""
    match note:
        case NameNote(printed=printed, label=label):
            return f"printed “{printed}”: {label}"
        case DateNote(printed=printed, span=span):
            return f"“{printed}” = {span.value}"
        case ClaimNote():
            words = [note.modality, "contradicts" * note.against]
            if note.superseded_on:
                words.append(f"until {note.superseded_on}: {note.superseded_by}")
            said = ", ".join(filter(None, words))
            return f"{note.kind}: {note.sentence}" + (f" ({said})" if said else "")


def written(view):
    """A reading as a page of text: marks in brackets, notes under a bar."""
    lines = [f"# {printed(view.title)}", ""]
    for section in view.sections:
        if section.letter:
            lines += [f"--- {section.letter.author} {section.letter.anchor}", ""]
        for paragraph in section.paragraphs:
            lines.append(f"({paragraph.css or paragraph.kind}) {marked(paragraph)}")
            lines += [f"  | {told(note)}" for note in paragraph.notes]
            lines.append("")
    return "\n".join([*lines, f"left out: {not view.is_whole}", ""])


def printed(pieces):
    return "".join(piece.text for piece in pieces)


def marked(paragraph):
    line = ""
    for piece in paragraph.pieces:
        line += "".join("[" if tag.url else "‹" for tag in piece.opens)
        line += piece.text
        line += "".join("]" if name == "a" else "›" for name in piece.closes)
    return line


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("kazakhstan-london-embassy-protest", "london"),
        ("kazakhstan-london-embassy-protest-letter", "london-letter"),
        ("protesters-lobby-kazakh-embassy-in-germany", "berlin"),
    ],
)
def test_the_seeds_read_as_they_should(demo_rows, db, golden, slug, name):
    view = reading.opened(slug, viewer=None, on=make.TODAY).reading

    golden(f"golden/{name}.txt", written(view))


def test_the_seeds_with_all_that_came_along(demo_rows, db):
    slug = "kazakhstan-london-embassy-protest"

    view = reading.opened(
        slug, viewer=None, on=make.TODAY, show_boilerplate=True
    ).reading
    assert any("Donate via Paypal" in printed(p.pieces) for p in paragraphs(view))


@pytest.mark.django_db
def test_a_claim_is_no_note_while_only_a_draft_supports_it():
    report = make.document("Nobody was hurt.")
    draft = make.document("Ten were hurt.", visibility=Document.Visibility.DRAFT)
    claim = make.claim("Ten were hurt.", [make.passage(draft, "Ten were hurt")])
    claim.evidence.create(passage=make.passage(report, "Nobody"), stance="contradicts")

    (paragraph,) = paragraphs(opened(report).reading)
    assert not paragraph.notes


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "way"), [("ru", "ltr"), ("ar", "rtl")])
def test_a_part_in_another_language_says_so_on_the_page(client, language, way):
    text = "Police came to the works.\n\nWe protest."
    report = make.document(text, segments=[(0, 25, Segment.Kind.BODY)])
    Segment.objects.create(
        revision=report.current_revision,
        start=27,
        end=len(text),
        kind=Segment.Kind.BODY,
        language=language,
    )

    html = client.get(report.get_absolute_url()).content.decode()

    assert f'<p id="p-27-38" lang="{language}" dir="{way}">We protest.' in html
    assert '<p class="lead" id="p-0-25">Police came' in html

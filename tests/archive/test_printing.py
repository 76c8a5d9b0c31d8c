"""Paragraphs in HTML: what is printed, and that words stay words."""

from datetime import date

import pytest
from django.utils.translation import override

from archive.reading import Mark, Part, build
from archive.reading.notes import ClaimNote, NameNote
from archive.templatetags.printing import printed, woven

HOSTILE = "<script>alert('x')</script> & \"quoted\" %(who)s {} {0}"
ESCAPED = (
    "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; "
    "&quot;quoted&quot; %(who)s {} {0}"
)


def page(text: str, *, language: str = "en", **told) -> str:
    reading = build(text, title="Raid", **told)
    return "".join(
        printed(section.paragraphs, language, "/reports/raid/r/1/")
        for section in reading.sections
    )


def claim(start: int, end: int, **told) -> ClaimNote:
    said = {"claim_id": start, "kind": "arrest", "sentence": "They were arrested."}
    return ClaimNote(start, end, **said | told)


def test_words_of_a_report_stay_words():
    assert f">{ESCAPED} <a" in page(HOSTILE)
    assert "<script" not in page(HOSTILE)


def test_words_of_a_note_stay_words():
    note = claim(0, 3, sentence=HOSTILE, attributed_to=HOSTILE, kind=HOSTILE)
    name = NameNote(0, 3, HOSTILE, HOSTILE, '/people/"><script>/')

    found = page("The raid.", notes=[note, name])

    assert "<script" not in found
    assert found.count("&lt;script&gt;") == 6


def test_an_address_of_a_mark_cannot_leave_its_attribute():
    mark = Mark(0, 3, '#"><script>', "person")

    assert 'href="#&quot;&gt;&lt;script&gt;"' in page("The raid.", marks=[mark])


def test_a_mark_is_a_link_with_its_place():
    found = page("The raid.", marks=[Mark(4, 8, "#who-raid", "person")])

    assert (
        '<p id="p-0-9">The <a id="p-4-8" class="mention person" href="#who-raid">'
        "raid</a>. "
    ) in found


def test_line_ends_of_an_address_are_kept_and_those_of_prose_are_not():
    lines = "The Ambassador\n1 Long Street\nLondon"
    prose = "\n".join(["The police came to the square in the morning and left."] * 3)

    assert "The Ambassador<br>1 Long Street<br>London" in page(lines)
    assert "<br>" not in page(prose)


def test_a_paragraph_is_linked_at_its_permanent_address():
    link = '<a class="to" href="/reports/raid/r/1/#p-0-9" aria-label="Link to this'

    assert link in page("The raid.")


def test_what_a_paragraph_proves_stands_beside_it():
    found = page("The raid.", notes=[claim(0, 3, attributed_to="a union")])

    assert found.startswith('<div class="row">\n<p id="p-0-9">')
    assert (
        "<p><b>Arrest:</b> They were arrested. According to a union.</p>\n"
        "</aside>\n</div>"
    ) in found


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"against": True}, '<span class="tag wrong">contradicts</span> They'),
        ({"disputed": True}, 'arrested. <span class="tag caution">disputed</span>'),
        (
            {"superseded_on": date(2011, 9, 1)},
            '<span class="tag caution">superseded</span> since 1 September 2011.',
        ),
        (
            {"superseded_on": date(2011, 9, 1), "superseded_by": "They are free."},
            "</span> Since 1 September 2011: They are free.",
        ),
        ({"modality": "alleged"}, "<b>Arrest, alleged:</b>"),
    ],
)
def test_a_claim_says_what_to_beware_of(told, words):
    assert words in page("The raid.", notes=[claim(0, 3, **told)])


def test_many_claims_of_a_short_paragraph_are_folded_up():
    notes = [claim(0, 3), claim(4, 8)]

    found = page("The raid.", notes=notes)

    assert "<summary>2 claims: arrest</summary>" in found
    assert found.count("<b>Arrest:</b>") == 2


def test_a_part_in_another_language_says_so():
    found = page("קרא אותי.", parts=[Part(0, 9, "body", "he")])

    assert 'lang="he" dir="rtl">קרא' in found


@pytest.mark.parametrize(("language", "said"), [("en", ""), ("ru", ' lang="en-gb"')])
def test_notes_are_in_the_language_of_the_page(language, said):
    with override("en-gb"):
        found = page("The raid.", language=language, notes=[claim(0, 3)])

    assert f'<aside class="note" role="note"{said}' in found
    assert ('dir="ltr"' in found) == bool(said)


def test_a_title_has_its_marks_and_no_paragraph_is_none():
    title = build("Raid", title="Raid", parts=[Part(0, 4, "title")]).title

    assert woven(title) == "Raid"
    assert printed([], "en", "/") == ""
    assert woven([]) == ""

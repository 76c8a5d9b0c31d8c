"""What is promised, each with the tests that show it; and no sentence without one.

The tests stand with what they test. Here it is said which they are: one that is
renamed, taken away or skipped leaves its promise without a proof, and fails.
"""

import ast
import html
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent
PAGES = ROOT.parent / "templates" / "pages"
PROMISES = {
    "1 a sender's name, address and words are never written": (
        "test_sender_leak.py::test_nothing_of_who_wrote_a_letter_is_on_the_server",
        "campaign/test_privacy.py::test_the_sender_is_not_stored",
        "campaign/test_privacy.py::test_every_answer_is_forgotten",
        "campaign/test_privacy.py::test_no_link_but_mailto_carries_the_sender",
        "campaign/formats/test_webmail.py::test_nothing_of_who_writes_is_in_a_link",
        "campaign/test_letter_sends_nothing.py::test_a_letter_opens_no_connection",
    ),
    "2 no cookie and nothing stored in the browser; other sites' forms refused": (
        "test_pages.py::test_it_sets_no_cookie_and_carries_the_headers",
        "test_asvs.py::test_no_script_keeps_anything_in_the_browser",
        "config/test_security.py::test_a_form_sent_from_another_site_is_refused",
        "config/test_security.py::test_a_form_of_ours_is_answered",
        "config/test_security.py::test_the_admin_refuses_a_form_without_its_token",
    ),
    "3 no request to any other host": (
        "test_pages.py::test_it_loads_nothing_from_elsewhere_and_nothing_inline",
        "config/test_security.py::test_nothing_inline_and_nothing_from_elsewhere_is_allowed",
    ),
    "4 logs hold no address, no User-Agent, no query string": (
        "config/test_logs.py::test_a_query_string_is_cut",
        "config/test_logs.py::test_what_was_typed_is_not_in_the_report_of_a_fault",
        "test_sender_leak.py::test_nothing_of_who_wrote_a_letter_is_on_the_server",
        "test_sender_leak.py::test_a_reader_s_search_leaves_no_trace_on_disk",
    ),
    "5 no other site learns where a reader came from": (
        (
            "config/test_security.py"
            "::test_public_pages_tell_no_other_site_where_the_reader_came_from"
        ),
        "test_pages.py::test_links_that_lead_away_say_nothing_of_where_from",
    ),
    "6 downloads name no author, user, host or path": (
        (
            "campaign/formats/test_docx.py"
            "::test_the_document_is_made_by_nobody_on_the_day_of_the_letter"
        ),
        "campaign/formats/test_docx.py::test_the_file_names_no_place_and_no_maker",
        "campaign/formats/test_pdf.py::test_the_file_names_its_subject_and_nobody",
        (
            "campaign/formats/test_eml.py"
            "::test_a_draft_tells_neither_who_nor_when_nor_where"
        ),
    ),
    "7 a protected name, and what is not out, is behind no address": (
        "test_protection.py::test_a_protected_name_is_nowhere",
        "test_protected_everywhere.py::test_no_address_says_who_they_are",
        "test_unpublished_everywhere.py::test_no_address_tells_what_is_not_out",
        "test_random_states.py::test_no_mixture_of_states_lets_a_word_out",
        "test_protection.py::test_a_protected_entry_looks_like_none",
    ),
    "8 all a curator did can be seen and undone; texts are chained": (
        (
            "archive/test_undoing.py"
            "::test_a_session_undone_backwards_leaves_the_archive_as_it_was"
        ),
        "archive/integrity/test_tampering.py",
        "archive/objections/test_purging.py::test_verify_says_purged_and_not_broken",
    ),
}
_NO_COOKIE = PROMISES[
    "2 no cookie and nothing stored in the browser; other sites' forms refused"
][:2]
_LEAK = PROMISES["1 a sender's name, address and words are never written"]
_LIMIT = "campaign/test_limiting.py"
_PURGE = "archive/objections/test_purging.py"
_DESK = "archive/desk/test_objecting.py"
# Every sentence of /privacy/ by how it begins. None: an advice, or about others.
SAID: dict[str, tuple[str, ...] | None] = {
    "Privacy": None,
    "No cookies, no tracking": (*_NO_COOKIE, *_LEAK[:2]),
    "A protest letter says": None,
    "When you read": None,
    "No cookie is set": _NO_COOKIE,
    "No page loads anything": PROMISES["3 no request to any other host"],
    "Our logs hold": PROMISES["4 logs hold no address, no User-Agent, no query string"],
    "The finished page of a search": (
        (
            "archive/finding/test_memory.py"
            "::test_a_page_is_forgotten_in_time_though_nobody_asks_again"
        ),
        "test_sender_leak.py::test_a_reader_s_search_leaves_no_trace_on_disk",
    ),
    "A site you go to": PROMISES["5 no other site learns where a reader came from"],
    "When you write a letter": None,
    "Your name, address and words": _LEAK,
    "We count letters by day": (
        "campaign/test_privacy.py::test_the_sender_is_not_stored",
    ),
    "We send nothing for you": (
        "campaign/test_letter_sends_nothing.py::test_a_letter_opens_no_connection",
    ),
    "Files you download": PROMISES["6 downloads name no author, user, host or path"],
    "When you tell us": None,
    "What you type into the form": (
        "campaign/test_actions.py::test_no_clock_time_of_a_report_is_kept",
        (
            "campaign/directory/test_report_page.py"
            "::test_of_what_is_said_the_day_is_kept_and_no_clock_time"
        ),
        "test_random_states.py::test_no_mixture_of_states_lets_a_word_out",
    ),
    "Nothing is kept of who sent it": (
        f"{_LIMIT}::test_nothing_of_the_address_is_stored_logged_or_remembered",
    ),
    "So that nobody can flood": (
        f"{_LIMIT}::test_so_many_at_once_and_then_one_more_after_a_while",
        f"{_LIMIT}::test_the_salt_is_another_after_each_start",
    ),
    "What we cannot promise": None,
    "Whoever runs the network": ("campaign/test_views_of_writing.py",),
    "People in the reports": None,
    "The archive repeats": (
        "test_unpublished_everywhere.py::test_no_address_tells_what_is_not_out",
    ),
    "How to object": None,
    "Write to whoever keeps": ("test_promises.py::test_the_page_says_where_to_object",),
    "Whoever keeps this archive has not": (
        "test_promises.py::test_the_page_says_where_to_object",
    ),
    "Say which page": None,
    "Somebody reads it": (
        f"{_DESK}::test_one_press_hides_the_name_everywhere_and_one_brings_it_back",
        "test_protected_everywhere.py::test_no_address_says_who_they_are",
    ),
    "Where the law or": (
        f"{_PURGE}::test_a_purged_name_is_in_no_row_of_the_database",
        f"{_PURGE}::test_the_file_as_received_is_gone",
        f"{_PURGE}::test_nothing_brings_a_purged_name_back",
    ),
    "Copies that others": None,
    "There is no form": ("test_promises.py::test_nobody_objects_by_a_form",),
    "How long things are kept": None,
    "Of a letter: its count": _LEAK,
    "Of what you tell us": ("campaign/test_actions.py",),
    "Of a visit: nothing": _LEAK[:1],
    "Staff": None,
    "Those who keep the archive sign in": (
        "config/test_security.py::test_a_curator_is_nobody_on_the_public_pages",
        (
            "config/test_security.py"
            "::test_the_admin_cookies_are_kept_from_scripts_and_other_sites"
        ),
        "config/accounts/test_slowing.py",
    ),
    "What they decide is recorded": (
        "config/accounts/test_sessions.py::test_a_session_ends_of_itself",
        (
            "config/accounts/test_sessions.py"
            "::test_work_does_not_make_the_twelve_hours_longer"
        ),
        (
            "config/accounts/test_sessions.py"
            "::test_of_a_browser_neither_address_nor_version_is_kept"
        ),
    ),
    "The server’s log says": (
        (
            "config/accounts/test_journal.py"
            "::test_a_sign_in_and_a_sign_out_are_one_line_each"
        ),
        "config/accounts/test_journal.py::test_of_visitors_nothing_is_noted",
    ),
    "When somebody leaves": (
        (
            "config/accounts/test_retiring.py"
            "::test_of_who_has_left_only_a_pseudonym_is_there"
        ),
    ),
}


@cache
def functions_of(file: str) -> dict[str, list[str]]:
    """By name, the decorators of each test of a file."""
    tree = ast.parse((ROOT / file).read_text())
    return {
        node.name: [ast.unparse(each) for each in node.decorator_list]
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def missing(pointed: str) -> str:
    """Why a proof is none, or nothing."""
    file, _, name = pointed.partition("::")
    if not (ROOT / file).exists():
        return f"{file} is not there"
    known = functions_of(file)
    if not known or (name and name not in known):
        return f"{pointed} is not there"
    if any("skip" in each or "xfail" in each for each in known.get(name, ())):
        return f"{pointed} is not run"
    return ""


@pytest.mark.parametrize("promise", PROMISES)
def test_each_promise_is_shown_by_tests(promise):
    assert [why for each in PROMISES[promise] if (why := missing(each))] == []


def sentences():
    """Whatever the page says, as its template has it."""
    source = (PAGES / "privacy.html").read_text()
    found = re.findall(r"""\{% translate (["'])(.+?)\1""", source, re.DOTALL)
    return list(dict.fromkeys(html.unescape(words) for _quote, words in found))


@pytest.mark.parametrize("sentence", sentences())
def test_each_sentence_of_the_privacy_page_is_shown_by_tests(sentence):
    known = [each for each in SAID if sentence.startswith(each)]
    assert known, f"say in SAID which test shows: {sentence}"
    proofs = SAID[max(known, key=len)] or ()

    assert [why for each in proofs if (why := missing(each))] == []


def test_the_page_says_no_less_than_was_promised():
    said = sentences()

    assert [each for each in SAID if not any(s.startswith(each) for s in said)] == []


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("mailto:archive@example.org", ">archive@example.org</a>"),
        ("https://example.org/write", ">https://example.org/write</a>"),
        ("", "has not yet given an address"),
    ],
)
def test_the_page_says_where_to_object(client, settings, contact, shown):
    settings.OBJECTION_CONTACT = contact

    page = client.get("/privacy/").content.decode()
    assert shown in page
    assert 'id="objecting"' in page
    assert "/privacy/#objecting" in client.get("/about/").content.decode()


def test_nobody_objects_by_a_form(client):
    """It would keep what it is sent."""
    assert "<form" not in client.get("/privacy/").content.decode().partition("<main")[2]
    assert client.post("/privacy/", {"name": "Zyx"}).status_code == 405

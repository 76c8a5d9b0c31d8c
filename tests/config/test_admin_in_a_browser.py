"""Django's admin under our content policy, which allows nothing inline."""

import pytest
from django.contrib.auth.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "long enough for a test"  # noqa: S105


@pytest.fixture
def signed_in(browser_page):
    """A page after signing in by hand, and what the policy blocked on it."""
    User.objects.create_superuser("nadia", password=PASSWORD)
    page = browser_page("/admin/login/")
    page.blocked = []
    page.on("console", lambda line: _note(line.text, page.blocked))
    page.fill("#id_username", "nadia")
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")
    return page


def _note(line: str, blocked: list[str]) -> None:
    if "Content Security Policy" in line:
        blocked.append(line)


def test_a_curator_signs_in_and_no_part_of_a_page_is_blocked(signed_in):
    for path in ("/admin/", "/admin/auth/user/", "/admin/auth/user/add/"):
        signed_in.goto(path)

    assert "nadia" in signed_in.inner_text("#user-tools").lower()
    assert signed_in.blocked == []


def test_the_choosers_of_the_admin_work_under_the_policy(signed_in):
    user = User.objects.get()
    signed_in.goto(f"/admin/auth/user/{user.pk}/change/")

    signed_in.click(".field-last_login .datetimeshortcuts a >> nth=0")

    assert signed_in.input_value("#id_last_login_0")
    assert signed_in.locator(".selector-chosen").count() > 0


def test_groups_of_fields_and_heads_of_tables_say_of_what_they_are(signed_in):
    user = User.objects.get()
    nameless = (
        "fieldset:not(:has(legend)), .related-widget-wrapper-link img[alt=''], "
        "th:not([scope])"
    )
    for path in ("", f"{user.pk}/change/", "add/"):
        signed_in.goto(f"/admin/auth/user/{path}")

        assert signed_in.locator("fieldset, #result_list th").count() > 0
        assert signed_in.locator(nameless).count() == 0
        assert "" not in signed_in.locator("legend").all_inner_texts()


def test_scripts_cannot_read_the_cookies_of_the_admin(signed_in):
    assert signed_in.context.cookies()
    assert signed_in.evaluate("document.cookie") == ""

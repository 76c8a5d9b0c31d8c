"""Passkeys with a key of the browser's own making, and every page as it looks."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.models import User

from config.accounts import factors
from tests.config.accounts.conftest import SECRET, WORDS, code_in

pytestmark = [pytest.mark.browser, pytest.mark.slow(8)]
NARROW = {"width": 320, "height": 640}
LOOKS = [
    {},
    {"color_scheme": "dark"},
    {"viewport": NARROW},
    {"forced_colors": "active"},
]


@pytest.fixture
def nadia(emptied) -> User:
    return User.objects.create_superuser("nadia", password=WORDS)


def give_app(user: User) -> None:
    data = {"secret": factors.sealed(SECRET)}
    Authenticator.objects.create(user=user, type="totp", data=data)
    RecoveryCodes.activate(user)


def by_password(page) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", "nadia")
    page.fill("[name=password]", WORDS)
    page.click("button:text-is('Sign in')")


def again(page) -> None:
    page.fill("[name=password]", WORDS)
    page.click("text=Go on")


@pytest.fixture
def open_with_key(browser_page):
    """A page whose browser holds a key that says yes; what it complains of."""

    def open_page(path="/admin/login/", *, answers=True, **options):
        page = browser_page(path, **options)
        page.complaints = []
        page.on("console", lambda line: page.complaints.append(line.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        devices = page.context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        kind = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": answers,
            "automaticPresenceSimulation": True,
        }
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": kind})
        return page

    return open_page


def add_passkey(page) -> None:
    page.goto("/admin/account/passkeys/add/")
    page.fill("[name=name]", "My laptop")
    page.click("button:text-is('Add a passkey')")
    page.wait_for_url("**/admin/account/codes/")


def test_a_passkey_is_added_and_is_enough_to_sign_in(nadia, open_with_key, settings):
    settings.ADMIN_REQUIRE_MFA = True
    page = open_with_key()
    by_password(page)
    assert page.url.endswith("/admin/account/")

    add_passkey(page)
    assert page.locator(".account-codes li").count() == 10
    page.goto("/admin/")
    page.click("text=Sign out")
    page.click("text=Sign in with a passkey")
    page.wait_for_url("**/admin/")

    assert page.locator("#user-tools").is_visible()
    assert page.complaints == []


def test_a_passkey_is_the_second_step_too_and_removes_itself(nadia, open_with_key):
    page = open_with_key()
    by_password(page)
    add_passkey(page)
    page.context.clear_cookies()

    by_password(page)
    assert page.url.endswith("/admin/login/code/")
    page.click("text=Use a passkey")
    page.wait_for_url("**/admin/")
    page.goto("/admin/account/")
    page.click("text=Remove My laptop")
    page.click("button:text-is('Use a passkey')")
    page.wait_for_url("**/remove/")
    page.click("text=Remove it")
    page.wait_for_url("**/admin/account/")

    assert not factors.has_one(nadia)
    assert page.complaints == []


def test_a_passkey_of_a_locked_account_is_refused(nadia, open_with_key):
    page = open_with_key()
    by_password(page)
    add_passkey(page)
    page.context.clear_cookies()
    User.objects.update(is_active=False)

    page.goto("/admin/login/")
    page.click("text=Sign in with a passkey")
    page.wait_for_selector(".messagelist")

    assert "This account is locked" in page.content()


def test_a_browser_without_a_passkey_says_so(nadia, open_with_key):
    page = open_with_key()
    assert not page.locator("#passkey-failed").is_visible()

    page.click("text=Sign in with a passkey")

    page.wait_for_selector("#passkey-failed", state="visible")


def test_an_app_is_added_and_used_without_javascript(nadia, browser_page, settings):
    settings.ADMIN_REQUIRE_MFA = True
    page = browser_page("/admin/login/", java_script_enabled=False)
    by_password(page)
    page.click("text=Add an app that makes codes")
    secret = page.inner_text(".account-secret")
    page.fill("[name=code]", code_in(secret=secret))
    page.click("text=Add it")
    page.click("text=I have them")
    page.click("text=Sign out")
    by_password(page)
    page.fill("[name=code]", code_in(30, secret))
    page.click("button:text-is('Sign in')")

    assert re.search(r"/admin/$", page.url)


@pytest.fixture
def faults_of(axe):
    """What is wrong on pages, by their names; one is noted at a time."""
    seen: dict[str, list[str]] = {}
    wide = "document.documentElement.scrollWidth - innerWidth"

    def note(page, name: str) -> dict[str, list[str]]:
        is_wide = page.evaluate(wide) > 0
        if found := [*axe(page), *(["too wide"] if is_wide else [])]:
            seen[name] = found
        return seen

    return note


looks = pytest.mark.parametrize(
    "look", LOOKS, ids=["light", "dark", "narrow", "forced"]
)


@looks
def test_the_pages_before_one_is_in_are_clean(nadia, browser_page, faults_of, look):
    give_app(nadia)
    page = browser_page("/admin/login/", **look)
    faults_of(page, "sign in")
    page.fill("[name=username]", "nadia")
    page.fill("[name=password]", "wrong")
    page.click("button:text-is('Sign in')")
    faults_of(page, "refused")
    by_password(page)
    faults_of(page, "second step")
    page.fill("[name=code]", "000000")
    page.click("button:text-is('Sign in')")
    faults_of(page, "second step, refused")
    page.fill("[name=code]", code_in())
    page.click("button:text-is('Sign in')")
    page.goto("/admin/account/app/remove/")

    assert faults_of(page, "again, with a code") == {}


@looks
def test_the_pages_to_add_a_factor_are_clean(nadia, browser_page, faults_of, look):
    page = browser_page("/admin/login/", **look)
    by_password(page)
    page.goto("/admin/account/")
    faults_of(page, "my account, no factor")
    page.goto("/admin/account/again/?next=/admin/account/app/add/")
    faults_of(page, "again")
    again(page)
    faults_of(page, "add an app")
    page.goto("/admin/account/passkeys/add/")
    faults_of(page, "add a passkey")
    page.goto("/admin/password_change/")
    page.fill("[name=oldpassword]", "x")
    page.fill("[name=password1]", "x")
    page.fill("[name=password2]", "x")
    page.click("button:text-is('Change the password')")

    assert faults_of(page, "password, refused") == {}


@looks
def test_the_pages_of_who_has_a_factor_are_clean(nadia, browser_page, faults_of, look):
    page = browser_page("/admin/login/", **look)
    by_password(page)
    page.goto("/admin/account/passkeys/add/")
    give_app(nadia)
    for path in ("", "codes/", "codes/new/", "app/remove/"):
        page.goto(f"/admin/account/{path}")
        faults_of(page, path)

    assert faults_of(page, "my account") == {}

"""Accounts, all of it under /admin/. allauth finds its pages by these names."""

from allauth.account import views as accounts
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path

from config.accounts import views

# before the admin's own, which have the first three addresses too
urlpatterns = [
    path("login/", views.sign_in, name="account_login"),
    path("logout/", views.sign_out, name="account_logout"),
    path("password_change/", views.new_password, name="account_change_password"),
    path("login/code/", factors.authenticate, name="mfa_authenticate"),
    path("login/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    # a lost password
    path(
        "password_reset/",
        views.where_mail_is(accounts.password_reset),
        name="account_reset_password",
    ),
    path(
        "password_reset/sent/",
        views.where_mail_is(accounts.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password_reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        views.where_mail_is(accounts.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password_reset/done/",
        views.where_mail_is(accounts.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    # my account
    path("account/", views.home, name="mfa_index"),
    path("account/", views.home, name="mfa_list_webauthn"),
    path("account/", views.home, name="account"),
    path("account/sign-out/", views.end_sessions, name="account_end_sessions"),
    path("account/app/add/", app.activate_totp, name="mfa_activate_totp"),
    path("account/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/codes/new/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("account/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path(
        "account/passkeys/<int:pk>/remove/",
        passkeys.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    # before something delicate
    path("account/again/", accounts.reauthenticate, name="account_reauthenticate"),
    path("account/again/code/", factors.reauthenticate, name="mfa_reauthenticate"),
    path(
        "account/again/passkey/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
]

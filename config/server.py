"""How gunicorn serves the site.

No access log: a line of it would hold an address and what was asked for.
"""

import os
import sys
from pathlib import Path
from threading import Thread

import environ

from archive import names
from config import logs

# The environment wins over .env, as in config/settings.py.
_ENV_FILE = Path(__file__).resolve().parent.parent / ".env"
if _ENV_FILE.exists():
    environ.Env.read_env(_ENV_FILE)

bind = [f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"]
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
worker_class = "gthread"
threads = 44  # more than config/gate.py lets wait
SWITCH_SECONDS = 0.001
timeout = 60
graceful_timeout = 5
# What is longer is refused by gunicorn itself, not by a page of ours: its most.
limit_request_line = 8190
accesslog = None
# A proxy named here may say that the visitor came by https; nobody else may.
forwarded_allow_ips = os.environ.get("TRUSTED_PROXIES", "127.0.0.1,::1")
# gunicorn's warnings quote the visitor's address, its errors the URL.
logconfig_dict = {
    "root": {"level": "INFO", "handlers": ["error_console"]},
    "loggers": {
        "gunicorn": {"level": "ERROR"},
        "gunicorn.error": {"level": "ERROR", "propagate": True},
    },
    "handlers": {
        "error_console": {"class": "logging.StreamHandler", "formatter": "generic"}
    },
    "formatters": {
        "generic": {"()": logs.formatter(os.environ.get("LOG_FORMAT", "plain"))}
    },
}


def post_worker_init(_worker: object) -> None:
    """The names of the world's places are read before anybody searches for one.

    And a thread that sets a page lets others read sooner: Python's own turn of five
    milliseconds would be lost at each question they put to the database.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    places = {"a": "Oral", "b": "Uralsk", "kind": names.Kind.PLACE}
    Thread(target=names.score, kwargs=places, daemon=True).start()

"""The entry for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# a visitor does not wait for ever; docs/settings.md
os.environ.setdefault("REQUEST_SECONDS", "20")

application = get_wsgi_application()

"""Lists of missions as files, and what a load makes of them."""

from django.conf import settings
from django.core.management import call_command

from campaign.models import Recipient

FOLDER = settings.BASE_DIR / "data" / "missions"
KAZAKHSTAN = FOLDER / "kazakhstan.csv"
CONTACTS = "mission,sending,receiving,kind,medium,value,country,valid_to\n"
MISSIONS = "sending,receiving,kind,city,country,lat,lon,phone,email,website,wikidata,accredited_to,as_of,flags\n"
LONDON = (
    "KZ,GB,embassy,City of Westminster,GB,51.5,-0.13,,,,Q16867391,GB IE,2022-11-16,\n"
)


def load(path=KAZAKHSTAN):
    call_command("load_missions", path)


def written(tmp_path, rows, head=CONTACTS):
    path = tmp_path / "missions.csv"
    path.write_text(head + rows, encoding="utf-8")
    return path


def listed(tmp_path, *rows):
    return written(tmp_path, "".join(rows), head=MISSIONS)


def slugs():
    return list(Recipient.objects.order_by("slug").values_list("slug", flat=True))

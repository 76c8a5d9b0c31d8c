"""A letter that is being written: read, asked about, posted to the editor."""

from datetime import date

from django.urls import reverse

from campaign import drafting
from campaign.models import ModelLetter

DAY = date(2026, 3, 1)

LETTER = """\
To the Embassy of Kazakhstan

Dear Ambassador,

We protest at the arrest of ten miners in A Town on 3 May 2021.

On 3 May 2021 police raided the union office and beat two of those inside.

We demand that you release the ten miners at once.

Yours faithfully,
A. Sender, A Branch
"""


def whole(letter):
    return ModelLetter.objects.with_text().get(pk=letter.pk)


def sheet_of(letter):
    return drafting.sheet_of(whole(letter))


def texts(letter):
    return [each.text for each in letter.paragraphs.order_by("order")]


def sentences(letter, **more):
    return [p.sentence for p in drafting.problems(whole(letter), today=DAY, **more)]


def page_of(letter, name="edit"):
    return reverse(f"admin:campaign_modelletter_{name}", args=[letter.pk])


def form_of(letter):
    """What the editor posts for a letter as it is saved."""
    sheet = sheet_of(letter)
    sent = {
        "seen": sheet.mark,
        "rows": len(sheet.pieces),
        "subject": sheet.subject,
        "in_force_from": sheet.in_force_from.isoformat(),
        "register": sheet.register,
        "what_changed": sheet.what_changed,
    }
    for at, piece in enumerate(sheet.pieces):
        sent |= {
            f"{at}-key": piece.key,
            f"{at}-role": piece.role,
            f"{at}-text": piece.text,
            f"{at}-locked": "on",
            f"{at}-cites": list(piece.claims),
            f"{at}-other": list(piece.alternatives),
        }
    return sent

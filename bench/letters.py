"""How long a letter takes in process: python bench/letters.py.

Prints the median and 95th percentile in milliseconds, warm, of letters that
all differ, since the PDF compiler remembers what it has set before.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import quantiles
from time import perf_counter

ROUNDS, WARM_UP = 200, 10
SENTENCE = (
    "On Saturday 11 June 2011 riot police attacked the workers on strike in Aktau"
    " and their families, and one of the women had to undergo an operation."
)

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402 (it needs the two lines above)

django.setup()

from campaign.formats import docx, eml, html, pdf, text  # noqa: E402
from campaign.letters import Letter  # noqa: E402

LETTER = Letter(
    language="en",
    sender=("A. Sender", "London"),
    place_and_date="London, 16 June 2011",
    written_on=date(2011, 6, 16),
    addressee=("The Ambassador", "Embassy of A State", "1 Long Street", "LONDON"),
    reference="",
    subject="Stop repression of striking oil and gas workers",
    salutation="Your Excellency,",
    paragraphs=(SENTENCE,) * 6,
    closing="Yours faithfully,",
    signature=("A. Sender",),
    copies_label="Copy to:",
    copies=("The Foreign Office",),
    email_to="embassy@example.org",
    email_cc=(),
    is_draft=False,
)


def different_letters() -> Iterator[Letter]:
    for number in range(ROUNDS + WARM_UP):
        name = f"A. Sender the {number}th"
        own = f"This is letter {number}. {SENTENCE}"
        yield replace(
            LETTER,
            sender=(name, "London"),
            signature=(name,),
            paragraphs=(*LETTER.paragraphs[1:], own),
        )


def milliseconds(render: Callable[[Letter], bytes]) -> list[float]:
    times = []
    for letter in different_letters():
        began = perf_counter()
        render(letter)
        times.append((perf_counter() - began) * 1000)
    return times[WARM_UP:]


def main() -> None:
    for form in (text, html, pdf, docx, eml):
        cuts = quantiles(milliseconds(form.render), n=20)
        sys.stdout.write(
            f"{form.EXTENSION:5} median {cuts[9]:7.2f} ms   p95 {cuts[18]:7.2f} ms\n"
        )


if __name__ == "__main__":
    main()

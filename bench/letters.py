"""How long a letter takes in process: python -m bench.letters.

Prints the median and 95th percentile in milliseconds, warm, of letters that
all differ, since the PDF compiler remembers what it has set before; then the
same with sources, a link and a QR code. The ratio is that of the median to a
fixed piece of work.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from statistics import quantiles
from time import perf_counter

from bench import ground  # first: it sets Django up

# isort: split
from campaign.formats import docx, eml, html, pdf, text
from campaign.letters import Letter

ROUNDS, WARM_UP = 200, 10
SENTENCE = (
    "On Saturday 11 June 2011 riot police attacked the workers on strike in Aktau"
    " and their families, and one of the women had to undergo an operation."
)

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
WITH_SOURCES = replace(
    LETTER,
    reference="Ref. 1/2",
    facts_checked="Facts checked on 16 June 2011",
    notes=((1,), (1, 2), (2,), (), (3,), ()),
    sources_label="Sources",
    sources=("A publisher: “A report”, 16 June 2011, https://example.org/report/",) * 3,
    evidence_label="Evidence for each sentence:",
    evidence_url="https://letters.example.org/campaigns/a-campaign/evidence/",
)


def different_letters(model: Letter) -> Iterator[Letter]:
    for number in range(ROUNDS + WARM_UP):
        name = f"A. Sender the {number}th"
        own = f"This is letter {number}. {SENTENCE}"
        yield replace(
            model,
            sender=(name, "London"),
            signature=(name,),
            paragraphs=(*model.paragraphs[1:], own),
        )


def milliseconds(render: Callable[[Letter], bytes], model: Letter) -> list[float]:
    times = []
    for letter in different_letters(model):
        began = perf_counter()
        render(letter)
        times.append((perf_counter() - began) * 1000)
    return times[WARM_UP:]


def main() -> None:
    one = ground.yardstick()
    ground.say(f"{'':18}{'median ms':>11}{'p95 ms':>9}{'ratio':>8}")
    for model, what in ((LETTER, ""), (WITH_SOURCES, "with sources")):
        for form in (text, html, pdf, docx, eml):
            cuts = quantiles(milliseconds(form.render, model), n=20)
            name = f"{form.EXTENSION} {what}"
            ratio = cuts[9] / one
            ground.say(f"{name:18}{cuts[9]:11.2f}{cuts[18]:9.2f}{ratio:8.3f}")


if __name__ == "__main__":
    main()

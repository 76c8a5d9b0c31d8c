"""The words that prove a claim, and the slug it is known by."""

import re

from archive.models import Claim, Passage, Revision, slugs


def exact_words(revision: Revision, words: str) -> Passage:
    """The passage with these words; line breaks and spaces count alike.

    Raises ValueError unless they stand in the text exactly once.
    """
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        raise ValueError("Give the words of the report that prove it.")
    # whole words only: "fine" does not stand in "confined"
    pattern = r"(?<!\w)" * words.strip()[0].isalnum() + r"\s+".join(parts)
    pattern += r"(?!\w)" * words.strip()[-1].isalnum()
    found = list(re.finditer(pattern, revision.text))
    if not found:
        raise ValueError("These words do not stand in this report.")
    if len(found) > 1:
        raise ValueError(
            f"These words stand {len(found)} times in this report: give more of them."
        )
    return Passage.objects.at(revision, *found[0].span())


def free_slug(sentence: str) -> str:
    return slugs.free_slug(Claim, sentence, otherwise="claim")

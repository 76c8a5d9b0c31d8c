"""What the words beside a name tell of a person: verbs, ages, roles."""

from archive import lexicon
from archive.extraction.words import Page


def acts(page: Page, first: int, last: int) -> bool:
    """Whether a verb of people, an age or a role stands beside it."""
    if first and (
        _is_by_another_name(page, first)
        or _is_one_of_them(page, first, last)
        or (last - first > 1 and _is_a_party(page, first))
    ):
        return True
    gap_after = page.gap(last) if last < len(page.words) else ""
    if last < len(page.words):
        if gap_after == " " and page.lexis.person_verbs.length_at(page.folded, last):
            return True
        if gap_after in {", ", " (", ",\n"} and _is_apposition(page, last):
            return last - first > 1 or page.gap(first) != ", "
    if not first or page.gap(first) != " ":
        return False
    two = " ".join(page.folded[max(0, first - 2) : first])
    return page.folded[first - 1] in page.lexis.say_verbs or (
        two in page.lexis.person_cues and last - first > 1
    )


def _is_by_another_name(page: Page, first: int) -> bool:
    """Known as "Baipor", alias Bung."""
    if page.gap(first).strip(" \"'\u2018\u201c"):
        return False
    before = page.folded[first - 1]
    is_known = before == "as" and first > 1 and page.folded[first - 2] == "known"
    return is_known or before in {"alias", "aka", "nicknamed"}


def _is_a_party(page: Page, first: int) -> bool:
    """State v. Sher Baz: the accused."""
    return page.folded[first - 1] in {"v", "vs"} and page.gap(first) in {" ", ". "}


def _is_one_of_them(page: Page, first: int, last: int) -> bool:
    """Says a worker, Thanasis, 48."""
    if page.gap(first) != ", " or page.folded[first - 1] not in _PEOPLE:
        return False
    return last < len(page.words) and page.words[last].text.isdigit()


_PEOPLE = lexicon.listed(
    "boy driver father girl man mother neighbour protester resident striker student "
    "teacher villager witness woman worker"
)


def _is_apposition(page: Page, index: int) -> bool:
    """President of …, 34, a lawyer …, the union's treasurer."""
    for at in range(index, min(index + 5, len(page.words))):
        word = page.words[at]
        if at > index and (not word.joins or word.folded == "and"):
            return False
        if page.folded[at] in page.lexis.titles or page.folded[at] in {"who", "whose"}:
            return True
        if at == index and word.text.isdigit() and len(word.text) == 2:
            return page.text[word.end : word.end + 1] in {",", ")", "."}
        if word.is_capitalised and at > index + 2:
            return False
    return False

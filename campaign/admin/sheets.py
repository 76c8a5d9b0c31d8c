"""The form of the editor: what it posts as a sheet, and a sheet as its rows.

A button moves, adds or finds without saving anything; only "Save" does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict

from archive.models import Claim
from campaign import drafting
from campaign.admin.versions import day_of
from campaign.drafting import Piece, Problem, Sheet
from campaign.models import Campaign, ModelLetter, Paragraph


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph as the editor shows it."""

    at: int  # its place, from 0: the names of its fields begin with it
    piece: Piece
    cited: Sequence[Claim]
    found: Sequence[Claim]  # offered, not chosen
    words: str  # what was searched for
    was_searched: bool
    problems: Sequence[Problem]

    @property
    def number(self) -> int:
        return self.at + 1

    @property
    def cites(self) -> str:
        """The name of the boxes of its facts."""
        return f"{self.at}-cites"


@dataclass(frozen=True, slots=True)
class Act:
    """Which button was pressed, and beside which paragraph."""

    name: str  # save, preview, pdf, up, down, add, out, find
    at: int = -1


def act_of(post: QueryDict) -> Act:
    name, _dash, place = post.get("act", "preview").partition("-")
    number = _number(place)
    return Act(name, -1 if number is None else number)


def sheet_from(post: QueryDict, saved: Sheet) -> Sheet:
    """What was typed; what a field does not say stays as it is saved."""
    count = _number(post.get("rows", "")) or 0
    places = range(min(count, drafting.MOST_PARAGRAPHS + 1))
    by_key = {piece.key: piece for piece in saved.pieces}
    return Sheet(
        subject=_line(post.get("subject", "")),
        register=post.get("register", "")
        if post.get("register") in ModelLetter.Register.values
        else saved.register,
        in_force_from=day_of(post.get("in_force_from", "")) or saved.in_force_from,
        what_changed=_line(post.get("what_changed", "")),
        pieces=tuple(_piece(post, at, by_key) for at in places),
    )


def _piece(post: QueryDict, at: int, saved: Mapping[int | None, Piece]) -> Piece:
    there = saved.get(_number(post.get(f"{at}-key", "")))
    texts = (_line(text) for text in post.getlist(f"{at}-other"))
    claims = (_number(key) for key in post.getlist(f"{at}-cites"))
    return Piece(
        role=post.get(f"{at}-role", ""),
        text=_line(post.get(f"{at}-text", "")),
        is_locked=f"{at}-locked" in post,
        is_optional=f"{at}-optional" in post,
        alternatives=tuple(text for text in texts if text),
        claims=tuple(dict.fromkeys(key for key in claims if key)),
        key=there.key if there else None,
        passage=there.passage if there else None,
        follows=_number(post.get(f"{at}-follows", "")),
    )


def moved(sheet: Sheet, act: Act) -> Sheet:
    """The sheet after a button that changes its order; nothing is saved."""
    pieces, at = list(sheet.pieces), act.at
    if act.name == "add" and at <= len(pieces):
        pieces.insert(at + 1, Piece(Paragraph.Role.FACT, ""))
    elif 0 <= at < len(pieces):
        if act.name == "out":
            del pieces[at]
        elif act.name == "up" and at > 0:
            pieces.insert(at - 1, pieces.pop(at))
        elif act.name == "down":
            pieces.insert(at + 1, pieces.pop(at))
    return replace(sheet, pieces=tuple(pieces))


def rows(
    sheet: Sheet,
    *,
    campaign: Campaign,
    found: Sequence[Problem],
    post: QueryDict | None = None,
) -> list[Row]:
    """Each paragraph with its facts and problems. Four queries at most."""
    act = act_of(post) if post is not None else Act("")
    finding = act.at if act.name == "find" else -1
    wanted = {key for piece in sheet.pieces for key in piece.claims}
    claims = {claim.pk: claim for claim in drafting.in_order(sorted(wanted))}
    made = []
    for at, piece in enumerate(sheet.pieces):
        words = (
            _line(post.get(f"{at}-find", ""))[:200] if post and at == finding else ""
        )
        offered = _offered(piece, words, campaign) if at == finding else []
        made.append(
            Row(
                at=at,
                piece=piece,
                cited=[claims[key] for key in piece.claims if key in claims],
                found=[each for each in offered if each.pk not in piece.claims],
                words=words,
                was_searched=at == finding,
                problems=[each for each in found if each.paragraph == at + 1],
            )
        )
    return made


def _offered(piece: Piece, words: str, campaign: Campaign) -> list[Claim]:
    if words:
        return drafting.searched(words, campaign)
    return drafting.fitting(piece.text, campaign)


def _line(text: str) -> str:
    """On one line: a paragraph of a letter has no breaks in it."""
    return " ".join(text.replace("\x00", "").split())


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) < 19
    return int(text) if is_number else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """For whom, as whom and on which day the preview is made."""

    to: str
    acts_as: str
    on: date
    is_sourced: bool = False

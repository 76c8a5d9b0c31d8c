"""The editor: a whole version on one page, what is wrong with it, how it prints."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from babel.languages import get_official_languages
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from pypdf import PdfReader

from archive.reading.screen import Screen
from campaign import citations, drafting, formats, letters, placeholders
from campaign.admin import sheets, versions
from campaign.drafting import Problem, Sheet
from campaign.formats import pdf
from campaign.forms.offer import addressees
from campaign.letters import Letter
from campaign.models import ModelLetter, Paragraph, Recipient


@dataclass(frozen=True, slots=True)
class Preview:
    """The letter as it would print, or why it cannot be written."""

    recipients: Sequence[tuple[str, str]]  # slug and name
    wanted: sheets.Wanted
    letter: Letter | None
    reasons: Sequence[str]
    pages: int | None = None
    file: bytes = b""

    @property
    def direction(self) -> str:
        return formats.direction(self.letter.language) if self.letter else "ltr"


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The editor. A published version, or without the right, is only read."""
    versions.refuse_without(request, versions.MAY_SEE)
    saved = versions.loaded(pk)
    is_open = not saved.is_published and request.user.has_perms(versions.MAY_CHANGE)
    before = drafting.sheet_of(saved)
    if request.method != "POST":
        return _shown(request, saved, before, is_open=is_open)
    act = sheets.act_of(request.POST)
    typed = sheets.sheet_from(request.POST, before) if is_open else before
    if act.name == "save":
        versions.refuse_without(request, versions.MAY_CHANGE)
        return _save(request, saved, typed, is_open=is_open)
    return _shown(request, saved, sheets.moved(typed, act), is_open=is_open)


def _save(
    request: HttpRequest, saved: ModelLetter, typed: Sheet, *, is_open: bool
) -> HttpResponse:
    try:
        seen = request.POST.get("seen", "")
        drafting.rewrite(saved, typed, by=request.user, seen=seen)
    except drafting.Refused as refused:
        return _shown(request, saved, typed, is_open=is_open, refused=refused)
    versions.logged(request, saved, _("Written in the editor."))
    messages.success(request, _("Saved. Nothing is published by that."))
    return versions.to_editor(saved)


def _shown(
    request: HttpRequest,
    saved: ModelLetter,
    sheet: Sheet,
    *,
    is_open: bool,
    refused: drafting.Refused | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    post = request.POST if request.method == "POST" else None
    before = drafting.sheet_of(saved)
    wanted, chosen, offered = _wanted(saved, post, today)
    found: list[Problem] = []
    screen = citations.screen_of([saved.campaign], documents=drafting.behind(sheet))
    preview = Preview(offered, wanted, None, ())
    try:
        letter = (
            saved if sheet == before else drafting.trying(saved, sheet, today=today)
        )
        preview = _preview(letter, wanted, chosen, offered, screen)
        found = drafting.problems(
            letter, today=today, pages=preview.pages, screen=screen
        )
    except drafting.Refused as reasons:
        found = _unsaveable(reasons)
    if post is not None and sheets.act_of(post).name == "pdf" and preview.file:
        return HttpResponse(preview.file, content_type=pdf.MEDIA_TYPE)
    context = {
        "letter": saved,
        "sheet": sheet,
        "rows": sheets.rows(sheet, campaign=saved.campaign, found=found, post=post),
        "general": [each for each in found if each.paragraph is None],
        "found": found,
        "preview": preview,
        "refused": refused.reasons if refused else (),
        "is_stale": isinstance(refused, drafting.Stale),
        "is_open": is_open,
        "is_changed": sheet.mark != before.mark,
        "seen": _seen(post, before),
    } | _choices(saved)
    response = versions.page(
        request, "modelletter/editor.html", _("Write the letter"), **context
    )
    response.status_code = 409 if refused else 200
    return response


def _seen(post: QueryDict | None, before: Sheet) -> str:
    """The state the editing began with: not the one a page shows meanwhile."""
    return (post.get("seen", "") if post is not None else "") or before.mark


def _choices(saved: ModelLetter) -> dict[str, object]:
    source = saved.follows
    other = [code for code in versions.languages() if code != saved.language]
    return {
        "roles": Paragraph.Role.choices,
        "registers": ModelLetter.Register.choices,
        "followed": list(source.paragraphs.all()) if source else [],
        "languages": other,
        "frames": [
            each for each in ModelLetter.Frame.choices if each[0] != saved.frame
        ],
        "kinds": _kinds(saved),
        "placeholders": placeholders.KNOWN.items(),
        "siblings": list(versions.siblings(saved)),
    }


def _kinds(saved: ModelLetter) -> list[str]:
    """As whom somebody writes this letter."""
    return [kind for kind, frame in letters.FRAMES.items() if frame == saved.frame]


def _unsaveable(refused: drafting.Refused) -> list[Problem]:
    """Each reason beside its paragraph."""
    found = []
    for reason in refused.reasons:
        number = next(
            (
                at
                for at in range(1, drafting.MOST_PARAGRAPHS + 2)
                if reason.startswith(_("Paragraph %(n)s") % {"n": at} + ":")
            ),
            None,
        )
        found.append(Problem(reason, number, "saving"))
    return found


def _wanted(
    saved: ModelLetter, post: QueryDict | None, today: date
) -> tuple[sheets.Wanted, Recipient | None, list[tuple[str, str]]]:
    """What the preview is asked for, the recipient, and who could be chosen."""
    asked = post if post is not None else QueryDict()
    day = versions.day_of(asked.get("preview_on", ""))
    on = day or max(today, saved.in_force_from)
    keys = [each.pk for each in addressees(saved.campaign)]
    fitting = list(Recipient.objects.with_reach().filter(pk__in=keys))
    slug = asked.get("preview_to", "")
    chosen = next((each for each in fitting if each.slug == slug), None)
    chosen = chosen or _likely(fitting, saved.language, on)
    kinds = _kinds(saved)
    acts_as = asked.get("preview_as", "")
    wanted = sheets.Wanted(
        to=chosen.slug if chosen else "",
        acts_as=acts_as if acts_as in kinds else kinds[0],
        on=on,
        is_sourced="preview_sources" in asked,
    )
    offered = [(each.slug, _called(each)) for each in fitting]
    return wanted, chosen, sorted(offered, key=lambda pair: pair[1])


def _likely(fitting: Sequence[Recipient], language: str, on: date) -> Recipient | None:
    """Where the address is known, by preference where the language is spoken."""
    code = language.split("-", maxsplit=1)[0]

    def rank(recipient: Recipient) -> tuple[bool, bool, str]:
        spoken = get_official_languages(recipient.stands_in, de_facto=True)
        is_reached = recipient.address_on(on) is not None
        return not is_reached, code not in spoken, recipient.slug

    return min(fitting, key=rank, default=None)


def _called(recipient: Recipient) -> str:
    parts = (recipient.name or recipient.get_kind_display(), recipient.city)
    return ", ".join(part for part in parts if part) + f" ({recipient.slug})"


def _preview(
    letter: ModelLetter,
    wanted: sheets.Wanted,
    recipient: Recipient | None,
    offered: Sequence[tuple[str, str]],
    screen: Screen,
) -> Preview:
    if recipient is None:
        reason = _("This campaign has nobody to write to yet.")
        return Preview(offered, wanted, None, [reason])
    sender = drafting.nobody(
        letter, acts_as=wanted.acts_as, on=wanted.on, country=recipient.stands_in
    )
    try:
        made = letters.compose(
            letter,
            recipient=recipient,
            sender=sender,
            written_on=wanted.on,
            choices=letters.Choices(with_sources=wanted.is_sourced),
            screen=screen,
        )
    except letters.Refused as refused:
        return Preview(offered, wanted, None, refused.reasons)
    file = pdf.render(made)
    pages = len(PdfReader(BytesIO(file)).pages)
    return Preview(offered, wanted, made, (), pages, file)

"""What is new in a campaign, as Atom."""

from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from archive import feeds
from archive.exports import atom
from archive.reading import protecting
from archive.templatetags.wording import language_name, span_words
from campaign.actions import news
from campaign.citations import shown
from campaign.models import Campaign, ModelLetter
from campaign.templatetags.acting import country, office


@require_safe
@cache_control(public=True, max_age=60)
def campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """Updates, replies and new letters. 15 queries at most; a draft is 404."""
    visible = Campaign.objects.visible_to(request.user).select_related("successor")
    viewer, on = request.user, timezone.localdate()
    found = protecting.at(visible, slug, viewer=viewer)
    if found is None:
        raise Http404
    screen, latest = news.news(found, viewer=viewer, on=on)
    site = settings.SITE_URL
    read = shown.campaign(found, screen)
    return feeds.answer(
        atom.Feed(
            id=atom.tag(site, f"campaign/{found.pk}"),
            title=f"{read.title} – {settings.SITE_NAME}",
            subtitle=read.summary,
            address=site + reverse("campaign:feed", args=[found.slug]),
            page=site + found.get_absolute_url(),
            by=settings.SITE_NAME,
            language=get_language() or settings.LANGUAGE_CODE,
            entries=tuple(_entry(each, found, site) for each in latest),
        )
    )


def _entry(found: news.News, campaign: Campaign, site: str) -> atom.Entry:
    match found:
        case news.Said():
            return _update(found, campaign, site)
        case news.Answered():
            return _answer(found, campaign, site)
        case news.Offered():
            return _letter(found, campaign, site)


def _update(found: news.Said, campaign: Campaign, site: str) -> atom.Entry:
    update = found.update
    return atom.Entry(
        id=atom.tag(site, f"update/{update.pk}"),
        title=_("Update %(n)s: %(title)s")
        % {"n": update.number, "title": update.title},
        address=f"{site}{campaign.get_absolute_url()}#update-{update.number}",
        updated=found.since,
        published=update.published_on,
        summary=update.text,
        categories=("update",),
    )


def _answer(found: news.Answered, campaign: Campaign, site: str) -> atom.Entry:
    action, anchor = found.told.action, found.told.anchor
    log = reverse("campaign:actions")
    address = (
        f"{log}?campaign={campaign.slug}#{anchor}"
        if anchor
        else f"{campaign.get_absolute_url()}#actions"
    )
    return atom.Entry(
        id=atom.tag(site, f"reply/{found.answer.reply.pk}"),
        title=found.answer.reply.text,
        address=site + address,
        updated=found.since,
        published=action.last_day,
        summary="\n".join(_circumstances(found)),
        categories=("reply", found.answer.reply.stance),
    )


def _circumstances(found: news.Answered) -> Iterator[str]:
    told, action = found.told, found.told.action
    where = office(told.recipient) if told.recipient else action.city
    about = (
        action.get_kind_display().capitalize(),
        where or (country(action.country) if action.country else ""),
        span_words(action.happened),
        found.answer.reply.get_stance_display(),
    )
    yield " · ".join(filter(None, about))
    for each in found.answer.against:
        yield _("Against it: %(claim)s") % {"claim": each.claim.sentence}


def _letter(found: news.Offered, campaign: Campaign, site: str) -> atom.Entry:
    letter = found.letter
    history = reverse("campaign:history", args=[campaign.slug])
    return atom.Entry(
        id=atom.tag(site, f"letter/{letter.pk}"),
        title=_name(letter),
        address=site + history,
        updated=found.since,
        published=letter.in_force_from,
        summary=letter.what_changed,
        categories=("letter",),
    )


def _name(letter: ModelLetter) -> str:
    values = {
        "frame": letter.get_frame_display().capitalize(),
        "language": language_name(letter.language),
        "version": letter.version,
    }
    return _("%(frame)s, in %(language)s, version %(version)s") % values

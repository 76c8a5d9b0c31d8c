"""What a letter cites, and whether it still holds.

Asked anew each time: the archive does not know who cites a claim, and no
second copy of the answer is kept anywhere.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.models import Claim, Document
from archive.models.authorship import Author as Viewer
from archive.protection import BLACK
from archive.reading import protecting
from archive.reading.screen import Screen
from campaign.models import Campaign, Citation, ModelLetter, Paragraph

# what people have looked at: of other claims not even the sentence is said
DECIDED = frozenset({Claim.Status.CONFIRMED, Claim.Status.DISPUTED})


@dataclass(frozen=True, slots=True)
class Failing:
    """A cited claim that does not hold on the day, and why."""

    claim: Claim
    why: str
    since: date | None  # the day it was replaced; None for other reasons
    replaced_by: Claim | None  # None also while it is not public


@dataclass(frozen=True, slots=True)
class Status:
    """Whether a letter can be written today in one language and frame."""

    language: str
    model_letter: ModelLetter
    failing: tuple[Failing, ...]
    is_withheld: bool = False  # it names somebody whose name is not shown

    @property
    def can_be_written(self) -> bool:
        return not (self.failing or self.is_withheld or uncited(self.model_letter))


def screen_of(
    campaigns: Iterable[Campaign],
    *,
    documents: Collection[int] = (),
    viewer: Viewer = None,
) -> Screen:
    """Whose names no reader of these campaigns and documents is to read.

    Letters and their pages are for everybody: no viewer. One query.
    """
    keys = [each.pk for each in campaigns]
    cited = Citation.objects.filter(paragraph__model_letter__campaign__in=keys)
    shown = Campaign.documents.through.objects.filter(campaign__in=keys)
    adapted = ModelLetter.objects.filter(campaign__in=keys, adapted_from__isnull=False)
    about = Document.objects.filter(
        Q(pk__in=documents)
        | Q(pk__in=shown.values("document"))
        | Q(pk__in=adapted.values("adapted_from"))
        | Q(revisions__passages__evidence__claim__in=cited.values("claim"))
    )
    return protecting.screen_for(
        viewer, documents=about.order_by().values_list("pk", flat=True)
    )


def is_withheld(model_letter: ModelLetter, screen: Screen) -> bool:
    """Whether the letter, in any wording, says a name not shown in public.

    Or has a gap where one stood that was purged.
    """
    if not screen:
        return False
    said = [model_letter.subject]
    for paragraph in model_letter.paragraphs.all():
        others = (each.text for each in paragraph.alternatives.all())
        said += [paragraph.text, *others]
    return any(BLACK in words or screen.names_in(words) for words in said)


def withheld_in_words() -> str:
    return _(
        "This letter names somebody whose name is protected. "
        "It cannot be written until somebody has taken the name out."
    )


def cited(model_letter: ModelLetter) -> list[Citation]:
    """What a model letter cites, each claim once, in the order of the letter.

    No query when the letter was loaded with_text().
    """
    found = {
        citation.claim_id: citation
        for paragraph in model_letter.paragraphs.all()
        for citation in paragraph.citations.all()
    }
    return list(found.values())


def failing(
    model_letter: ModelLetter, *, on: date, screen: Screen | None = None
) -> list[Failing]:
    """The cited claims that do not hold on a day; empty = the letter may go.

    The letter was loaded with_text(). A claim also fails while no published
    document supports it, whatever day the letter has. One query without a
    screen.
    """
    screen = screen_of([model_letter.campaign]) if screen is None else screen
    return [
        _failing(citation, on, screen)
        for citation in cited(model_letter)
        if not (citation.is_proven and citation.claim.holds_on(on))
    ]


def _failing(citation: Citation, on: date, screen: Screen) -> Failing:
    """Of what nothing public proves, or nobody has confirmed, not even the
    sentence is said in public.
    """
    claim = screen.claim(citation.claim)
    if not citation.is_proven:
        sentence = _("Nothing public proves a fact that paragraph %(n)s rests on.")
        return Failing(claim, sentence % {"n": citation.paragraph.order}, None, None)
    if claim.status not in DECIDED:
        sentence = _("Paragraph %(n)s rests on a fact that has not been confirmed.")
        return Failing(claim, sentence % {"n": citation.paragraph.order}, None, None)
    newer = claim.superseded_by if citation.newer_is_public else None
    return Failing(claim, why(claim, on=on, newer=newer), claim.superseded_on, newer)


def why(claim: Claim, *, on: date, newer: Claim | None = None) -> str:
    """The reason a claim does not hold on a day, as a sentence.

    What nobody has confirmed is not repeated, whatever report says it.

    `newer` is what replaced it, when that may be said in public.
    """
    if claim.status == Claim.Status.DISPUTED:
        return _("“%(claim)s” is disputed: %(reason)s") % {
            "claim": claim.sentence,
            "reason": claim.disputed_reason or _("no reason was given"),
        }
    if claim.status != Claim.Status.CONFIRMED:
        return _("A fact it rests on has not been confirmed.")  # nor is it said
    if on < claim.known_from:
        return _("“%(claim)s” was not known before %(day)s.") % {
            "claim": claim.sentence,
            "day": date_format(claim.known_from),
        }
    values = {
        "claim": claim.sentence,
        "day": date_format(claim.superseded_on or on),
        "newer": f"“{newer}”",
    }
    if newer is None:
        return _("“%(claim)s” no longer holds since %(day)s.") % values
    return _("“%(claim)s” no longer holds: since %(day)s, %(newer)s") % values


def in_force(campaign: Campaign, *, on: date) -> list[ModelLetter]:
    """The version in force on a day, by frame and language. Five queries.

    Letters of a person or an organisation first, English before the others.
    A report under embargo on that day proves nothing.
    """
    newest: dict[tuple[str, str], ModelLetter] = {}
    for each in campaign.model_letters.in_force(on=on).with_text(today=on):
        newest.setdefault((each.frame, each.language), each)
    frames = ModelLetter.Frame.values
    return sorted(
        newest.values(),
        key=lambda each: (
            frames.index(each.frame),
            each.language != "en",
            each.language,
        ),
    )


def statuses(campaign: Campaign, *, on: date) -> list[Status]:
    """For each frame and language, whether its letter can be written on a day."""
    screen = screen_of([campaign])
    return [status(each, on=on, screen=screen) for each in in_force(campaign, on=on)]


def is_written_on(campaign: Campaign, *, on: date) -> bool:
    """What can_be_written() asks, and that no protected name is said."""
    return any(each.can_be_written for each in statuses(campaign, on=on))


def status(model_letter: ModelLetter, *, on: date, screen: Screen) -> Status:
    """Whether a letter that was loaded with_text() can be written on a day."""
    return Status(
        model_letter.language,
        model_letter,
        tuple(failing(model_letter, on=on, screen=screen)),
        is_withheld(model_letter, screen),
    )


def uncited(model_letter: ModelLetter) -> Iterable[int]:
    """The order numbers of fact paragraphs that cite nothing."""
    return [
        paragraph.order
        for paragraph in model_letter.paragraphs.all()
        if paragraph.role == paragraph.Role.FACT and not paragraph.citations.all()
    ]


def uncited_in_words(model_letter: ModelLetter) -> list[str]:
    return [
        _("Paragraph %(n)s states facts and cites no claim.") % {"n": order}
        for order in uncited(model_letter)
    ]


def obstacles(
    model_letter: ModelLetter, *, on: date, screen: Screen | None = None
) -> list[str]:
    """Why nobody can write the letter on a day; empty = it may go.

    One query without a screen.
    """
    screen = screen_of([model_letter.campaign]) if screen is None else screen
    failed = failing(model_letter, on=on, screen=screen)
    names = [withheld_in_words()] if is_withheld(model_letter, screen) else []
    return [*uncited_in_words(model_letter), *names, *(each.why for each in failed)]


def can_be_written(*, today: date) -> Exists:
    """For a query of campaigns: has it a letter that can be written today?

    What statuses() answers with four queries, as a condition of one.
    """
    begun = ModelLetter.objects.published().filter(in_force_from__lte=today)
    same = begun.filter(
        campaign=OuterRef("campaign"),
        language=OuterRef("language"),
        frame=OuterRef("frame"),
    )
    newer = same.filter(
        Q(in_force_from__gt=OuterRef("in_force_from"))
        | Q(in_force_from=OuterRef("in_force_from"), version__gt=OuterRef("version"))
    )
    stands = Citation.objects.standing(today=today)
    fails = Citation.objects.filter(
        ~Exists(stands.filter(pk=OuterRef("pk"))),
        paragraph__model_letter=OuterRef("pk"),
    )
    bare = Paragraph.objects.filter(
        model_letter=OuterRef("pk"), role=Paragraph.Role.FACT, citations=None
    )
    whole = begun.filter(~Exists(newer), ~Exists(fails), ~Exists(bare))
    return Exists(whole.filter(campaign=OuterRef("pk")))

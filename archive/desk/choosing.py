"""From a button on a card of mentions to the act. Nothing is written here."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager

from django.http import HttpRequest
from django.utils.translation import gettext as _

from archive import curation, passages
from archive.desk import cards, forms, shell
from archive.models import Batch, Document, Entity, Mention, Passage, recording
from archive.models.authorship import Author
from archive.models.mention import MentionQuerySet

MOVES: Mapping[str, tuple[Callable[..., tuple[int, int]], str]] = {
    "start_left": (passages.word_left, "start"),
    "start_right": (passages.word_right, "start"),
    "end_left": (passages.word_left, "end"),
    "end_right": (passages.word_right, "end"),
}
# An entity's button says which by its key: "as-17".
AS = "as-"


def decide(request: HttpRequest, document: Document | None) -> None:
    """What the button says, for the places that are ticked.

    Raises ValueError with a sentence, and Stale when one was decided meanwhile.
    """
    act = request.POST.get("act", "")
    if act in MOVES:
        # only the place that is shown in full moves
        _move(request, act, locked(request.POST.getlist("shown"), document)[0])
        return
    mentions = locked(request.POST.getlist("mention"), document)
    if act.startswith(AS):
        _accept(request, mentions, entity(act.removeprefix(AS)))
    elif act in ACTS:
        ACTS[act](request, mentions)
    else:
        raise ValueError(_("That choice is not on offer."))


def shown(seen: Sequence[str], document: Document | None) -> list[Mention]:
    """The open finds a form names, as they are now. One query."""
    return list(_named(seen, document).undecided())


def locked(seen: Sequence[str], document: Document | None) -> list[Mention]:
    """The finds a form names, each as the form showed it.

    seen: key and state of each. Raises Stale, and ValueError for none. Three
    queries; call it inside the act.
    """
    states = _states(seen)
    if not states:
        raise ValueError(_("Tick at least one place."))
    # documents before finds, as corrections lock them
    texts = Passage.objects.filter(mentions__in=states).values("revision")
    row = Document.objects.select_for_update(no_key=True, of=("self",)).order_by("pk")
    list(row.filter(current_revision__in=texts).values_list("pk"))
    mentions = list(_named(seen, document).select_for_update(of=("self",)))
    now = cards.newest_states(mention.pk for mention in mentions)
    for mention in mentions:
        refuse_decided(mention)
        shell.refuse_stale(seen=states[mention.pk], now=str(now.get(mention.pk, "")))
    if len(mentions) < len(states):
        raise shell.Stale(_("This has changed meanwhile. Nothing was changed by you."))
    return mentions


def _states(seen: Sequence[str]) -> dict[int, str]:
    return {
        pk: state
        for key, _dot, state in (each.partition(".") for each in seen)
        if (pk := shell.number(key)) is not None
    }


def _named(seen: Sequence[str], document: Document | None) -> MentionQuerySet:
    rows = Mention.objects.filter(pk__in=_states(seen)).select_related(
        "passage__revision__document__source", "entity", "decided_by"
    )
    if document is not None:
        rows = rows.filter(passage__revision=document.current_revision_id)
    return rows.order_by("passage__revision_id", "passage__start", "pk")


def refuse_decided(mention: Mention) -> None:
    """Raises Stale, with the name of who was quicker."""
    is_open = mention.status == Mention.Status.SUGGESTED and mention.decided_at is None
    if not is_open:
        shell.refuse_stale(seen="open", now="decided", by=mention.decided_by)


def keep(
    mentions: Sequence[Mention], *, kind: str, value: str, request: HttpRequest
) -> None:
    """Accept what needs no entry: a date with its value, a charge, a demand.

    Of another kind than it was found as, it is marked anew, and the find is
    rejected at these words.
    """
    by, at = request.user, shell.moment()
    with together(Batch.Verb.ACCEPT, mentions, by=by):
        others = [each for each in mentions if each.kind != kind]
        if others:
            curation.reject(others, by=by, at=at)
        for mention in mentions:
            curation.mark(mention.passage, kind=kind, by=by, at=at, value=value)


def together(
    verb: str, mentions: Sequence[Mention], *, by: Author
) -> AbstractContextManager[object]:
    """One act, whatever it consists of, under the words it is about."""
    quotes = dict.fromkeys(f"“{mention.passage.quote}”" for mention in mentions)
    words = ", ".join([*quotes][:3]) + (" …" if len(quotes) > 3 else "")
    document = mentions[0].passage.revision.document
    summary = f"{words} ({len(mentions)})"
    return recording(verb, by=by, summary=summary, document=document)


def _move(request: HttpRequest, act: str, mention: Mention) -> None:
    step, edge = MOVES[act]
    passage = mention.passage
    start, end = step(passage.revision.text, passage.start, passage.end, edge=edge)
    curation.move(mention, start, end, by=request.user)


def _accept(request: HttpRequest, mentions: Sequence[Mention], entity: Entity) -> None:
    curation.accept(
        mentions, by=request.user, at=shell.moment(), entity=entity, retag=True
    )


def _keep(request: HttpRequest, mentions: Sequence[Mention]) -> None:
    """As a new entry, or as something that needs none: what the kind says."""
    form = forms.KeepForm(request.POST)
    if not form.is_valid():
        raise ValueError(forms.complaint(form))
    kind, text = form.cleaned_data["kind"], form.cleaned_data["text"]
    if kind in curation.NAMED:
        by, at = request.user, shell.moment()
        curation.accept_as_new(
            mentions,
            text,
            kind=kind,
            by=by,
            at=at,
            is_namesake=form.cleaned_data["namesake"],
        )
        return
    language = mentions[0].passage.revision.document.language
    keep(mentions, kind=kind, value=form.value(language), request=request)


def _reject(request: HttpRequest, mentions: Sequence[Mention]) -> None:
    curation.reject(mentions, by=request.user, at=shell.moment())


def _later(request: HttpRequest, mentions: Sequence[Mention]) -> None:
    curation.set_aside(mentions, by=request.user, at=shell.moment())


def reopen(request: HttpRequest, mention: Mention) -> None:
    """Take a decision back. Raises Stale when somebody has done so."""
    row = Mention.objects.select_for_update(of=("self",)).get(pk=mention.pk)
    shell.refuse_changed(row, request.POST.get("seen", ""))
    curation.reopen([mention], by=request.user)


def entity(key: str) -> Entity:
    """The entry a button names; of a merged one, the one that stands for it."""
    found = (
        Entity.objects.select_related("root").filter(pk=shell.number(key) or 0).first()
    )
    if found is None:
        raise ValueError(_("That entry is gone."))
    return found.root or found


ACTS: Mapping[str, Callable[[HttpRequest, Sequence[Mention]], None]] = {
    "keep": _keep,
    "later": _later,
    "reject": _reject,
}

"""What people decide about a reported action: mended, then published or not."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive import extraction
from archive.models import Batch, Claim, Name, recording
from archive.models.authorship import Author, delete_as, save_as
from archive.models.batch import Act
from campaign import citations
from campaign.models import Action, Campaign, Recipient, Reply


class NamesInside(ValueError):
    """The words look as if they named people."""


@dataclass(frozen=True, slots=True)
class Described:
    """A reply as the moderator words it, and what speaks against it."""

    stance: str
    text: str
    claims: Sequence[Claim] = ()
    row: int | None = None  # the key of the reply that is there; None = a new one


# What of an action a moderator words; the rest are rows it points to.
WORDS = ("who", "received_by", "city", "summary", "happened_words")


def edit(
    action: Action,
    changes: Mapping[str, object],
    replies: Sequence[Described],
    *,
    by: Author,
) -> None:
    """Keep an action as a moderator worded it, with its replies in order.

    A reply that is there keeps its row, and so its passages; what is no more
    among them goes.
    Raises ValueError for a recipient the campaign does not write to.
    """
    for name, value in changes.items():
        setattr(action, name, value)
    if action.campaign and action.recipient:
        refuse_stranger(action.campaign, action.recipient)
    with recording(Batch.Verb.EDIT, by=by, summary=_about(action)):
        save_as(action, by)
        _answer(action, replies, by)


def deciding(
    action: Action, *, by: Author, is_out: bool
) -> AbstractContextManager[Act]:
    """What is done inside is one act, and taken back as one."""
    verb = Batch.Verb.PUBLISH if is_out else Batch.Verb.EDIT
    return recording(verb, by=by, summary=_about(action))


def _about(action: Action) -> str:
    return _("an action, %(action)s") % {"action": action}


def _answer(action: Action, replies: Sequence[Described], by: Author) -> None:
    there = {each.pk: each for each in action.replies.all()}
    for order, said in enumerate(replies, start=1):
        row = there.pop(said.row or 0, None) or Reply(action=action)
        row.order, row.stance, row.text = order, said.stance, said.text
        save_as(row, by)
        if set(row.contradicted_by.values_list("pk", flat=True)) != {
            claim.pk for claim in said.claims
        }:
            row.contradicted_by.set(said.claims)
    for row in there.values():
        # by hand, so that it is put back in the other order
        for passage in row.evidence.all():
            delete_as(passage, by)
        delete_as(row, by)


def refuse_stranger(campaign: Campaign, recipient: Recipient) -> None:
    """Raises ValueError for an office that the campaign has nothing to do with.

    One query, none for an office of the state it writes to.
    """
    if recipient.state == campaign.addressed_state:
        return
    if not campaign.targets.filter(recipient=recipient).exists():
        raise ValueError(
            _("“%(office)s” is not written to in this campaign.")
            % {"office": recipient}
        )


def publish(action: Action, *, by: Author, with_names: bool = False) -> None:
    """Let everybody read it.

    Raises ValueError for a draft campaign or a protected name, NamesInside
    while it seems to name people and nobody has said that this may be read.
    """
    if action.campaign and action.campaign.state == Campaign.State.DRAFT:
        raise ValueError(
            _("Its campaign is a draft: publish the campaign first, or take it out.")
        )
    protected, people = said_names(action)
    if protected:
        raise ValueError(
            _("It names somebody whose name is protected. Take the name out.")
        )
    if people and not with_names:
        raise NamesInside(
            _(
                "These look like names of people: %(names)s. Take them out, or tick below."
            )
            % {"names": ", ".join(people)}
        )
    _move(action, Action.State.PUBLISHED, Batch.Verb.PUBLISH, by)


def reject(action: Action, *, by: Author) -> None:
    """Keep it from being read; it stays, and can be taken up again."""
    _move(action, Action.State.REJECTED, Batch.Verb.REJECT, by)


def decide_again(action: Action, *, by: Author) -> None:
    """Back into the queue, whatever was decided."""
    _move(action, Action.State.REPORTED, Batch.Verb.REOPEN, by)


def _move(action: Action, state: str, verb: str, by: Author) -> None:
    action.state = state
    with recording(verb, by=by, summary=_about(action)):
        save_as(action, by, update_fields=["state"])


def said_names(action: Action) -> tuple[bool, list[str]]:
    """Whether a protected name is in it, and what looks like names of people.

    By rules and by the names of the archive; no language model is loaded.
    Three queries.
    """
    texts = [getattr(action, name) for name in WORDS]
    texts += [reply.text for reply in action.replies.all()]
    told = [text for text in texts if text.strip()]
    about = {action.document_id} if action.document_id else ()
    campaigns = [action.campaign] if action.campaign else []
    screen = citations.screen_of(campaigns, documents=about)
    return any(screen.names_in(text) for text in told), list(people_in(told))


def people_in(texts: Iterable[str]) -> dict[str, None]:
    """What looks like the name of a person, each once. One query."""
    gazetteer = extraction.Gazetteer.build(Name.objects.gazetteer())
    return {
        find.surface: None
        for text in texts
        for find in extraction.extract(
            text, language="en", published_on=None, gazetteer=gazetteer, model=None
        )
        if find.kind == extraction.FindKind.PERSON
    }

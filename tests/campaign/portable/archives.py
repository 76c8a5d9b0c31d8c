"""A small archive, as it leaves, and a file taken in."""

from campaign import portable
from campaign.models import Action, Reply
from tests import make, make_campaign


def taken(archive, **options):
    parsed = portable.parse(portable.dump(archive).encode())
    return portable.arrive(parsed, at=make.NOW, **options)


def small():
    """One campaign with a letter, its report, claim, office and action."""
    document = make.document(slug="a-report", source=make.source(slug="a-paper"))
    passage = make.passage(document, "Police raided the union office")
    union = make.organisation("A Union", slug="a-union")
    make.mention(document, "union", union)
    claim = make.claim(evidence=[passage], slug="a-raid")
    claim.participants.create(role="victim", entity=union)
    campaign = make_campaign.campaign(slug="a-campaign", number="A-1")
    campaign.documents.add(document)
    office = make_campaign.recipient(campaign=campaign)
    make_campaign.address(office)
    fact = {"text": "It was raided.", "role": "fact", "cites": [claim]}
    make_campaign.model_letter(campaign, fact)
    action = Action.objects.create(
        slug="a-picket",
        campaign=campaign,
        kind="picket",
        state="published",
        happened_from=make.TODAY,
        happened_until=make.TODAY,
        who="A Union",
        recipient=office,
    )
    reply = Reply.objects.create(action=action, stance="denied", text="They denied it.")
    reply.contradicted_by.add(claim)
    action.evidence.create(passage=passage)
    return portable.projected(on=make.TODAY)

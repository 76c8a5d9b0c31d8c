"""Saying that two entries are one, or are not."""

from archive import merging
from archive.models import Entity
from tests import make


def people(*labels):
    return [make.person(label) for label in labels]


def same(entity, kept, by=None):
    return merging.same(entity, kept, by=by, at=make.NOW)


def different(entity, other, by=None):
    return merging.different(entity, other, by=by, at=make.NOW)


def revoke(judgement):
    merging.revoke(judgement, by=None, at=make.NOW)


def roots():
    return dict(Entity.objects.order_by("pk").values_list("pk", "root"))

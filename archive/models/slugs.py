"""Addresses of rows: readable, public, and never given twice."""

from anyascii import anyascii
from django.db import models
from django.utils.text import slugify

_STEM = 100  # the columns have room for a number behind it


def free_slug(model: type[models.Model], wanted: str, *, otherwise: str) -> str:
    """The wanted words as a slug, or with the lowest free number behind it.

    otherwise: what it is called when no letter of the words can be written so.
    What an undone row was called was public too, and stays taken.
    """
    stem = slugify(anyascii(wanted))[:_STEM].strip("-") or otherwise
    every = (model._default_manager, model.history)  # type: ignore[attr-defined]
    taken = {
        slug
        for rows in every
        for slug in rows.filter(slug__startswith=stem).values_list("slug", flat=True)
    }
    candidates = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)

"""Finding: one query language over everything, the same on both databases.

We make the tokens ourselves, in Python; the engines only look them up. `search()`
finds, `put()` and `index_*()` keep the index in step, in the transaction that
changes what is found. Nothing is ranked: the order is the reason, then the day.
"""

from archive.search.entities import entities
from archive.search.facets import facets
from archive.search.found import (
    EntityHit,
    Facet,
    Facets,
    Hit,
    Instead,
    Piece,
    Results,
    Tier,
)
from archive.search.index import (
    drop,
    index_again,
    index_claims,
    index_documents,
    index_entities,
    index_kind,
    index_new,
    put,
)
from archive.search.query import FIELDS, Query, Term, parse, words_alone
from archive.search.reindexing import Reindexed, out_of_step, reindex
from archive.search.rooms import Read, Room
from archive.search.searching import search
from archive.search.snippets import hits_in, marked
from archive.search.wording import describe

__all__ = [
    "FIELDS",
    "EntityHit",
    "Facet",
    "Facets",
    "Hit",
    "Instead",
    "Piece",
    "Query",
    "Read",
    "Reindexed",
    "Results",
    "Room",
    "Term",
    "Tier",
    "describe",
    "drop",
    "entities",
    "facets",
    "hits_in",
    "index_again",
    "index_claims",
    "index_documents",
    "index_entities",
    "index_kind",
    "index_new",
    "marked",
    "out_of_step",
    "parse",
    "put",
    "reindex",
    "search",
    "words_alone",
]

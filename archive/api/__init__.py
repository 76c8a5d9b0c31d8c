"""The archive for other programs, as JSON: the same as its pages show, read only."""

from archive.api.views import router

__all__ = ["router"]

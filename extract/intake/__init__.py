"""Pages of many kinds into `raw/` as clean text."""

from extract.intake.add import Added, Request, add

__all__ = ["Added", "Request", "add"]

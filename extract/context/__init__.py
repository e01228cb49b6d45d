"""The context stage: year, scope, subject and status of what a clause leaves unsaid."""

from extract.context.complete import Context
from extract.context.years import Years, year_rows, years_of

__all__ = ["Context", "Years", "year_rows", "years_of"]

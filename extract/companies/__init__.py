"""The company stage: finds named companies by how the genre introduces them, and what the text ties them to."""

from extract.companies.roles import companies_of

__all__ = ["companies_of"]

"""The column dictionary: every table, its columns in order, their types and what they mean in English and Chinese."""

from extract.schema.columns import FACTS, Column, Table
from extract.schema.tables import TABLES
from extract.schema.years import PANELS, VERIFIED

__all__ = ["FACTS", "PANELS", "TABLES", "VERIFIED", "Column", "Table"]

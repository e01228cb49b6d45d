"""The tables for other programs: workbooks, Parquet, JSON, CSV for Excel; and the codebook that says what they hold."""

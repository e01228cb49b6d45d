"""Stand-off annotations: the rows of the tables laid over the raw text for other tools, and taken back from them."""

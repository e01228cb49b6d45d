"""Pages of many kinds into `raw/` as clean text; `add` is the way in, and a confined process imports the rest alone."""

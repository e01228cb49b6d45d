"""Tools for those who write rules: what a rule file gets wrong, what its examples leave out."""

"""Rule files: what they say, and how they are read."""

from extract.rules.load import default_folder, load_rules
from extract.rules.model import Rule, RuleSet

__all__ = ["Rule", "RuleSet", "default_folder", "load_rules"]

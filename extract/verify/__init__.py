"""Figures checked against each other, in interval arithmetic: what a report says that cannot all be true."""

from extract.verify.verify import Verified, findings_for, verify, write_findings

__all__ = ["Verified", "findings_for", "verify", "write_findings"]

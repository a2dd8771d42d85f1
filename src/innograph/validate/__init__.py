"""Is a graph well formed, and does it hold together? Shapes, evidence, linked-data health, contradictions."""

from __future__ import annotations

from innograph.validate.check import validate
from innograph.validate.part import find_new_problems
from innograph.validate.report import Finding, Report

__all__ = ["Finding", "Report", "find_new_problems", "validate"]

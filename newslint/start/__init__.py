"""Looks at an archive and plans a starting configuration for it: `newslint init`."""

from newslint.start.plan import Plan, PlannedFile, plan, write

__all__ = ["Plan", "PlannedFile", "plan", "write"]

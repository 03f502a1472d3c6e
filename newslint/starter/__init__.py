"""Looks at an archive and plans a starting configuration for it: `newslint init`."""

from newslint.starter.plan import Plan, PlannedFile, plan, write

__all__ = ["Plan", "PlannedFile", "plan", "write"]

"""Fixes: applied in rounds, proven, and put on the disk."""

"""Checks archives in parts, on engines that people have: pure functions for each part, and Dask's run."""

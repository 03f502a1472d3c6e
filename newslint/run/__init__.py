"""A run over files: which ones, in how many processes, and what is known already."""

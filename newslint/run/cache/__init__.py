"""What is remembered: of files that don't change, and of runs where nothing did."""

FOLDER = ".newslint_cache"
"""How the folder of a cache is called, beside a configuration."""
NAME = "newslint-{key}.{ending}"
"""How a file in it is called."""

"""Configuration files to settings, with every mistake told at its place."""

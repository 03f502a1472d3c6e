"""Texts that pages and feeds leave in headlines and summaries: a table of them, and what reads it."""

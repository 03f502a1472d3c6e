"""What is remembered of files that don't change."""

"""Words for people, and tools for strings."""

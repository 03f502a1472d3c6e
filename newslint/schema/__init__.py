"""JSON Schema: what fields mean, and what a document violates."""

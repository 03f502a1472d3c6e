"""YAML, one language of front matter."""

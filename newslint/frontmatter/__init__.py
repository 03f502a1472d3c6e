"""Text to values with their places, and back. Nothing here knows a rule."""

"""Rules that a configuration declares: what they say, how they are checked, how they are documented."""

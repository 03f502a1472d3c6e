"""TOML, the language of configuration files."""

"""Where rules are documented."""


def rule_url(code: str, name: str) -> str:
    """The place of a rule in the documentation, relative to the repository's root."""
    return f"docs/rules.md#{code.lower()}-{name}"

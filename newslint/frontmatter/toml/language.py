"""TOML as the language of configurations: its values and words; open it to word their mistakes."""

import tomllib

from newslint.frontmatter.syntax import Scalar
from newslint.text.wording import Words


class Toml:
    """See `Language`."""

    name = "TOML"

    def __init__(self, words: Words) -> None:
        self.words = words

    def readings(self, token: str) -> tuple[Scalar, ...]:
        """What a token is without quotes; what has no meaning then stays text."""
        try:
            value = tomllib.loads(f"k = {token}")["k"]
        except (tomllib.TOMLDecodeError, KeyError):
            return (token,)
        return (value if isinstance(value, bool | int | float) else token,)


SETTINGS = Toml(
    Words(
        whole="the configuration",
        entry="setting",
        mapping="a table",
        infinity="inf",
        nan="nan",
        as_list="write it as a list: `[value]`",
        unknown="remove it",
        required="",
        newest="TOML",
    )
)
"""TOML that holds settings."""

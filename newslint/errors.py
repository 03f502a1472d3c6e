"""The one kind of failure that ends a run with exit status 2."""


class NewslintError(Exception):
    """The tool could not do its work: a bad option, a broken schema, an unreadable path.

    The message is one line for a person: what is wrong, where, and what to do.
    """

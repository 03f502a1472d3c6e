"""Which address the configuration of a site gives to a page, generator by generator; nothing is read here."""
